"""A story that is told aloud."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from gdcore.spec import SpecError, read_spec
from gdcore.speech import Speech, SpeechError
from gdcore.speech.speech import RATE
from gdcore.story import assembly, compute_lesson, make_timeline
from gdcore.story.timeline import Timeline

SPEC = """\
function: x^2 + 3*y^2
starts: [[2, 1]]
learning_rates: [0.1, 0.2]
steps: 12
story:
  - title
  - surface: {seconds: 2}
  - caption: One. Two. Three.
  - descend: {captions: {0: It begins., 6: Half of it is done., end: true}}
  - descend: {seconds: 1}
  - zoom
  - compare
  - orbit: {seconds: 1, caption: All around.}
"""


class Slow:
    """A voice that takes so many seconds for each sentence, and for the beats of some numbers."""

    def __init__(self, sentence: float, beats: dict[int, float] | None = None) -> None:
        self._sentence, self._beats = sentence, beats or {}

    def caption(self, text: str) -> Speech | None:
        texts = [t for t in text.replace("?", ".").split(". ") if t]
        if not self._sentence:
            return None
        times = tuple(
            (k * self._sentence, (k + 1) * self._sentence, t) for k, t in enumerate(texts)
        )
        return Speech(np.ones(round(len(texts) * self._sentence * RATE), np.int16), times)

    def beat(self, index: int) -> Speech | None:
        seconds = self._beats.get(index)
        return seconds and Speech(np.ones(round(seconds * RATE), np.int16), ((0.0, seconds, ""),))


def told(monkeypatch: pytest.MonkeyPatch, voice: object, fps: float = 30) -> Timeline:
    """The story as a voice tells it."""
    monkeypatch.setattr(assembly, "voice_of", lambda spec: voice)
    return make_timeline(compute_lesson(read_spec(SPEC)), fps)


@pytest.mark.parametrize("sentence", [0.3, 2.0, 9.0])
def test_nobody_speaks_into_another_nor_into_the_next_beat(
    monkeypatch: pytest.MonkeyPatch, sentence: float
) -> None:
    timeline = told(monkeypatch, Slow(sentence))
    assert len(timeline.narration) == len(timeline.captions())
    for before, after in pairwise(timeline.narration):
        assert before.end <= after.at
    for said, (start, _, _) in zip(timeline.narration, timeline.captions(), strict=True):
        assert said.at >= start - 1e-9
        assert timeline.beat_at(said.at) is timeline.beat_at(said.end - 1e-6)
        assert timeline.beat_at(said.at) is timeline.beat_at(start)
    assert all(np.isclose(beat.end * 30, round(beat.end * 30)) for beat in timeline.beats)


def test_a_caption_stays_while_it_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    timeline = told(monkeypatch, Slow(4.0))
    for said, (start, end, text) in zip(timeline.narration, timeline.captions(), strict=True):
        assert said.end <= end + 0.05, text
        assert said.at - start < 0.35, text


def test_subtitles_follow_the_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    timeline = told(monkeypatch, Slow(2.0))
    one, two, three = [
        s for s in timeline.subtitles() if s[2].strip(".") in ("One", "Two", "Three")
    ]
    assert one[1] == two[0] == one[0] + 2.0
    assert two[1] == three[0] == two[0] + 2.0
    for (_, end, _), (start, _, _) in pairwise(timeline.subtitles()):
        assert end <= start


def test_a_voice_that_is_quicker_than_the_reader_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    silent, quick = told(monkeypatch, None), told(monkeypatch, Slow(0.01))
    assert quick.digest == silent.digest
    assert quick.narration
    assert not silent.narration


def test_a_recording_begins_with_its_beat_which_waits_for_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lengths = {1: 7.0, 3: 40.0, 4: 5.0, 7: 0.5}
    timeline = told(monkeypatch, Slow(0.0, lengths))
    starts = {said.at: said for said in timeline.narration}
    for index, seconds in lengths.items():
        beat = timeline.beats[index]
        said = starts[min(starts, key=lambda at: abs(at - beat.start))]
        assert 0 <= said.at - beat.start < 0.35
        assert said.speech.seconds == seconds
        assert said.end <= beat.end + 1e-9
    # Its words are unknown: the captions keep their own times.
    assert timeline.subtitles() == timeline.captions()


def test_a_voice_that_is_missing_is_a_fault_of_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(spec: object) -> object:
        raise SpeechError("run `pip install …`")

    monkeypatch.setattr(assembly, "voice_of", missing)
    lesson = compute_lesson(read_spec(SPEC + "voice: joe\n"))
    with pytest.raises(SpecError, match=r":14:8: voice: run `pip install"):
        make_timeline(lesson, 30)
