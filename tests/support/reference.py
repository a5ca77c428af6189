"""The plain judge: one row at a time, no columns, no code shared with `callsheet.validation`.

What the real judge and the real endpoint answer is held against it. Clear at the price of speed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import phonenumbers

if TYPE_CHECKING:
    from collections.abc import Mapping

INVISIBLE = {"Cf", "Cc"}
FILLERS = set("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800") | set(map(chr, range(0xFE00, 0xFE10)))
FILLERS |= set(map(chr, range(0xE0100, 0xE01F0)))
FOLLOWS = {"GG": "GB", "JE": "GB", "IM": "GB"}


def trimmed(text: str) -> str:
    """The text after NFKC, without invisible characters and outer spaces."""
    normal = unicodedata.normalize("NFKC", text)
    gone = {c for c in normal if not c.isspace() and (unicodedata.category(c) in INVISIBLE or c in FILLERS)}
    return "".join(c for c in normal if c not in gone).strip()


def judge_phone(text: str, route: Mapping[str, Any]) -> tuple[str, str]:
    """One phone cell on a route of codes.md (`default_region`, `sip`, `countries`): (E.164 or "", wire reason or "").

    Reasons: "missing", "invalid_phone_number", "no_enabled_countries", "unsupported_destination_country",
    "unsupported_prefix".
    """
    shown = trimmed(text)
    if not shown:
        return "", "missing"
    digits = "".join(str(unicodedata.digit(c)) for c in shown if unicodedata.category(c) == "Nd")
    plain = "".join("-" if unicodedata.category(c) == "Pd" or c in "−ー" else c for c in shown)
    pieces = [re.sub(r"\D", "", piece) for piece in re.split(r"[/\n\r+]", plain)]
    spaced = [re.sub(r"\D", "", piece) for piece in plain.split()]
    refused = (
        not re.fullmatch(r"[\s(\[]*\+?[\d\s\-.()\[\]/~]*", plain)
        or sum(len(piece) >= 7 for piece in pieces) > 1
        or (len(digits) > 15 and sum(len(piece) >= 7 for piece in spaced) > 1)
        or re.fullmatch(r"\+?\d{7,}\.0+", plain)
        or re.search(r"\d{5}\.00?$", plain)
        or "\u202e" in unicodedata.normalize("NFKC", text)
        or "\u202d" in unicodedata.normalize("NFKC", text)
        or len(shown) > 80
    )
    try:
        number = phonenumbers.parse(("+" if "+" in shown else "") + digits, route["default_region"])
    except phonenumbers.NumberParseException:
        return "", "invalid_phone_number"
    if refused or not phonenumbers.is_valid_number(number):
        return "", "invalid_phone_number"
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return e164, judge_country(number, route)


def judge_country(number: phonenumbers.PhoneNumber, route: Mapping[str, Any]) -> str:
    """What the Telephony Config says about a valid number: a wire reason, or ""."""
    if route["sip"] or route["countries"] is None:
        return ""
    if not route["countries"]:
        return "no_enabled_countries"
    region = phonenumbers.region_code_for_number(number) or ""
    rules = {rule["country_iso"]: rule["prefixes"] for rule in route["countries"]}
    prefixes = rules.get(region, rules.get(FOLLOWS.get(region, "")))
    if prefixes is None:
        return "unsupported_destination_country"
    national = phonenumbers.national_significant_number(number)
    return "" if any(national.startswith(prefix) for prefix in prefixes) else "unsupported_prefix"


def judge_file(
    rows: list[dict[str, str]], route: Mapping[str, Any], phone: str = "phone_number"
) -> list[tuple[str, str, str]]:
    """A whole file, row by row: (fate, E.164, wire reason).

    Fates: "blank", "missing", "refused", "duplicate" (of a number kept further up), "ready".
    """
    seen: set[str] = set()
    fates = []
    for row in rows:
        number, why = judge_phone(row[phone], route)
        fate = "refused" if why else "duplicate" if number in seen else "ready"
        if why == "missing":
            fate = "missing" if any(trimmed(value) for value in row.values()) else "blank"
        if fate == "ready":
            seen.add(number)
        fates.append((fate, number, why))
    return fates
