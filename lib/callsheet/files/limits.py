"""Every limit of the readers and writers: bytes, cells, memory and time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from callsheet.validation import FEWEST_PHONE_DIGITS, MOST_PHONE_DIGITS

GIB = 1024**3

MAX_BYTES = 10 * 1024 * 1024
"""Default size limit of `read_table`, in bytes: "10 MB" in its larger reading, as `contract.MAX_BYTES_SERVER`."""

MAX_BYTES_INTERACTIVE = 60_000_000
"""Size limit, in bytes, of files that an operator opens in the app or sends from the command line."""

SHEET_ROWS, SHEET_COLUMNS = 1_048_576, 16_384
"""Rows and columns of a sheet in the XLSX format (the grid of Excel 2007 and later)."""

MAX_CELL_CHARACTERS = 32_767
"""Characters of one cell; Excel reports a workbook with longer ones as damaged."""

MAX_CELLS = 30_000_000
"""Cells of the box around all records or of the used range of a sheet, empty ones included."""

MAX_SPARSE_CELLS, MAX_CELLS_PER_VALUE = 8_000_000, 8
"""A used range of more than `MAX_SPARSE_CELLS` cells must hold a value in at least one of `MAX_CELLS_PER_VALUE`."""

MAX_DEPTH = 256
"""Elements around each other in XML. A workbook needs a dozen; a parser remembers each that is open. Chosen by hand."""

MAX_LEAD_COLUMNS = 1_000
"""Columns of a table of leads; a wider file is refused."""

HEADER_SEARCH_COLUMNS = 400
"""Columns that the search for the header row looks at."""

PHONE_DIGITS = (FEWEST_PHONE_DIGITS, MOST_PHONE_DIGITS)
"""Fewest and most digits of a cell that could be a phone number, as validation has them."""


def is_too_sparse(cells: int, values: int) -> bool:
    """Whether a used range of `cells` cells is far too large for its number of values."""
    return cells > max(MAX_SPARSE_CELLS, MAX_CELLS_PER_VALUE * values)


@dataclass(frozen=True)
class Limits:
    """Resources that reading one file may use.

    Args:
        memory: address space of the worker process, in bytes.
        cpu_seconds: CPU time of the worker for this file.
        seconds: wall-clock time; three times the CPU time, because a busy machine is not the file's fault.
        unpacked: bytes of all parts of a workbook together, unpacked.
        table: bytes of the Table that is returned.
    """

    memory: int
    cpu_seconds: int
    seconds: int
    unpacked: int
    table: int

    @classmethod
    def of(cls, size: int) -> Self:
        """The limits of a file of `size` bytes: constant up to 10 MB, proportional above.

        The constants leave room above the costliest files of the benchmarks and of the hostile set (`make hostile`).
        """
        scale = max(1.0, size / MAX_BYTES)
        return cls(
            memory=int(GIB * (1 + (scale - 1) / 2)),
            cpu_seconds=int(20 * scale),
            seconds=int(60 * scale),
            unpacked=int(250_000_000 * scale),
            table=int(90_000_000 * scale),
        )
