"""The page in a real browser, used as a lecturer uses it."""

from __future__ import annotations

import json
import math
import re
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from gdcore.studio.easel import Easel
from gdcore.studio.folder import STATE
from gdcore.studio.kinds import document
from gdcore.studio.messages import Source
from tests.studio.conftest import TEXT, Served, serve

pytestmark = pytest.mark.slow


def source(page: Any) -> str:
    """The address of the picture that the browser shows."""
    return str(page.evaluate("document.querySelector('.picture img').src"))


def new_picture(page: Any, before: str) -> None:
    """Wait until another picture is shown."""
    page.wait_for_function(
        "b => { const i = document.querySelector('.picture img');"
        " return i.src !== b && i.complete && i.naturalWidth > 0 }",
        arg=before,
    )


EDITOR = "getElement(+document.querySelector('.editor').id.slice(1)).editor"


def write(page: Any, old: str, new: str) -> None:
    """Select a piece of the text in the editor and type another one over it."""
    page.evaluate(
        f"(old) => {{ const editor = {EDITOR}; const at = editor.state.doc.toString().indexOf(old);"
        " editor.dispatch({ selection: { anchor: at, head: at + old.length } }); editor.focus() }",
        old,
    )
    page.keyboard.insert_text(new)


def editor_text(page: Any) -> str:
    """The whole text in the editor."""
    return str(page.evaluate(f"{EDITOR}.state.doc.toString()"))


def kept(lesson: Path) -> str:
    """The text as the studio keeps it on the disk: its draft, or the file if nothing is unsaved."""
    draft = lesson.parent / STATE / f"{lesson.name}.json"
    try:
        return str(json.loads(draft.read_text())["text"])
    except FileNotFoundError:
        return lesson.read_text()


def until(check: Any, seconds: float = 20) -> None:
    """Wait until a condition on files holds."""
    end = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_fault_is_shown_and_mended_and_the_text_saved(
    page: Any, lesson: Path, errors: list[str]
) -> None:
    write(page, "3*y^2", "3*y^^2")
    page.wait_for_selector(".faults .fault-place")
    assert page.locator(".fault-place").first.inner_text().startswith("3:")
    page.wait_for_selector(".fault-mark", timeout=10_000)
    page.wait_for_selector(".picture.stale")
    first = source(page)
    page.wait_for_timeout(500)
    assert source(page) == first  # the last good picture stays
    assert page.evaluate("document.querySelector('.picture img').naturalWidth") > 100
    write(page, "3*y^^2", "5*y^2")
    page.wait_for_selector(".faults .fault-place", state="detached")
    new_picture(page, first)
    assert lesson.read_text() == TEXT
    page.keyboard.press("Control+s")
    until(lambda: lesson.read_text() == TEXT.replace("3*y^2", "5*y^2"))
    assert errors == []


def test_unsaved_text_outlives_a_reload_and_outside_changes_are_seen(
    page: Any, lesson: Path, errors: list[str]
) -> None:
    write(page, "steps: 20", "steps: 30")
    page.get_by_text("not saved", exact=True).wait_for()
    page.reload()
    page.wait_for_selector(".beat")
    assert "steps: 30" in editor_text(page)
    lesson.write_text(TEXT.replace("steps: 20", "steps: 25"))
    page.get_by_text("Another program has changed this file").wait_for()
    page.get_by_text("Show the difference").click()
    page.get_by_text("-steps: 25").wait_for()
    page.get_by_role("button", name="Close").click()
    page.get_by_text("Take theirs").click()
    page.wait_for_function("document.querySelector('.cm-content').textContent.includes('25')")
    moment = page.locator(".clock").inner_text()
    before = source(page)
    lesson.write_text(TEXT.replace("3*y^2", "y^2"))
    new_picture(page, before)  # nothing of ours was unsaved: taken over, and the time stays
    assert page.locator(".clock").inner_text() == moment
    assert errors == []


def test_the_keyboard_alone_plays_and_steps(page: Any, errors: list[str]) -> None:
    page.keyboard.press("Home")
    page.wait_for_function("document.querySelector('.clock').textContent.startsWith('0:00.0')")
    page.keyboard.press("ArrowDown")
    page.wait_for_function("document.querySelector('.clock').textContent.startsWith('0:03.0')")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.clock').textContent.startsWith('0:04.0')")
    began = time.monotonic()
    page.keyboard.press("Space")
    page.wait_for_timeout(1500)
    page.keyboard.press("Space")
    page.wait_for_timeout(300)
    passed = time.monotonic() - began - 0.3
    shown = float(re.match(r"0:(\d+\.\d)", page.locator(".clock").inner_text())[1]) - 4.0
    assert 0.5 * passed < shown < passed + 0.3  # the clock of the wall, however slow the pictures
    assert errors == []


