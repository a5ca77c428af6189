"""Whether a text reads like an instruction to the agent, in any language of the lexicon and however it is spelled."""

from __future__ import annotations

from collections import defaultdict
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from callsheet.validation.content.english_orders import is_english_order
from callsheet.validation.content.folding import fold, readings
from callsheet.validation.content.lexicon import LEXICON, WITHOUT_SPACES, WRITTEN_WITH_ENGLISH
from callsheet.validation.content.markers import has_marker

_WINDOW, _STEP = 40, 20
"""Words within which two kinds must occur: a long note may contain both by chance. Chosen by hand."""

_SHORTEST_JOINED = 4
"""Letters of a word that is searched for in text without spaces."""

_PREFIX_LETTERS = {"\u0600": "وفبلك", "\u0590": "והמלבשכ"}
_SHORTEST_STEM = 3
_AND = "وف\u05d5"
"""Letters that mean "and" before a verb in Arabic and Hebrew; the other prefixes are those of nouns."""


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

_LANGUAGES = list(LEXICON)
_BITS = len(_LANGUAGES)
_ALL = (1 << _BITS) - 1
_ENGLISH, _ANY = (1 << _LANGUAGES.index(name) for name in ("english", "any"))
_WITH_ENGLISH = sum(1 << _LANGUAGES.index(name) for name in WRITTEN_WITH_ENGLISH)
_NOUNS = sum(
    _ALL << (kind * _BITS)
    for kind in (Kind.RULES, Kind.BEFORE, Kind.SECRET, Kind.EXACTLY, Kind.CALL, Kind.TOOL, Kind.AGENT)
)


class _Index(NamedTuple):
    """The lexicon by how its words are looked up. Kinds and languages are bits: kind × languages + language.

    Args:
        whole: word → bits.
        stems: beginning of a word → bits.
        phrases: first word → (words that follow, whether the last is a beginning, bits).
        anywhere: (expression, bits) of scripts without spaces.
        longest: letters of the longest beginning.
    """

    whole: dict[str, int]
    stems: dict[str, int]
    phrases: dict[str, list[tuple[list[str], bool, int]]]
    anywhere: list[tuple[str, int]]
    longest: int


@cache
def _index() -> _Index:
    whole: dict[str, int] = defaultdict(int)
    stems: dict[str, int] = defaultdict(int)
    phrases: dict[str, list[tuple[list[str], bool, int]]] = defaultdict(list)
    anywhere: dict[str, int] = defaultdict(int)
    for number, (language, words) in enumerate(LEXICON.items()):
        for kind, expressions in zip(Kind, words, strict=True):
            bit = 1 << (kind * _BITS + number)
            for expression in expressions.split():
                is_stem = expression.endswith("*")
                first, *rest = fold(expression.replace("_", " ")).split()
                if language in WITHOUT_SPACES and not first.isascii():
                    anywhere["".join([first, *rest])] |= bit
                elif rest:
                    phrases[first].append((rest, is_stem, bit))
                else:
                    (stems if is_stem else whole)[first] |= bit
    return _Index(dict(whole), dict(stems), dict(phrases), list(anywhere.items()), max(map(len, stems)))


def reads_like_an_instruction(text: str) -> bool:
    """Return whether a text reads like an instruction to the agent.

    Args:
        text: as written.
    """
    if has_marker(text):
        return True
    return any(_is_order_joined(words) if is_joined else _is_order(words) for words, is_joined in readings(text))


def may_give_order(text: str) -> bool:
    """Return whether the words of a text may give an order; False is certain, and quick, as words repeat.

    Args:
        text: as written, of a usual form.
    """
    words: list[str] = []
    for word in text.split():
        words += _folded_words(word)
    return _may_give_order(_bits(words))


@lru_cache(maxsize=65_536)
def _folded_words(text: str) -> list[str]:
    return fold(text).split()


@lru_cache(maxsize=65_536)
def _may_give_order(bits: int) -> bool:
    return _gives_order(bits)


def forget_words() -> None:
    """Empty the caches of words, which are words of leads; to be called when a column was searched."""
    _folded_words.cache_clear()
    _of_word.cache_clear()


