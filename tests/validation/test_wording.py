"""Every code of validation has a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from callsheet.validation import Fix, HighlightReason, IssueCode, MappingProblem
from callsheet.wording import issues


@pytest.mark.parametrize("code", list(IssueCode))
def test_every_issue_has_a_reason_and_advice(code: IssueCode) -> None:
    """A reason of at most six words, advice of five to twelve; never the word invalid."""
    assert 1 <= len(issues.reason(code).split()) <= 6
    for words in (issues.advice(code), issues.advice(code, "FR", 12)):
        assert 5 <= len(words.split()) <= 12
        assert words.endswith(".")
        assert "invalid" not in words.lower()
    assert "invalid" not in issues.reason(code).lower()


@pytest.mark.parametrize("problem", list(MappingProblem))
def test_every_mapping_problem_has_advice(problem: MappingProblem) -> None:
    """One sentence of five to twelve words."""
    assert 5 <= len(issues.mapping_problem(problem).split()) <= 12


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("too_few_digits",), "too few digits"),
        (("country_not_enabled", "FR"), "country not enabled (France)"),
        (("country_not_enabled", "001"), "country not enabled (international service)"),
        (("prefix_not_enabled", "AE"), "prefix not enabled (United Arab Emirates)"),
        (("duplicate", "", 12), "same number as row 12"),
        (("duplicate", "", 1200), "same number as row 1,200"),
        (("refused_by_server", "Carrier says no"), "Carrier says no"),
    ],
)
def test_a_reason_includes_its_facts(arguments: tuple[Any, ...], words: str) -> None:
    """The country by name, the row by number, the server's message unchanged."""
    assert issues.reason(*arguments) == words


def test_there_is_no_sentence_for_a_code_that_does_not_exist() -> None:
    """Renaming a code must rename its sentence."""
    assert set(issues.REASONS) == set(issues.ADVICE) == {code.value for code in IssueCode}
    assert set(issues.MAPPING_PROBLEMS) == {problem.value for problem in MappingProblem}
    assert {look.value: issues.look(look) for look in HighlightReason} == issues.LOOKS
    assert set(issues.FIXES) == set(issues.DAMAGES) == {fix.value for fix in Fix}


def test_a_fix_is_offered_in_words() -> None:
    """By its name, or by the country or column."""
    assert issues.fix_offered(["first_of_several"]) == "Keep the first number"
    both = issues.fix_offered(["drop_apostrophe", "drop_extension"])
    assert both == "Remove the leading apostrophe and remove the extension"
    assert issues.fix_offered((), "IN") == "Treat them as numbers of India"
    assert issues.fix_offered((), "DE", reaches=882) == "Treat 882 numbers as numbers of Germany"
    assert issues.fix_offered((), country_column="Land") == "Read them by their country: Land"
    assert issues.fix_offered((), other_phone="Name") == "Take the number from Name"
    assert issues.fix_offered(()) == ""


def test_a_cause_with_a_fix_says_what_damaged_the_numbers() -> None:
    """Not how the damaged text looks: "Excel added .0" rather than "not a phone number"."""
    assert issues.explanation("not_a_number", "", ["drop_trailing_zero"]) == "Excel added .0"
    assert issues.explanation("too_many_digits", region="DE") == "they look like numbers of Germany"
    assert issues.explanation("too_few_digits") == "too few digits"