def test_the_slider_is_reached_by_the_keyboard_and_drawn_sharp_where_it_rests(
    page: Any, errors: list[str]
) -> None:
    width = "document.querySelector('.picture img').naturalWidth"
    sharp = page.evaluate(width)
    page.evaluate("document.activeElement.blur()")
    tab_to(page, ".time-focus")
    ring = "getComputedStyle(document.querySelector('.time-focus')).outlineWidth"
    assert page.evaluate(ring) == "2px"  # who uses the keyboard sees where he is
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.clock').textContent.startsWith('0:01.0')")
    page.wait_for_function("document.activeElement.getAttribute('aria-valuenow') === '1.0'")
    track = page.locator(".time-slider").bounding_box()
    page.evaluate(
        "() => { window.widths = []; const image = document.querySelector('.picture img');"
        " image.addEventListener('load', () => window.widths.push(image.naturalWidth)) }"
    )
    y = track["y"] + track["height"] / 2
    page.mouse.move(track["x"] + 0.2 * track["width"], y)
    page.mouse.down()
    for step in range(600):  # to and fro, for as long as a busy machine needs for a picture
        page.mouse.move(track["x"] + (0.2 + 0.02 * abs(step % 60 - 30)) * track["width"], y)
        page.wait_for_timeout(20)
        if step > 30 and page.evaluate("window.widths.length") > 1:
            break
    page.mouse.up()
    page.wait_for_function(f"window.widths.length > 1 && window.widths.at(-1) === {sharp}")
    assert abs(min(page.evaluate("window.widths")) - sharp / 2) <= 2
    assert errors == []


def saved(page: Any, lesson: Path) -> str:
    """The text after it has been saved."""
    page.get_by_role("button", name="Save").click()
    page.get_by_text("not saved", exact=True).wait_for(state="detached")
    return lesson.read_text()


def test_controls_write_the_text_and_tell_its_faults(
    page: Any, lesson: Path, errors: list[str]
) -> None:
    page.get_by_role("tab", name="Controls").click()
    before = source(page)
    page.wait_for_timeout(600)  # until the tab has slid in
    shown = set(
        page.evaluate("[...document.querySelectorAll('[data-key]')].map(e => e.dataset.key)")
    )
    given = {place.partition(".")[0].partition("[")[0] for place in shown}
    missing = set(document().slots) - given - {"story", "descents"}
    assert missing == set()  # the descents are not listed one by one here
    page.wait_for_selector(".limit", state="visible")  # although no descent arrives yet
    steps = page.locator("[data-key=steps]")
    steps.fill("300")
    page.keyboard.press("Enter")
    new_picture(page, before)
    share = page.evaluate("parseFloat(document.querySelector('.limit').style.left)")
    # f = x² + 3y² has λmax = 6, so that 2/λmax = 1/3; the slider runs from 10⁻⁵ to 10.
    assert abs(share / 100 - (math.log10(1 / 3) + 5) / 6) < 0.002
    before = source(page)
    track = page.locator(".rate .q-slider").bounding_box()
    page.mouse.click(track["x"] + 0.5 * track["width"], track["y"] + track["height"] / 2)
    new_picture(page, before)  # the middle of 1e-5 to 10 is 0.01
    steps.fill("-30")
    page.keyboard.press("Enter")
    page.locator(".key-fault", has_text="found -30").wait_for()
    steps.fill("30")
    page.keyboard.press("Enter")
    page.wait_for_selector(".key-fault", state="hidden")
    page.keyboard.press("ArrowUp")
    page.locator("[data-key='starts.add']").click()
    page.locator("[data-key='starts[1][0]']").fill("pi/4")
    page.keyboard.press("Enter")
    page.locator("[data-key=noise]").click()
    page.locator("[data-key='noise.standard_deviation']").fill("0.25")
    page.keyboard.press("Enter")
    page.locator("[data-key=loss_axis]").get_by_text("log").click()
    until(lambda: "loss_axis" in kept(lesson))
    text = saved(page, lesson)
    assert "steps: 31\n" in text
    assert "standard_deviation: 0.25" in text
    assert re.search(r"starts: \[\[2, 1\], \[pi/4, [-\d.]+\]\]  # one ball", text)
    plain = re.sub(r"0\.0\d+\]", "0.1]", text).replace("31", "20")
    plain = re.sub(r", \[pi/4.*?\]\]", "]", plain)
    assert re.sub(r"(noise|loss_axis): .*\n", "", plain) == TEXT  # nothing else has changed
    while (now := kept(lesson)) != TEXT:
        page.get_by_role("button", name="Undo").click()
        until(lambda now=now: kept(lesson) != now)
    assert errors == []


