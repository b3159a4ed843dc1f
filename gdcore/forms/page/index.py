"""The list of a folder's lessons: cards with stills, and a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

import gdcore
from gdcore.forms.page.data import PageData
from gdcore.forms.page.html import environment, plain_rules, policy_for
from gdcore.forms.page.payload import safe_json
from gdcore.words import language


@dataclass(frozen=True, eq=False)
class Card:
    """A lesson in the list; address: of its page; still: of its picture, empty for none."""

    title: str
    address: str
    still: str
    page: PageData


def index_html(cards: Sequence[Card], code: str, folder: str) -> str:
    """The list as a page.

    Args:
        cards: in their order.
        code: the language of the list.
        folder: the address of the folder of assets.
    """
    words = language(code)

    def say(message: str, **arguments: str | int) -> str:
        return words.say(f"page.{message}", **arguments)

    counts = [say("found", count=n) for n in range(len(cards) + 1)]
    return str(
        environment()
        .get_template("index.html")
        .render(
            say=say,
            language=code,
            version=gdcore.__version__,
            colours=Markup(plain_rules()),
            folder=folder,
            policy=policy_for(folder),
            cards=[_shown(card) for card in cards],
            counts=counts,
            counts_json=Markup(safe_json(counts)),
        )
    )


def _shown(card: Card) -> dict[str, Any]:
    lesson = card.page.lesson
    labels = [d.label for d in card.page.descents]
    methods = list(dict.fromkeys(d.method for d in card.page.descents))
    # What the search looks through.
    words = " ".join([card.title, lesson.spec.function, *labels, *methods, card.page.transcript])
    return {
        "title": card.title,
        "address": card.address,
        "still": card.still,
        "function": lesson.spec.function,
        "methods": lesson.language.listed(methods),
        "words": " ".join(words.lower().split()),
        "language": lesson.language.code,
    }
