"""The states that postal codes belong to, by their first signs, in the countries with several time zones."""

from __future__ import annotations

import re
from functools import cache

from callsheet.validation.calling_rules.states import zones_of_state

_US = (
    "005 NY, 006-007 PR, 008 VI, 009 PR, 010-027 MA, 028-029 RI, 030-038 NH, 039-049 ME, 050-059 VT, 060-069 CT,"
    " 070-089 NJ, 100-149 NY, 150-196 PA, 197-199 DE, 200 DC, 201 VA, 202-205 DC, 206-219 MD, 220-246 VA, 247-268 WV,"
    " 270-289 NC, 290-299 SC, 300-319 GA, 320-339 FL, 341-349 FL, 350-369 AL, 370-385 TN, 386-397 MS, 398-399 GA,"
    " 400-427 KY, 430-459 OH, 460-479 IN, 480-499 MI, 500-528 IA, 530-549 WI, 550-567 MN, 570-577 SD, 580-588 ND,"
    " 590-599 MT, 600-629 IL, 630-658 MO, 660-679 KS, 680-693 NE, 700-714 LA, 716-729 AR, 730-749 OK, 750-799 TX,"
    " 800-816 CO, 820-831 WY, 832-838 ID, 840-847 UT, 850-865 AZ, 870-884 NM, 885 TX, 889-898 NV, 900-961 CA,"
    " 967-968 HI, 969 GU, 970-979 OR, 980-994 WA, 995-999 AK"
)
"""First three digits of ZIP codes; without those of the forces abroad (090-098, 340, 962-966), which have no state."""

_AU = (
    "020-029 ACT, 080-089 NT, 100-259 NSW, 260-261 ACT, 262-289 NSW, 290-291 ACT, 292-299 NSW, 300-399 VIC,"
    " 400-499 QLD, 500-599 SA, 600-699 WA, 700-799 TAS, 800-899 VIC, 900-999 QLD"
)
_MX = "21-22 BC, 23 BCS, 25-27 COAH, 31-33 CHIH, 63 NAY, 64-67 NL, 77 QROO, 80-82 SIN, 83-85 SON, 87-89 TAMPS"
_BR = "50-56 PE, 690-692 AM, 693 RR, 694-698 AM, 699 AC, 768-769 RO, 780-788 MT, 790-799 MS"
_CANADA = {
    "A": ("NL",), "B": ("NS",), "C": ("PE",), "E": ("NB",), "G": ("QC",), "H": ("QC",), "J": ("QC",), "K": ("ON",),
    "L": ("ON",), "M": ("ON",), "N": ("ON",), "P": ("ON",), "R": ("MB",), "S": ("SK",), "T": ("AB",), "V": ("BC",),
    "X": ("NU", "NT"), "Y": ("YT",),
}  # fmt: skip
"""First letter of Canadian codes → provinces."""

_CANADIAN = re.compile(r"([ABCEGHJ-NPRSTVXY])\d[A-Z](?:\s*-?\s*\d[A-Z]\d)?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_ISLANDS = {"2898": ("Australia/Lord_Howe",), "2899": ("Pacific/Norfolk",), "6798": ("Indian/Christmas",),
            "6799": ("Indian/Cocos",), "2880": ("Australia/Broken_Hill",)}  # fmt: skip
"""Australian codes with a time of their own."""

_BORDER = {"2618", "2620", "3585", "3586", "3644", "3691", "3707", "4375", "4377", "4380", "4383", "4385", "0872"}
"""Australian codes of which some places are in the next state."""


def has_postal_codes(region: str) -> bool:
    """Tell whether the postal codes of a country are known here."""
    return region in {"US", "CA", "AU", "BR", "MX"}


def zones_of_postal_code(text: str, region: str) -> tuple[str, ...]:
    """Return the zones of a postal code; () if the country has no such code or it does not decide the zones.

    Args:
        text: "02138", "02138-1234", "2138" or "2138.0", as Excel leaves it; "K1A 0B1", "3000", "01310-100".
        region: country of the phone number, "US".
    """
    code = text.strip().removesuffix(".0")
    if region in {"US", "CA"}:
        if match := _CANADIAN.fullmatch(code):
            provinces = _CANADA[match[1].upper()]
            return tuple(dict.fromkeys(zone for name in provinces for zone in zones_of_state(name, "CA")))
        head, _, tail = code.partition("-")
        return _by_prefix("US", head, 5) if not tail or re.fullmatch(r"\d{4}", tail) else ()
    if region == "AU":
        digits = code.zfill(4)
        return _ISLANDS.get(digits, ()) or (() if digits in _BORDER else _by_prefix("AU", code, 4))
    if region == "BR":
        return _by_prefix("BR", code.replace("-", "").replace(".", ""), 8, "SP")
    if region == "MX":
        return _by_prefix("MX", code, 5, "CDMX")
    return ()


def _by_prefix(region: str, text: str, length: int, otherwise: str = "") -> tuple[str, ...]:
    """The zones by the longest prefix in the table, of a code from which at most two zeros are lost."""
    if not _DIGITS.fullmatch(text) or not length - 2 <= len(text) <= length:
        return ()
    digits = text.zfill(length)
    table = _prefixes(region)
    state = table.get(digits[:3]) or table.get(digits[:2]) or otherwise
    return zones_of_state(state, region) if state else ()


@cache
def _prefixes(region: str) -> dict[str, str]:
    table = {}
    for part in {"US": _US, "AU": _AU, "MX": _MX, "BR": _BR}[region].split(", "):
        span, _, state = part.strip().partition(" ")
        first, _, last = span.partition("-")
        for number in range(int(first), int(last or first) + 1):
            table[str(number).zfill(len(first))] = state
    return table