def test_a_ball_is_dragged_and_another_is_added(page: Any, lesson: Path, errors: list[str]) -> None:
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(1500)
    picture = page.locator(".picture img").bounding_box()
    x, y = start_pixel(TEXT, lesson, page, picture)
    page.mouse.move(x, y)
    page.get_by_text("drag to move this start").wait_for()
    page.mouse.down()
    page.wait_for_timeout(500)
    before = page.locator(".picture img").get_attribute("src")
    for step in range(1, 11):
        page.mouse.move(x - 6 * step, y + 3 * step)
        page.wait_for_timeout(50)
    # The picture itself follows the pointer, and says where the descent ends.
    page.wait_for_function(f"document.querySelector('.picture img').src.indexOf('{before}') < 0")
    page.get_by_text(re.compile(r"steps? to ")).wait_for()
    page.mouse.up()
    page.wait_for_function(f"!{EDITOR}.state.doc.toString().includes('[[2, 1]]')")
    moved = saved(page, lesson)
    start = re.search(r"starts: (\[\[.*\]\])  # one ball", moved)
    assert start is not None
    assert moved.replace(start[1], "[[2, 1]]") == TEXT  # nothing else has changed
    page.mouse.dblclick(
        picture["x"] + 0.5 * picture["width"], picture["y"] + 0.5 * picture["height"]
    )
    page.wait_for_function(f"{EDITOR}.state.doc.toString().match(/starts: .*\\], \\[/)")
    assert errors == []


def test_starts_move_and_the_view_turns_by_the_keyboard(
    page: Any, lesson: Path, errors: list[str]
) -> None:
    page.wait_for_selector(".handle", state="attached")
    page.locator(".handle").focus()
    outline = "getComputedStyle(document.activeElement).outlineWidth"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(outline) == "3px"  # who uses the keyboard sees where he is
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"!{EDITOR}.state.doc.toString().includes('[[2, 1]]')")
    moved = saved(page, lesson)
    assert moved.count("starts: [[") == 1
    assert "# one ball" in moved
    page.locator(".turn-handle").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("Write this view into the story").click()
    page.wait_for_function(f"{EDITOR}.state.doc.toString().includes('look: {{azimuth')")
    assert errors == []


def test_tabs_share_a_text_and_the_studio_outlives_them(
    page: Any, browser: Any, served: Served, lesson: Path, errors: list[str]
) -> None:
    other = lesson.with_name("other_tab.yaml")
    other.write_text(TEXT)
    context = browser.new_context()
    pages = [context.new_page() for _ in range(2)]
    for tab, name in zip(pages, (lesson.name, other.name), strict=True):
        tab.set_default_timeout(60_000)
        tab.goto(f"{served.base}/lesson?name={name}&token={served.token}")
        tab.wait_for_function("document.querySelector('.picture img')?.naturalWidth > 100")
    write(page, "steps: 20", "steps: 23")
    pages[0].wait_for_function(f"{EDITOR}.state.doc.toString().includes('steps: 23')")
    assert "steps: 20" in pages[1].evaluate(f"{EDITOR}.state.doc.toString()")
    assert errors == []
    context.close()
    page.context.close()
    again = browser.new_context().new_page()
    again.set_default_timeout(60_000)
    assert again.goto(f"{served.base}/?token={served.token}").status == 200
    again.context.close()


def start_pixel(text: str, path: Path, page: Any, picture: Any) -> tuple[float, float]:
    """Where the first start lies on the page, computed by the stage in this process."""
    size = page.evaluate(
        "(i => [i.naturalWidth, i.naturalHeight])(document.querySelector('.picture img'))"
    )
    minutes, seconds = re.match(r"(\d+):([\d.]+)", page.locator(".clock").inner_text()).groups()
    t = 60 * int(minutes) + float(seconds)
    _, column, row = Easel().starts(Source(text, path), tuple(size), t)[0]
    return (
        picture["x"] + column * picture["width"] / size[0],
        picture["y"] + row * picture["height"] / size[1],
    )


