"""Issues: what is wrong with the rows of a file, as one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from callsheet.validation.cautions import cautions_of
from callsheet.validation.codes import Bucket, IssueCode, Severity
from callsheet.validation.phones import e164_strings
from callsheet.validation.prompt import prompt_variables
from callsheet.validation.rows import BUCKETS
from callsheet.validation.text import arrow, rows_with
from callsheet.validation.verdicts import CODE_PLACE, CODES, REGIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation.judgement import Judgement
    from callsheet.validation.rows import Rows

_NAMES = np.array([code.value if code else "" for code in CODES], dtype=object)
_REGIONS = np.array(REGIONS, dtype=object)
_OF_A_REGION = [CODE_PLACE[IssueCode.COUNTRY_NOT_ENABLED], CODE_PLACE[IssueCode.PREFIX_NOT_ENABLED]]
_SILENT = [BUCKETS.index(Bucket.BLANK), BUCKETS.index(Bucket.LEFT_OUT)]


def issues_frame(judgement: Judgement, rows: Rows, places: NDArray[np.intp] | None = None) -> pd.DataFrame:
    """The issues of a file, or of some of its rows. Blank and left-out rows have none (ours).

    Args:
        judgement: the judged cells.
        rows: the judged rows.
        places: positions of the rows wanted, ascending; None: all.

    Returns:
        n × (row int64, column str, code str, severity str, detail str, kept_row Int64), ordered by row, then by
        column as in the file.
    """
    wanted = np.arange(len(judgement.table.frame)) if places is None else places
    wanted = wanted[~np.isin(rows.bucket[wanted], _SILENT)]
    parts = [_broken(rows, wanted), _phone(judgement, rows, wanted), _duplicates(judgement, rows, wanted)]
    parts += [
        _repaired(judgement, rows, wanted),
        _marks(judgement, wanted),
        *_joined(judgement, rows, wanted),
        *_unspoken(judgement, wanted),
        *_cautions(judgement, wanted),
    ]
    found = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    order = {column: place for place, column in enumerate(["", *judgement.table.frame.columns])}
    found = found.iloc[np.lexsort((found["column"].map(order).to_numpy(), found["place"].to_numpy()))]
    numbers = judgement.table.frame.index.to_numpy().astype(np.int64)
    kept = found["kept"].to_numpy()
    kept_row = pd.array(numbers[np.maximum(kept, 0)] if len(numbers) else np.zeros(0, np.int64), dtype="Int64")
    kept_row[kept < 0] = pd.NA
    issues = pd.DataFrame(
        {
            "row": numbers[found["place"].to_numpy()] if len(numbers) else np.zeros(0, np.int64),
            **{name: found[name].astype("str").to_numpy() for name in ("column", "code", "severity", "detail")},
        }
    ).astype({"column": "str", "code": "str", "severity": "str", "detail": "str"})
    return issues.assign(kept_row=kept_row)


def _part(
    places: NDArray[np.intp],
    column: object,
    code: object,
    severity: Severity,
    *,
    detail: object = "",
    kept: NDArray[np.intp] | None = None,
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "place": places,
            "column": column,
            "code": code,
            "severity": severity.value,
            "detail": detail,
            "kept": np.full(len(places), -1, np.intp) if kept is None else kept,
        },
        index=range(len(places)),
    )


def _broken(rows: Rows, wanted: NDArray[np.intp]) -> pd.DataFrame:
    return _part(wanted[rows.broken[wanted]], "", IssueCode.BROKEN_ROW.value, Severity.ERROR)


def _phone(judgement: Judgement, rows: Rows, wanted: NDArray[np.intp]) -> pd.DataFrame:
    places = wanted[rows.code[wanted] != 0]
    detail = np.where(np.isin(rows.code[places], _OF_A_REGION), _REGIONS[rows.region[places]], "")
    said = np.flatnonzero(rows.code[places] == CODE_PLACE[IssueCode.REFUSED_BY_SERVER])
    detail[said] = [rows.words[place] for place in places[said].tolist()]
    return _part(
        places, _phone_columns(judgement, rows, places), _NAMES[rows.code[places]], Severity.ERROR, detail=detail
    )


def _duplicates(judgement: Judgement, rows: Rows, wanted: NDArray[np.intp]) -> pd.DataFrame:
    places = wanted[rows.kept[wanted] >= 0]
    columns = _phone_columns(judgement, rows, places)
    return _part(places, columns, IssueCode.DUPLICATE.value, Severity.INFO, kept=rows.kept[places])


def _repaired(judgement: Judgement, rows: Rows, wanted: NDArray[np.intp]) -> pd.DataFrame:
    """Numbers read otherwise than written, as warnings; the detail is the number, to accept."""
    places = wanted[rows.repaired[wanted] & (rows.number[wanted] != 0)]
    columns = _phone_columns(judgement, rows, places)
    columns[~np.isin(columns, judgement.mapping.phone)] = next(iter(judgement.phone), "")
    numbers = e164_strings(rows.number[places]).to_numpy(dtype=object)
    return _part(places, columns, IssueCode.REPAIRED_NUMBER.value, Severity.WARNING, detail=numbers)


def _marks(judgement: Judgement, wanted: NDArray[np.intp]) -> pd.DataFrame:
    """Marks of variables as warnings; those of phone columns and rows are errors already."""
    marks = judgement.marks()
    marks = marks[marks["column"].isin(list(judgement.mapping.variables)).to_numpy()]
    places = judgement.places(marks["row"])
    keep = np.isin(places, wanted)
    columns = marks["column"].to_numpy(dtype=object)[keep]
    return _part(places[keep], columns, marks["code"].to_numpy(dtype=object)[keep], Severity.WARNING)


def _joined(judgement: Judgement, rows: Rows, wanted: NDArray[np.intp]) -> list[pd.DataFrame]:
    """Numbers read across a line break, as warnings: perhaps they were two."""
    parts = []
    for place, column in enumerate(judgement.phone):
        broken = wanted[rows_with(arrow(judgement.cells(column, wanted)), r"[\n\r]")]
        broken = broken[(rows.number[broken] != 0) & (rows.column[broken] == place) & ~rows.repaired[broken]]
        text = arrow(judgement.cells(column, broken))
        broken = broken[pc.match_substring_regex(text, r"\S\s*[\n\r]\s*\S").to_numpy(zero_copy_only=False)]
        numbers = e164_strings(rows.number[broken]).to_numpy(dtype=object)
        parts.append(_part(broken, column, IssueCode.LINE_BREAK.value, Severity.WARNING, detail=numbers))
    return parts


def _unspoken(judgement: Judgement, wanted: NDArray[np.intp]) -> list[pd.DataFrame]:
    """Empty cells of variables that the prompt speaks and no fallback fills: the agent would speak the braces."""
    spoken = set(prompt_variables(judgement.choices.prompt))
    return [
        _part(
            wanted[judgement.empties[column][wanted]],
            column,
            IssueCode.EMPTY_PROMPT_VARIABLE.value,
            Severity.WARNING,
            detail=name,
        )
        for column, name in judgement.mapping.variables.items()
        if name in spoken and not judgement.choices.fallbacks.get(name)
    ]


def _cautions(judgement: Judgement, wanted: NDArray[np.intp]) -> list[pd.DataFrame]:
    """What the variables may do to the agent; the detail is a cleaned value to accept."""
    parts = []
    for column in judgement.mapping.variables:
        found = cautions_of(judgement.cells(column, wanted))
        codes, cleaned = np.array(found.code, dtype=object), np.array(found.cleaned, dtype=object)
        parts.append(_part(wanted[found.place], column, codes, Severity.WARNING, detail=cleaned))
    return parts


def _phone_columns(judgement: Judgement, rows: Rows, places: NDArray[np.intp]) -> NDArray[np.object_]:
    return np.array([*judgement.phone, ""], dtype=object)[rows.column[places]]
