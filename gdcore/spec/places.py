"""Where the values of a spec stand in its text, for faults that only computing can find."""

from __future__ import annotations

from dataclasses import dataclass, field

from gdcore.spec.faults import Fault
from gdcore.spec.validation import Location, at, locate
from gdcore.spec.yaml_nodes import Node


@dataclass(frozen=True)
class Places:
    """The places of a spec's values; two are equal, since a spec is the same wherever it stands.

    Attributes:
        root: the nodes of the text.
        name: precedes faults, as a file's name does.
        text: the spec's, as its author wrote it, comments and all.
    """

    root: Node = field(compare=False, repr=False)
    name: str = field(compare=False, repr=False)
    text: str = field(compare=False, repr=False)

    def place(self, location: Location) -> str:
        """Where a value such as ("story", 2, "caption") stands: ``name:line:column: story[2]``.

        A value that the text leaves to its default stands where the one around it does.
        """
        node, written, *_ = locate(self.root, location)
        return f"{self.name}:{node.line}:{node.column}: {written}" if written else self.name

    def is_written(self, location: Location) -> bool:
        """Whether the text itself gives this value, rather than leaving it to its default."""
        return locate(self.root, location).complete

    def fault(self, location: Location, message: str, character: int | None = None) -> Fault:
        """A fault of the value at a location, or of a character in its text, counted from 0."""
        return at(self.root, self.name, location, message, character=character)
