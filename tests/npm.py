"""Packages from npm that tests load into a browser; `tools/setup.sh test` installs them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


def npm_package(name: str) -> Path:
    """The folder of a package of `tests/package.json`; skips the test where npm is missing."""
    folder = Path(sys.prefix) / "npm" / "node_modules" / name
    if not folder.is_dir():
        pytest.skip(f"{name} is not installed: tools/setup.sh test brings it where npm is there")
    return folder
