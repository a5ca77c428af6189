"""Valid numbers behind which there is hardly a lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from callsheet.validation import ColumnMapping, Route, check
from callsheet.validation.phones.unusual_numbers import unusual_numbers
from callsheet.validation.phones.verdicts import CODES, REGION_INDEX

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Table

SAID = [
    *(("9999999999", "IN", "filler_number"), ("9800000000", "IN", ""), ("98765 43210", "IN", "")),
    *(
        ("0909 879 0000", "GB", "premium_number"),
        ("0800 123 4567", "GB", "toll_free_number"),
        ("07911 123456", "GB", ""),
    ),
    *(("900 234 5678", "US", "premium_number"), ("(800) 356-9377", "US", "toll_free_number"), ("2125550123", "US", "")),
    *(
        ("1800 123 4567", "IN", "toll_free_number"),
        ("0180 5 123456", "DE", "shared_cost_number"),
        ("030 1234567", "DE", ""),
    ),
    *(("1234567890", "FR", ""), ("01 23 45 67 89", "FR", "filler_number"), ("076 0123 4567", "GB", "pager_number")),
    *(("+49 800 1234567", None, "toll_free_number"), ("+800 1234 9876", None, "toll_free_number")),
]
TYPES = {
    PhoneNumberType.PREMIUM_RATE: "premium_number",
    PhoneNumberType.TOLL_FREE: "toll_free_number",
    PhoneNumberType.SHARED_COST: "shared_cost_number",
    PhoneNumberType.PAGER: "pager_number",
    PhoneNumberType.UAN: "uan_number",
}


@pytest.mark.parametrize(("text", "region", "code"), SAID)
def test_a_number_that_is_hardly_a_leads_is_warned_about(
    table: Callable[..., Table], text: str, region: str | None, code: str
) -> None:
    """The lead stays ready: a person decides."""
    report = check(table({"phone": [text]}), ColumnMapping(("phone",)), Route(region))
    warned = report.issues["code"][report.issues["severity"] == "warning"].tolist()
    assert warned == ([code] if code else [])


def test_a_number_that_we_call_from_is_warned_about(table: Callable[..., Table]) -> None:
    """The campaign's caller id, and others of its workspace, however they are written in the file."""
    route = Route("IN", own_numbers=("+912234567890", "+14155552671", "alias"))
    leads = table({"phone": ["022 3456 7890", "+1 (415) 555-2671", "9876543210"]})
    report = check(leads, ColumnMapping(("phone",)), route)
    assert report.issues[["row", "code", "severity"]].to_numpy().tolist() == [
        [row, "own_number", "warning"] for row in (2, 3)
    ]
    assert report.counts.ready == 3
    assert Route.from_json(route.to_json()) == route


def test_the_types_are_those_of_the_package() -> None:
    """The example number of every type of every country; made-up digits aside."""
    examples = [
        (region, kind, phonenumbers.example_number_for_type(region, kind))
        for region in sorted(phonenumbers.SUPPORTED_REGIONS)
        for kind in (*TYPES, PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)
    ]
    known = [number for _, _, number in examples if number and phonenumbers.is_valid_number(number)]
    written = np.array([int(phonenumbers.format_number(number, PhoneNumberFormat.E164)[1:]) for number in known])
    regions = np.array([REGION_INDEX[phonenumbers.region_code_for_number(number) or ""] for number in known], np.int16)
    found = [str(CODES[code] or "") for code in unusual_numbers(written, regions)]
    expected = [TYPES.get(phonenumbers.number_type(number), "") for number in known]
    differing = [
        (number, code, right)
        for number, code, right in zip(known, found, expected, strict=True)
        if code not in (right, "filler_number")
    ]
    assert len(known) > 900
    assert differing == []
