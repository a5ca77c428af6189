"""The formats of postal codes, by country, as the operators of the Universal Postal Union publish them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

POSTAL_HEADER = re.compile(
    r"\bzip|\bpostal|\bpostcode|\bpost code|\bpost ?nr|\bcep\b|\bcodigo postal|\bcp\b|\bplz\b|\bpostleitzahl"
    r"|\bpin ?code|\bpin\b|\bcap\b|\bkod pocztowy|\bpsc\b|\bposta kodu|\bkode pos"
    r"|индекс|邮编|郵便|우편|पिन|الرمز البريدي"
)
"""Words of headers over postal codes."""

_FORMATS = {
    r"\d{4}": "AR AT AU BD BE BG CH CY DK HU LU NO NZ PH PT TN ZA",
    r"\d{5}": "AE CO CZ DE DZ EE EG ES FI FR GR ID IT KE KR LK LT MA MM MX MY NP PE PK SA SK TH TR UA US VN",
    r"\d{6}": "BY CN CO EC IN KZ NG RO RU SG VN",
    r"\d{7}": "CL IL JP",
    r"\d{5}-\d{4}": "US",
    r"\d{3}-\d{4}": "JP",
    r"\d{4}-\d{3}": "PT",
    r"\d{5}-\d{3}|\d{8}": "BR",
    r"\d{2}-\d{3}": "PL",
    r"\d{3} \d{2}": "CZ GR SE SK",
    r"\d{3} \d{3}": "IN",
    r"\d{4} ?[A-Z]{2}": "NL",
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}": "GB",
    r"[A-Z]\d{2} ?[A-Z\d]{4}": "IE",
    r"[A-Z]\d[A-Z] ?\d[A-Z]\d": "CA",
    r"LV-\d{4}": "LV",
    r"[A-Z]\d{4}[A-Z]{3}": "AR",
}
_BY_FORMAT = [(re.compile(pattern), tuple(regions.split())) for pattern, regions in _FORMATS.items()]


def regions_of_postal_code(cell: str) -> Collection[str]:
    """Return the regions whose postal codes look like a cell, of those in the table.

    Args:
        cell: as shown.
    """
    text = cell.strip().upper()
    return [region for pattern, regions in _BY_FORMAT if pattern.fullmatch(text) for region in regions]
