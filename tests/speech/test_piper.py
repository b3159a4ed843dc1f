"""The voices with a name."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gdcore.spec.voice import VOICES
from gdcore.speech import SpeechError
from gdcore.speech.piper import PACKAGES, bundled


def test_every_voice_with_a_name_has_a_package_that_the_extra_brings(root: Path) -> None:
    assert VOICES.keys() == PACKAGES.keys()
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    extra = project["optional-dependencies"]["voice"]
    brought = {text.partition(">")[0].replace("-", "_") for text in extra}
    assert set(PACKAGES.values()) <= brought


def test_a_voice_that_is_not_installed_is_told_with_what_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(PACKAGES, "joe", "a_package_that_nobody_has")
    with pytest.raises(SpeechError, match=r"gdcore\[voice\]"):
        bundled("joe")
