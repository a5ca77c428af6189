"""docs/codes.md lists the codes that the code has, and no others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callsheet.contract import reason_of_code
from callsheet.errors import RefusalCode
from callsheet.store import PartState, RowState
from callsheet.store.ledger.gates.reasons import HoldBackReason
from callsheet.validation import Bucket, Fix, HighlightReason, IssueCode, MappingProblem, NoteCode, Severity

if TYPE_CHECKING:
    from enum import StrEnum

PAGE = (Path(__file__).parents[3] / "docs" / "codes.md").read_text("utf-8")
TABLES: dict[str, type[StrEnum]] = {
    "Buckets": Bucket,
    "Severities": Severity,
    "Issues": IssueCode,
    "Fixes": Fix,
    "Highlights": HighlightReason,
    "Mapping problems": MappingProblem,
    "Notes": NoteCode,
    "File refusals": RefusalCode,
    "Row states": RowState,
    "Hold-back reasons": HoldBackReason,
    "Part states": PartState,
}


def rows_of(heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without the row of column names."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


@pytest.mark.parametrize("heading", TABLES)
def test_a_table_lists_every_code_once_in_the_order_of_the_code(heading: str) -> None:
    """Both directions: no code is missing on the page, and no code of the page is missing in the code."""
    assert [row[0].strip("`") for row in rows_of(heading)] == [code.value for code in TABLES[heading]]


def test_every_table_of_the_page_is_compared() -> None:
    """A new section with a table of codes must be compared with an enumeration."""
    sections = {section.split("\n")[0] for section in PAGE.split("\n## ")[1:] if "\n| `" in section}
    assert sections == set(TABLES)


def test_the_severity_of_an_issue_is_one_that_exists() -> None:
    for _, severity, *_ in rows_of("Issues"):
        assert severity.split()[0] in set(Severity)


def test_the_endpoint_gives_the_reason_that_the_page_names() -> None:
    """Errors have the reason of the table; other issues have a dash, because the endpoint accepts the row."""
    for code, severity, _, reason, _ in rows_of("Issues"):
        is_refused = severity.startswith("error") and code != "`empty_prompt_variable`"  # the endpoint knows no script
        expected = reason_of_code(code.strip("`")) if is_refused else None
        assert reason == ("–" if expected is None else f"`{expected}`"), code
