"""Completes a document, as its author wrote it, to a spec with every default filled in."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from gdcore.maths import (
    DataLoss,
    Function,
    Objective,
    Optimizer,
    Schedule,
    grid_starts,
    random_starts,
)
from gdcore.spec.defaults import default_learning_rate, default_start
from gdcore.spec.document import DescentEntry, Document, Layout
from gdcore.spec.domains import default_domain
from gdcore.spec.labels import label
from gdcore.spec.places import Places
from gdcore.spec.sources import make_data
from gdcore.spec.spec import DescentPlan, Spec
from gdcore.spec.starts import GridStarts, RandomStarts
from gdcore.words import language

Rate = float | Schedule
Point = tuple[float, ...]


def complete(document: Document, function: Objective, source: Path | None, places: Places) -> Spec:
    """The spec with every default filled in.

    Args:
        document: as its author wrote it.
        function: what is minimised.
        source: the spec's file; None without one.
        places: of the document's values in its text.
    """
    listed = document.descents
    own = document.starts if listed is None else [entry.start for entry in listed]
    domain = default_domain(document.function, function, document.domain, own)
    box = np.array(list(domain.values()))
    lows, highs = box.T
    starts = document.starts or (default_start(function, lows, highs),)
    points = _points(starts, tuple(domain.values()))

    @cache
    def tried() -> float:
        return default_learning_rate(function, points, lows, highs, document.steps)

    def default_rate(optimizer: Optimizer) -> float:
        return tried() if optimizer.usual_rate is None else optimizer.usual_rate

    data = None
    if document.data is not None and isinstance(function, DataLoss):
        data = make_data(document.data, function)
    if listed is None:
        rates: Sequence[Rate | None] = document.learning_rates or (None,)
        entries = [
            DescentEntry(start=start, learning_rate=eta, optimizer=method)
            for start, eta, method in itertools.product(points, rates, document.optimizers)
        ]
    else:
        entries = list(listed)
    plans = [
        DescentPlan(
            label=entry.label or "",
            start=entry.start or points[0],
            learning_rate=entry.learning_rate or default_rate(entry.optimizer),
            optimizer=entry.optimizer,
            steps=document.steps if entry.steps is None else entry.steps,
            batch_size=entry.batch_size or (data.batch_size if data else None),
            noise=entry.noise or document.noise,
        )
        for entry in entries
    ]
    learning_rates: tuple[Rate, ...] = ()
    if listed is None:
        learning_rates = document.learning_rates or _common([p.learning_rate for p in plans])
    labels = label(
        plans, data, [entry.learning_rate for entry in entries], language(document.language)
    )
    descents = tuple(
        plan.model_copy(update={"label": text}) for plan, text in zip(plans, labels, strict=True)
    )
    return Spec(
        title=document.title,
        function=document.function,
        formula=function.text if isinstance(function, Function) else document.function,
        data=data,
        objective=function,
        variables=function.variables,
        domain=domain,
        starts=starts if listed is None else (),
        learning_rates=learning_rates,
        optimizers=document.optimizers if listed is None else (),
        steps=document.steps,
        stop=document.stop,
        noise=document.noise,
        outside=document.outside,
        listed=listed is not None,
        descents=descents,
        layout=document.layout or default_layout(function),
        insets=document.insets,
        loss_axis=document.loss_axis,
        scales=document.scales,
        cameras=document.cameras,
        aspect=document.aspect,
        theme=document.theme,
        color_map=document.color_map,
        language=document.language,
        voice=document.voice,
        story=document.story,
        expect=document.expect,
        source=source,
        places=places,
    )


def _common(rates: Sequence[Rate]) -> tuple[Rate, ...]:
    """The learning rate that all descents share, as a tuple; () where optimizers differ in it."""
    return tuple(rates[:1]) if all(rate == rates[0] for rate in rates) else ()


def default_layout(function: Objective) -> Layout:
    """The layout of a spec that names none, by the function's number of variables."""
    if function.dimension > 2:
        return "board"
    if isinstance(function, DataLoss):
        return "data"
    return "curve" if function.dimension == 1 else "surface"


def _points(
    starts: Sequence[Point] | RandomStarts | GridStarts, box: Sequence[tuple[float, float]]
) -> tuple[Point, ...]:
    if isinstance(starts, RandomStarts):
        rows = random_starts(box, starts.random, starts.seed)
    elif isinstance(starts, GridStarts):
        rows = grid_starts(box, starts.grid)
    else:
        return tuple(starts)
    return tuple(tuple(row) for row in rows.tolist())
