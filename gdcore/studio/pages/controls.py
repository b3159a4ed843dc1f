"""Controls for the keys of a spec, in the schema's words: each writes its value into the text."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from nicegui import background_tasks, events, ui

from gdcore.maths import OPTIMIZERS, parameters_of
from gdcore.spec.schema import schema
from gdcore.studio.atelier import EaselError, SupersededError
from gdcore.studio.pages.look import OWN_KEYS
from gdcore.studio.pages.tab import Tab
from gdcore.studio.yaml_edits import EditError, count, put

SLOWEST, FASTEST = -5.0, 1.0
"""Powers of ten of the least and the greatest learning rate on a slider."""
CHOICES = ("layout", "theme", "outside", "loss_axis", "scales", "cameras", "language")


class Controls:
    """The controls of a lesson; they follow the text, too."""

    def __init__(self, tab: Tab) -> None:
        self._tab = tab
        self._form = ui.column().classes("form")
        self._built: object = None
        self._fields: list[tuple[Callable[[Mapping[str, Any]], Any], Any]] = []
        self._filling = False
        self._limit: ui.element | None = None
        tab.when_computed(self._computed)

    def _computed(self) -> None:
        lesson = self._tab.lesson
        if lesson is None or self._tab.faults:
            return
        settings = lesson.settings
        structure = (
            lesson.variables,
            lesson.listed,
            [_name(entry) for entry in settings.get("optimizers", [])],
            len(settings.get("learning_rates") or []),
        )
        self._filling = True
        try:
            if structure != self._built:
                self._built = structure
                self._form.clear()
                self._fields = []
                with self._form:
                    self._build(settings)
            for read, element in self._fields:
                value = read(settings)
                if element.value != value:
                    element.set_value(value)
        finally:
            self._filling = False
        background_tasks.create(self._mark_limit())

    def _build(self, settings: Mapping[str, Any]) -> None:
        lesson = self._tab.lesson
        assert lesson is not None
        self._add(ui.input("Title"), ["title"], wait=True)
        self._add(ui.input("Function"), ["function"], wait=True)
        for name in lesson.variables:
            with ui.row().classes("w-full items-center no-wrap"):
                ui.label(name).classes("variable")
                for end, word in enumerate(("from", "to")):
                    number = ui.number(word).props("dense")
                    self._add(number, ["domain", name, end], wait=True, key="domain")
        if lesson.listed:
            ui.label("The descents are listed one by one: change them in the text.").classes("hint")
        else:
            for index, rate in enumerate(settings.get("learning_rates") or []):
                if isinstance(rate, int | float):
                    self._add_rate(index)
            for index, entry in enumerate(settings["optimizers"]):
                self._add_optimizer(index, _name(entry))
        self._add(ui.number("Steps", min=0, precision=0), ["steps"], wait=True)
        properties = schema()["properties"]
        for key in CHOICES:
            options = _options(properties[key])
            select = ui.select(options, label=key.replace("_", " ").capitalize(), value=None)
            self._add(select, [key])

    def _add(
        self, element: Any, path: list[str | int], *, wait: bool = False, key: str = ""
    ) -> None:
        """Let an element show and write the value at a path.

        wait: write it when the element is left or Enter is pressed, not at each key stroke.
        """
        element.classes("w-full").props("dense")
        note = _note(key or str(path[0]))
        if note:
            element.tooltip(note)
        element.props(f'data-key="{".".join(map(str, path))}"')
        self._fields.append((lambda settings: _at(settings, path), element))

        def write() -> None:
            self._put(path, element.value)

        if wait:
            element.on("blur", write)
            element.on("keydown.enter", write)
        else:
            element.on_value_change(write)

    def _add_rate(self, index: int) -> None:
        """A logarithmic slider, with the largest rate that can settle marked on it."""
        path: list[str | int] = ["learning_rates", index]
        with ui.column().classes("w-full gap-0"):
            label = ui.label()
            with ui.element("div").classes("rate"):
                slider = ui.slider(min=SLOWEST, max=FASTEST, step=0.01, value=0.0)
                slider.props(
                    f'dense aria-label="Learning rate {index + 1}" data-key="rate.{index}"'
                )
                slider.tooltip(_note("learning_rates"))
                if index == 0:
                    self._limit = ui.element("div").classes("limit")
                    with self._limit:
                        self._limit_tip = ui.tooltip("")
                    self._limit.set_visibility(False)

        def read(settings: Mapping[str, Any]) -> float:
            rate = float(_at(settings, path))
            label.set_text(f"Learning rate η = {rate:g}")
            return min(max(math.log10(rate), SLOWEST), FASTEST)

        def slide(event: events.GenericEventArguments) -> None:
            if event.args is not None:
                rate = float(f"{10 ** float(event.args):.3g}")
                label.set_text(f"Learning rate η = {rate:g}")
                self._put(path, rate)

        self._fields.append((read, slider))
        slider.on("update:model-value", slide, throttle=0.05)
        slider.on("keydown", js_handler=OWN_KEYS)

    def _add_optimizer(self, index: int, name: str) -> None:
        select = ui.select(list(OPTIMIZERS), label="Optimizer", value=name).classes("w-full")
        select.props(f'dense data-key="optimizers.{index}"').tooltip(_note("optimizers"))
        select.on_value_change(lambda event: self._put(["optimizers", index], event.value))
        for parameter in parameters_of(OPTIMIZERS[name]):
            if parameter.required or isinstance(parameter.default, bool | tuple):
                continue
            number = ui.number(parameter.name.replace("_", " "), step=0.01).props("dense")
            number.classes("w-full").tooltip(parameter.description)
            place: list[str | int] = ["optimizers", index, name, parameter.name]

            def read(settings: Mapping[str, Any], at: Any = place, p: Any = parameter) -> Any:
                found = _at(settings, at)
                return p.default if found is None else found

            def write(at: Any = place, element: Any = number) -> None:
                self._put(at, element.value)

            self._fields.append((read, number))
            number.on("blur", write)
            number.on("keydown.enter", write)

    def _put(self, path: list[str | int], value: Any) -> None:
        """Write a value, if it is another one than the lesson's."""
        lesson = self._tab.lesson
        if self._filling or lesson is None or value is None:
            return
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        present = _at(lesson.settings, path)
        if present == value or _name(present) == value:
            return
        document = self._tab.document
        try:
            if path[0] == "domain":
                ends = list(lesson.settings["domain"][path[1]])
                ends[int(path[2])] = value
                document.change(put(document.text, path[:2], ends), self._tab, typed=True)
            elif path[0] in ("learning_rates", "optimizers"):
                document.change(self._with_entry(path, value), self._tab, typed=True)
            else:
                document.change(put(document.text, path, value), self._tab, typed=True)
        except EditError as error:
            with self._form:
                ui.notify(str(error), type="warning", position="top")

    def _with_entry(self, path: list[str | int], value: Any) -> str:
        """The text with an entry of a list changed; a list by default is written out first."""
        lesson, text = self._tab.lesson, self._tab.document.text
        assert lesson is not None
        key = str(path[0])
        entries = list(lesson.settings[key])
        if count(text, [key]) != len(entries):
            text = put(text, [key], entries)
        return put(text, path, value)

    async def _mark_limit(self) -> None:
        """Mark 2/λmax on the first slider."""
        source, limit = self._tab.source, self._limit
        if source is None or limit is None or limit.is_deleted:
            return
        try:
            rate = await self._tab.studio.backroom.ask(
                (self._tab.key, "limit"), 4, "stability", source
            )
        except (SupersededError, EaselError):
            return
        limit.set_visibility(rate is not None)
        if rate is not None:
            share = (min(max(math.log10(rate), SLOWEST), FASTEST) - SLOWEST) / (FASTEST - SLOWEST)
            limit.style(f"left: {100 * share:.1f}%")
            self._limit_tip.set_text(
                f"2/λmax = {rate:.3g}: above, gradient descent can't settle at the lowest minimum "
                "that was reached"
            )


def _name(entry: Any) -> Any:
    """An optimizer's name, with or without parameters."""
    return next(iter(entry)) if isinstance(entry, dict) and len(entry) == 1 else entry


def _at(settings: Any, path: list[str | int]) -> Any:
    for step in path:
        if isinstance(settings, Mapping):
            settings = settings.get(step)
        elif isinstance(settings, list | tuple) and isinstance(step, int) and step < len(settings):
            settings = settings[step]
        else:
            return None
    return settings


def _note(key: str) -> str:
    return str(schema()["properties"].get(key, {}).get("description", ""))


def _options(node: Mapping[str, Any]) -> list[str]:
    """The names that a key can have."""
    found = list(node.get("enum", [])) + ([node["const"]] if "const" in node else [])
    for form in node.get("anyOf", []) + node.get("allOf", []):
        found += _options(form)
    return [name for name in found if isinstance(name, str)]
