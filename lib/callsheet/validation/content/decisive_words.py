"""The words because of which a text reads like an instruction, for the person who decides about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from callsheet.validation.content.folding import fold, is_plainly_written, readings
from callsheet.validation.content.markers import marker_in
from callsheet.validation.content.model.scores import scores, weighty_words
from callsheet.validation.content.passages import passages
from callsheet.validation.content.steering import has_order_words, is_order, is_order_joined
from callsheet.validation.content.word_index import of_joined

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_CHARACTERS = 33_000
"""Characters of a text that are looked at; a cell of Excel has at most 32,767."""

_MOST_WORDS = 6
"""Words that fit on the line below a cell; chosen by hand."""

_PUNCTUATION = "\"'.,;:!?()[]{}<>«»“”‘’。、！？：；¿¡"


def decisive_words(text: str) -> list[str]:
    """Return the words because of which a text is flagged, in their order; [] if it would not be flagged by itself.

    Without one of them the rest would not be flagged for the same reason. They are returned as written where they can
    be found in the text; words that are spelled unusually, joined or encoded as they are read: "1gn0r3" gives "ignore".

    Args:
        text: as written, of a cell that `instruction_rows` returns.
    """
    text = text[:_MOST_CHARACTERS]
    mark = marker_in(text)
    if mark is not None:
        return [" ".join(mark.split())]
    for words, is_joined in readings(text):
        if is_joined and is_order_joined(words):
            return _longest(words)[:_MOST_WORDS]
        if not is_joined and is_order(words):
            return _as_written(_needed(words.split(), is_order)[:_MOST_WORDS], text)
    weighty = weighty_words(_most_like_an_order(text))
    if weighty or not has_order_words(text):
        return weighty
    return _as_written(_needed(fold(text).split(), has_order_words)[:_MOST_WORDS], text)


def _most_like_an_order(text: str) -> str:
    """The passage of a text that the model finds most like an order."""
    found = passages(text)
    return found[int(scores(pa.array(found, pa.string())).argmax())]


def _longest(text: str) -> list[str]:
    """The words of the lexicon in text without spaces, in its order, without those that are part of another one."""
    found = of_joined(text)
    whole = [word for word in found if not any(word in other for other in found if other != word)]
    return sorted(whole, key=text.index)


def _as_written(folded: list[str], text: str) -> list[str]:
    """Folded words with the capitals and accents that they have in a text; disguised ones as they are."""
    written = {fold(word): word.strip(_PUNCTUATION) for word in text.split() if is_plainly_written(word)}
    return [written.get(word) or word for word in folded]


def _needed(words: list[str], passes: Callable[[str], bool]) -> list[str]:
    """Leave out words, first many at once, for as long as the rest passes.

    Args:
        words: of which all together pass.
        passes: whether words that are joined by spaces pass.
    """
    size = max(1, len(words) // 2)
    while True:
        start = 0
        while start < len(words):
            rest = words[:start] + words[start + size :]
            if rest and passes(" ".join(rest)):
                words = rest
            else:
                start += size
        if size == 1:
            return words
        size //= 2
