"""The words of the lexicon, and how the kinds and languages of folded words are looked up."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from callsheet.validation.content.folding import fold
from callsheet.validation.content.lexicon import LEXICON, WITHOUT_SPACES
from callsheet.validation.content.word_kinds import BITS, NOUNS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST_JOINED = 4
"""Letters of a word that is searched for in text without spaces."""

_PREFIX_LETTERS = {"\u0600": "وفبلك", "\u0590": "והמלבשכ"}
_SHORTEST_STEM = 3
_AND = "وف\u05d5"
"""Letters that mean "and" before a verb in Arabic and Hebrew; the other prefixes are those of nouns."""


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


class WordIndex(NamedTuple):
    """The lexicon by how its words are looked up. Kinds and languages are bits, as `word_kinds` describes.

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


class Expression(NamedTuple):
    """An expression of the lexicon.

    Args:
        first: its first word, folded.
        rest: the words after it.
        is_stem: whether the last word is the beginning of words.
        is_anywhere: whether it is searched for anywhere in a text, as its language is written without spaces.
    """

    first: str
    rest: list[str]
    is_stem: bool
    is_anywhere: bool


def parsed(expressions: str, language: str) -> Iterator[Expression]:
    """Yield the expressions of a text of the lexicon.

    Args:
        expressions: as in `Words`.
        language: of the lexicon.
    """
    for expression in expressions.split():
        first, *rest = fold(expression.replace("_", " ")).split()
        yield Expression(first, rest, expression.endswith("*"), language in WITHOUT_SPACES and not first.isascii())


@cache
def word_index() -> WordIndex:
    """The index of the whole lexicon, built on first use."""
    whole: dict[str, int] = defaultdict(int)
    stems: dict[str, int] = defaultdict(int)
    phrases: dict[str, Phrases] = defaultdict(lambda: Phrases({}, []))
    anywhere: dict[str, int] = defaultdict(int)
    for number, (language, words) in enumerate(LEXICON.items()):
        for kind, expressions in zip(Kind, words, strict=True):
            bit = 1 << (kind * BITS + number)
            for first, rest, is_stem, is_anywhere in parsed(expressions, language):
                if is_anywhere:
                    anywhere["".join([first, *rest])] |= bit
                elif is_stem and len(rest) == 1:
                    phrases[first].stems.append((rest[0], bit))
                elif rest:
                    phrases[first].whole.setdefault(rest[0], []).append((rest[1:], is_stem, bit))
                else:
                    (stems if is_stem else whole)[first] |= bit
    return WordIndex(dict(whole), dict(stems), dict(phrases), list(anywhere.items()), max(map(len, stems)))


def of_words(words: list[str]) -> int:
    """Return the kinds and languages of words that follow each other, and of the expressions among them.

    Args:
        words: folded.
    """
    found = 0
    for position, word in enumerate(words):
        bits, phrases = of_word(word)
        found |= bits
        if phrases and position + 1 < len(words):
            for some in phrases:
                for rest, is_stem, phrase_bits in some.after(words[position + 1]):
                    if follows(words, position + 2, rest, is_stem=is_stem):
                        found |= phrase_bits
    text = "".join(words)
    if not text.isascii():
        for expression, bits in word_index().anywhere:
            if expression in text:
                found |= bits
    return found


def follows(words: list[str], position: int, rest: list[str], *, is_stem: bool) -> bool:
    """Return whether the words at a position are these; True where there are no words to compare.

    Args:
        words: folded.
        position: of the first one to compare.
        rest: the words of an expression after those that were compared.
        is_stem: whether the last of them is the beginning of words.
    """
    if not rest:
        return True
    following = words[position : position + len(rest)]
    if len(following) < len(rest) or following[:-1] != rest[:-1]:
        return False
    return following[-1].startswith(rest[-1]) if is_stem else following[-1] == rest[-1]


@lru_cache(maxsize=65_536)
def of_word(word: str) -> tuple[int, list[Phrases]]:
    """Kinds and languages of a folded word, and the expressions that begin with it."""
    index, found = word_index(), 0
    phrases: list[Phrases] = []
    for form, allowed in _forms(word):
        bits = index.whole.get(form, 0)
        for size in range(1, min(len(form), index.longest) + 1):
            bits |= index.stems.get(form[:size], 0)
        found |= bits & allowed
        if form in index.phrases:
            phrases.append(index.phrases[form])
    return found, phrases


def _forms(word: str) -> list[tuple[str, int]]:
    """A word, and without the conjunctions, prepositions and articles that Arabic and Hebrew write before it.

    Returns:
        Words, each with the bits that may count for it: a prefix of nouns does not precede an order.
    """
    script = next((start for start in _PREFIX_LETTERS if start <= word[0] <= chr(ord(start) + 0xFF)), None)
    forms = [(word, -1)]
    if script is None:
        return forms
    for size in (1, 2):
        prefix, rest = word[:size], word[size:]
        if len(rest) >= _SHORTEST_STEM and set(prefix) <= set(_PREFIX_LETTERS[script]):
            forms.append((rest, -1 if prefix in _AND else NOUNS))
    return forms + [(form[2:], NOUNS) for form, _ in forms if form.startswith("ال") and len(form) > _SHORTEST_STEM + 1]


@cache
def _joined_words() -> list[tuple[str, int]]:
    index = word_index()
    single = [*index.whole.items(), *index.stems.items()]
    several = [
        ("".join([first, *words]), bits) for first, some in index.phrases.items() for words, bits in some.written_out()
    ]
    return [(word, bits) for word, bits in (*single, *several) if len(word) >= _SHORTEST_JOINED] + index.anywhere


def of_joined(text: str) -> dict[str, int]:
    """Return the words of the lexicon that occur in text without spaces, and the kinds and languages of each.

    Args:
        text: folded, without spaces.
    """
    return {word: bits for word, bits in _joined_words() if word in text}
