"""Every key of the schema has a control, and what a control writes reads back.

The values are chosen here, by the schema's limits; what a written text means is told by the loader
of specs, which knows nothing of forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gdcore.spec import BEATS, as_mapping
from gdcore.spec.flow import flow
from gdcore.spec.loading import SpecText
from gdcore.spec.schema import schema
from gdcore.studio import kinds
from gdcore.studio.beginnings import Ground, blank, named, one_more
from gdcore.studio.caption_edits import with_usual_captions, without_captions
from gdcore.studio.kinds import Kind
from gdcore.studio.pages import builders
from gdcore.studio.value_edits import add_entry, leave_out, move_entry, remove_entry, write
from gdcore.studio.values import Path as Place
from gdcore.studio.values import at, below, form_of, lean, same, with_value

SPECS = Path(__file__).parents[2] / "specs"
TWO = """\
# The first comment.
title: A bowl  # what it is
function: x^2 + 3*y^2
domain: {x: [-3, 3], y: [-3, 3]}
# Where they start:
starts: [[2, 1], [1, 2]]
learning_rates: [0.1]
steps: 20  # few
story:
  - surface  # first
  - descend
"""
DATA = """\
function: w*x + b  # a line
data: data/line.csv
domain: {w: [-2, 4], b: [-4, 3]}
descents:
  - {start: [-1.2, -3], learning_rate: 0.05}  # one
  - {start: [-1.2, -3], learning_rate: 0.3, optimizer: adam}
"""


def complete(text: str) -> dict[str, Any]:
    """All values of a text, defaults filled in; SpecError if it has faults."""
    spec = SpecText(text, "lesson.yaml", SPECS / "lesson.yaml").load()
    return as_mapping(spec)


def others(kind: Kind, value: Any, ground: Ground) -> Iterator[Any]:
    """Values of a kind other than the one that it has."""
    match kind:
        case kinds.Number():
            for number in (2, 1, 0.5, 0.75, 3, 30, 0.25, 0.0625):
                low = kind.low < number or (number == kind.low and not kind.open_low)
                high = number < kind.high or (number == kind.high and not kind.open_high)
                if low and high and not (kind.whole and number % 1) and number != value:
                    yield number
        case kinds.Choice():
            yield from (word for word in kind.words if word != value)
        case kinds.Switch():
            yield not value
        case kinds.Words():
            yield 'Some: "thing" # else'
        case kinds.Fixed():
            yield kind.value
        case kinds.Point():
            yield ground.point(5)
        case kinds.Series():
            yield [next(others(kind.entry, None, ground)) for _ in range(max(kind.fewest, 1))]
        case kinds.Row():
            yield [1.5, 2.5] if not kind.entries[0].whole else [1, 2]
        case kinds.Table():
            yield {"3": "Now!", "end": True}
        case kinds.Record():
            yield {
                key: next(others(slot.kind, None, ground))
                for key, slot in kind.slots.items()
                if slot.required
            } or {key: next(others(s.kind, None, ground)) for key, s in kind.slots.items()}
        case kinds.Named():
            yield from kind.records
        case kinds.Union():
            for each in kind.kinds:
                yield from others(each, None, ground)


def test_every_key_of_the_schema_is_known_and_every_kind_has_a_control() -> None:
    written = schema()
    document = kinds.document()
    assert list(document.slots) == list(written["properties"])
    assert list(kinds.beats()) == list(BEATS)
    for name, beat in kinds.beats().items():
        assert list(beat.slots) == list(BEATS[name].fields_by_key())
    for slot in [
        *document.slots.values(),
        *(s for b in kinds.beats().values() for s in b.slots.values()),
    ]:
        assert slot.note
        assert slot.required or slot.nullable or slot.default is not None
    found = set(_kinds(document, set()))
    assert {type(kind) for kind in found} == {
        *(kinds.Number, kinds.Rate, kinds.Choice, kinds.Switch, kinds.Words, kinds.Fixed),
        *(kinds.Point, kinds.Series, kinds.Row, kinds.Table, kinds.Record, kinds.Named),
        kinds.Union,
    }
    unbuilt = builders.build.dispatch(Kind)
    assert all(builders.build.dispatch(type(kind)) is not unbuilt for kind in found)


def _kinds(kind: Kind, seen: set[str]) -> Iterator[Kind]:
    """A kind and all that it holds; a schedule's parts, which are schedules, once."""
    yield kind
    inside: list[Kind] = []
    match kind:
        case kinds.Record():
            if kind.name == "learning_rate" and kind.tag in seen:
                return
            seen.add(kind.tag)
            inside = [slot.kind for slot in kind.slots.values()]
        case kinds.Named():
            inside = list(kind.records.values())
        case kinds.Series() | kinds.Table():
            inside = [kind.entry]
        case kinds.Row():
            inside = list(kind.entries)
        case kinds.Union():
            inside = list(kind.kinds)
    for each in inside:
        yield from _kinds(each, seen)


