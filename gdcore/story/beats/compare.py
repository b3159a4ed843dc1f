"""The final numbers of some descents side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gdcore.spec.beats.compare import MOST_COMPARED
from gdcore.story.directing.clock import longest, motion_seconds, steps_left
from gdcore.story.directing.narration import Narration
from gdcore.story.directing.runs import play, prepare_run
from gdcore.story.directing.scenery import seconds_to_set, set_stage
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

COMPARE_SECONDS = 6.0
_FADE = 0.6

# Cue: `descents`, the descents whose final numbers are shown.
declare(Traits("compare", explains=True, aside="always", in_place_of=("readout",)))


@beat("compare")
def direct_compare(score: Score, options: Any) -> Shot:
    """A table of the descents' final numbers; descents that are not at their end run first."""
    lesson = score.lesson
    count = min(len(lesson.descents), MOST_COMPARED)
    chosen = tuple(n - 1 for n in options.descents or range(1, count + 1))
    caption = caption_of(options, lambda: _scoped(lesson, chosen))
    table = max(COMPARE_SECONDS, beat_seconds(score, options, 0.0, caption))
    if score.shown_steps >= longest(lesson):
        seconds = beat_seconds(score, options, COMPARE_SECONDS, caption)
        begin = score.now + seconds_to_set(set_stage(score), seconds)
        speak(score, caption, seconds)
    else:
        if options.seconds is not None:
            table = 0.6 * options.seconds
        motion = motion_seconds(steps_left(score))
        run = prepare_run(score, options, motion, Narration(), after=table, share=0.6)
        play(score, run)
        seconds, begin = run.seconds, run.end
        if caption:
            score.hide_texts(0.2)
            score.say(caption, begin, score.now + seconds)
    fade = min(_FADE, (score.now + seconds - begin) / 4)
    score.hide("compare", fade=fade)
    score.make_room("compare", fade, at=begin)
    score.show("compare", at=begin, fade=fade, descents=chosen)
    if not options.stay:
        score.hide("compare", at=score.now + seconds - fade, fade=fade)
    return Shot(seconds, lesson.language.say("compare.chapter"), caption)


def _scoped(lesson: Lesson, chosen: Sequence[int]) -> str:
    """What is said of some descents, and that it is said of these alone where there are more."""
    words, count = _words(lesson, chosen), len(lesson.descents)
    if len(chosen) == count:
        return words
    return lesson.language.say("compare.some", shown=len(chosen), count=count, words=words)


def _words(lesson: Lesson, chosen: Sequence[int]) -> str:
    """Who ends lower and after how many steps, and why one of them never settles."""
    say, write, facts = lesson.language.say, lesson.rounding, lesson.facts
    ends = facts.ends(chosen)
    if not ends.order:
        return say("compare.none")
    if all(facts.descent(i).exit is not None for i in ends.order):
        return _left(lesson, ends.order)
    if ends.alike:
        value = write.value(facts.descent(ends.order[0]).last)
        return _alike(lesson, chosen, value)
    parts = []
    if ends.bottomless:
        parts.append(_left(lesson, ends.bottomless))
    best = facts.descent(ends.lowest[0])
    who, value = _names(lesson, ends.lowest), write.value(best.last)
    if best.index not in ends.bottomless:
        name = "staying" if ends.bottomless else "lowest"
        name += "-several" if len(ends.lowest) > 1 else ""
        parts.append(say(f"compare.{name}", who=who, value=value, steps=best.steps))
    others = [i for i in ends.order if i not in ends.bottomless + ends.lowest]
    gone = [i for i in others if facts.descent(i).exit is not None]
    parts += _rest(lesson, [i for i in others if i not in gone])
    parts += [_left(lesson, gone)] if gone else []
    unstable = [i for i in chosen if facts.descent(i).diagnosis.instability is not None]
    if unstable and (cause := facts.descent(unstable[-1]).diagnosis.instability) is not None:
        who = lesson.descents[unstable[-1]].label
        product, limit = write.beside(cause.product, cause.limit)
        parts.append(say("compare.unstable", who=who, product=product, limit=limit))
    return " ".join(parts)


def _left(lesson: Lesson, those: Sequence[int]) -> str:
    """Where those went that left the domain, or fell without end; the lowest first."""
    facts = [lesson.facts.descent(i) for i in those]
    name = "left" if all(f.exit is not None for f in facts) else "fell"
    if name == "left":
        name += "-falling" if all(_falling(lesson, i) for i in those) else ""
        name += "-several" if len(those) > 1 else ""
    value = lesson.rounding.value(facts[0].last)
    return lesson.language.say(f"compare.{name}", who=_names(lesson, those), value=value)


def _falling(lesson: Lesson, i: int) -> bool:
    """Whether f falls at a descent's last point in the direction of its last step."""
    t = lesson.descents[i].trajectory
    return bool(t.gradients[-1] @ (t.points[-1] - t.points[-2]) < 0)


def _alike(lesson: Lesson, chosen: Sequence[int], value: str) -> str:
    """All end at the same value: who needed the fewest steps."""
    say = lesson.language.say
    steps = {i: lesson.facts.descent(i).steps for i in chosen}
    fewest = min(steps.values())
    fast = [i for i, n in steps.items() if n == fewest]
    if len(fast) == len(chosen):
        return say("compare.alike", count=len(chosen), value=value, steps=fewest)
    name = "alike-several" if len(fast) > 1 else "alike-fastest"
    who = _names(lesson, fast)
    return say(f"compare.{name}", count=len(chosen), value=value, who=who, steps=fewest)


def _rest(lesson: Lesson, others: Sequence[int]) -> list[str]:
    """Where those end that do not end lowest."""
    say, write = lesson.language.say, lesson.rounding
    values = [lesson.facts.descent(i).last for i in others]
    if len(others) > 1:
        low, high = write.value(min(values)), write.value(max(values))
        if write.alike(min(values), max(values)):
            return [say("compare.others-alike", value=low)]
        return [say("compare.others", low=low, high=high)]
    return [
        say("compare.other", who=lesson.descents[i].label, value=write.value(v))
        for i, v in zip(others, values, strict=True)
    ]


def _names(lesson: Lesson, those: Sequence[int]) -> str:
    return lesson.language.listed([lesson.descents[i].label for i in those])
