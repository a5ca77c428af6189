"""What the command line says about how a file was read and which of its columns are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count, listed
from callsheet.wording.issues import REASONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BAD_ROUTE = "Cannot understand {name}. It needs default_region, sip and countries."
BAD_RECIPE = "Cannot understand {name}. It needs a mapping and choices, as --save-recipe writes them."
BAD_SCRIPT = "Cannot read {name}. The script must be a text file in UTF-8."
BAD_ANSWER = "{option} {text}: write it as NAME=TEXT, the variable without braces."
BAD_MAP = "--map needs HEADER=NAME, as in --map Mobile=phone_number. {text} has no =."
NOT_CHECKED = "Countries and prefixes were not checked: no route was given."


def bad_recipe(name: str, reason: str) -> str:
    """Why a recipe or a route cannot be used."""
    return f"Cannot use {name}. {reason}"


def hidden_parts(rows: int, columns: Sequence[str]) -> str:
    """What is hidden in a workbook: "3 rows and the columns Notes and Margin"."""
    parts = [count(rows, "row")] if rows else []
    if columns:
        parts.append(f"the {'column' if len(columns) == 1 else 'columns'} {listed(list(columns), 6)}")
    return " and ".join(parts)


def not_a_cause(option: str, name: str, close: str) -> str:
    """That an option names no cause.

    Args:
        option: as typed.
        name: what it names.
        close: a question after the nearest cause, or "".
    """
    return f"{option}: there is no cause {name}.{close} docs/codes.md lists them under Issues and Fixes."


def file_line(name: str, file_format: str, encoding: str | None, delimiter: str | None, sheet: str | None) -> str:
    """How a file was read: "leads.csv: CSV, utf-8, separated by comma"."""
    separators = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
    parts = [file_format.upper()]
    if encoding:
        parts.append(encoding)
    if delimiter:
        parts.append(f"separated by {separators.get(delimiter, delimiter)}")
    if sheet:
        parts.append(f"sheet {sheet}")
    return f"{name}: {', '.join(parts)}"


def rows_line(rows: int, header_row: int) -> str:
    """How many rows there are, and which row holds the column names."""
    names = f"column names in row {header_row}" if header_row else "no column names"
    return f"{count(rows, 'row')}, {names}"


def broken_rows_line(rows: Sequence[int]) -> str:
    """Which rows have another number of cells than the header, or a quote that does not close."""
    return f"{count(len(rows), 'row')} with the wrong number of cells: {listed([f'{row:,}' for row in rows], 10)}"


def column_line(position: int, column: str, filled: int, rows: int, samples: Sequence[str]) -> str:
    """One column: its position, name, how many cells are filled, and a few values."""
    return f"{position:>3}  {column}  ({filled:,} of {rows:,} filled)  {listed(list(samples))}"


def counts_line(counts: Mapping[str, int]) -> str:
    """The counts, which always add up to the rows of the file."""
    without_consent = counts.get("without_consent", 0)
    parts = [
        f"{counts['ready']:,} ready",
        count(counts["errors"], "needs fixing", "need fixing"),
        count(counts["duplicates"], "duplicate"),
        f"{counts['blank']:,} blank",
        f"{counts['left_out']:,} left out",
        *([f"{without_consent:,} without consent"] if without_consent else []),
    ]
    return f"{count(counts['rows'], 'row')} = {' + '.join(parts)}"


def suppressed_line(rows: int) -> str:
    """How many of the rows left out have a number of the do-not-call list."""
    are = count(rows, "row that is left out is", "rows that are left out are")
    return f"{are} on the do-not-call list."


def consent_columns_line(headers: list[str], policy: str) -> str:
    """Which columns say whether people agreed to be called, and what is done about it.

    Args:
        headers: as written, at least one.
        policy: as `ConsentPolicy` writes it.
    """
    return f"Consent is taken from {listed(headers, 6)}. Policy: {policy}."


def without_consent_line(code: str, rows: int) -> str:
    """How many rows are left out for want of consent, by reason."""
    return f"{count(rows, 'row that is left out', 'rows that are left out')}: {REASONS[code]}."


def phone_column_line(header: str, numbers: int, repairable: int, rows: int) -> str:
    """Which column is called, and how many of its rows have a number."""
    more = f", {repairable:,} more after a fix" if repairable else ""
    return f"Phone numbers are taken from {header}: {numbers:,} of {count(rows, 'row')}{more}."


def second_phone_line(header: str, adds: int) -> str:
    """A second phone column, and how many rows only it can call."""
    return f"{header} has numbers for {count(adds, 'row')} without one."


def fuller_phone_line(header: str, numbers: int) -> str:
    """A column that has far more numbers than the one in use."""
    return f"{header} has far more numbers: {numbers:,}. To use it: --map '{header}=phone_number'"


def country_column_line(header: str) -> str:
    """Which column decides the country of numbers without country code."""
    return f"Numbers without a country code are treated as numbers of the country of their row: {header}."


def country_mixture(used: str, likely: str, valid: tuple[int, int, int]) -> str:
    """How many numbers of a list are valid in which of two countries.

    Args:
        used: the country they are treated as.
        likely: the other country.
        valid: rows valid only in the other country, only in the first, and in both.
    """
    there, here, both = valid
    where = f"{there:,} are valid only in {likely}, {here:,} only in {used}, {both:,} in both"
    return f"The list looks like numbers of two countries: {where}. A column that names the country of each row helps."


def country_doubt(used: str, likely: str, code: str, examples: Sequence[tuple[str, str, str]]) -> str:
    """That numbers look like another country's: one line, then an example a line, read both ways.

    Args:
        used: the country they are treated as; "": none is set.
        likely: the country that they look like.
        code: its region, for `--country`.
        examples: as written, E.164 in the first country or "", E.164 in the second.
    """
    first = f"These look like numbers of {likely}" + (f", but are treated as numbers of {used}." if used else ".")
    lines = [f"{first} If they are, use --country {code}."]
    for written, here, there in examples:
        lines.append(f"  {written}: {there} in {likely}" + (f", {here or 'no number'} in {used}" if used else ""))
    return "\n".join(lines)
