"""Several Tables put together into one: columns that mean the same become one, and row numbers stay unique."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from callsheet.arrow_strings import from_series
from callsheet.validation.columns.similar_names import meaning_of
from callsheet.validation.columns.suggest import suggest_mapping
from callsheet.validation.model.codes import NoteCode
from callsheet.validation.model.table import Note, Table, TablePart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.validation.model.table import Source

SOURCE, SHEET = "source", "sheet"
"""Names of the columns that say from which file and sheet a row came."""


class PartName(NamedTuple):
    """What a part is called.

    Args:
        file_name: of its file.
        sheet: of a workbook, the sheet that was read; else None.
    """

    file_name: str
    sheet: str | None


def part_names(parts: Sequence[PartName]) -> list[str]:
    """Return a label for each part: the file's name; of several sheets of one file the sheet's; no label twice.

    Args:
        parts: in their order.
    """
    sheets = Counter(part.file_name for part in parts)
    several_files = len(sheets) > 1
    labels: dict[str, None] = {}
    for part in parts:
        names = [part.file_name] if several_files or part.sheet is None else []
        names += [part.sheet] if part.sheet is not None and sheets[part.file_name] > 1 else []
        label = " · ".join(names) or part.sheet or part.file_name
        free, number = label, 2
        while free in labels:
            free, number = f"{label} ({number})", number + 1
        labels[free] = None
    return list(labels)


def combine_tables(tables: Sequence[Table], offsets: Sequence[int], source: Source) -> Table:
    """Put Tables together: one below the other, each column under the column of the first Table that means the same.

    Columns with the same name, in any case and spacing, are one; then the phone columns; then columns that mean the
    same in other words. A note says which columns with other names were put together, and another which columns not
    every Table has. A column `source` has the file's name, and a column `sheet` the sheet's, where they differ.

    Args:
        tables: one or more, each of one file or sheet.
        offsets: what is added to the row numbers of each, ascending, so that no row number occurs twice.
        source: where the whole came from.

    Raises:
        ValueError: there is no Table, or row numbers would occur twice or out of order.
    """
    _require_order(tables, offsets)
    names = [PartName(table.source.name, table.source.sheet) for table in tables]
    parts = tuple(
        TablePart(label, offset, len(table.frame), *name, table.source.header_row)
        for label, offset, name, table in zip(part_names(names), offsets, names, tables, strict=True)
    )
    targets, renamed = _aligned(tables)
    headers = _headers(tables, targets)
    frame = _stacked(tables, targets, list(headers), offsets)
    frame, origins = _with_origins(frame, parts, headers)
    notes = [
        _shifted(note, part, target, several=len(parts) > 1)
        for part, table, target in zip(parts, tables, targets, strict=True)
        for note in table.notes
    ]
    pairs = [
        f"{tables[index].header_of(column).strip() or column} ({parts[index].label}) → {target}"
        for index, column, target in renamed
    ]
    notes += [Note(NoteCode.COLUMNS_MATCHED, facts={"places": pairs})] if pairs else []
    some = tuple(name for name in headers if any(name not in target.values() for target in targets))
    notes += [Note(NoteCode.COLUMNS_OF_SOME_FILES, columns=some)] if some else []
    flags = [
        table.flags.assign(
            row=table.flags["row"] + part.offset,
            column=table.flags["column"].map({**target, "": ""}).astype("str"),
        )
        for part, table, target in zip(parts, tables, targets, strict=True)
    ]
    written = (*headers.values(), *origins)
    whole = pd.concat(flags, ignore_index=True)
    return Table(frame, written, source, tuple(notes), whole, parts if len(parts) > 1 else (), origins)


def _require_order(tables: Sequence[Table], offsets: Sequence[int]) -> None:
    last = 0
    for table, offset in zip(tables, offsets, strict=True):
        rows = table.frame.index
        if len(rows) and int(rows[0]) + offset <= last:
            raise ValueError(offset)
        last = int(rows[-1]) + offset if len(rows) else last
    if not tables:
        raise ValueError(tables)


def _aligned(tables: Sequence[Table]) -> tuple[list[dict[str, str]], list[tuple[int, str, str]]]:
    """For each Table its columns → the columns of the whole; and which of them have other names (Table, its, ours)."""
    first = tables[0]
    known: dict[str, str] = {_key(column): column for column in first.frame.columns}
    means = {column: meaning_of(first.header_of(column)) for column in first.frame.columns}
    phone = _phone_column(first)
    targets = [{column: column for column in first.frame.columns}]
    renamed: list[tuple[int, str, str]] = []
    for index, table in enumerate(tables[1:], start=1):
        target = _same_names(table, known)
        others = {_phone_column(table): phone} if phone is not None else {}
        if _is_unnamed_like(table, first, others):
            target = dict(zip(table.frame.columns, first.frame.columns, strict=True))
        for column, ours in [*others.items(), *_same_meaning(table, means, target)]:
            if column is not None and column not in target and ours not in target.values():
                target[column] = ours
                renamed.append((index, column, ours))
        for column in table.frame.columns:
            if column not in target:
                target[column] = known[_key(column)] = _free(column, [*known.values(), *target.values()])
                means[target[column]] = meaning_of(table.header_of(column))
        targets.append({column: target[column] for column in table.frame.columns})
    return targets, renamed


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _same_names(table: Table, known: Mapping[str, str]) -> dict[str, str]:
    target: dict[str, str] = {}
    for column in table.frame.columns:
        ours = known.get(_key(column))
        if ours is not None and ours not in target.values():
            target[column] = ours
    return target


def _is_unnamed_like(table: Table, first: Table, phones: Mapping[str | None, str]) -> bool:
    """Whether a Table without column names has as many columns as the first one, with the phone numbers in the same."""
    if table.source.header_row or not first.source.header_row or table.frame.shape[1] != first.frame.shape[1]:
        return False
    return all(
        column is not None and table.position_of(column) == first.position_of(ours) for column, ours in phones.items()
    )


def _same_meaning(table: Table, means: Mapping[str, str], target: Mapping[str, str]) -> list[tuple[str, str]]:
    """Columns that mean the same as one of ours in other words, where no other column of either side does."""
    own = {column: meaning_of(table.header_of(column)) for column in table.frame.columns if column not in target}
    free = {column: meaning for column, meaning in means.items() if column not in target.values()}
    mine, ours = Counter(own.values()), Counter(free.values())
    return [
        (column, other)
        for column, meaning in own.items()
        for other, same in free.items()
        if meaning and same == meaning and mine[meaning] == ours[meaning] == 1
    ]


def _phone_column(table: Table) -> str | None:
    """The column that most likely has the phone numbers; None if several or none may."""
    mapping = suggest_mapping(table)
    if mapping.phone:
        return mapping.phone[0]
    named = [candidate.column for candidate in mapping.candidates if candidate.named]
    return named[0] if len(named) == 1 else None


def _headers(tables: Sequence[Table], targets: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Column of the whole → its header as written in the first Table that has it."""
    headers: dict[str, str] = {}
    for table, target in zip(tables, targets, strict=True):
        for column, ours in target.items():
            headers.setdefault(ours, table.header_of(column))
    return headers