def written_and_read(text: str, path: Place, value: Any) -> None:
    """Write a value; it reads back, the others are as before, and all comments stay."""
    before = complete(text)
    after = write(text, before, path, value)
    read = complete(after)
    assert same(lean_at(read, path, value), lean_at(read, path, at(read, path))), (path, after)
    for key in before:
        if key != path[0] and key in read and key not in ("descents", "starts", "learning_rates"):
            assert same(before[key], read[key]), (path, key)
    for line in text.splitlines():
        if "#" in line:
            assert line[line.index("#") :] in after, (path, after)


def lean_at(whole: Any, path: Place, value: Any) -> Any:
    """A value at a place without its defaults."""
    kind: Kind = kinds.document()
    changed = with_value(whole, path, value)
    for depth, step in enumerate(path):
        kind = below(kind, at(changed, path[:depth]), step)
    return lean(kind, value)


BY_HAND = ("function", "data", "layout", "domain", "descents", "expect", "story")
"""Keys whose values must fit the lesson, or that hold lists, whose entries are tried one by one."""


@pytest.mark.parametrize("text", [TWO, DATA], ids=["product", "listed"])
def test_every_key_of_a_lesson_is_written_and_reads_back(text: str) -> None:
    before = complete(text)
    ground = Ground(before["domain"])
    told = 0
    for key, slot in kinds.document().slots.items():
        if key not in before or key in BY_HAND:
            continue
        for value in others(form_of(slot.kind, before[key]), before[key], ground):
            written_and_read(text, [key], value)
            told += 1
    values = {
        "function": "x^4 + 2*y^2" if text is TWO else "w*x + b*x^2",
        "layout": "split" if text is TWO else "surface",
        "domain": {name: [-4.5, 5.5] for name in before["domain"]},
    }
    if text is DATA:
        for key, slot in kinds.document().slots["descents"].kind.entry.slots.items():
            for value in others(slot.kind, at(before, ["descents", 0, key]), ground):
                written_and_read(text, ["descents", 0, key], value)
        values["data"] = {"file": "data/line.csv", "batch_size": 3, "seed": 2}
    for key, value in values.items():
        written_and_read(text, [key], value)
    assert told > 12


@pytest.mark.parametrize("name", BEATS)
def test_every_option_of_a_beat_is_written_and_reads_back(name: str) -> None:
    ground = Ground({"x": (-3, 3), "y": (-3, 3)})
    needed = named(name, kinds.document().slots["story"].kind.entry, ground)
    entry = needed if isinstance(needed, str) else f"{name}: {flow(needed[name])}"
    for key, slot in kinds.beats()[name].slots.items():
        text = TWO + f"  - {entry}  # the beat\n"
        before = complete(text)
        given = at(before, ["story", 2, name, key])
        tried = 0
        for each in kinds.parts(slot.kind):
            for value in others(each, given, ground):
                if name == "compare" and key == "descents":
                    value = [2, 1]
                if name in ("algorithm", "internals") and key == "descent":
                    value = 2
                written_and_read(text, ["story", 2, name, key], value)
                tried += 1
        assert tried
        written = write(text, before, ["story", 2, name, key], value)
        if not slot.required:
            assert same(
                at(complete(leave_out(written, ["story", 2, name, key])), ["story"]),
                before["story"],
            )


