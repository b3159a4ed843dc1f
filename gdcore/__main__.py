"""`python -m gdcore`: the same as the command `gdcore`."""

import sys

from gdcore.cli import main

sys.exit(main())
