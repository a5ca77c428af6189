"""Sentences for issues: the reason in a few words for the cell, and the advice in one sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from callsheet.wording.format import count

if TYPE_CHECKING:
    from collections.abc import Sequence

REASONS = {
    "missing_phone_number": "no phone number",
    "too_few_digits": "too few digits",
    "too_many_digits": "too many digits",
    "contains_letters": "contains letters",
    "unknown_country_code": "unknown country code",
    "not_in_use": "number not in use",
    "not_a_number": "not a phone number",
    "shortened_by_excel": "Excel shortened this number",
    "has_extension": "has an extension",
    "several_numbers": "more than one number",
    "no_enabled_countries": "no country enabled",
    "country_not_enabled": "country not enabled",
    "prefix_not_enabled": "prefix not enabled",
    "broken_row": "wrong number of cells",
    "formula_without_value": "formula has no saved value",
    "error_cell": "Excel error",
    "refused_by_server": "refused by the server",
    "duplicate": "same number as another row",
    "repaired_number": "repaired: read as shown",
    "filler_number": "looks made up",
    "premium_number": "premium-rate number: calling it is expensive",
    "toll_free_number": "toll-free number of a company",
    "shared_cost_number": "shared-cost number of a company",
    "pager_number": "pager, not a phone",
    "uan_number": "company number",
    "own_number": "number that you call from",
    "braces": "contains braces",
    "control_characters": "contains invisible characters",
    "line_break": "contains a line break",
    "reads_like_an_instruction": "reads like an instruction",
    "too_long": "very long text",
    "html": "contains HTML",
    "formula": "starts like a formula",
    "empty_prompt_variable": "nothing fills a variable",
    "consent_refused": "asked not to be called",
    "consent_expired": "consent is too old",
    "consent_undated": "no date of consent",
    "consent_missing": "no consent",
    "consent_unclear": "consent is not clear",
    "refusal_in_text": "asks not to be called",
}
ADVICE = {
    "missing_phone_number": "Type a phone number, or leave this row out.",
    "too_few_digits": "Add the missing digits, or check the country.",
    "too_many_digits": "Remove the extra digits, or check the country.",
    "contains_letters": "Replace the letters with the digits they stand for.",
    "unknown_country_code": "Start with + and the country code, or choose a country.",
    "not_in_use": "Check each digit: no such number is in use.",
    "not_a_number": "Type the number with digits only, and a leading +.",
    "shortened_by_excel": "Type the whole number: its last digits are gone.",
    "has_extension": "Remove the extension: the agent cannot dial it.",
    "several_numbers": "Keep one number in this cell and remove the others.",
    "no_enabled_countries": "Enable a country in Telephony Config, then check again.",
    "country_not_enabled": "Enable this country in Telephony Config, or leave the row out.",
    "prefix_not_enabled": "Enable this prefix in Telephony Config, or leave the row out.",
    "broken_row": "Check that each value is in its own column.",
    "formula_without_value": "Type the value, or save the file again in Excel.",
    "error_cell": "Type the value that the Excel formula should show.",
    "refused_by_server": "Correct this number, or leave the row out.",
    "duplicate": "We send each number once.",
    "filler_number": "Leave the row out, or type the real number.",
    "premium_number": "Leave the row out, or type the lead's own number.",
    "toll_free_number": "Leave the row out, or type the lead's own number.",
    "shared_cost_number": "Leave the row out, or type the lead's own number.",
    "pager_number": "Leave the row out, or type the lead's own number.",
    "uan_number": "Leave the row out, or type the lead's own number.",
    "own_number": "Leave the row out, or type the lead's own number.",
    "repaired_number": "Compare the number with the file before you send it.",
    "braces": "Remove the braces: the agent may read them as a variable.",
    "control_characters": "Remove the invisible characters, or accept the cleaned value.",
    "line_break": "Put the text on one line, or accept the cleaned value.",
    "reads_like_an_instruction": "Check this text: the agent might follow it as an instruction.",
    "too_long": "Shorten this text: the agent reads all of it.",
    "html": "Remove the HTML tags, or accept the cleaned value.",
    "formula": "Check this text: it looks like a formula.",
    "empty_prompt_variable": "Choose a column, or a text for leads without a value.",
    "consent_refused": "Leave these out: they said no to being called.",
    "consent_expired": "Leave these out, or ask them again.",
    "consent_undated": "Add the day of consent, or leave these out.",
    "consent_missing": "Leave these out, or add their consent to the file.",
    "consent_unclear": "Write yes or no, or leave these out.",
    "refusal_in_text": "Leave this person out if the text asks for no more calls.",
}
MAPPING_PROBLEMS = {
    "no_phone_column": "Choose the column that holds the phone numbers.",
    "too_many_variables": "Leave out columns until 15 variables or fewer remain.",
    "same_variable_name": "Give each of these columns a name of its own.",
    "empty_variable_name": "Name this variable, or leave the column out.",
    "unsafe_variable_name": "Use only letters, digits and underscores in this name.",
    "reserved_variable_name": "Choose another name: the agent fills this one by itself.",
}
FIXES = {
    "drop_trailing_zero": "Remove the trailing .0",
    "write_out_exponent": "Write out numbers whose digits are all there",
    "drop_direction_marks": "Remove the invisible marks",
    "drop_apostrophe": "Remove the leading apostrophe",
    "drop_grouping": "Remove the commas between thousands",
    "drop_signs": "Remove the signs around the number",
    "drop_separators": "Remove the signs between the digits",
    "read_link": "Take the number from the link",
    "drop_label": "Remove the words around the number",
    "drop_name": "Remove the name beside the number",
    "plus_for_zeros": "Read a leading 00 as +",
    "plus_before_country_code": "Put + before the country code",
    "drop_trunk_zero": "Remove the 0 after the country code",
    "drop_old_prefix": "Remove the old dialing prefix",
    "drop_extension": "Remove the extension",
    "first_of_several": "Keep the first number",
}
DAMAGES = {
    "drop_trailing_zero": "Excel added .0",
    "write_out_exponent": "Excel wrote it as 9.82E+9, with all digits",
    "drop_direction_marks": "invisible marks around the number",
    "drop_apostrophe": "an apostrophe before the number",
    "drop_grouping": "commas between the digits",
    "drop_signs": "signs around the number",
    "drop_separators": "unusual signs between the digits",
    "read_link": "a link instead of the number",
    "drop_label": "words beside the number",
    "drop_name": "a name beside the number",
    "plus_for_zeros": "00 instead of +",
    "plus_before_country_code": "the + before the country code is missing",
    "drop_trunk_zero": "a 0 after the country code",
    "drop_old_prefix": "a prefix that is not dialed any more",
    "drop_extension": "an extension behind the number",
    "first_of_several": "more than one number",
}
"""What is wrong with the numbers that a fix helps."""
LOOKS = {
    "emptiest": "fewest values filled",
    "longest": "longest text",
    "odd_characters": "odd characters",
    "braces": "braces in a value",
    "reads_like_an_instruction": "reads like an instruction",
    "all_caps_name": "name in capitals",
}
_LONGEST_WORD = 40
"""Letters of a word of others that is shown; scripts without spaces have sentences as words."""
_WITH_A_COUNTRY = ("country_not_enabled", "prefix_not_enabled")


def reason(code: str, detail: str = "", kept_row: int | str | None = None) -> str:
    """Why, in a few words: "too few digits", "country not enabled (France)", "same number as row 12".

    Args:
        code: an `IssueCode` value.
        detail: the issue's detail: a region, or the server's message, which is shown unchanged.
        kept_row: of a duplicate, the row that is sent: its number, or of several files its label.

    Raises:
        KeyError: there is no such code.
    """
    words = REASONS[code]
    if code == "duplicate" and kept_row is not None:
        return f"same number as row {_row(kept_row)}"
    if code == "refused_by_server" and detail:
        return detail
    if code == "empty_prompt_variable" and detail:
        return f"nothing fills {{{{{detail}}}}}"
    if code in _WITH_A_COUNTRY and detail:
        return f"{words} ({country(detail)})"
    return words


def reads_like_an_instruction(found: Sequence[str]) -> str:
    """Why a text is suspect, with the words that make it so: "reads like an instruction: Ignore … instructions".

    Args:
        found: in their order; a long one is shortened.
    """
    shown = " … ".join(word if len(word) <= _LONGEST_WORD else word[: _LONGEST_WORD - 1] + "…" for word in found)
    return f"{REASONS['reads_like_an_instruction']}: {shown}" if shown else REASONS["reads_like_an_instruction"]


def _row(row: int | str) -> str:
    return row if isinstance(row, str) else f"{row:,}"


def advice(code: str, detail: str = "", kept_row: int | str | None = None) -> str:
    """What to do, in one sentence of five to twelve words.

    Args:
        code: an `IssueCode` value.
        detail: as in `reason`.
        kept_row: as in `reason`.

    Raises:
        KeyError: there is no such code.
    """
    if code == "duplicate" and kept_row is not None:
        return f"Row {_row(kept_row)} is sent in its place: nothing to do."
    if code == "country_not_enabled" and detail:
        return f"Enable {country(detail)} in Telephony Config, or leave the row out."
    return ADVICE[code]


def fix_offered(
    fixes: Sequence[str],
    region: str | None = None,
    *,
    reaches: int = 0,
    country_column: str | None = None,
    other_phone: str | None = None,
) -> str:
    """Label of a cause's button: "Keep the first number", "Treat them as numbers of India"; "" without a remedy.

    Args:
        fixes: `Fix` values, applied one after the other.
        region: the region that the local numbers fit, or None.
        reaches: how many local numbers fit it; 0: not counted.
        country_column: header of the column that names the country of each row, or None.
        other_phone: header of the column that has the numbers, or None.

    Raises:
        KeyError: there is no such fix.
    """
    if fixes:
        first, *others = (FIXES[fix] for fix in fixes)
        return " and ".join([first, *(_continued(other) for other in others)])
    if country_column is not None:
        return f"Read them by their country: {country_column}"
    if other_phone is not None:
        return f"Take the number from {other_phone}"
    if not region:
        return ""
    return f"Treat {count(reaches, 'number') if reaches else 'them'} as numbers of {country(region)}"


def _continued(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def explanation(code: str, detail: str = "", fixes: Sequence[str] = (), region: str | None = None) -> str:
    """What is wrong with the rows of a cause: what damaged them, their country, or the reason of their issues.

    Args:
        code: an `IssueCode` value.
        detail: as in `reason`.
        fixes: `Fix` values that help, or none.
        region: the region that explains local numbers, or None.

    Raises:
        KeyError: there is no such code or fix.
    """
    if fixes:
        return " and ".join(DAMAGES[fix] for fix in fixes)
    return f"they look like numbers of {country(region)}" if region else reason(code, detail)


def cell_explanation(fixes: Sequence[str], region: str | None = None) -> tuple[str, str]:
    """Reason and advice of one wrong number: what damaged it, or its country, and the press that helps.

    Args:
        fixes: `Fix` values that make it valid, or none.
        region: the region that explains it, where no fix does.

    Raises:
        KeyError: there is no such fix.
    """
    why = " and ".join(DAMAGES[fix] for fix in fixes) or f"looks like a number of {country(region or '')}"
    return why, f"Press the fix beside the table: {_continued(fix_offered(fixes, region))}."


def taken_from(header: str) -> tuple[str, str]:
    """Reason and advice of a number that another column than the phone column has."""
    return f"number from {header}", f"This row is called on the number in {header}."


def look(reason: str) -> str:
    """Why a ready row is worth looking at, in a few words.

    Args:
        reason: a `HighlightReason` value.

    Raises:
        KeyError: there is no such reason.
    """
    return LOOKS[reason]


def mapping_problem(problem: str) -> str:
    """What to change in a column mapping that cannot be used yet.

    Args:
        problem: a `MappingProblem` value.

    Raises:
        KeyError: there is no such problem.
    """
    return MAPPING_PROBLEMS[problem]


@cache
def country(region: str) -> str:
    """The English name of a region: "France" for "FR"; a region without one is shown as it is."""
    if region == "001":
        return "international service"
    from babel import Locale  # noqa: PLC0415 - takes as long to load as a small file to check

    return str(Locale("en").territories.get(region, region))
