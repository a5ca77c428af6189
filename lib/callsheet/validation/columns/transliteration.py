"""Headers in other scripts as words of ASCII: known words in English, others as they sound."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from callsheet.validation.columns.translated_words import translations
from callsheet.validation.normalize import plain_words

_ARABIC_LETTERS = "اأإآبتثجحخدذرزسشصضطظعغفقكلمنهويىةئؤپچژگکیںےٹڈڑھہۃ"
_ARABIC_SOUNDS = (
    "a a i a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y a a y w p ch zh g k y n e t d r h h a"
)
_HEBREW_LETTERS = "אבגדהוזחטיכךלמםנןסעפףצץקרשת"
_HEBREW_SOUNDS = "a b g d h w z h t y k k l m m n n s a p f ts ts k r sh t"
_LETTERS = {
    **dict(zip(_ARABIC_LETTERS, _ARABIC_SOUNDS.split(), strict=True)),
    **dict(zip(_HEBREW_LETTERS, _HEBREW_SOUNDS.split(), strict=True)),
    "ء": "",
}
_LONG = {"w": "u", "y": "i"}
"""Letters that are a vowel between consonants and at the end of a word."""
_SMALL_WORDS = frozenset({"का", "की", "के", "کا", "کی", "کے", "של"})
"""Of, in Hindi, Urdu and Hebrew."""
_PREFIXES = ("ال", "وال", "لل", "بال", "ה", "ו")
"""The article and what is written together with it, in Arabic and Hebrew."""
_VOWELS = frozenset("aeiou")
_TRANSLATED = re.compile(
    r"[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u0900-\u097f\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
"""Letters of scripts of which words are translated: Arabic, Hebrew, Devanagari, Thai, Japanese, Chinese, Korean."""
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_DEVANAGARI_CONSONANT = re.compile(r"[\u0915-\u0939\u0958-\u095f]")
_DEVANAGARI_VOWEL = re.compile(r"[\u093c\u093e-\u094d]")
_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640\u0591-\u05c7]")
"""Vowel signs of Arabic and Hebrew, and the stretching sign: headers rarely have them, and words are known without."""


def is_translated(header: str) -> bool:
    """Whether a header has letters of a script of which words are translated.

    Args:
        header: as written.
    """
    return _TRANSLATED.search(header) is not None


def english_words(header: str) -> str:
    """Return a header with its words in ASCII, in the order written: "date birth" for "تاريخ الميلاد".

    Args:
        header: as written.
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", header))
    return " ".join(filter(None, (_word(word) for word in _words(plain))))


def _words(text: str) -> list[str]:
    """Words as they are written, vowel signs included; a run of a script without spaces is one."""
    return "".join(letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in text).split()


def _word(word: str) -> str:
    if word.isascii() or word in _SMALL_WORDS:
        return word if word.isascii() else ""
    known = _translation(word)
    if known:
        return known
    if _WITHOUT_SPACES.search(word):
        return " ".join(_pieces(word))
    return _as_it_sounds(word)


def _translation(word: str) -> str:
    """The English word; "" if it is not known, also without the Arabic or Hebrew article, or "and" before it."""
    words = _known_words()
    plain = _plain(word)
    prefixes = [prefix for prefix in _PREFIXES if plain.startswith(prefix) and len(plain) > len(prefix) + 1]
    forms = [plain, *(plain[len(prefix) :] for prefix in prefixes)]
    return next((words[form] for form in forms if form in words), "")


def _plain(word: str) -> str:
    """A word with one spelling for letters that are written in several ways."""
    return plain_words(word).translate(str.maketrans("أإآىةيك", "اااىهیک"))


@cache
def _known_words() -> dict[str, str]:
    return {_plain(word): english for word, english in reversed(translations().items())}


@cache
def _longest() -> int:
    return max(len(word) for word in _known_words() if _WITHOUT_SPACES.search(word))


def _pieces(text: str) -> list[str]:
    """Words of a script without spaces: the longest known ones from the left, and what is between them as it sounds."""
    pieces: list[str] = []
    unknown, start = "", 0
    words = _known_words()
    while start < len(text):
        length = next((n for n in range(_longest(), 0, -1) if _plain(text[start : start + n]) in words), 0)
        if not length:
            unknown += text[start]
            start += 1
            continue
        pieces += [_as_it_sounds(unknown), words[_plain(text[start : start + length])]]
        unknown, start = "", start + length
    return [piece for piece in [*pieces, _as_it_sounds(unknown)] if piece]


def _as_it_sounds(word: str) -> str:
    """A word in ASCII; of Arabic and Hebrew, which write no short vowels, with an "a" where one must stand."""
    from anyascii import anyascii  # noqa: PLC0415 - loaded only when a header is not a name yet

    if any(letter in _LETTERS for letter in word):
        stem = word.removeprefix("ال") if len(word) > len("ال") + 2 else word
        return _with_vowels([_LETTERS.get(letter, anyascii(letter).lower()) for letter in stem])
    if _DEVANAGARI_CONSONANT.search(word):
        return _devanagari(word)
    return str(anyascii(word))


def _with_vowels(letters: list[str]) -> str:
    letters = [letter for letter in letters if letter]
    sounds: list[str] = []
    for index, letter in enumerate(letters):
        before = sounds[-1] if sounds else ""
        following = letters[index + 1] if index + 1 < len(letters) else ""
        is_vowel_before, is_vowel_after = before[-1:] in _VOWELS, following[:1] in _VOWELS
        if letter in _LONG and before and not is_vowel_before and not is_vowel_after:
            sounds.append(_LONG[letter])
        elif letter in _VOWELS and is_vowel_before:
            continue
        else:
            sounds.append(letter)
    spoken: list[str] = []
    for index, sound in enumerate(sounds):
        previous = sounds[index - 1] if index else ""
        if index and sound not in _VOWELS and previous not in _VOWELS:
            is_at_start = index == 1
            is_at_end = index == len(sounds) - 1
            if is_at_start or is_at_end or (spoken[-2:-1] and spoken[-2] not in _VOWELS):
                spoken.append("a")
        spoken.append(sound)
    return "".join(spoken)


def _devanagari(word: str) -> str:
    """A word of Hindi or Marathi: a consonant is followed by "a", unless it has another sign or ends the word."""
    from anyascii import anyascii  # noqa: PLC0415 - as above

    spoken = []
    for index, letter in enumerate(word):
        following = word[index + 1 : index + 2]
        spoken.append(anyascii(letter))
        if _DEVANAGARI_CONSONANT.match(letter) and following and not _DEVANAGARI_VOWEL.match(following):
            spoken.append("a")
    return "".join(spoken)