def _free(name: str, taken: Sequence[str]) -> str:
    used = set(map(_key, taken))
    free, number = name, 2
    while _key(free) in used:
        free, number = f"{name} ({number})", number + 1
    return free


def _stacked(
    tables: Sequence[Table], targets: Sequence[Mapping[str, str]], columns: Sequence[str], offsets: Sequence[int]
) -> pd.DataFrame:
    """The cells of all Tables, one below the other (rows × columns of str)."""
    sources = [{ours: column for column, ours in target.items()} for target in targets]
    cells: dict[str, Any] = {}
    for name in columns:
        pieces = [
            from_series(table.frame[names[name]]) if name in names else _repeated("", len(table.frame))
            for table, names in zip(tables, sources, strict=True)
        ]
        cells[name] = _text(pieces)
    rows = np.concatenate(
        [table.frame.index.to_numpy() + offset for table, offset in zip(tables, offsets, strict=True)]
    )
    return pd.DataFrame(cells, index=pd.Index(rows, name="row"))


def _with_origins(
    frame: pd.DataFrame, parts: Sequence[TablePart], headers: Mapping[str, str]
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The frame with the columns that say where a row came from, and their names."""
    wanted = {}
    if len({part.file_name for part in parts}) > 1:
        wanted[SOURCE] = [part.file_name for part in parts]
    if len({(part.file_name, part.sheet) for part in parts}) > len({part.file_name for part in parts}):
        wanted[SHEET] = [part.sheet or "" for part in parts]
    added = {
        _free(name, list(headers)): _text([_repeated(text, part.rows) for text, part in zip(texts, parts, strict=True)])
        for name, texts in wanted.items()
    }
    return frame.assign(**added), tuple(added)


def _repeated(text: str, rows: int) -> Any:
    return pa.repeat(pa.scalar(text, pa.string()), rows)


def _text(pieces: Sequence[Any]) -> Any:
    whole: Any = pa.chunked_array([pa.concat_arrays(list(pieces))])
    return pd.array(whole, dtype="str")


def _shifted(note: Note, part: TablePart, target: Mapping[str, str], *, several: bool) -> Note:
    """A note of one part with rows and columns of the whole; its sentence says the part and the part's row numbers."""
    columns = tuple(target.get(column, column) for column in note.columns)
    if not several:
        return replace(note, columns=columns)
    facts = {**note.facts, "file": part.label, "offset": part.offset}
    return replace(note, rows=tuple(row + part.offset for row in note.rows), columns=columns, facts=facts)
