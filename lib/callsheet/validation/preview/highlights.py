"""Rows worth a look: ready to be called, and yet a person should see how they sound first."""

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
_ALL_CAPS = r"^[^\p{Ll}]*\p{Lu}[\p{Lu}\pM'’.\s-]*\p{Lu}[^\p{Ll}]*$"
_CAPS_TOGETHER = r"\p{Lu}[\p{Lu}\pM'’.]"
_LETTERS_THREE = r"(?:\p{Lu}.*){3}"
_ODD = (
    r"[\x{fffd}\x{e000}-\x{f8ff}]|Ã[\x{80}-\x{bf}©¨ª«¼½¾¡¢£¤¥¦§­®¯°±²³´µ¶·¸¹º»¿]|â€|Â[\x{a0}-\x{bf}]|à¤|Ð[\x{80}-\x{bf}°±²³´µ]"
    r"|&(?:amp|lt|gt|quot|nbsp|#[0-9]+);|\\u[0-9a-fA-F]{4}|\?{3,}"
)
_BY_ISSUE = {
    HighlightReason.BRACES: IssueCode.BRACES,
    HighlightReason.READS_LIKE_AN_INSTRUCTION: IssueCode.READS_LIKE_AN_INSTRUCTION,
}


class Highlight(NamedTuple):
    """A ready row that is worth a look.

    Args:
        row: row number of the file.
        why: what is remarkable about it.
        column: column of the Table that is; "" the row as a whole.
    """

    row: int
    why: HighlightReason
    column: str = ""


def highlight_rows(report: Report, limit: int = 3) -> list[Highlight]:
    """Ready rows to see before they are called, at most `limit` for each reason, in the order of `HighlightReason`.

    Emptiest by the variables that the prompt of the choices speaks, or by all where none is known; longest by
    the same. A row may come for several reasons.

    Args:
        report: the judged file.
        limit: rows for each reason, 1 or more.
    """
    ready = report.rows.places(Bucket.READY)
    if not len(ready):
        return []
    columns = _spoken_columns(report)
    found = [*_emptiest(report, ready, columns, limit), *_longest(report, ready, columns, limit)]
    found += _matching(report, ready, report.mapping.variables, (HighlightReason.ODD_CHARACTERS, (_ODD,), limit))
    for why, code in _BY_ISSUE.items():
        found += _with_issue(report, why, code, limit)
    names = [column for column, name in report.mapping.variables.items() if _NAME_WORDS.search(name)]
    return found + _matching(
        report, ready, names, (HighlightReason.ALL_CAPS_NAME, (_CAPS_TOGETHER, _ALL_CAPS, _LETTERS_THREE), limit)
    )


def _spoken_columns(report: Report) -> list[str]:
    spoken = set(prompt_variables(report.choices.prompt))
    columns = [column for column, name in report.mapping.variables.items() if name in spoken]
    return columns or list(report.mapping.variables)


def _emptiest(report: Report, ready: NDArray[np.intp], columns: list[str], limit: int) -> list[Highlight]:
    empty = np.zeros(len(ready), np.int64)
    for column in columns:
        empty += report.judgement.empties[column][ready]
    return _first(report, ready, empty, (HighlightReason.EMPTIEST, limit))


def _longest(report: Report, ready: NDArray[np.intp], columns: list[str], limit: int) -> list[Highlight]:
    length = np.zeros(len(ready), np.int64)
    for column in columns:
        length += pc.utf8_length(from_series(report.judgement.cells(column, ready))).to_numpy(zero_copy_only=False)
    return _first(report, ready, length, (HighlightReason.LONGEST, limit))


def _first(
    report: Report, ready: NDArray[np.intp], amount: NDArray[np.int64], look: tuple[HighlightReason, int]
) -> list[Highlight]:
    """The rows with most of something, none where all have the same."""
    why, limit = look
    if amount.min() == amount.max():
        return []
    most = np.argsort(-amount, kind="stable")[:limit]
    return _rows(report, ready[most[amount[most] > amount.min()]], why)


def _matching(
    report: Report, ready: NDArray[np.intp], columns: Iterable[str], look: tuple[HighlightReason, tuple[str, ...], int]
) -> list[Highlight]:
    """The first rows in which a column matches every one of some patterns."""
    why, patterns, limit = look
    found: list[Highlight] = []
    for column in columns:
        text = from_series(report.judgement.cells(column, ready))
        places = np.arange(len(text))
        for pattern in patterns:
            matched = _occurs(text, pattern)
            places, text = places[matched], text.filter(pa.array(matched))
        found += _rows(report, ready[places[:limit]], why, column)
    return sorted(found)[:limit]


def _occurs(text: pa.StringArray, pattern: str) -> NDArray[np.bool_]:
    if pattern.startswith("^"):
        return matches(text, pattern)
    return matches_sparse(text, pattern)


def _with_issue(report: Report, why: HighlightReason, code: IssueCode, limit: int) -> list[Highlight]:
    some = report.issues[report.issues["code"] == code.value]
    sent = (report.buckets.loc[some["row"]] == Bucket.READY.value).to_numpy()
    first = some[sent].head(limit)
    return [Highlight(int(row), why, str(column)) for row, column in zip(first["row"], first["column"], strict=True)]


def _rows(report: Report, places: NDArray[np.intp], why: HighlightReason, column: str = "") -> list[Highlight]:
    numbers = report.table.frame.index.to_numpy()[places]
    return [Highlight(int(row), why, column) for row in numbers]
