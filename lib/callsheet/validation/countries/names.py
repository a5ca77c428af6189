"""Which country a cell names: an ISO code, a name in a common language, or a calling code."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import phonenumbers
import pyarrow as pa

from callsheet.arrow_strings import from_series
from callsheet.validation.normalize import as_shown, plain_words
from callsheet.validation.phones.verdicts import REGION_PLACE

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_LANGUAGES = (
    *("hi", "bn", "ta", "te", "mr", "gu", "kn", "ml", "pa", "ur", "ar", "fa", "he", "de", "fr", "es", "pt", "it", "nl"),
    *("pl", "ru", "uk", "tr", "zh", "zh_Hant", "ja", "ko", "vi", "th", "id", "ms", "fil", "sv", "da", "nb", "fi", "cs"),
    *("el", "ro", "hu", "sw"),
)
_SHORT = {
    "US": "america, united states of america, us of a, us of america, amerika, америка, eeuu,"
    " estados unidos de america, estados unidos da america, eua, etats unis damerique, stati uniti damerica,"
    " vereinigte staaten von amerika, сша,"
    " соединенные штаты америки, アメリカ, 米国, 美國, 美国",
    "GB": "britain, great britain, england, scotland, wales, northern ireland, großbritannien, grande bretagne,"
    " gran bretaña, grã bretanha, gran bretagna, angleterre, inglaterra, inghilterra, англия, великобритания, イギリス,"
    " united kingdom of great britain northern ireland",
    "AE": "uae, emirates, vae, eau, emirati, الإمارات, الامارات العربية, объединенные арабские эмираты",
    "SA": "ksa, saudi, السعودية, المملكة العربية السعودية",
    "IN": "bharat, hindustan, bharatham",
    "DE": "ger, brd, bundesrepublik deutschland, deutschl",
    "AT": "osterr",
    "CH": "swiss",
    "CN": "prc, pr china, mainland china, peoples republic of china, 中国大陆",
    "TW": "taiwan province of china, taiwan roc",
    "TR": "turkey, turkiye cumhuriyeti",
    "CZ": "czech republic, czech rep",
    "SK": "slovak republic",
    "NL": "holland, nederland",
    "CI": "ivory coast",
    "VN": "viet nam, socialist republic of viet nam",
    "RU": "russian federation",
    "KR": "korea, republic of korea, korea republic of, s korea",
    "KP": "korea democratic peoples republic of, dprk",
    "IR": "islamic republic of iran",
    "LA": "lao peoples democratic republic, lao pdr",
    "SY": "syrian arab republic",
    "BN": "brunei darussalam",
    "MK": "macedonia, former yugoslav republic of macedonia",
    "MD": "republic of moldova",
    "TZ": "united republic of tanzania",
    "CD": "drc, congo kinshasa, democratic republic of congo, congo democratic republic of the, congo drc",
    "CG": "congo brazzaville, republic of congo",
    "HK": "hong kong, hong kong sar",
    "MO": "macau, macao sar",
    "MM": "burma",
    "PS": "palestine, state of palestine",
    "TT": "trinidad",
    "BA": "bosnia",
    "IE": "republic of ireland, eire",
    "ZA": "rsa",
    "NZ": "aotearoa",
    "CV": "cabo verde",
    "": "congo, kongo, republic of china, na",
}
"""What people write and the Unicode CLDR does not list, by region; under "" what could be two, or "not available"."""

_CALLING_CODE = re.compile(r"[(\[]?(?:\+|00)?[\s(]?([1-9][0-9]{0,2})(?:\.0+)?[)\]\-\s]*")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_STATE = re.compile(r"^(?:federal |federative )?(?:republic|state|kingdom|commonwealth|sultanate) of (?:the )?")
_LAST_FIRST = re.compile(r"^([^,]+),\s.*\bof(?: the)?$", re.IGNORECASE)
_SAME_LETTERS = str.maketrans("أإآىةё", "اااىهе", "ـ")
_AREA_OF_ONE = re.compile(r"(?:\+|00)?1[\s-]?\(?[2-9][0-9]{2}\)?(?:\.0+)?")


def local_regions(cells: pd.Series[str] | None, default_region: str | None, rows: int) -> NDArray[np.int16]:
    """The region in which each row's number is read when it has no country code.

    An empty cell leaves the file's region standing; one that names no country known here leaves none, because a
    guess would ring a stranger (ours).

    Args:
        cells: n × str, the country of each row; None: the file has no such column.
        default_region: the region of the whole file, or None.
        rows: n.

    Returns:
        n × place in `REGIONS`, 0 where no region is known.
    """
    default = REGION_PLACE.get(default_region or "", 0)
    if cells is None:
        return np.full(rows, default, np.int16)
    encoded = as_shown(from_series(cells)).dictionary_encode()
    named = [_place(str(text), default) for text in encoded.dictionary.to_pylist()]
    return np.array(named, np.int16)[encoded.indices.to_numpy()] if named else np.zeros(rows, np.int16)


def named_region(text: str) -> str | None:
    """The region that a cell names, "IN" for "IN", "ind", "India", "भारत", "+91", "0091" or "India (+91)".

    Of a calling code that several countries share the main one: numbers are read alike in all of them.

    Args:
        text: a cell as written.

    Returns:
        A region that has telephone numbers of its own; None when the cell names none, or could name two.
    """
    shown = str(as_shown(pa.array([text], pa.string()))[0])
    return _region_of(shown) if shown else None


def names_a_country_in_english(text: str) -> bool:
    """True when a cell plainly names a country: by code or in English. Quicker than `named_region`, which knows more.

    Args:
        text: a cell as written.
    """
    words = _words(text)
    return bool(_of_calling_code(text.strip())) or any(words in names() for names in _QUICK)


def _place(shown: str, default: int) -> int:
    return REGION_PLACE[_region_of(shown) or ""] if shown else default


def _region_of(shown: str) -> str | None:
    words = _words(shown)
    found = _of_calling_code(shown) or _of_name(words) or _of_two_names(words.split())
    turned = _LAST_FIRST.match(shown) if found is None else None
    return _of_name(_words(turned[1])) if turned else found


def _of_calling_code(text: str) -> str | None:
    if _AREA_OF_ONE.fullmatch(text):
        return "US"
    written = _CALLING_CODE.fullmatch(text)
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(written[1]), ()) if written else ()
    return regions[0] if regions and regions[0] != "001" else None


def _of_name(words: str) -> str | None:
    for spelled in dict.fromkeys((words, _STATE.sub("", words))):
        for names in (*_QUICK, _names_everywhere):
            if spelled in names():
                return names()[spelled] or None
    return None


def _of_two_names(words: list[str]) -> str | None:
    """Of "India (+91)", "IN - India", "Bharat (India)": the country, when both parts name the same."""
    for size in range(1, len(words)):
        before, after = " ".join(words[:size]), " ".join(words[size:])
        found = _of_calling_code(before) or _of_name(before)
        if found is not None and found == (_of_calling_code(after) or _of_name(after)):
            return found
    return None


def _words(text: str) -> str:
    flags = _FLAG.sub(lambda found: " " + "".join(chr(ord(each) - 0x1F1A5) for each in found[0]) + " ", text)
    plain = plain_words(re.sub("[.'’`]", "", flags).translate(_SAME_LETTERS)).translate(_SAME_LETTERS)
    words = [word for word in plain.split() if word != "and"]
    if len(words) > 1 and all(len(word) == 1 and word.isascii() for word in words):
        words = ["".join(words)]
    return " ".join(words[1:] if words[:1] == ["the"] else words)


@cache
def _codes() -> dict[str, str]:
    """ISO codes of two and three letters in lower case → region."""
    from babel.core import get_global  # noqa: PLC0415 - loaded only where a column may name countries

    codes = {alias.lower(): regions[0] for alias, regions in get_global("territory_aliases").items() if alias.isalpha()}
    codes |= {region.lower(): region for region in phonenumbers.SUPPORTED_REGIONS}
    return {code: region for code, region in codes.items() if region in phonenumbers.SUPPORTED_REGIONS}


@cache
def _short_names() -> dict[str, str]:
    return {_words(name): region for region, names in _SHORT.items() for name in names.split(",")}


@cache
def _english_names() -> dict[str, str]:
    return _names_in("en")


@cache
def _names_everywhere() -> dict[str, str]:
    """Names of regions in every common language → region; "" for one that means two of them."""
    found: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        for name, region in _names_in(language).items():
            found.setdefault(name, set()).add(region)
    return {name: next(iter(regions)) if len(regions) == 1 else "" for name, regions in found.items()}


def _names_in(language: str) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - as above

    territories = Locale.parse(language).territories
    return {_words(territories[region]): region for region in REGION_PLACE if region in territories}


_QUICK = (_short_names, _codes, _english_names)
