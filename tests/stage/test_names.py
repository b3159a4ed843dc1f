"""A prop is named in its own file alone: layout, lint and other props know it by its traits."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

import gdcore.stage
from gdcore.story import props_that

STAGE = Path(gdcore.stage.__file__).parent
ENTERING = {"in_panel", "on_frame", "takes_room", "thins_surface", "paints_surface"}

OTHER_MEANINGS: dict[str, tuple[str, ...]] = {
    # A kind of panel, of mesh, of layout or of shader.
    "surface": ("gl/", "layout/", "lint/picture.py", "mobjects/", "props/panel/axes.py",
                "props/panel/slices.py", "props/registry.py"),
    # A kind of mesh and its shader.
    "ball": ("gl/", "mobjects/"),
    # A layout of the spec, and a key of it.
    "data": ("layout/compositions/", "text/letters.py"),
    # A key of the spec.
    "caption": ("lint/advice.py", "lint/finding.py"),
    # The tag of a film's file.
    "title": ("film/", "about.py"),
    # A part of a step, and a quantity of the pseudocode.
    "gradient": ("props/parts/", "props/panel/internals.py"),
}  # fmt: skip
"""Words that are names of props as well, and where they stand for something else."""


def entered(tree: ast.Module) -> set[str]:
    """The names of the props that a file enters."""
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ENTERING
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def quoted(tree: ast.Module) -> list[tuple[int, str]]:
    """Line and text of all string constants of a file, but for its docstrings."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return [
        (node.lineno, node.value)
        for node in constants
        if isinstance(node.value, str) and id(node) not in docstrings
    ]


def test_no_file_of_the_stage_quotes_the_name_of_another_ones_prop() -> None:
    names, found, homes = set(props_that()), [], defaultdict(set)
    for path in sorted(STAGE.rglob("*.py")):
        tree, place = ast.parse(path.read_text("utf-8")), path.relative_to(STAGE).as_posix()
        own = entered(tree)
        for name in own:
            homes[name].add(place)
        found += [
            f"{place}:{line} {text}"
            for line, text in quoted(tree)
            if text in names - own and not place.startswith(OTHER_MEANINGS.get(text, ("-",)))
        ]
    assert not found
    # Each prop that a lesson can show is entered somewhere, but for the pictures of the layout.
    assert names - set(homes) == {*props_that(inset=True, square=True)}


@pytest.mark.parametrize("word", OTHER_MEANINGS)
def test_a_word_of_another_meaning_stands_in_each_of_its_places(word: str) -> None:
    for place in OTHER_MEANINGS[word]:
        files = [*STAGE.rglob("*.py")]
        here = [p for p in files if p.relative_to(STAGE).as_posix().startswith(place)]
        assert any(word in dict.fromkeys(text for _, text in quoted(ast.parse(p.read_text())))
                   for p in here), place  # fmt: skip
