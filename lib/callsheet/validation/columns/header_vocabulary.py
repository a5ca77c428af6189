"""What the words of a column header mean."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from callsheet.validation.columns import header_words
from callsheet.validation.normalize import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_COUNTED = re.compile(r"(?:^|\s|[a-z])[2-9](?:$|\s)")
"""A header with a number above 1, as in "Phone 2" and "Phone 2 - Value"."""

_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MANNER = re.compile(
    r"(?<=\S) (?:with|without|incl\w*|excl\w*|con|sin|com|sem|mit|ohne|avec|sans|met|zonder|med|z|bez|с|без) .*$"
    r"|country code|codigo de pais|codigo do pais|landercode|landesvorwahl|indicatif"
)
"""How the number is written, which says nothing about what it is: "Phone (no spaces)", "Mobile with country code"."""

_LETTERS = str.maketrans("أإآةđłøı", "اااهdloi")
"""Letters with two spellings."""

_NUMBER_WORDS = frozenset(header_words.NUMBER.split())


class HeaderKind(Enum):
    """What the words of a header may mean; see the lists of `header_words`."""

    PHONE = header_words.PHONE
    OTHER_KIND = header_words.OTHER_KIND
    OWNER = header_words.OWNER
    SECOND = header_words.SECOND
    COMPANY = header_words.COMPANY
    SOMEBODY_ELSE = header_words.SOMEBODY_ELSE
    MESSENGER = header_words.MESSENGER
    FIRST = header_words.FIRST
    MOBILE = header_words.MOBILE
    CONTACT = header_words.CONTACT


def normalized_header(header: str) -> str:
    """Return a header in lower case with single spaces, without accents and the Arabic article.

    Args:
        header: as written.
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    words = unicodedata.normalize("NFC", plain_words(spaced)).translate(_LETTERS).split()
    return " ".join(word.removeprefix("ال") for word in words).replace("whats app", "whatsapp")


def header_matches(header: str, kind: HeaderKind) -> bool:
    """Tell whether a header has a word of some kind.

    Args:
        header: as written.
        kind: what the word means.
    """
    return bool(_pattern(kind).search(_title(header)))


def is_counted(header: str) -> bool:
    """Tell whether a header has a number above 1, as in "Phone 2".

    Args:
        header: as written.
    """
    return bool(_COUNTED.search(_title(header)))


def is_phone_header(header: str) -> bool:
    """Tell whether a header names a phone number and nothing else.

    Args:
        header: as written.
    """
    return header_matches(header, HeaderKind.PHONE) and not header_matches(header, HeaderKind.OTHER_KIND)


def phone_headers_first(headers: Iterable[str]) -> list[str]:
    """Return headers with those that name a phone first, otherwise in their order; empty ones are left out.

    Args:
        headers: as written.
    """
    return sorted((header for header in headers if header.strip()), key=lambda header: not is_phone_header(header))


def means_other(header: str) -> bool:
    """Tell whether a header names another number: an identifier, an amount, a date; or whose number, but not a phone.

    Args:
        header: as written.
    """
    if header_matches(header, HeaderKind.OTHER_KIND):
        return True
    reached = header_matches(header, HeaderKind.PHONE) or header_matches(header, HeaderKind.CONTACT)
    return not reached and header_matches(header, HeaderKind.OWNER)


def is_number_header(header: str) -> bool:
    """Tell whether a header may mean a phone: it says how somebody is reached, or only has words that mean number.

    Args:
        header: as written.
    """
    words = _title(header).split()
    return header_matches(header, HeaderKind.CONTACT) or (bool(words) and _NUMBER_WORDS.issuperset(words))


@lru_cache(maxsize=1_000)
def _title(header: str) -> str:
    """A header as words, without remarks on how the number is written; ten questions are asked of each header."""
    title = normalized_header(_REMARK.sub(" ", header)) or normalized_header(header)
    return _MANNER.sub(" ", title).strip() or title


@cache
def _pattern(kind: HeaderKind) -> re.Pattern[str]:
    return re.compile("|".join(map(_word_pattern, kind.value.split())))


def _word_pattern(word: str) -> str:
    """A pattern for a word of the lists, in the form of `normalized_header`."""
    title = " ".join(normalized_header(part) for part in word.strip("*").split("_"))
    if _WITHOUT_SPACES.search(title):
        return re.escape(title)
    before, after = ("" if word.startswith("*") else r"(?<!\S)"), ("" if word.endswith("*") else r"(?!\S)")
    return f"{before}{re.escape(title)}{after}"
