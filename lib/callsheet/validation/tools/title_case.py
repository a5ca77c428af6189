"""Names in title case: "JOHN MCDONALD" → "John McDonald", "a.p.j. abdul kalam" → "A.P.J. Abdul Kalam"."""

from __future__ import annotations

import re

_NO_NAME = re.compile(r"@|://|\d")
"""In an address or a code, which stay as they are."""
_WORD = re.compile(r"\S+")
_PART = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
_PARTICLE_WORDS = (
    "van der den de del della di da dos das du la le les von vom zu zum zur ter ten te bin ibn bint y e af av und op"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
"""Small words inside names that are written small, unless they begin or end the name."""
_APOSTROPHE = frozenset({"o", "d", "l", "m", "n", "dell", "dall", "sant", "all"})
"""What stands before an apostrophe in names: O'Brien, D'Souza, Dell'Acqua; not in "men's"."""
_MAC_NAMES = (
    "macarthur macaulay maccallum macdonald macdougall macfarlane macgregor macintosh macintyre mackay mackenzie"
    " maclean macleod macmillan macneil macpherson macqueen macrae"
)
_MAC = frozenset(_MAC_NAMES.split())
"""Names with a capital after Mac; in most words (Mackie, Macey, Maciej) the letter after it is small."""
_TITLES = "mr mrs ms dr jr sr st ng ltd pvt smt shri sh md prof"
_NO_INITIALS = frozenset(_TITLES.split())
"""Words without a vowel that are no initials."""
_NUMERALS = frozenset({"ii", "iii", "iv", "vi", "vii", "viii"})
_VOWELS = frozenset("aeiouyáéíóúàèìòùâêîôûäëïöüãõåæøœ")
_MOST_INITIALS = 3


def title_case(text: str) -> str:
    """Return a name with capitals where names have them; what already mixes capitals and small letters stays.

    A text in one case is written anew: every word begins with a capital, but particles ("van der", "de la") inside the
    name; initials stay capitals ("K.R. Narayanan", "VVS Laxman"); Mc and O' are followed by a capital. In a text of
    both cases only words that are wholly small, or wholly capitals of more than three letters, are changed.

    Args:
        text: a cell.
    """
    letters = [letter for letter in text if letter.isalpha()]
    is_mixed = any(map(str.isupper, letters)) and any(map(str.islower, letters))
    words = list(_WORD.finditer(text))
    pieces, end = [], 0
    for index, word in enumerate(words):
        place = "first" if index == 0 else "last" if index == len(words) - 1 else "inside"
        pieces += [text[end : word.start()], _word(word[0], place, is_mixed=is_mixed)]
        end = word.end()
    return "".join([*pieces, text[end:]])


def _word(word: str, place: str, *, is_mixed: bool) -> str:
    letters = "".join(letter for letter in word if letter.isalpha())
    is_in_one_case = letters.isupper() or letters.islower()
    plain = word.strip(".,;()").casefold()
    is_particle = (plain in _PARTICLES and place == "inside") or plain in ("'t", "’t")
    is_meant = is_mixed and letters.isupper() and len(letters) <= _MOST_INITIALS and not is_particle
    if not is_in_one_case or is_meant or _NO_NAME.search(word):
        return word
    if is_particle:
        return word.lower()
    if (plain in _NUMERALS and place == "last") or _are_initials(word, plain):
        return word.upper()
    return _PART.sub(lambda part: _part(part[0]), word)


def _are_initials(word: str, plain: str) -> bool:
    """Whether a word is one letter, letters with dots between them, or up to three letters without a vowel."""
    parts = [part for part in re.split(r"[.\-]", word.strip("(),;")) if part]
    if parts and all(len(part) == 1 for part in parts):
        return True
    return plain.isalpha() and len(plain) <= _MOST_INITIALS and plain not in _NO_INITIALS and not _VOWELS & set(plain)


def _part(part: str) -> str:
    """A part of a word between hyphens and dots."""
    small = part.lower()
    before, mark, after = re.match(r"([^'’`]*)(['’`]?)(.*)", small).groups()  # type: ignore[union-attr]
    if mark and before in _APOSTROPHE and len(after) > 1:
        return f"{_capital(before)}{mark}{_capital(after)}"
    return _capital(small)


def _capital(small: str) -> str:
    if small.startswith("mc") and len(small) > len("mc") + 1:
        return f"Mc{small[2:3].upper()}{small[3:]}"
    if small in _MAC:
        return f"Mac{small[3:4].upper()}{small[4:]}"
    return small[:1].upper() + small[1:]
