"""Loading of a spec: text → nodes → document → checks → complete spec, or all faults at once.

Each stage is a module: `yaml_text`, `yaml_recovery`, `validation`, `checks`, `completion`,
`fitting`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from gdcore.spec.checks import Checker
from gdcore.spec.completion import complete
from gdcore.spec.faults import Fault, SpecError
from gdcore.spec.fitting import misfits
from gdcore.spec.places import Places
from gdcore.spec.refusals import found
from gdcore.spec.size import too_many_descents, too_many_steps
from gdcore.spec.spec import Spec
from gdcore.spec.validation import at, validate
from gdcore.spec.yaml_faults import no_key
from gdcore.spec.yaml_recovery import read_yaml
from gdcore.spec.yaml_text import read_file, read_stream


@dataclass(frozen=True)
class SpecText:
    """The text of a spec and where it is from.

    Attributes:
        text: YAML.
        name: precedes the spec's faults, as a file's name does.
        source: the file; None for a text that is in none, which can name no file with data.
    """

    text: str
    name: str
    source: Path | None = None

    @classmethod
    def of_file(cls, path: str | Path) -> SpecText:
        """The text in a file; SpecError if it can't be read."""
        path = Path(path)
        return cls(read_file(path, str(path)), str(path), path)

    @classmethod
    def of_stream(cls, stream: BinaryIO, name: str = "<stream>") -> SpecText:
        """The text in a stream of bytes; SpecError if it is none."""
        return cls(read_stream(stream, name), name)

    def load(self) -> Spec:
        """The spec, completed with its defaults; SpecError lists all faults of the text."""
        return _load(self.text, self.name, self.source)


def load_spec(path: str | Path) -> Spec:
    """Load the spec in a file, completed with its defaults; SpecError lists all its faults."""
    return SpecText.of_file(path).load()


def read_spec(text: str, name: str = "<text>") -> Spec:
    """Load the spec in a text; `name` precedes its faults, as a file's name would."""
    return SpecText(text, name).load()


def read_spec_stream(stream: BinaryIO, name: str = "<stream>") -> Spec:
    """Load the spec in a stream of bytes; `name` precedes its faults, as a file's name would."""
    return SpecText.of_stream(stream, name).load()


def data_file(text: str) -> str | None:
    """The file with data that a spec's text names, whether the spec is faulty or not."""
    try:
        content = read_yaml(text, "")[0].plain()
    except SpecError:
        return None
    data = content.get("data") if isinstance(content, dict) else None
    file = data.get("file") if isinstance(data, dict) else data
    return file if isinstance(file, str) else None


def _load(text: str, name: str, source: Path | None) -> Spec:
    root, strange = read_yaml(text, name)
    if not isinstance(root.data, dict):
        plain = root.plain()
        message = f"expected keys and values such as `function: x^2 + y^2`, found {found(plain)}"
        if isinstance(plain, str) and "=" in plain:
            message = no_key(plain)
        raise SpecError(strange or [Fault(name, root.line, root.column, "", message)])
    document, faults = validate(root, name)
    checker = Checker(root, name, source.parent if source else Path())
    function = checker.check()
    faults.extend(checker.faults)
    # A value that can't be read or is no part of the language, such as an alias, is not of the
    # right type either: report one fault for each place.
    places = {(fault.line, fault.column) for fault in strange}
    places |= {(node.line, node.column) for node in root.unread()}
    faults = [*strange, *(f for f in faults if (f.line, f.column) not in places)]
    if document is None or function is None or faults:
        raise SpecError(faults)
    if excess := too_many_descents(document):
        raise SpecError([at(root, name, *excess)])
    spec = complete(document, function, source, Places(root, name, text))
    if excess := too_many_steps(spec):
        raise SpecError([at(root, name, *excess)])
    faults = [at(root, name, location, message) for location, message in misfits(spec)]
    if faults:
        raise SpecError(faults)
    return spec
