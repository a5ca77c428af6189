"""What the columns beside the phone numbers say about the country of the numbers.

Places, countries, currencies, postal codes and the language of the headers count once each for the whole list, however
many rows repeat them: a list of Indian exporters may have a column of German cities.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from callsheet.arrow_strings import from_series, to_list
from callsheet.validation.countries.list_origin.header_languages import header_languages
from callsheet.validation.countries.list_origin.postal_formats import POSTAL_HEADER, regions_of_postal_code
from callsheet.validation.countries.names import region_of_name
from callsheet.validation.normalize import as_shown, empty_cells, plain_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from callsheet.validation.model.table import Table

# Weights are logarithms, chosen by hand: all kinds together outweigh the margin of
# `callsheet.validation.countries.list_origin.doubts`, no single one does.
_PLACES, _COUNTRIES, _CURRENCY, _POSTAL_CODES, _LANGUAGE = 5.0, 4.0, 3.0, 2.5, 2.5
_SAMPLE, _SEED = 200, 20_261_129
_MOST_COLUMNS = 40
_FEWEST_NAMED, _NAMED = 3, 0.3
"""Distinct cells of a column, and share of them, that must be known before the column counts."""
_LONGEST = 60
"""Characters of a cell above which it is a remark."""


def evidence_beside(table: Table, phones: Collection[str]) -> Mapping[str, float]:
    """Return what the other columns of a file say for each country.

    Args:
        table: the file as read; of many rows a sample is used.
        phones: its phone columns.

    Returns:
        Region → logarithm of how much more likely it is; a region that nothing speaks for is missing.
    """
    columns = [column for column in table.frame.columns if column not in phones][:_MOST_COLUMNS]
    found: dict[str, dict[str, float]] = {"language": _of_headers(table.headers)}
    for column in columns:
        for kind, shares in _of_column(table.header_of(column), _cells(table, column)):
            best = found.setdefault(kind, {})
            for region, weight in shares.items():
                best[region] = max(best.get(region, 0.0), weight)
    total: Counter[str] = Counter()
    for shares in found.values():
        total.update(shares)
    return dict(total)


def _cells(table: Table, column: str) -> list[str]:
    """Distinct filled cells of a sample of rows, as shown."""
    values = table.frame[column]
    if len(values) > _SAMPLE:
        values = values.iloc[np.sort(np.random.default_rng(_SEED).choice(len(values), _SAMPLE, replace=False))]
    return list(dict.fromkeys(to_list(as_shown(from_series(values[~empty_cells(values)])))))


def _of_column(header: str, cells: list[str]) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield a kind of evidence and region → weight, for each kind that a column is."""
    short = [cell for cell in cells if len(cell) <= _LONGEST]
    if not short:
        return
    written = [cell for cell in short if not any(character.isdigit() for character in cell)]
    if 2 * len(written) > len(short):
        yield "places", _voices(map(_regions_of_place, written), len(short), _PLACES)
        yield "countries", _voices(map(_region_of_country, written), len(short), _COUNTRIES, fewest=1)
    elif POSTAL_HEADER.search(plain_words(header)):
        yield "postal codes", _voices(map(regions_of_postal_code, short), len(short), _POSTAL_CODES)
    amounts = [regions for regions in map(_regions_of_currency, short) if regions]
    yield "currency", _voices(iter(amounts), len(short), _CURRENCY, fewest=1)
    in_header = _regions_of_currency(header)
    yield "currency", dict.fromkeys(in_header, _CURRENCY)


def _voices(
    named: Iterator[Collection[str]], size: int, weight: float, fewest: int = _FEWEST_NAMED
) -> dict[str, float]:
    """Region → weight by the share of the understood cells that name it; empty when too few cells are understood."""
    understood = [regions for regions in named if regions]
    if len(understood) < max(fewest, _NAMED * size):
        return {}
    counts = Counter(region for regions in understood for region in set(regions))
    return {region: weight * times / len(understood) for region, times in counts.items()}


def _regions_of_place(cell: str) -> Collection[str]:
    parts = (plain_words(part) for part in (cell, *re.split("[,/(]", cell)))
    return next((_places()[part] for part in parts if part in _places()), ())


def _region_of_country(cell: str) -> Collection[str]:
    region = region_of_name(cell)
    return () if region is None else (region,)


@cache
def _places() -> Mapping[str, tuple[str, ...]]:
    """Name of a place → regions that have one; `make places` writes the table."""
    text = (files("callsheet.validation.countries.list_origin") / "place_names.txt").read_text(encoding="utf-8")
    regions: dict[str, list[str]] = {}
    for line in text.splitlines():
        region, _, names = line.partition(": ")
        for name in names.split(", "):
            regions.setdefault(name, []).append(region)
    return {name: tuple(found) for name, found in regions.items()}


def _regions_of_currency(text: str) -> Collection[str]:
    """Regions whose currency a text names: "₹ 4,000", "EUR 20", "Budget (AED)"."""
    words = [symbol for symbol in text if unicodedata.category(symbol) == "Sc" and symbol not in "$¥"]
    words += re.findall(r"(?<![A-Za-z])(?:R\$|S\$|A\$|C\$|HK\$|NZ\$|[A-Z]{3})(?![A-Za-z])", text)
    regions: Callable[[str], Collection[str]] = _currencies().get  # type: ignore[assignment]
    return next((found for found in map(regions, words) if found), ())


@cache
def _currencies() -> Mapping[str, tuple[str, ...]]:
    """Code or own symbol of a currency → regions that pay with it now, by the Unicode CLDR."""
    from babel import Locale  # noqa: PLC0415 - loaded only where a column may name currencies
    from babel.core import get_global  # noqa: PLC0415 - as above

    symbols = Locale.parse("en").currency_symbols
    regions: dict[str, list[str]] = {}
    for region, currencies in get_global("territory_currencies").items():
        code = next((code for code, _, end, tender in currencies if end is None and tender), None)
        for name in {code, symbols.get(code or "")} - {None, "", "$", "¥"}:
            regions.setdefault(str(name), []).append(region)
    return {name: tuple(found) for name, found in regions.items()} | _LOCAL_SYMBOLS


_LOCAL_SYMBOLS = {
    "S$": ("SG",), "₦": ("NG",), "₱": ("PH",), "฿": ("TH",), "₺": ("TR",), "₽": ("RU",), "₴": ("UA",), "৳": ("BD",),
    "₫": ("VN",), "₩": ("KR",), "₸": ("KZ",), "₵": ("GH",), "₪": ("IL",),
}  # fmt: skip
"""Symbols that the CLDR does not use in English, where each stands for one country's currency."""


def _of_headers(headers: tuple[str, ...]) -> dict[str, float]:
    """Region → weight: the regions in which the language of the headers is official."""
    from babel.core import get_global  # noqa: PLC0415 - loaded only where headers are in a language of few countries

    languages = header_languages(headers)
    if not languages:
        return {}
    spoken = get_global("territory_languages")
    return {
        region: _LANGUAGE
        for region, facts in spoken.items()
        if any(facts.get(language, {}).get("official_status") for language in languages)
    }
