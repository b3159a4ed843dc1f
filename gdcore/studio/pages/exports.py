"""Taking the lesson away: a video, a still, a contact sheet, and the commands for them."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from nicegui import background_tasks, ui

from gdcore.studio.atelier import EaselError, SupersededError
from gdcore.studio.folder import FolderError
from gdcore.studio.pages.tab import Tab
from gdcore.studio.pages.viewer import Viewer
from gdcore.studio.takeaways import (
    QUALITIES,
    SHAPES,
    SPACINGS,
    Quality,
    page_command,
    page_name,
    report_command,
    report_name,
    sheet_command,
    sheet_name,
    sheet_size,
    still_command,
    still_size,
    video_command,
)


class Exports:
    """The dialog with all that can be taken away.

    tab, viewer: of the page.
    """

    def __init__(self, tab: Tab, viewer: Viewer) -> None:
        self._tab, self._viewer = tab, viewer
        self._process: asyncio.subprocess.Process | None = None
        self._film: Path | None = None
        with ui.dialog() as self._dialog, ui.card().classes("export-card"):
            ui.label("Export").classes("text-subtitle1")
            self._build_video()
            ui.separator()
            with ui.row().classes("w-full items-center no-wrap"):
                ui.label("Still at this moment").classes("flex-1")
                self._copy(lambda: self._still_command())
                still = ui.button("Download", on_click=self._still).props("flat no-caps dense")
                still.classes("take-still")
            with ui.row().classes("w-full items-center no-wrap"):
                self._spacing = ui.select(SPACINGS, value="beat", label="Contact sheet of stills")
                self._spacing.props("dense").classes("flex-1")
                self._copy(lambda: self._sheet_command())
                sheet = ui.button("Download", on_click=self._sheet).props("flat no-caps dense")
                sheet.classes("take-sheet")
            with ui.row().classes("w-full items-center no-wrap"):
                ui.label("Interactive page: a surface to turn, steps to go").classes("flex-1")
                self._copy(lambda: page_command(self._path))
                page = ui.button("Download", on_click=self._page).props("flat no-caps dense")
                page.classes("take-page")
            with ui.row().classes("w-full items-center no-wrap"):
                ui.label("Accessibility report: the film by WCAG 2.1 AA").classes("flex-1")
                self._copy(lambda: report_command(self._path))
                report = ui.button("Download", on_click=self._report).props("flat no-caps dense")
                report.classes("take-report")
            with ui.row().classes("w-full justify-end"):
                ui.button("Close", on_click=self._dialog.close).props("flat no-caps")

    def open(self) -> None:
        """Show the dialog, with the format of the picture."""
        self._shape.set_value(self._viewer.format)
        self._dialog.open()

    def _name_sizes(self) -> None:
        self._quality.set_options(_sizes(self._shape.value))

    def close(self) -> None:
        """The page is gone: end a render that it has begun."""
        self._cancel()

    def _build_video(self) -> None:
        with ui.row().classes("w-full items-center no-wrap"):
            ui.label("Format").classes("flex-1")
            self._shape = ui.toggle(list(SHAPES), value="16:9", on_change=self._name_sizes)
            self._shape.props("dense no-caps unelevated toggle-color=primary size=sm")
            self._shape.props('aria-label="Format of what is exported"').classes("small-toggle")
        with ui.row().classes("w-full items-center no-wrap"):
            self._quality = ui.select(_sizes("16:9"), value="m", label="Video").classes("flex-1")
            self._quality.props("dense")
            self._copy(lambda: self._video_command())
            self._begin = ui.button("Render", on_click=self._render).props(
                "unelevated no-caps dense"
            )
            self._begin.classes("px-3")
        with ui.row().classes("w-full items-center no-wrap") as self._running:
            self._bar = ui.linear_progress(0.0, show_value=False).classes("flex-1")
            self._share = ui.label().classes("hint")
            ui.button("Cancel", on_click=self._cancel).props("flat no-caps dense")
        self._running.set_visibility(False)
        with ui.row().classes("w-full items-center no-wrap"):
            self._said = ui.label().classes("hint flex-1 film-path")
            self._get = ui.button("Download", on_click=self._download).props("flat no-caps dense")
            self._get.set_visibility(False)

    def _copy(self, command: object) -> None:
        assert callable(command)

        def copy() -> None:
            ui.clipboard.write(command())
            unsaved = self._tab.document.is_changed
            note = " It reads the file: save the text first." if unsaved else ""
            if self._tab.theme is not None:
                note += " It draws in the colours that the text names."
            ui.notify(f"Copied: {command()}{note}", position="top")

        button = ui.button(icon="content_copy", on_click=copy).props("flat round dense size=sm")
        button.props('aria-label="Copy the command"').tooltip("Copy the command")

    @property
    def _path(self) -> Path:
        return self._tab.studio.folder.path(self._tab.document.name)

    @property
    def _aspect(self) -> str:
        """The shape that the text names."""
        lesson = self._tab.lesson
        return str(lesson.settings["aspect"]) if lesson is not None else ""

    @property
    def _chosen(self) -> Quality:
        return QUALITIES[self._quality.value]

    def _video_command(self) -> str:
        return video_command(self._path, self._chosen, self._shape.value, self._aspect)

    def _still_command(self) -> str:
        return still_command(self._path, self._viewer.t, self._shape.value, self._aspect)

    def _sheet_command(self) -> str:
        return sheet_command(self._path, self._spacing.value, self._shape.value, self._aspect)

    async def _render(self) -> None:
        """Save the text and render it in a process of its own; the page stays alive."""
        lesson = self._tab.lesson
        if not self._is_saved() or lesson is None:
            return
        self._get.set_visibility(False)
        self._begin.disable()
        self._running.set_visibility(True)
        self._bar.set_value(0.0)
        self._said.set_text("")
        self._share.set_text("")
        sizes = [*self._chosen.size(self._shape.value), self._chosen.fps]
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "gdcore.studio.filming", str(self._path), *map(str, sizes)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl-C in the terminal is for the server, which ends this
        )
        self._tab.studio.renders.add(self._process)
        background_tasks.create(self._follow(round(lesson.duration * self._chosen.fps)))

    def _is_saved(self) -> bool:
        """Save the text; False, with the reason, if it can't be saved or made into anything."""
        document = self._tab.document
        if self._tab.faults or self._tab.lesson is None:
            self._said.set_text("The text has faults: mend them first.")
            return False
        try:
            if document.is_changed:
                document.save()
        except FolderError as error:
            self._said.set_text(str(error))
            return False
        return True

    async def _page(self) -> None:
        """Save the text and make an interactive page of it, in a process of its own."""
        if not self._is_saved():
            return
        self._said.set_text("The page is being made …")
        with TemporaryDirectory() as folder:
            file = Path(folder) / page_name(self._path)
            status, _, told = await self._run("page", str(self._path), "-o", str(file))
            if status == 0:
                ui.download.content(file.read_bytes(), file.name)
        self._said.set_text("" if status == 0 else told or "The page could not be made.")

    async def _report(self) -> None:
        """Save the text and report on its film, in a process of its own."""
        if not self._is_saved():
            return
        self._said.set_text("The film is being measured …")
        status, report, told = await self._run("accessible", str(self._path))
        if report:  # with status 1, it tells what is not met
            ui.download.content(report, report_name(self._path))
            met = "all that was measured is met" if status == 0 else "not all of it is met"
            self._said.set_text(f"The report is there: {met}.")
        else:
            self._said.set_text(told or "The film could not be measured.")

    async def _run(self, *arguments: str) -> tuple[int, bytes, str]:
        """Exit status, output and last line of the complaints of a command of gdcore."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "gdcore", *arguments),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        self._tab.studio.renders.add(process)
        try:
            output, wrong = await process.communicate()
        finally:
            self._tab.studio.renders.discard(process)
            if process.returncode is None:
                process.kill()
        told = wrong.decode(errors="replace").strip().splitlines()
        return process.returncode or 0, output, told[-1] if told else ""

    async def _follow(self, frames: int) -> None:
        process = self._process
        assert process is not None
        assert process.stdout is not None
        assert process.stderr is not None
        line = ""
        try:
            async for raw in process.stdout:
                line = raw.decode(errors="replace").strip()
                if line.isdigit():
                    share = min(int(line) / max(frames, 1), 1.0)
                    self._bar.set_value(round(share, 3))
                    self._share.set_text(f"{share:.0%}")
            wrong = (await process.stderr.read()).decode(errors="replace").strip()
            status = await process.wait()
        finally:
            if process.returncode is None:
                process.kill()
            self._tab.studio.renders.discard(process)
        self._running.set_visibility(False)
        self._begin.enable()
        if status == 0:
            self._film = Path(line)
            self._said.set_text(line)
            self._get.set_visibility(True)
        elif status < 0:
            self._said.set_text("Cancelled. What is rendered already is kept for the next time.")
        else:
            self._said.set_text(wrong.splitlines()[-1] if wrong else "The render failed.")

    def _cancel(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    def _download(self) -> None:
        if self._film is not None:
            ui.download.file(self._film)

    async def _still(self) -> None:
        size = still_size(self._shape.value)
        data = await self._ask("picture", size, self._viewer.t, "PNG")
        if data is not None:
            ui.download.content(data, f"{self._path.stem}-{self._viewer.t:.1f}s.png")

    async def _sheet(self) -> None:
        size = sheet_size(self._shape.value)
        data = await self._ask("sheet", size, self._spacing.value)
        if data is not None:
            ui.download.content(data, sheet_name(self._path))

    async def _ask(self, method: str, *arguments: object) -> bytes | None:
        source = self._tab.source
        if source is None:
            return None
        try:
            data: bytes = await self._tab.studio.backroom.ask(
                (self._tab.key, "export", method), 1, method, source, *arguments
            )
        except SupersededError:
            return None
        except EaselError as error:
            self._said.set_text(str(error))
            return None
        return data


def _sizes(shape: str) -> dict[str, str]:
    """The qualities of a film by their letters, in words."""
    return {letter: quality.told(shape) for letter, quality in QUALITIES.items()}
