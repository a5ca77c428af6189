"""Whether a text reads like an instruction to the agent, in any language of the lexicon and however it is spelled."""

from __future__ import annotations

from collections import defaultdict
from enum import IntEnum
from functools import cache, lru_cache
from itertools import product
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING, NamedTuple

from callsheet.validation.content.english_orders import is_english_order
from callsheet.validation.content.folding import fold, readings
from callsheet.validation.content.lexicon import LEXICON, WITHOUT_SPACES, WRITTEN_WITH_ENGLISH
from callsheet.validation.content.markers import has_marker

if TYPE_CHECKING:
    from collections.abc import Iterator

_WINDOW, _STEP = 40, 20
"""Words within which two kinds must occur: a long note may contain both by chance. Chosen by hand."""

_FIRST_LETTERS = 3
"""Letters by which a word is known to be in no language of the lexicon."""

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
KIND_BYTES = -(-len(Kind) * _BITS // 64) * 8
"""Bytes of the kinds and languages of a word, a multiple of eight."""

_ALL = (1 << _BITS) - 1
_ENGLISH, _ANY = (1 << _LANGUAGES.index(name) for name in ("english", "any"))
_WITH_ENGLISH = sum(1 << _LANGUAGES.index(name) for name in WRITTEN_WITH_ENGLISH)
_NOUNS = sum(
    _ALL << (kind * _BITS)
    for kind in (Kind.RULES, Kind.BEFORE, Kind.SECRET, Kind.EXACTLY, Kind.CALL, Kind.TOOL, Kind.AGENT)
)


class Phrases(NamedTuple):
    """Expressions of several words that begin with the same word.

    Args:
        whole: second word → (words after it, whether the last of all is a beginning, bits).
        stems: (beginning of the second word, bits) of those of two words that end in a beginning.
    """

    whole: dict[str, list[tuple[list[str], bool, int]]]
    stems: list[tuple[str, int]]

    def after(self, word: str) -> list[tuple[list[str], bool, int]]:
        """Those whose second word is this one: (words after it, whether the last is a beginning, bits)."""
        found = list(self.whole.get(word, ()))
        return found + [([], False, bits) for stem, bits in self.stems if word.startswith(stem)]

    def written_out(self) -> Iterator[tuple[list[str], int]]:
        """Yield the words after the first one, and the bits, of each."""
        for second, expressions in self.whole.items():
            for rest, _, bits in expressions:
                yield [second, *rest], bits
        for stem, bits in self.stems:
            yield [stem], bits


class _Index(NamedTuple):
    """The lexicon by how its words are looked up. Kinds and languages are bits: kind × languages + language.

    Args:
        whole: word → bits.
        stems: beginning of a word → bits.
        phrases: first word → the expressions of several words that begin with it.
        anywhere: (expression, bits) of scripts without spaces.
        longest: letters of the longest beginning.
    """

    whole: dict[str, int]
    stems: dict[str, int]
    phrases: dict[str, Phrases]
    anywhere: list[tuple[str, int]]
    longest: int


@cache
def _index() -> _Index:
    whole: dict[str, int] = defaultdict(int)
    stems: dict[str, int] = defaultdict(int)
    phrases: dict[str, Phrases] = defaultdict(lambda: Phrases({}, []))
    anywhere: dict[str, int] = defaultdict(int)
    for number, (language, words) in enumerate(LEXICON.items()):
        for kind, expressions in zip(Kind, words, strict=True):
            bit = 1 << (kind * _BITS + number)
            for expression in expressions.split():
                is_stem = expression.endswith("*")
                first, *rest = fold(expression.replace("_", " ")).split()
                if language in WITHOUT_SPACES and not first.isascii():
                    anywhere["".join([first, *rest])] |= bit
                elif is_stem and len(rest) == 1:
                    phrases[first].stems.append((rest[0], bit))
                elif rest:
                    phrases[first].whole.setdefault(rest[0], []).append((rest[1:], is_stem, bit))
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
    return kinds_give_order(_bits(words))


@lru_cache(maxsize=65_536)
def _folded_words(text: str) -> list[str]:
    return fold(text).split()


@lru_cache(maxsize=65_536)
def kinds_give_order(bits: int) -> bool:
    """Return whether kinds of words, as `of_word` returns them, give an order together."""
    return _gives_order(bits)


class FirstLetters(NamedTuple):
    """How the words of the lexicon begin.

    Args:
        letters: how many of a word are compared.
        starts: the first letters of words in ASCII; a shorter word, and with the beginning of a word that is shorter
            every way to go on.
    """

    letters: int
    starts: list[str]


@cache
def first_letters() -> FirstLetters:
    """How a word in ASCII begins that may be in the lexicon."""
    index, letters = _index(), _FIRST_LETTERS
    starts = {word[:letters] for word in (*index.whole, *index.stems, *index.phrases) if word.isascii()}
    starts |= {
        stem + "".join(rest)
        for stem in index.stems
        if len(stem) < letters and stem.isascii()
        for count in range(letters - len(stem) + 1)
        for rest in product(ascii_lowercase + digits, repeat=count)
    }
    return FirstLetters(letters, sorted(starts))


def forget_words() -> None:
    """Empty the caches of words, which are words of leads; to be called when a column was searched."""
    _folded_words.cache_clear()
    of_word.cache_clear()


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
    several = [
        ("".join([first, *words]), bits) for first, some in index.phrases.items() for words, bits in some.written_out()
    ]
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
        bits, phrases = of_word(word)
        found |= bits
        if phrases and position + 1 < len(words):
            for some in phrases:
                for rest, is_stem, phrase_bits in some.after(words[position + 1]):
                    if _follows(words, position + 2, rest, is_stem=is_stem):
                        found |= phrase_bits
    text = "".join(words)
    if not text.isascii():
        for expression, bits in _index().anywhere:
            if expression in text:
                found |= bits
    return found


@lru_cache(maxsize=65_536)
def of_word(word: str) -> tuple[int, list[Phrases]]:
    """Kinds and languages of a folded word, and the expressions that begin with it."""
    index, found = _index(), 0
    phrases: list[Phrases] = []
    for form, allowed in _forms(word):
        bits = index.whole.get(form, 0)
        for size in range(1, min(len(form), index.longest) + 1):
            bits |= index.stems.get(form[:size], 0)
        found |= bits & allowed
        if form in index.phrases:
            phrases.append(index.phrases[form])
    return found, phrases


def _follows(words: list[str], position: int, rest: list[str], *, is_stem: bool) -> bool:
    """Whether the words at a position are these; True for none."""
    if not rest:
        return True
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
