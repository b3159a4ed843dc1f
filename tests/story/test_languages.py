"""Whatever a lesson is about, its film speaks the lesson's language and no other."""

import json
import re
import shutil
import warnings
from pathlib import Path

import pytest
import yaml

import gdcore
from gdcore.spec import SpecError, load_spec
from gdcore.story import compute_lesson, make_timeline
from tests.random_specs import Author

ROOT = Path(__file__).parents[2]
WORDS = Path(gdcore.__file__).parent / "words"
LESSONS = sorted((ROOT / "specs").glob("*.yaml"))


def vocabulary(code):
    """The words of a language's messages, in small letters; names of arguments are no words."""
    text = "\n".join(
        re.sub(r"^[\w-]+ = |^#.*$|\{.*?[}>]|\[\w+\]", " ", path.read_text("utf-8"), flags=re.M)
        for path in (WORDS / code).glob("*.ftl")
    )
    return words(text)


def words(text):
    return {word.lower() for word in re.findall(r"[^\W\d_]{2,}", text)}


ENGLISH_ONLY = vocabulary("en") - vocabulary("de")


def said(path):
    """All that a lesson's film says: chapters, captions, labels and the texts of its props."""
    lesson = compute_lesson(load_spec(path))
    timeline = make_timeline(lesson, 30)
    yield from (title for *_, title in timeline.chapters())
    yield from (text for *_, text in timeline.captions())
    yield from (descent.label for descent in lesson.descents)
    yield from (cue.text for cue in timeline.cues if cue.prop in ("title", "winner"))


OWN = {"title", "label", "caption", "captions", "text", "subtitle", "expect"}


def in_german(spec):
    """A spec without its author's own words, told in German."""
    kept = {key: value for key, value in spec.items() if key not in OWN}
    if kept.get("descents"):
        kept["descents"] = [without_words(entry) for entry in kept["descents"]]
    if kept.get("story"):
        kept["story"] = [b for beat in kept["story"] if (b := without_caption(beat))] or ["surface"]
    return {**kept, "language": "de"}


def without_caption(beat):
    """A beat without texts; None for one that is nothing but a text."""
    if not isinstance(beat, dict):
        return None if beat == "caption" else beat
    ((name, options),) = beat.items()
    if name in ("caption", "title"):
        return None if name == "caption" else name
    return {name: without_words(options)}


def without_words(options):
    if not isinstance(options, dict):
        return options
    return {k: v for k, v in options.items() if k not in OWN or isinstance(v, bool)}


def test_the_languages_have_words_of_their_own():
    assert {"the", "step", "minimum"} & ENGLISH_ONLY == {"the", "step"}
    assert len(ENGLISH_ONLY) > 200


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_english_word_in_a_german_lesson(tmp_path, path):
    shutil.copytree(ROOT / "specs/data", tmp_path / "data")
    spec = tmp_path / path.name
    spec.write_text(json.dumps(in_german(yaml.safe_load(path.read_text("utf-8")))))
    texts = list(said(spec))
    assert texts
    assert {text: found for text in texts if (found := words(text) & ENGLISH_ONLY)} == {}


def test_no_english_word_in_random_german_lessons(tmp_path):
    (tmp_path / "line.csv").write_bytes((ROOT / "specs/data/line.csv").read_bytes())
    path, told = tmp_path / "spec.yaml", 0
    for seed in range(40):
        path.write_text(json.dumps(in_german(Author(seed).spec())))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                texts = list(said(path))
            except SpecError:
                continue
        told += 1
        assert {text: found for text in texts if (found := words(text) & ENGLISH_ONLY)} == {}
    assert told > 10
