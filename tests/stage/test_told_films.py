"""What stands beside a film and inside it, as players, browsers and a validator read it."""

from __future__ import annotations

import itertools
import re
import shutil
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import av
import pytest
import srt
import webvtt
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gdcore.stage.errors import RequestError
from gdcore.stage.film.beside import SUFFIXES, beside
from gdcore.stage.film.inside import spec_inside
from gdcore.stage.film.metadata import FilmMetadata
from gdcore.stage.film.transcripts import transcript_page
from gdcore.stage.film.webvtt import webvtt as compose
from gdcore.story.describing import descriptions, sightings
from tests.stage.short_films import BOWL, final_file, render, spec_file

GERMAN = BOWL.replace("title: Bowl", "title: Schüssel <&> mehr --> weniger\nlanguage: de  # ‽")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    """A scene that has been rendered, and its film."""
    from manim import tempconfig

    folder = tmp_path_factory.mktemp("told")
    settings = {"media_dir": str(folder / "media"), "progress_bar": "none"}
    with tempconfig({**settings, "verbosity": "WARNING"}):
        scene = render(spec_file(folder, GERMAN))
    return scene, final_file(scene)


def spans(file: Path) -> list[tuple[float, float, str]]:
    """The cues of a WebVTT file, as a validating parser reads it."""
    return [(clock(c.start), clock(c.end), unescape(c.text)) for c in webvtt.read(str(file))]


def clock(text: str) -> float:
    hours, minutes, seconds = text.split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(seconds)


def flat(text: str) -> str:
    return " ".join(text.split())


def alike(found: list, expected: list) -> bool:
    return [flat(t) for *_, t in found] == [flat(t) for *_, t in expected] and all(
        abs(a - b) < 0.002
        for one, other in zip(found, expected, strict=True)
        for a, b in zip(one[:2], other[:2], strict=True)
    )


def test_the_files_beside_a_film_say_what_the_timeline_says(film: tuple[Any, Path]) -> None:
    scene, path = film
    timeline = scene.timeline
    assert all(file.is_file() for file in beside(path))
    told = [(d.start, d.end, d.text) for d in descriptions(timeline)]
    assert alike(spans(path.with_suffix(".vtt")), timeline.captions())
    assert alike(spans(path.with_suffix(".chapters.vtt")), timeline.chapters())
    assert alike(spans(path.with_suffix(".descriptions.vtt")), told)
    lines = path.with_suffix(".transcript.txt").read_text(encoding="utf-8")
    for text in [t for *_, t in timeline.chapters()] + [t for _, t in sightings(timeline)]:
        assert text in lines
    for *_, text in timeline.captions():
        assert all(line in lines for line in text.splitlines())


def test_a_browser_reads_the_same_tracks(film: tuple[Any, Path]) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("there is no browser")
    from playwright.sync_api import sync_playwright

    scene, path = film
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(path.with_suffix(".transcript.html").as_uri())
        found = page.evaluate(
            """async () => {
                const film = document.querySelector("video"), tracks = [...film.textTracks];
                for (const track of tracks) track.mode = "hidden";
                const ready = () => film.readyState && tracks.every(t => t.cues?.length);
                for (let k = 0; k < 100 && !ready(); k++)
                    await new Promise(done => setTimeout(done, 50));
                const text = cue => { const d = document.createElement("div");
                    d.append(cue.getCueAsHTML()); return d.textContent; };
                return {seconds: film.duration, language: document.documentElement.lang,
                    tracks: tracks.map(t => [t.kind, t.language,
                        [...t.cues].map(c => [c.startTime, c.endTime, text(c)])])};
            }"""
        )
        page.get_by_role("button", name="Ab 0:00 abspielen").first.click()
        browser.close()
    timeline = scene.timeline
    assert found["language"] == "de"
    assert abs(found["seconds"] - timeline.duration) < 0.05
    expected = {
        "captions": timeline.captions(),
        "descriptions": [(d.start, d.end, d.text) for d in descriptions(timeline)],
        "chapters": timeline.chapters(),
    }
    assert [(kind, code) for kind, code, _ in found["tracks"]] == [
        (kind, "de") for kind in expected
    ]
    for kind, _, cues in found["tracks"]:
        assert alike(cues, expected[kind]), kind


def test_a_player_finds_captions_chapters_language_and_spec_inside(film: tuple[Any, Path]) -> None:
    scene, path = film
    with av.open(str(path)) as container:
        (track,) = container.streams.subtitles
        assert track.codec_context.name == "mov_text"
        assert track.metadata["language"] == "deu"
        assert container.streams.video[0].metadata["language"] == "deu"
        assert not track.disposition & av.stream.Disposition.default  # they are in the picture
        assert container.streams.video[0].disposition & av.stream.Disposition.default
        packets = [p for p in container.demux(track) if p.pts is not None]
        said = [
            (float(p.pts * p.time_base), float((p.pts + p.duration) * p.time_base), bytes(p)[2:])
            for p in packets
            if p.size > 2
        ]
        assert container.metadata["title"] == "Schüssel <&> mehr --> weniger"
    assert alike([(a, b, text.decode()) for a, b, text in said], scene.timeline.captions())
    assert spec_inside(path) == GERMAN


