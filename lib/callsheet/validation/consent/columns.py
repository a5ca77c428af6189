"""Find the columns of a file that say whether a person agreed to be called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from callsheet.validation.consent.cells import CellSays, read_cells
from callsheet.validation.consent.headers import kinds_by_header, may_be_consent
from callsheet.validation.model.consent import ConsentKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation.model.mapping import ColumnMapping
    from callsheet.validation.model.table import Table

# Chosen by hand on the cases of tests/validation/consent/test_columns.py.
_UNDERSTOOD, _YES_OR_NO = 0.6, 0.9
"""Share of the filled cells that must be understood; second where the header alone does not say that it is consent."""

_ANSWERS = frozenset({CellSays.YES, CellSays.NO, CellSays.GIVEN, CellSays.REFUSED})
_FITS = {
    ConsentKind.CONSENT: _ANSWERS | {CellSays.BASIS, CellSays.DAY},
    ConsentKind.REFUSAL: _ANSWERS | {CellSays.DAY},
    ConsentKind.REVOKED: _ANSWERS | {CellSays.DAY},
    ConsentKind.DATE: frozenset({CellSays.DAY}),
    ConsentKind.BASIS: frozenset(CellSays) - {CellSays.NOTHING, CellSays.YES, CellSays.NO, CellSays.DAY},
}


def suggest_consent_columns(table: Table, mapping: ColumnMapping) -> dict[str, ConsentKind]:
    """Return the columns about consent with what they hold, in the order of the file.

    The header must have a word for it, and most of the filled cells must be understood. Every cell of such a column is
    read: of 200,000 people a dozen may have opted out.

    Args:
        table: the file as read.
        mapping: what its columns become; phone columns are never about consent.
    """
    found = {}
    for column in table.frame.columns:
        if column not in mapping.phone:
            kind = consent_kind(table, column)
            if kind is not None:
                found[column] = kind
    return found


def consent_kind(table: Table, column: str) -> ConsentKind | None:
    """Return what a column says about consent; None: its header or its cells say nothing about it.

    Args:
        table: the file as read.
        column: of the Table.
    """
    header = table.header_of(column)
    kinds, is_doubtful = kinds_by_header(header), may_be_consent(header)
    if not kinds and not is_doubtful:
        return None
    counts = np.bincount(read_cells(table.frame[column]).says, minlength=len(CellSays))
    filled = int(counts.sum() - counts[CellSays.NOTHING])
    if not filled:
        return None
    for kind in kinds:
        if _share(counts, _FITS[kind], filled) >= _UNDERSTOOD:
            return kind
    is_answered = is_doubtful and _share(counts, _ANSWERS, filled) >= _YES_OR_NO
    return ConsentKind.CONSENT if is_answered else None


def _share(counts: NDArray[np.intp], wanted: frozenset[CellSays], filled: int) -> float:
    return float(sum(counts[says] for says in wanted)) / filled