def test_every_optimizer_schedule_and_claim_is_written_with_all_its_keys() -> None:
    before = complete(TWO)
    ground = Ground(before["domain"])
    optimizers = kinds.document().slots["optimizers"].kind.entry
    for name, record in optimizers.records.items():
        text = write(TWO, before, ["optimizers"], [name])
        for key, slot in record.slots.items():
            given = at(complete(text), ["optimizers", 0, name, key])
            if isinstance(slot.kind, kinds.Row):
                given = [k + 0.5 for k in range(2)] if name == "rprop" else [0.5, 0.75]
                written_and_read(text, ["optimizers", 0, name, key], given)
            else:
                value = next(others(slot.kind, given, ground))
                written_and_read(text, ["optimizers", 0, name, key], value)
    rates = kinds.document().slots["learning_rates"].kind.entry
    for each in kinds.parts(rates):
        begun = blank(each, ground)
        text = write(TWO, before, ["learning_rates", 0], begun)
        now = complete(text)
        if isinstance(each, kinds.Record):
            for key, slot in each.slots.items():
                plain = isinstance(slot.kind, kinds.Number)
                if plain and key not in ("shrink", "slope_fraction", "max_lr", "base_lr"):
                    value = next(others(slot.kind, at(now, ["learning_rates", 0, key]), ground))
                    written_and_read(text, ["learning_rates", 0, key], value)
    claims = kinds.document().slots["expect"].kind.entry
    for each in kinds.parts(claims):
        claim = blank(each, ground)
        # The descent or the place alone claims nothing.
        more = {"within": 20} if "descent" in claim else {"value": 2} if "at" in claim else {}
        written_and_read(TWO, ["expect"], [claim | more])


def test_lists_are_added_to_shortened_and_reordered() -> None:
    before = complete(TWO)
    ground = Ground(before["domain"])
    starts = kinds.document().slots["starts"].kind.kinds[0]
    more = add_entry(TWO, before, ["starts"], 2, one_more(starts.entry, before["starts"], ground))
    three = complete(more)["starts"]
    assert len(three) == 3
    assert three[:2] == ((2, 1), (1, 2))
    assert all(
        low < x < high for x, (low, high) in zip(three[2], ground.domain.values(), strict=True)
    )
    assert remove_entry(more, complete(more), ["starts"], 2) == TWO
    moved = move_entry(TWO, before, ["story"], 0, 1)
    assert moved.endswith("  - descend\n  - surface  # first\n")
    default = "function: x^2 + y^2\n"  # its story is the default one, which is then written out
    whole = complete(default)
    whole["story"] = [{"surface": {"seconds": None}}, {"descend": {"seconds": None}}]
    assert remove_entry(default, whole, ["story"], 0).endswith("story: [descend]\n")
    listed = remove_entry(DATA, complete(DATA), ["descents"], 0)
    assert [d["learning_rate"] for d in complete(listed)["descents"]] == [0.3]
    emptied = remove_entry(listed, complete(listed), ["descents"], 0)
    assert complete(emptied)["descents"] == []


def test_captions_of_all_beats_are_left_out_and_brought_back() -> None:
    text = TWO.replace(
        "  - descend\n",
        "  - descend: {captions: {0: Here}}  # run\n"
        "  - caption: Stays\n"
        "  - orbit: {caption: Mine}\n",
    )
    silent = without_captions(text, complete(text))
    beats = [
        (name, options) for beat in complete(silent)["story"] for name, options in beat.items()
    ]
    told = [options["caption"] for name, options in beats if name != "caption"]
    assert told == [False, False, False]
    assert beats[2][1]["text"] == "Stays"
    assert "# first" in silent
    assert "# run" in silent
    usual = complete(with_usual_captions(silent, complete(silent)))["story"]
    assert [o["caption"] for b in usual for n, o in b.items() if n != "caption"] == [None] * 3