def test_beats_are_reordered_and_removed(page: Any, lesson: Path, errors: list[str]) -> None:
    page.get_by_role("tab", name="Story").click()
    rows = page.locator(".story-row")
    rows.nth(2).get_by_role("button", name="Earlier").click()
    page.wait_for_function(
        "document.querySelectorAll('.story-row')[1]?.textContent.includes('orbit')"
    )
    grip, target = rows.nth(0).locator(".grip").bounding_box(), rows.nth(2).bounding_box()
    page.mouse.move(grip["x"] + 5, grip["y"] + 8)
    page.mouse.down()
    for step in range(1, 11):
        rise = (target["y"] + target["height"] - grip["y"]) * step / 10
        page.mouse.move(grip["x"] + 5, grip["y"] + 8 + rise)
        page.wait_for_timeout(40)
    page.mouse.up()
    page.wait_for_function(
        "document.querySelectorAll('.story-row')[2]?.textContent.includes('surface')"
    )
    lines = [line for line in saved(page, lesson).splitlines() if line.startswith("  - ")]
    assert [re.match(r"  - (\w+)", line)[1] for line in lines] == ["orbit", "descend", "surface"]
    assert lines[2].endswith("# first")  # its comment came along
    assert errors == []


def test_the_options_of_a_beat_are_written_as_they_are_changed(
    page: Any, lesson: Path, errors: list[str]
) -> None:
    page.get_by_role("tab", name="Story").click()
    page.get_by_role("button", name="Options").nth(2).click()
    orbit = "story[2].orbit"
    page.locator(f"[data-key='{orbit}.degrees']").fill("35")
    page.keyboard.press("Enter")
    page.locator(f"[data-key='{orbit}.caption.form']").click()
    page.get_by_role("option", name="text").click()
    page.locator(f"[data-key='{orbit}.caption']").fill("Once around")
    page.keyboard.press("Enter")
    page.locator(".story-beat", has_text="Once around").wait_for()
    page.get_by_role("button", name="Options").nth(1).click()
    page.locator("[data-key='story[1].descend.caption.form']").click()
    page.get_by_role("option", name="none").click()
    until(lambda: "caption: false" in kept(lesson))
    expected = TEXT.replace("degrees: 20}", "degrees: 35, caption: Once around}").replace(
        "descend: {seconds: 2}", "descend: {seconds: 2, caption: false}"
    )
    assert saved(page, lesson) == expected
    page.get_by_role("button", name="seconds: by default").click()
    until(lambda: "descend: {caption: false}" in kept(lesson))
    assert errors == []


def test_what_is_valid_but_hardly_meant_is_told_beside_the_findings(page: Any) -> None:
    write(page, "[0.1]", "[40]")
    page.get_by_role("tab", name="Findings").click()
    line = page.locator(".warnings .line", has_text="leaves the domain in the first step")
    line.wait_for()
    assert page.locator(".fault").count() == 0
    line.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".editor", state="visible")


def tab_to(page: Any, selector: str, key: str = "Tab") -> None:
    """Press a key until the keyboard's focus is at an element, or in it."""
    for _ in range(150):
        if page.evaluate("s => Boolean(document.activeElement?.closest(s))", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} can't be reached by {key}")


