"""The process that draws: calls that come too fast are left out, the last one is answered."""

import asyncio
import time
from pathlib import Path

import pytest

from gdcore.studio.atelier import Atelier, EaselError, SupersededError
from gdcore.studio.messages import Faulty, Heavy, Overview, Source

PATH = Path("/nowhere/bowl.yaml")


def source(text: str, **more: object) -> Source:
    return Source(text, PATH, **more)


async def with_atelier(check):
    atelier = Atelier()
    atelier.start()
    try:
        return await check(atelier)
    finally:
        atelier.close()


@pytest.mark.slow
def test_a_burst_is_computed_a_few_times_and_its_last_one_for_certain() -> None:
    async def check(atelier: Atelier) -> None:
        await atelier.ask("text", 1, "overview", source("function: x^2"))
        before = atelier.calls
        strokes = [
            asyncio.create_task(
                atelier.ask("text", 1, "overview", source(f"function: x^2\nsteps: {k}"))
            )
            for k in range(50)
        ]
        answers = await asyncio.gather(*strokes, return_exceptions=True)
        assert atelier.calls - before <= 3
        assert isinstance(answers[-1], Overview)
        assert answers[-1].settings["steps"] == 49
        assert sum(isinstance(a, SupersededError) for a in answers) >= 47

    asyncio.run(with_atelier(check))


@pytest.mark.slow
def test_what_is_no_picture_is_told_and_what_is_endless_can_be_ended() -> None:
    async def check(atelier: Atelier) -> None:
        faulty = await atelier.ask("text", 1, "overview", source("function: x^^2"))
        assert isinstance(faulty, Faulty)
        assert faulty.faults[0].line == 1
        heavy = (
            "function: x^2 + y^2\nsteps: 5000000\nstop: {gradient_norm: 0}\nlearning_rates: [1e-9]"
        )
        assert await atelier.ask("text", 1, "overview", source(heavy)) == Heavy(5_000_000)
        with pytest.raises(EaselError, match="function"):
            await atelier.ask("picture", 0, "picture", source("function: x^^2"), (64, 36), 0.0)
        forced = asyncio.create_task(atelier.ask("text", 1, "overview", source(heavy, force=True)))
        await asyncio.sleep(1.0)
        began = time.monotonic()
        atelier.abandon()
        with pytest.raises(EaselError):
            await forced
        assert time.monotonic() - began < 2
        fine = await atelier.ask("text", 1, "overview", source("function: x^2"))  # a new process
        assert isinstance(fine, Overview)

    asyncio.run(with_atelier(check))
