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
from callsheet.validation.phones.verdicts import REGION_INDEX

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_LANGUAGES = (
    *("hi", "bn", "ta", "te", "mr", "gu", "kn", "ml", "pa", "ur", "ar", "fa", "he", "de", "fr", "es", "pt", "it", "nl"),
    *("pl", "ru", "uk", "tr", "zh", "zh_Hant", "ja", "ko", "vi", "th", "id", "ms", "fil", "sv", "da", "nb", "fi", "cs"),
    *("el", "ro", "hu", "sw"),
)
_OTHER_NAMES = {
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
"""Names that people write and the Unicode CLDR does not list, by region.

Under "": names that two countries share, and "na", which may mean Namibia or "not available".
"""

_CALLING_CODE = re.compile(r"[(\[]?(?:\+|00)?[\s(]?([1-9][0-9]{0,2})(?:\.0+)?[)\]\-\s]*")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FORM_OF_STATE = re.compile(r"^(?:federal |federative )?(?:republic|state|kingdom|commonwealth|sultanate) of (?:the )?")
_INVERTED = re.compile(r"^([^,]+),\s.*\bof(?: the)?$", re.IGNORECASE)
_SAME_LETTERS = str.maketrans("أإآىةё", "اااىهе", "ـ")
"""Letters with two spellings, and the Arabic tatweel, which only stretches a word."""

_TO_LETTER = 0x1F1E6 - ord("A")
"""From a regional indicator symbol, two of which make a flag, to its letter."""

_AREA_CODE_OF_ONE = re.compile(r"(?:\+|00)?1[\s-]?\(?[2-9][0-9]{2}\)?(?:\.0+)?")


def local_regions(cells: pd.Series[str] | None, default_region: str | None, rows: int) -> NDArray[np.int16]:
    """Return the region of each row for a number without a country code.

    An empty cell means the default region. A cell that names no known country means no region, because a guess would
    call a stranger (our own rule).

    Args:
        cells: n × str, the country of each row; None: the file has no such column.
        default_region: the region of the whole file, or None.
        rows: n.

    Returns:
        n × index in `REGIONS`, 0 where the region is unknown.
    """
    default = REGION_INDEX.get(default_region or "", 0)
    if cells is None:
        return np.full(rows, default, np.int16)
    encoded = as_shown(from_series(cells)).dictionary_encode()
    regions = [_region_index(str(text), default) for text in encoded.dictionary.to_pylist()]
    return np.array(regions, np.int16)[encoded.indices.to_numpy()] if regions else np.zeros(rows, np.int16)


def parse_region(text: str) -> str | None:
    """Return the region that a cell names: "IN" for "IN", "ind", "India", "भारत", "+91", "0091" or "India (+91)".

    A calling code that several countries share gives the main one: all of them parse numbers alike.

    Args:
        text: a cell as written.

    Returns:
        A region with its own phone numbers; None when the cell names no region, or could name two.
    """
    shown = str(as_shown(pa.array([text], pa.string()))[0])
    return _region_of(shown) if shown else None


def is_english_country(text: str) -> bool:
    """Tell whether a cell is a country code or an English country name. Quicker than `parse_region`.

    Args:
        text: a cell as written.
    """
    words = _words(text)
    return bool(_of_calling_code(text.strip())) or any(words in region_by_name() for region_by_name in _QUICK)


def region_of_name(text: str) -> str | None:
    """Return the region whose English or another usual name a cell is; codes of two letters may be states.

    Args:
        text: a cell as written.
    """
    words = _words(text)
    return _other_names().get(words) or english_names().get(words)


def _region_index(shown: str, default: int) -> int:
    return REGION_INDEX[_region_of(shown) or ""] if shown else default


def _region_of(shown: str) -> str | None:
    words = _words(shown)
    region = _of_calling_code(shown) or _of_name(words) or _of_two_names(words.split())
    inverted = _INVERTED.match(shown) if region is None else None
    return _of_name(_words(inverted[1])) if inverted else region


def _of_calling_code(text: str) -> str | None:
    if _AREA_CODE_OF_ONE.fullmatch(text):
        return "US"
    match = _CALLING_CODE.fullmatch(text)
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(match[1]), ()) if match else ()
    return regions[0] if regions and regions[0] != "001" else None


def _of_name(words: str) -> str | None:
    for name in dict.fromkeys((words, _FORM_OF_STATE.sub("", words))):
        for region_by_name in (*_QUICK, _names_in_all_languages):
            if name in region_by_name():
                return region_by_name()[name] or None
    return None


def _of_two_names(words: list[str]) -> str | None:
    """The country of "India (+91)", "IN - India" or "Bharat (India)", when both parts name the same."""
    for size in range(1, len(words)):
        before, after = " ".join(words[:size]), " ".join(words[size:])
        region = _of_calling_code(before) or _of_name(before)
        if region is not None and region == (_of_calling_code(after) or _of_name(after)):
            return region
    return None


def _words(text: str) -> str:
    """A name in a form to compare: flags as letters, "and" and a leading "the" removed, initials joined."""
    lettered = _FLAG.sub(lambda flag: " " + "".join(chr(ord(symbol) - _TO_LETTER) for symbol in flag[0]) + " ", text)
    plain = plain_words(re.sub("[.'’`]", "", lettered).translate(_SAME_LETTERS)).translate(_SAME_LETTERS)
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
def _other_names() -> dict[str, str]:
    return {_words(name): region for region, names in _OTHER_NAMES.items() for name in names.split(",")}


@cache
def english_names() -> dict[str, str]:
    """English names of regions, in lower case and without punctuation → region."""
    return _names_in("en")


@cache
def _names_in_all_languages() -> dict[str, str]:
    """Names of regions in `_LANGUAGES` → region; "" for a name that two regions share."""
    regions_by_name: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        for name, region in _names_in(language).items():
            regions_by_name.setdefault(name, set()).add(region)
    return {name: next(iter(regions)) if len(regions) == 1 else "" for name, regions in regions_by_name.items()}


def _names_in(language: str) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - as above

    territories = Locale.parse(language).territories
    return {_words(territories[region]): region for region in REGION_INDEX if region in territories}


_QUICK = (_other_names, _codes, english_names)