def test_a_lesson_is_made_without_a_mouse(
    page: Any, served: Served, lesson: Path, errors: list[str]
) -> None:
    page.goto(f"{served.base}/")
    tab_to(page, f".lesson-card[href*='{lesson.name}']")
    page.keyboard.press("Enter")
    page.wait_for_selector(".beat")
    page.wait_for_function("document.querySelector('.picture img')?.naturalWidth > 100")
    tab_to(page, ".cm-content")
    page.keyboard.press("Control+Home")
    page.keyboard.type("# Typed")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    until(lambda: lesson.read_text() == "# Typed\n" + TEXT)
    page.keyboard.press("Escape")  # after it, Tab leaves the editor
    tab_to(page, ".q-tab", "Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-key=steps]", state="visible")
    tab_to(page, "[data-key=steps]")
    page.keyboard.press("ArrowUp")
    until(lambda: "steps: 21" in kept(lesson))
    tab_to(page, ".q-tab--active", "Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector(".story-row", state="visible")
    tab_to(page, "[data-tool=Later-0]")
    page.keyboard.press("Enter")
    until(lambda: kept(lesson).index("descend") < kept(lesson).index("surface"))
    page.wait_for_function("document.activeElement.closest('[data-tool=Later-1]')")
    page.keyboard.press("Enter")  # the focus has gone along
    until(lambda: kept(lesson).index("orbit") < kept(lesson).index("surface"))
    page.keyboard.press("Control+s")
    until(lambda: "steps: 21" in lesson.read_text())
    tab_to(page, ".export", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".export-card")
    tab_to(page, ".take-still")
    with page.expect_download() as still:
        page.keyboard.press("Enter")
    assert Path(still.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert errors == []


def test_a_short_video_and_a_still_are_taken_away(
    page: Any, lesson: Path, errors: list[str]
) -> None:
    write(page, "  - descend: {seconds: 2}\n  - orbit: {seconds: 2, degrees: 20}\n", "")
    write(page, "seconds: 3", "seconds: 1")
    page.wait_for_function("document.querySelectorAll('.beat').length === 1")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as still:
        page.get_by_role("button", name="Download").first.click()
    assert Path(still.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    with page.expect_download() as turned:
        page.locator(".take-page").click()
    assert turned.value.suggested_filename == f"{lesson.stem}.html"
    assert Path(turned.value.path()).read_text().lower().startswith("<!doctype html>")
    with page.expect_download() as report:
        page.locator(".take-report").click()
    assert report.value.suggested_filename == f"{lesson.stem}-accessible.txt"
    assert "1.4.3" in Path(report.value.path()).read_text()  # the criterion of contrasts
    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name="854").click()
    page.get_by_role("button", name="Render").click()
    page.locator(".film-path", has_text=".mp4").wait_for(timeout=120_000)
    with page.expect_download() as film:
        page.get_by_role("button", name="Download").first.click()
    assert b"ftyp" in Path(film.value.path()).read_bytes()[:32]
    assert "seconds: 1" in lesson.read_text()  # it was saved before
    assert errors == []


def test_a_new_lesson_begins_with_a_named_function_or_another_lesson(
    page: Any, served: Served, lesson: Path
) -> None:
    for file, choice, option, found in (
        ("new one", "Function", "peaks", "function: peaks"),
        ("copied", "Begin with", lesson.name, "# A bowl, for the tests."),
    ):
        page.goto(f"{served.base}/")
        page.get_by_role("button", name="New lesson").click()
        page.get_by_label("Name of the file").fill(file)
        page.get_by_label(choice).click()
        page.get_by_role("option", name=option).first.click()
        page.get_by_role("button", name="Create").click()
        page.wait_for_selector(".beat")
        made = served.folder / f"{file}.yaml"
        assert found in kept(made)
        assert not made.exists()  # until it is saved
        page.keyboard.press("Control+s")
        until(made.exists)


def test_another_origin_can_do_nothing(
    page: Any, browser: Any, served: Served, tmp_path: Path
) -> None:
    stranger = page.context.new_page()
    (tmp_path / "evil.html").write_text("<p>hello</p>")
    stranger.goto((tmp_path / "evil.html").as_uri())
    answer = stranger.evaluate(
        f"fetch('{served.base}/complete', {{method: 'POST', body: '[]', credentials: 'include',"
        " mode: 'no-cors'}).then(r => r.type + r.status).catch(e => 'refused')"
    )
    assert answer in ("refused", "opaque0")
    socket = stranger.evaluate(
        "new Promise(done => { const s = new WebSocket("
        f"'{served.base.replace('http', 'ws')}/_nicegui_ws/socket.io/?EIO=4&transport=websocket');"
        " s.onopen = () => done('open'); s.onerror = () => done('refused') })"
    )
    assert socket == "refused"
    nobody = browser.new_context().new_page()
    assert nobody.goto(served.base + "/lesson?name=a.yaml").status == 403


def test_it_ends_at_once_in_the_midst_of_a_computation(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "long.yaml").write_text(TEXT.replace("steps: 20", "steps: 5000000"))
    studio = serve(tmp_path)
    page = browser.new_context().new_page()
    page.goto(f"{studio.base}/lesson?name=long.yaml&token={studio.token}")
    page.get_by_text("Compute them now").click(timeout=60_000)
    page.wait_for_timeout(700)
    began = time.monotonic()
    studio.process.send_signal(signal.SIGINT)
    assert studio.process.wait(10) == 0
    assert time.monotonic() - began < 1