def test_captions_in_the_mp4_are_those_beside_it(film: tuple[Any, Path]) -> None:
    _, path = film
    beside_it = list(srt.parse(path.with_suffix(".srt").read_text(encoding="utf-8")))
    vtt = list(webvtt.read(str(path.with_suffix(".vtt"))))
    assert [one.content for one in beside_it] == [unescape(cue.text) for cue in vtt]


class Page(HTMLParser):
    """The texts, buttons and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_is_one_that_a_screen_reader_can_use(film: tuple[Any, Path]) -> None:
    _, path = film
    page = Page(path.with_suffix(".transcript.html").read_text(encoding="utf-8"))
    attributes = dict(reversed(page.tags))
    assert attributes["html"]["lang"] == "de"
    assert "controls" in attributes["video"]
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    buttons = [given for tag, given in page.tags if tag == "button"]
    assert buttons
    assert all(given["aria-label"] for given in buttons)
    assert "Schüssel <&> mehr --> weniger" in page.texts


def test_axe_finds_nothing_to_object_to(film: tuple[Any, Path]) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("there is no browser")
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    _, path = film
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            page = browser.new_page(color_scheme=scheme)
            page.goto(path.with_suffix(".transcript.html").as_uri())
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
        browser.close()


def test_what_a_later_version_does_not_say_is_gone(tmp_path: Path, media_dir: Path) -> None:
    path = final_file(render(spec_file(tmp_path)))
    assert all(file.is_file() for file in beside(path))
    silent = "function: x^2 + y^2\nstory: [{surface: {seconds: 0.4, caption: false}}]\n"
    render(spec_file(tmp_path, silent))
    assert not path.with_suffix(".vtt").exists()
    with av.open(str(path)) as container:
        assert not container.streams.subtitles
    assert path.with_suffix(".descriptions.vtt").exists()


def test_a_gif_has_no_files_beside_it(tmp_path: Path, media_dir: Path) -> None:
    path = final_file(render(spec_file(tmp_path), format="gif"))
    assert [file for file in beside(path) if file.exists()] == []
    with pytest.raises(RequestError, match="no spec is inside"):
        spec_inside(path)


@pytest.mark.parametrize("format", ["webm", "png"])
def test_other_files_hold_the_spec_too(tmp_path: Path, media_dir: Path, format: str) -> None:
    text = "# π\r\n" + BOWL
    path = spec_file(tmp_path)
    path.write_bytes(text.encode())
    settings = {"save_last_frame": True} if format == "png" else {"format": format}
    made = final_file(render(path, **settings)) if format != "png" else _still(path, settings)
    assert spec_inside(made).replace("\r\n", "\n") == text.replace("\r\n", "\n")


def _still(path: Path, settings: dict[str, Any]) -> Path:
    scene = render(path, **settings)
    writer: Any = scene.renderer.file_writer
    with Image.open(writer.image_file_path) as image:
        image.load()
        assert "Bowl" in image.text["Title"]
        assert "the surface of f over x from −3 to 3" in image.text["Description"]
    return Path(writer.image_file_path)


def test_files_without_a_spec_are_told(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "other.png")
    (tmp_path / "broken.png").write_bytes((tmp_path / "other.png").read_bytes()[:40])
    (tmp_path / "note.txt").write_text("no film")
    for name, said in (
        ("other.png", "no spec is inside"),
        ("broken.png", "damaged"),
        ("note.txt", "neither a film nor a PNG"),
    ):
        with pytest.raises(RequestError, match=said):
            spec_inside(tmp_path / name)


@given(
    st.lists(
        st.tuples(
            st.floats(0, 9000), st.floats(0, 9000),
            st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30),
        ),
        max_size=6,
    )
)  # fmt: skip
def test_any_text_at_any_time_is_read_back(cues: list[tuple[float, float, str]]) -> None:
    given_spans = [(min(a, b), max(a, b) + 0.002, f"{text}\n\n{text} --> &") for a, b, text in cues]
    read = webvtt.from_string(compose(given_spans))
    found = [(clock(cue.start), clock(cue.end), flat(unescape(cue.text))) for cue in read]
    expected = sorted(given_spans)
    assert [text for *_, text in found] == [flat(text) for *_, text in expected]
    for (a, b, _), (c, d, _) in zip(found, expected, strict=True):
        assert abs(a - c) < 0.001
        assert abs(b - d) < 0.001


def test_the_page_escapes_what_a_title_holds() -> None:
    told = FilmMetadata(title="</title><script>alert(1)</script>", seen=((0.0, 1.0, "<b>x</b>"),))
    page = transcript_page(told, Path('a"b<c>.mp4'))
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert 'src="a%22b%3Cc%3E.mp4"' in page
    assert len(SUFFIXES) == 5
