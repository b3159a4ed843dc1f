"""`gdcore schema`: the JSON Schema of the spec language."""

from __future__ import annotations

import click
import cloup

from gdcore.cli.beats import beats_option


@cloup.command("schema")
@beats_option
def command() -> None:
    """Print the JSON Schema (draft 7) of the spec language, for editors."""
    click.echo(schema_text(), nl=False)


def schema_text() -> str:
    """The schema as it is kept in specs/schema.json."""
    import json

    from gdcore.spec import schema

    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
