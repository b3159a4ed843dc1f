"""Loading a spec: reads the text, checks everything, and tells all faults at once."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from gdcore.maths.function import Function
from gdcore.spec.document import Document
from gdcore.spec.faults import Fault, SpecError
from gdcore.spec.reading import read_file, read_yaml
from gdcore.spec.settling import settle
from gdcore.spec.spec import Spec


def load_spec(path: str | Path) -> Spec:
    """The spec in a file, settled; SpecError lists everything that is wrong with it."""
    path = Path(path)
    return _load(read_file(path, str(path)), str(path), path)


def read_spec(text: str, name: str = "<text>") -> Spec:
    """The spec in a text, settled; `name` stands before its faults."""
    return _load(text, name, None)


def _load(text: str, name: str, source: Path | None) -> Spec:
    root = read_yaml(text, name)
    try:
        document = Document.model_validate(root.plain())
    except ValidationError as error:
        raise SpecError(Fault(name, 1, 1, str(e["loc"]), e["msg"]) for e in error.errors()) from None
    return settle(document, Function.parse(document.function), source)
