"""The answers equal those of the `phonenumbers` package; `make differential` compares half a million numbers."""

from __future__ import annotations

import phonenumbers
import pytest

from callsheet.validation.phones.numbering_plans import numbering_plan
from tests.validation import differential


@pytest.mark.parametrize("index", range(len(differential.REGIONS)))
def test_answers_equal_those_of_the_package(index: int) -> None:
    """Examples of every region and type, numbers near them, random mutations: a fifth of them with each region."""
    spellings = differential.numbers(9_000, seed=7)[index % 5 :: 5]
    assert differential.differences(spellings, differential.REGIONS[index]) == []


def test_every_calling_code_of_the_installed_metadata_has_a_plan() -> None:
    """The parser and the automaton support every pattern of the package."""
    for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        assert numbering_plan(code).calling_code == code