def has_order_words(text: str) -> bool:
    """Return whether a text has words of two kinds in one language, whichever kinds.

    Args:
        text: as written.
    """
    bits = _bits(fold(text).split())
    by_kind = [(bits >> (kind * _BITS)) & _ALL for kind in Kind]
    return any(left & right for index, left in enumerate(by_kind) for right in by_kind[index + 1 :])


def _is_order(text: str) -> bool:
    """Whether folded text gives an order."""
    if is_english_order(text):
        return True
    words = text.split()
    starts = range(0, max(1, len(words) - _STEP), _STEP)
    return any(_gives_order(_bits(words[start : start + _WINDOW])) for start in starts)


def _is_order_joined(text: str) -> bool:
    """The same for text without spaces, where only long words are searched for."""
    bits = 0
    for word, word_bits in _joined_words():
        if word in text:
            bits |= word_bits
    return any(_of_kind(bits, left) & _of_kind(bits, right) for left, right in ORDERS[_JOINED_ORDERS])


@cache
def _joined_words() -> list[tuple[str, int]]:
    index = _index()
    single = [*index.whole.items(), *index.stems.items()]
    several = [("".join([first, *rest]), bits) for first, some in index.phrases.items() for rest, _, bits in some]
    return [(word, bits) for word, bits in (*single, *several) if len(word) >= _SHORTEST_JOINED] + index.anywhere


def _of_kind(bits: int, kind: Kind) -> int:
    """The languages in which a kind occurs; words that all languages use count for each of them."""
    languages = (bits >> (kind * _BITS)) & _ALL
    if languages & _ANY:
        return _ALL
    return languages | _WITH_ENGLISH if languages & _ENGLISH and kind in BORROWED else languages


def _gives_order(bits: int) -> bool:
    for number, (left, right) in enumerate(ORDERS):
        languages = _of_kind(bits, left) & _of_kind(bits, right)
        own = ((bits >> (left * _BITS)) | (bits >> (right * _BITS))) & languages
        if own & ~_ANY & (~_ENGLISH if number >= NOT_ENGLISH else ~0):
            return True
    return False


def _bits(words: list[str]) -> int:
    """Kinds and languages of the words that occur."""
    found = 0
    for position, word in enumerate(words):
        bits, phrases = _of_word(word)
        found |= bits
        for rest, is_stem, phrase_bits in phrases:
            if _follows(words, position + 1, rest, is_stem=is_stem):
                found |= phrase_bits
    text = "".join(words)
    if not text.isascii():
        for expression, bits in _index().anywhere:
            if expression in text:
                found |= bits
    return found


@lru_cache(maxsize=65_536)
def _of_word(word: str) -> tuple[int, list[tuple[list[str], bool, int]]]:
    """Kinds and languages of a word, and the phrases that begin with it."""
    index, found = _index(), 0
    phrases: list[tuple[list[str], bool, int]] = []
    for form, allowed in _forms(word):
        bits = index.whole.get(form, 0)
        for size in range(1, min(len(form), index.longest) + 1):
            bits |= index.stems.get(form[:size], 0)
        found |= bits & allowed
        phrases += index.phrases.get(form, ())
    return found, phrases


def _follows(words: list[str], position: int, rest: list[str], *, is_stem: bool) -> bool:
    following = words[position : position + len(rest)]
    if len(following) < len(rest) or following[:-1] != rest[:-1]:
        return False
    return following[-1].startswith(rest[-1]) if is_stem else following[-1] == rest[-1]


def _forms(word: str) -> list[tuple[str, int]]:
    """A word, and without the conjunctions, prepositions and articles that Arabic and Hebrew write before it.

    Returns:
        Words, each with the bits that may count for it: a prefix of nouns does not stand before an order.
    """
    script = next((start for start in _PREFIX_LETTERS if start <= word[0] <= chr(ord(start) + 0xFF)), None)
    forms = [(word, -1)]
    if script is None:
        return forms
    for size in (1, 2):
        prefix, rest = word[:size], word[size:]
        if len(rest) >= _SHORTEST_STEM and set(prefix) <= set(_PREFIX_LETTERS[script]):
            forms.append((rest, -1 if prefix in _AND else _NOUNS))
    return forms + [(form[2:], _NOUNS) for form, _ in forms if form.startswith("ال") and len(form) > _SHORTEST_STEM + 1]
