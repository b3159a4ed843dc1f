"""What goes wrong in a lecturer's day: nothing is lost, and nothing is said in Python."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.studio.conftest import TEXT, Served
from tests.studio.test_page import EDITOR, editor_text, kept, new_picture, source, until, write

pytestmark = pytest.mark.slow


def test_a_file_that_is_deleted_outside_is_written_again(
    page: Any, lesson: Path, errors: list[str]
) -> None:
    write(page, "steps: 20", "steps: 22")
    until(lambda: "steps: 22" in kept(lesson))
    lesson.unlink()
    page.wait_for_timeout(300)
    assert "steps: 22" in editor_text(page)
    page.keyboard.press("Control+s")
    until(lambda: lesson.exists() and "steps: 22" in lesson.read_text())
    lesson.unlink()  # nothing of ours is unsaved now
    page.get_by_text("not saved", exact=True).wait_for()
    page.get_by_role("button", name="Save").click()
    until(lesson.exists)
    assert errors == []


def test_text_of_a_word_processor_and_very_long_text_are_told_and_survive(
    page: Any, lesson: Path, errors: list[str]
) -> None:
    write(page, "title: A bowl", "title: \u201cA bowl\u201d \u2013 it\u2019s\u00a0one\u2026")
    until(lambda: "\u2026" in kept(lesson))
    page.wait_for_function(f"{EDITOR}.state.doc.toString().includes('\u2026')")
    before = source(page)
    write(page, "3*y^2", "2*y^2")
    new_picture(page, before)
    assert page.locator(".fault").count() == 0  # such quotes are no quotes of YAML, but letters
    began = time.monotonic()
    many = "".join(f"# remark {k}\n" for k in range(5000))
    # As a paste does it; letters that are typed one by one take the browser minutes.
    page.evaluate(f"(text) => {EDITOR}.dispatch({{ changes: {{ from: 0, insert: text }} }})", many)
    until(lambda: "remark 4999" in kept(lesson))
    write(page, "steps: 20", "steps: 24")
    until(lambda: "steps: 24" in kept(lesson), 60)
    assert time.monotonic() - began < 60
    page.keyboard.press("Control+s")
    until(lambda: "steps: 24" in lesson.read_text())
    assert errors == []


def test_two_hundred_changes_are_undone_one_by_one(
    page: Any, lesson: Path, errors: list[str]
) -> None:
    page.get_by_role("tab", name="Controls").click()
    plus = page.locator("[data-key=steps]")
    plus.focus()
    for _ in range(40):
        page.keyboard.press("ArrowUp")
    until(lambda: "steps: 60" in kept(lesson))
    undo = page.get_by_role("button", name="Undo")
    for _ in range(200):
        if not undo.is_enabled():
            break
        undo.click()
        page.wait_for_timeout(20)
    until(lambda: kept(lesson) == TEXT)
    page.get_by_role("button", name="Redo").click()
    until(lambda: kept(lesson) != TEXT)
    assert errors == []


def test_two_tabs_write_the_same_text_and_a_drag_is_cut_short(
    page: Any, served: Served, lesson: Path, errors: list[str]
) -> None:
    other = page.context.new_page()
    other.set_default_timeout(60_000)
    other.set_viewport_size({"width": 800, "height": 600})
    other.on("pageerror", lambda error: errors.append(str(error)))
    other.goto(f"{served.base}/lesson?name={lesson.name}")
    other.wait_for_function("document.querySelector('.picture img')?.naturalWidth > 100")
    other.wait_for_function("document.documentElement.scrollWidth <= 800")
    for k in range(4):
        write(page, "# first", f"# first {k}")
        other.wait_for_function(f"{EDITOR}.state.doc.toString().includes('# first {k}')")
        write(other, "# one ball", f"# one ball {k}")
        page.wait_for_function(f"{EDITOR}.state.doc.toString().includes('# one ball {k}')")
    assert editor_text(page) == editor_text(other)
    assert kept(lesson) == editor_text(page)
    picture = other.locator(".picture img").bounding_box()
    middle = picture["x"] + picture["width"] / 2, picture["y"] + picture["height"] / 2
    other.mouse.move(*middle)
    other.mouse.down()
    other.mouse.move(middle[0] + 40, middle[1])
    other.reload()
    other.wait_for_function("document.querySelector('.picture img')?.naturalWidth > 100")
    assert editor_text(other) == kept(lesson)
    assert errors == []


def test_a_folder_that_is_renamed_loses_no_word(
    page: Any, served: Served, lesson: Path, errors: list[str]
) -> None:
    write(page, "steps: 20", "steps: 23")
    until(lambda: "steps: 23" in kept(lesson))
    elsewhere = served.folder.with_name("renamed")
    served.folder.rename(elsewhere)
    try:
        write(page, "steps: 23", "steps: 26")
        page.get_by_text("Unsaved text is kept in this page only").wait_for()
        page.keyboard.press("Control+s")
        page.get_by_text("can't be written").wait_for()
        assert "steps: 26" in editor_text(page)
    finally:
        elsewhere.rename(served.folder)
    page.keyboard.press("Control+s")
    until(lambda: "steps: 26" in lesson.read_text())
    assert errors == []
