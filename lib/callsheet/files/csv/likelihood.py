"""The likeliest encoding of text that is not UTF-8.

The likelihood is that of the characters beyond ASCII, decoded in a candidate encoding, as text of a language that uses
the encoding: "Pawe³" is not a Polish name, "Paweł" is. Signs alone, as £ or a curly quote, are Windows-1252.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import islice
from typing import NamedTuple

import numpy as np

from callsheet.files.csv.languages import (
    ENCODING_RARITY,
    LANGUAGES,
    WIDE_ENCODINGS,
    Language,
    log_likelihood,
    wide_log_likelihood,
)

SAMPLE_BYTES = 64_000
"""Bytes of lines with characters beyond ASCII that are scored."""
MAX_LINES, MAX_LINE_BYTES = 1_500, 2_000
FIRST_HIGH = 0x80
ASCII = bytes(range(FIRST_HIGH))
MAX_TRIPLES = 1_500
"""Characters beyond ASCII that are scored; a wide vocabulary has as many distinct ones."""
MAX_REPEATS = 8
"""Occurrences of the same three bytes that count, so that one repeated word does not decide."""

# A weight and a logarithmic penalty, set by hand; tests check the detections.
_WIDE_WEIGHT = 1.02
"""Of double-byte encodings, whose characters are scored in pairs."""
_INSIDE_WORD = -5.0
"""For one letter of a double-byte encoding beside a letter of ASCII: it may be an accented letter and a plain one."""
_RUN = re.compile(r"[^\x00-\x7f]+")
_HIGH = re.compile(rb"(?s)(?=([\x00-\xff]?)([\x80-\xff])([\x00-\xff]?))")
_ABSENT = 256
_SIGNS = "€‚„…†‡‰‹‘’“”•–—™›\xa0¡¢£¤¥¦§¨©«¬\xad®¯°±²³´¶·¸¹»¼½¾¿×÷µªº".encode("cp1252")
_IN_WORDS = re.compile(
    rb"[\x80-\xff](?=[\x80-\xff])|(?<=[a-zA-Z])[\x80-\x91\x93-\xac\xae-\xb6\xb8-\xff](?=[a-z])"
    rb"|(?<=[A-Z])[\x80-\x91\x93-\xff](?=[A-Z])|(?<=[a-zA-Z])[\x82\x84\x91\x93\xa1-\xa4\xab\xbf](?![a-zA-Z0-9])"
    rb"|[\xa3\xa5\xa6\xac\xaf](?=[a-z]{2})|(?<=[a-z]{3})[\xb2\xb3\xb9](?![a-zA-Z0-9])"
)
"""A byte beyond ASCII beside another one; between letters, except a small one before a capital one; a sign that opens
something at the end of a word; £ and ¦ before a word or ³ after one, which are letters of Polish. 0x92 is an apostrophe
in Windows-1252, 0xAD a hyphen inside words, 0xB7 a dot."""
_SPACE = re.compile(rb"\xa0(?=[A-Z0-9+(])|(?<=[0-9)])\xa0")
"""A no-break space where the letter that other encodings have there cannot be."""
_GERMAN_QUOTES = re.compile(
    rb"(?<![a-zA-Z])(?:\x84[^\x84\x93\n]{1,80}\x93|\x82[^\x82\x91\n]{1,80}\x91|\xbb[^\xab\xbb\n]{1,80}\xab)(?![a-zA-Z])"
)
"""Words in quotes as German and Polish write them: they open with the sign that closes in other languages."""
_MOST_IN_WORDS = 0.3


class _Triple(NamedTuple):
    """A byte beyond ASCII with its neighbours.

    Args:
        before: the byte before it; `_ABSENT` at the start of the sample.
        letter: the byte.
        after: the byte after it; `_ABSENT` at the end.
        times: how often they occur, at most `MAX_REPEATS`.
    """

    before: int
    letter: int
    after: int
    times: int


def likely_encoding(data: bytes) -> str:
    """The encoding in which the characters beyond ASCII are most likely.

    Args:
        data: bytes that are not UTF-8.
    """
    sample = sample_lines(data)
    if _has_only_signs(sample):
        return "cp1252"
    triples = _triples(sample)
    scores: dict[str, float] = {}
    for language in LANGUAGES:
        for encoding in language.encodings:
            rarity = language.rarity + ENCODING_RARITY.get(encoding, 0.0)
            score = _narrow_score(triples, encoding, language) - rarity
            scores[encoding] = max(score, scores.get(encoding, score))
    lines = sample.split(b"\n")
    for encoding in WIDE_ENCODINGS:
        scores[encoding] = _wide_score(lines, triples, encoding)
    best = max(scores, key=lambda encoding: scores[encoding])
    return "cp1252" if best == "iso8859_15" and _decodes_equally(data, best, "cp1252") else best


def _has_only_signs(sample: bytes) -> bool:
    """Whether all bytes beyond ASCII are signs in Windows-1252, and few of them are inside words as letters are."""
    high = sample.translate(None, ASCII)
    if not high or high.translate(None, _SIGNS):
        return False
    if _SPACE.search(sample) or set(high) == {0xA0}:
        sample = sample.replace(b"\xa0", b" ")
    return len(_IN_WORDS.findall(_GERMAN_QUOTES.sub(b" ", sample))) <= len(high) * _MOST_IN_WORDS


def _decodes_equally(data: bytes, one: str, other: str) -> bool:
    return data.decode(one, "replace") == data.decode(other, "replace")


def _triples(sample: bytes) -> list[_Triple]:
    """The first bytes beyond ASCII with their neighbours, each combination once."""
    counted = Counter(match.groups() for match in islice(_HIGH.finditer(sample), MAX_TRIPLES))
    return [
        _Triple(_code(before), letter[0], _code(after), min(times, MAX_REPEATS))
        for (before, letter, after), times in counted.items()
    ]


def _code(byte: bytes) -> int:
    return byte[0] if byte else _ABSENT


def _narrow_score(triples: list[_Triple], encoding: str, language: Language) -> float:
    read = _characters(encoding)
    return sum(
        log_likelihood(language, read[before], read[letter], read[after]) * times
        for before, letter, after, times in triples
    )


@cache
def _characters(encoding: str) -> tuple[str, ...]:
    """The characters of all bytes in an encoding, and "" for an absent one."""
    high = (bytes([code]).decode(encoding, "replace") for code in range(FIRST_HIGH, _ABSENT))
    return (*map(chr, range(FIRST_HIGH)), *high, "")


def _wide_score(lines: list[bytes], triples: list[_Triple], encoding: str) -> float:
    """The score of a double-byte encoding, scaled to the same number of bytes as the others."""
    text = f" {''.join(line.decode(encoding, 'replace') for line in lines)} "
    runs = list(_RUN.finditer(text))
    letters = Counter("".join(run[0] for run in runs))
    size = sum(len(character.encode(encoding, "replace")) * times for character, times in letters.items())
    total = sum(wide_log_likelihood(encoding, character) * times for character, times in letters.items())
    weight = sum(triple.times for triple in triples)
    alone = [run for run in runs if run.end() - run.start() == 1]
    in_words = sum(text[run.start() - 1].isalpha() or text[run.end()].isalpha() for run in alone)
    total += _INSIDE_WORD * in_words
    return total / max(size, 1) * weight * _WIDE_WEIGHT


def sample_lines(data: bytes) -> bytes:
    """Distinct lines with characters beyond ASCII, spread over the whole file.

    Args:
        data: the whole file, or some lines of it.
    """
    high = np.flatnonzero(np.frombuffer(data, np.uint8) >= FIRST_HIGH)
    lines: dict[bytes, None] = {}
    size = 0
    for index in high[:: max(1, len(high) // MAX_LINES)].tolist():
        start, end = (
            data.rfind(b"\n", max(0, index - MAX_LINE_BYTES), index) + 1,
            data.find(b"\n", index, index + MAX_LINE_BYTES),
        )
        line = data[start or max(0, index - MAX_LINE_BYTES) : end if end >= 0 else index + MAX_LINE_BYTES]
        size += len(line) * (line not in lines)
        lines[line] = None
        if size > SAMPLE_BYTES:
            break
    return b"\n".join(lines)
