"""Highlights: ready rows worth reviewing before they are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import from_series, matches, matches_sparse
from callsheet.validation.content.prompt import prompt_variables
from callsheet.validation.model.codes import Bucket, HighlightReason, IssueCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from callsheet.validation.engine.report import Report

_NAME_WORDS = re.compile(
    r"(?i)name|nombre|apellido|\bnome\b|\bnom\b|prenom|cognome|imya|imia|familiya|\bnam\b|naam|onoma|isim|navn"
)
_ALL_CAPS = (
    r"\p{Lu}[\p{Lu}\pM'’.]",
    r"^[^\p{Ll}]*\p{Lu}[\p{Lu}\pM'’.\s-]*\p{Lu}[^\p{Ll}]*$",
    r"(?:\p{Lu}.*){3}",
)
"""Patterns a name in capitals matches, the cheapest first: two capitals in a row, no small letter, three capitals."""

_ODD_CHARACTERS = (
    r"[\x{fffd}\x{e000}-\x{f8ff}]|Ã[\x{80}-\x{bf}©¨ª«¼½¾¡¢£¤¥¦§­®¯°±²³´µ¶·¸¹º»¿]|â€|Â[\x{a0}-\x{bf}]|à¤|Ð[\x{80}-\x{bf}°±²³´µ]"
    r"|&(?:amp|lt|gt|quot|nbsp|#[0-9]+);|\\u[0-9a-fA-F]{4}|\?{3,}"
)
"""Characters without a meaning, UTF-8 read as Latin-1 ("Ã©"), and HTML or JSON escapes that were not decoded."""

_ISSUE_OF = {
    HighlightReason.BRACES: IssueCode.BRACES,
    HighlightReason.READS_LIKE_AN_INSTRUCTION: IssueCode.READS_LIKE_AN_INSTRUCTION,
}


class Highlight(NamedTuple):
    """A ready row worth reviewing.

    Args:
        row: row number of the file.
        reason: what is remarkable about it.
        column: the column of the Table in question; "": the row as a whole.
    """

    row: int
    reason: HighlightReason
    column: str = ""


def highlight_rows(report: Report, limit: int = 3) -> list[Highlight]:
    """Find ready rows to review before they are called, in the order of `HighlightReason`.

    Emptiest and longest count the variables that the prompt of the choices uses, or all without a prompt. A row may
    be listed for several reasons.

    Args:
        report: of the file.
        limit: most rows for each reason, 1 or more.
    """
    ready = report.positions(Bucket.READY)
    if not len(ready):
        return []
    columns = _prompt_columns(report)
    highlights = [*_emptiest(report, ready, columns, limit), *_longest(report, ready, columns, limit)]
    odd = (HighlightReason.ODD_CHARACTERS, (_ODD_CHARACTERS,), limit)
    highlights += _matching(report, ready, report.mapping.variables, odd)
    for reason, code in _ISSUE_OF.items():
        highlights += _with_issue(report, reason, code, limit)
    names = [column for column, name in report.mapping.variables.items() if _NAME_WORDS.search(name)]
    return highlights + _matching(report, ready, names, (HighlightReason.ALL_CAPS_NAME, _ALL_CAPS, limit))


def _prompt_columns(report: Report) -> list[str]:
    used = set(prompt_variables(report.choices.prompt))
    columns = [column for column, name in report.mapping.variables.items() if name in used]
    return columns or list(report.mapping.variables)


def _emptiest(report: Report, ready: NDArray[np.intp], columns: list[str], limit: int) -> list[Highlight]:
    empty = np.zeros(len(ready), np.int64)
    for column in columns:
        empty += report.empty(column)[ready]
    return _largest(report, ready, empty, (HighlightReason.EMPTIEST, limit))


def _longest(report: Report, ready: NDArray[np.intp], columns: list[str], limit: int) -> list[Highlight]:
    length = np.zeros(len(ready), np.int64)
    for column in columns:
        length += pc.utf8_length(from_series(report.values(column, ready))).to_numpy(zero_copy_only=False)
    return _largest(report, ready, length, (HighlightReason.LONGEST, limit))


def _largest(
    report: Report, ready: NDArray[np.intp], amount: NDArray[np.int64], wanted: tuple[HighlightReason, int]
) -> list[Highlight]:
    """The rows with the largest amounts; no rows where all amounts are equal.

    Args:
        report: of the file.
        ready: positions of the ready rows (n).
        amount: n.
        wanted: the reason, and the most rows.
    """
    reason, limit = wanted
    if amount.min() == amount.max():
        return []
    largest = np.argsort(-amount, kind="stable")[:limit]
    return _highlights(report, ready[largest[amount[largest] > amount.min()]], reason)


def _matching(
    report: Report,
    ready: NDArray[np.intp],
    columns: Iterable[str],
    wanted: tuple[HighlightReason, tuple[str, ...], int],
) -> list[Highlight]:
    """The first rows in which a cell of some columns matches all patterns.

    Args:
        report: of the file.
        ready: positions of the ready rows.
        columns: of the Table.
        wanted: the reason, the patterns of RE2, and the most rows.
    """
    reason, patterns, limit = wanted
    highlights: list[Highlight] = []
    for column in columns:
        text = from_series(report.values(column, ready))
        positions = np.arange(len(text))
        for pattern in patterns:
            hits = _matches(text, pattern)
            positions, text = positions[hits], text.filter(pa.array(hits))
        highlights += _highlights(report, ready[positions[:limit]], reason, column)
    return sorted(highlights)[:limit]


def _matches(text: pa.StringArray, pattern: str) -> NDArray[np.bool_]:
    if pattern.startswith("^"):  # `matches_sparse` cannot search for anchors
        return matches(text, pattern)
    return matches_sparse(text, pattern)


def _with_issue(report: Report, reason: HighlightReason, code: IssueCode, limit: int) -> list[Highlight]:
    issues = report.issues[report.issues["code"] == code.value]
    ready = (report.buckets.loc[issues["row"]] == Bucket.READY.value).to_numpy()
    first = issues[ready].head(limit)
    return [Highlight(int(row), reason, str(column)) for row, column in zip(first["row"], first["column"], strict=True)]


def _highlights(
    report: Report, positions: NDArray[np.intp], reason: HighlightReason, column: str = ""
) -> list[Highlight]:
    row_numbers = report.table.frame.index.to_numpy()[positions]
    return [Highlight(int(row), reason, column) for row in row_numbers]
