"""Whether a text reads like an instruction to the agent, in any language of the lexicon and however it is spelled."""

from __future__ import annotations

from functools import reduce
from operator import or_

from callsheet.validation.content.english_orders import is_english_order
from callsheet.validation.content.folding import fold, readings
from callsheet.validation.content.markers import has_marker
from callsheet.validation.content.reported_calls import without_reported_calls
from callsheet.validation.content.word_index import of_joined, of_word, of_words
from callsheet.validation.content.word_kinds import gives_order_joined, has_two_kinds, kinds_give_order

_WINDOW, _STEP = 40, 20
"""Words within which two kinds must occur: a long note may contain both by chance. Chosen by hand."""


def reads_like_an_instruction(text: str) -> bool:
    """Return whether a text reads like an instruction to the agent.

    Args:
        text: as written.
    """
    return has_marker(text) or gives_order(text, list(readings(text)))


def gives_order(text: str, spellings: list[tuple[str, bool]]) -> bool:
    """Return whether a text gives an order by its words, in one of some spellings.

    Args:
        text: as written.
        spellings: as `readings` yields them; [] for a text of a usual form.
    """
    if not spellings:
        return is_order(fold(text))
    return any(is_order_joined(words) if is_joined else is_order(words) for words, is_joined in spellings)


def forget_words() -> None:
    """Empty the cache of words, which are words of leads; to be called when a column was searched."""
    of_word.cache_clear()


def has_order_words(text: str) -> bool:
    """Return whether a text has words of two kinds in one language, whichever kinds.

    Args:
        text: as written.
    """
    return has_two_kinds(of_words(fold(text).split()))


def is_order(text: str) -> bool:
    """Return whether folded text gives an order."""
    if is_english_order(text):
        return True
    words = without_reported_calls(text).split()
    starts = range(0, max(1, len(words) - _STEP), _STEP)
    return any(kinds_give_order(of_words(words[start : start + _WINDOW])) for start in starts)


def is_order_joined(text: str) -> bool:
    """Return whether folded text without spaces gives an order; only long words are searched for there."""
    return gives_order_joined(reduce(or_, of_joined(without_reported_calls(text)).values(), 0))
