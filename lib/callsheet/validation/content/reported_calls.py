"""Reports of what became of a call ("the phone is off", "she hung up"), which have words of an order but give none."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from callsheet.validation.content.lexicon.reported_calls import REPORTED_CALLS
from callsheet.validation.content.word_index import follows, parsed


class _Reports(NamedTuple):
    """The reports by how they are looked up.

    Args:
        whole: first word → (the words after it, whether the last of all is a beginning).
        stems: beginnings of a word that is a report by itself.
        anywhere: reports in scripts without spaces, the longest first.
    """

    whole: dict[str, list[tuple[list[str], bool]]]
    stems: tuple[str, ...]
    anywhere: list[str]


@cache
def _reports() -> _Reports:
    whole: dict[str, list[tuple[list[str], bool]]] = defaultdict(list)
    stems: set[str] = set()
    anywhere: set[str] = set()
    for language, expressions in REPORTED_CALLS.items():
        for first, rest, is_stem, is_anywhere in parsed(expressions, language):
            if is_anywhere:
                anywhere.add("".join([first, *rest]))
            elif is_stem and not rest:
                stems.add(first)
            else:
                whole[first].append((rest, is_stem))
    return _Reports(dict(whole), tuple(sorted(stems)), sorted(anywhere, key=len, reverse=True))


def without_reported_calls(text: str) -> str:
    """Return folded text without the expressions that report what became of a call.

    Args:
        text: folded, words separated by spaces.
    """
    reports, words = _reports(), text.split()
    left: list[str] = []
    position = 0
    while position < len(words):
        length = _length_at(words, position, reports)
        if not length:
            left.append(words[position])
        position += length or 1
    text = " ".join(left)
    if not text.isascii():
        for report in reports.anywhere:
            text = text.replace(report, " ")
    return text


def _length_at(words: list[str], position: int, reports: _Reports) -> int:
    """Words of the longest report that begins at a position; 0 if no report does."""
    longest = 1 if words[position].startswith(reports.stems) else 0
    for rest, is_stem in reports.whole.get(words[position], ()):
        if follows(words, position + 1, rest, is_stem=is_stem):
            longest = max(longest, 1 + len(rest))
    return longest
