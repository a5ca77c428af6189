"""CSV in columns: for files whose quotes all stand where they should, which is nearly every file.

Whether they do is proved on the bytes first, so that the answer is the one of the careful reader. Records of another
width than the rest are set apart, read one by one, and put back at their place.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from pyarrow import csv

QUOTE, NEWLINE = ord('"'), ord("\n")
LONGEST_LINE = 900_000
BLOCK = 4 << 20
MOST_UNEVEN = 0.05
"""Share of records of another width up to which setting them apart pays."""
MOST_COLUMNS = 2_000


@dataclass(frozen=True)
class Columns:
    """Cells in columns.

    Args:
        cells: records × columns of `string`, columns named "0", "1", …; an absent cell is "".
        widths: cells written in each record (int32); 0: a blank line.
    """

    cells: pa.Table
    widths: np.ndarray


def read_columns(text: str, delimiter: str) -> Columns | None:
    r"""Read the records of a text whose every record is one line.

    Args:
        text: lines end with `\n`; no other line end is in it.
        delimiter: what separates cells.

    Returns:
        The cells; None when the careful reader has to be asked.
    """
    data = text.encode()
    if not data.endswith(b"\n"):
        data += b"\n"
    buffer = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(buffer == NEWLINE)
    starts = np.concatenate([[0], ends[:-1] + 1])
    marks = np.flatnonzero(buffer == ord(delimiter))
    if int((ends - starts).max()) > LONGEST_LINE:
        return None
    if '"' in text:
        quotes = np.flatnonzero(buffer == QUOTE)
        if not _quotes_in_place(buffer, quotes, ord(delimiter)) or _inside(quotes, ends).any():
            return None
        marks = marks[~_inside(quotes, marks)]
    widths = np.diff(np.searchsorted(marks, ends), prepend=0) + 1
    widths[ends == starts] = 0
    return _read(data, delimiter, starts, ends, widths.astype(np.int32))


def _quotes_in_place(buffer: np.ndarray, quotes: np.ndarray, delimiter: int) -> bool:
    """True when quotes only open a cell, close one, or stand doubled inside one."""
    if len(quotes) % 2:
        return False
    before = np.where(quotes > 0, buffer[quotes - 1], NEWLINE)
    after = buffer[np.minimum(quotes + 1, len(buffer) - 1)]
    doubled = np.diff(quotes) == 1
    opens = (before == delimiter) | (before == NEWLINE)
    closes = (after == delimiter) | (after == NEWLINE)
    again = np.concatenate([[False], doubled[1::2]])
    return bool((opens[::2] | again).all() and (closes[1::2] | np.concatenate([doubled[1::2], [False]])).all())


def _inside(quotes: np.ndarray, places: np.ndarray) -> np.ndarray:
    inside: np.ndarray = np.searchsorted(quotes, places) % 2 == 1
    return inside


def _read(data: bytes, delimiter: str, starts: np.ndarray, ends: np.ndarray, widths: np.ndarray) -> Columns | None:
    width = int(np.bincount(widths[widths > 0]).argmax()) if widths.any() else 1
    uneven = np.flatnonzero((widths != width) & (widths > 0))
    if len(uneven) > max(20, MOST_UNEVEN * len(widths)) or max(width, int(widths.max())) > MOST_COLUMNS:
        return None
    apart = [_cells(data[starts[place] : ends[place]].decode(), delimiter) for place in uneven.tolist()]
    if [len(cells) for cells in apart] != widths[uneven].tolist():
        return None
    even = _even(data, delimiter, width)
    if even is None or even.num_rows != int((widths == width).sum()):
        return None
    return Columns(_together(even, apart, widths, width), widths)


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of one line whose quotes stand where they should."""
    pieces, cells = line.split(delimiter), []
    while pieces:
        cell = pieces.pop(0)
        while cell.count('"') % 2 and pieces:
            cell += delimiter + pieces.pop(0)
        cells.append(cell[1:-1].replace('""', '"') if cell.startswith('"') else cell)
    return cells


def _even(data: bytes, delimiter: str, width: int) -> pa.Table | None:
    names = [str(place) for place in range(width)]
    try:
        return csv.read_csv(
            io.BytesIO(data),
            csv.ReadOptions(column_names=names, block_size=BLOCK),
            csv.ParseOptions(
                delimiter=delimiter,
                quote_char='"' if b'"' in data else False,
                ignore_empty_lines=True,
                invalid_row_handler=lambda _: "skip",
            ),
            csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None


def _together(even: pa.Table, apart: list[list[str]], widths: np.ndarray, width: int) -> pa.Table:
    """Even records, those set apart, and blank lines, each at its place in the file."""
    most = max([width, *map(len, apart)])
    if even.num_rows == len(widths):
        return even
    place = np.full(len(widths), even.num_rows + len(apart), dtype=np.int64)
    place[widths == width] = np.arange(even.num_rows)
    place[(widths != width) & (widths > 0)] = even.num_rows + np.arange(len(apart))
    taken = pa.array(place.tolist() if len(place) < BLOCK else place)
    columns = []
    for column in range(most):
        rest = [cells[column] if column < len(cells) else "" for cells in apart] + [""]
        chunks = even[str(column)].chunks if column < width else [pa.array([""] * even.num_rows, pa.string())]
        columns.append(pa.chunked_array([*chunks, pa.array(rest, pa.string())], pa.string()).take(taken))
    return pa.Table.from_arrays(columns, names=[str(column) for column in range(most)])
