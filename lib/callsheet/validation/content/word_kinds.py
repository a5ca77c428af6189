"""Kinds of words that give an order together, and how the kinds and languages of a word are held in one integer.

Each kind in each language has a bit, whose number is kind × languages + language.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from callsheet.validation.content.lexicon import LEXICON, WRITTEN_WITH_ENGLISH


class Kind(IntEnum):
    """Kinds of words, in the order of the fields of `Words`."""

    IGNORE = 0
    RULES = 1
    BEFORE = 2
    ROLE = 3
    REVEAL = 4
    SECRET = 5
    ASK = 6
    SAY = 7
    EXACTLY = 8
    END = 9
    CALL = 10
    RUN = 11
    TOOL = 12
    AGENT = 13


ORDERS: tuple[tuple[Kind, Kind], ...] = (
    (Kind.ROLE, Kind.ROLE),
    (Kind.IGNORE, Kind.RULES),
    (Kind.IGNORE, Kind.BEFORE),
    (Kind.REVEAL, Kind.RULES),
    (Kind.REVEAL, Kind.SECRET),
    (Kind.ASK, Kind.SECRET),  # the last one that is used for English
    (Kind.SAY, Kind.EXACTLY),
    (Kind.END, Kind.CALL),
    (Kind.RUN, Kind.TOOL),
    (Kind.AGENT, Kind.SAY),
    (Kind.AGENT, Kind.ASK),
    (Kind.AGENT, Kind.IGNORE),
    (Kind.AGENT, Kind.END),
)
"""Kinds that give an order when both occur in one language."""

NOT_ENGLISH = ORDERS.index((Kind.SAY, Kind.EXACTLY))
"""Orders from here on are not used for English: most notes are English, and `is_english_order` looks at the order of
the words there."""

_JOINED_ORDERS = slice(1, NOT_ENGLISH)
BORROWED = (Kind.RULES, Kind.SECRET, Kind.TOOL, Kind.AGENT, Kind.IGNORE, Kind.CALL)
"""Kinds whose English words are used in other languages."""

LANGUAGES = list(LEXICON)
BITS = len(LANGUAGES)

_ALL = (1 << BITS) - 1
_ENGLISH, _ANY = (1 << LANGUAGES.index(name) for name in ("english", "any"))
_WITH_ENGLISH = sum(1 << LANGUAGES.index(name) for name in WRITTEN_WITH_ENGLISH)
NOUNS = sum(
    _ALL << (kind * BITS)
    for kind in (Kind.RULES, Kind.BEFORE, Kind.SECRET, Kind.EXACTLY, Kind.CALL, Kind.TOOL, Kind.AGENT)
)
"""Bits of the kinds whose words are nouns."""


@lru_cache(maxsize=65_536)
def kinds_give_order(bits: int) -> bool:
    """Return whether kinds of words, as `of_word` returns them, give an order together."""
    for number, (left, right) in enumerate(ORDERS):
        languages = _of_kind(bits, left) & _of_kind(bits, right)
        own = ((bits >> (left * BITS)) | (bits >> (right * BITS))) & languages
        if own & ~_ANY & (~_ENGLISH if number >= NOT_ENGLISH else ~0):
            return True
    return False


def _of_kind(bits: int, kind: Kind) -> int:
    """The languages in which a kind occurs; words that all languages use count for each of them."""
    languages = (bits >> (kind * BITS)) & _ALL
    if languages & _ANY:
        return _ALL
    return languages | _WITH_ENGLISH if languages & _ENGLISH and kind in BORROWED else languages


def gives_order_joined(bits: int) -> bool:
    """Return whether words found in text without spaces give an order, whatever their languages."""
    return any(_of_kind(bits, left) & _of_kind(bits, right) for left, right in ORDERS[_JOINED_ORDERS])


def has_two_kinds(bits: int) -> bool:
    """Return whether words of two kinds occur in one language, whichever kinds."""
    by_kind = [(bits >> (kind * BITS)) & _ALL for kind in Kind]
    return any(left & right for index, left in enumerate(by_kind) for right in by_kind[index + 1 :])
