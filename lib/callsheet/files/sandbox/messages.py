"""Messages between the pool and its workers: a JSON head, then bytes; a Table travels as Arrow streams."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import pandas as pd
import pyarrow as pa

from callsheet.validation import Note, NoteCode, Sheet, Source, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LENGTHS = struct.Struct(">QQ")
"""Every message begins with the lengths of its head and its body, in bytes."""

_ROW = "row"


def encode_head(facts: Mapping[str, Any], body_length: int) -> bytes:
    """Encode a message up to its body."""
    head = json.dumps(facts, default=str).encode("ascii")
    return LENGTHS.pack(len(head), body_length) + head


class ArrowStream:
    """A table as a stream of Arrow, encoded while it is written: no copy of it is made.

    Args:
        table: the table.
    """

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        measured = pa.MockOutputStream()
        self._encode(measured)
        self.size = measured.size()
        """In bytes."""

    def write_to(self, file: BinaryIO) -> None:
        """Write it."""
        self._encode(pa.PythonFile(cast("Any", file), mode="w"))

    def _encode(self, sink: Any) -> None:
        with pa.ipc.new_stream(sink, self._table.schema) as writer:
            writer.write_table(self._table)


def pack_table(table: Table) -> tuple[dict[str, Any], list[ArrowStream]]:
    """Encode a Table as a head and the streams of its cells and flags."""
    index = table.frame.index
    span = (index.start, index.stop) if isinstance(index, pd.RangeIndex) and index.step == 1 else None
    columns = [table.frame.iloc[:, index].array.__arrow_array__() for index in range(table.frame.shape[1])]
    names = [str(index) for index in range(len(columns))]
    if span is None:
        columns, names = [*columns, pa.array(index.to_numpy())], [*names, _ROW]
    cells = ArrowStream(pa.table(columns, names=names))
    flags = ArrowStream(pa.Table.from_pandas(table.flags, preserve_index=False))
    head = {
        "columns": list(table.frame.columns),
        "rows": span,
        "headers": table.headers,
        "source": asdict(table.source),
        "notes": [[note.code, _runs(note.rows), note.columns, note.facts] for note in table.notes],
        "lengths": [cells.size, flags.size],
    }
    return head, [cells, flags]


def unpack_table(head: Mapping[str, Any], body: Any) -> Table:
    """Decode the Table of a message; its cells refer to the body and are not copied.

    Args:
        head: of `pack_table`.
        body: any object with the buffer protocol.
    """
    cells_length, flags_length = head["lengths"]
    whole = pa.py_buffer(body)
    cells = pa.ipc.open_stream(whole.slice(0, cells_length)).read_all()
    flags = pa.ipc.open_stream(whole.slice(cells_length, flags_length)).read_all()
    if head["rows"] is None:
        index: pd.Index[Any] = pd.Index(cells.column(_ROW).to_numpy(), name=_ROW)
    else:
        first, stop = head["rows"]
        index = pd.RangeIndex(first, stop, name=_ROW)
    columns = {index: _text(cells.column(index)) for index in range(len(head["columns"]))}
    frame = pd.DataFrame(columns, index=index).set_axis(list(head["columns"]), axis="columns")
    source = head["source"]
    sheets = tuple(Sheet(**sheet) for sheet in source.pop("sheets"))
    notes = tuple(
        Note(NoteCode(code), _numbers(runs), tuple(names), facts) for code, runs, names, facts in head["notes"]
    )
    return Table(frame, tuple(head["headers"]), Source(**source, sheets=sheets), notes, _flags(flags))


def _text(column: pa.ChunkedArray[Any]) -> Any:
    return pd.array(cast("Any", column), dtype="str")


def _flags(flags: pa.Table) -> pd.DataFrame:
    rows = flags.column(_ROW).to_numpy()
    return pd.DataFrame({_ROW: rows, "column": _text(flags.column("column")), "code": _text(flags.column("code"))})


def _runs(rows: Sequence[int]) -> list[list[int]]:
    """Row numbers as runs of consecutive numbers, first and last of each."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return runs


def _numbers(runs: Sequence[Sequence[int]]) -> tuple[int, ...]:
    return tuple(row for first, last in runs for row in range(first, last + 1))
