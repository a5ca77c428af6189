"""The judge gives the package's answers; `differential.py` run by hand compares half a million numbers."""

from __future__ import annotations

import phonenumbers
import pytest

from callsheet.validation.phones.numbering_plans import numbering_plan
from tests.validation import differential


@pytest.mark.parametrize("region", differential.REGIONS)
def test_judge_and_package_agree(region: str | None) -> None:
    """Examples of every region and type, their borders, random mutations: no difference."""
    assert differential.differences(differential.numbers(9_000, seed=7), region) == []


def test_every_calling_code_of_the_installed_metadata_has_a_plan() -> None:
    """No pattern of the package is beyond the automaton."""
    for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        assert numbering_plan(code).calling_code == code
