"""The order in which second phone columns are called: each one adds the most leads to those before it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from callsheet.validation.columns.header_vocabulary import HeaderKind, header_matches, means_other

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray


def by_added_leads(
    columns: Sequence[str],
    kind_of: Callable[[str], int],
    reached: NDArray[np.bool_],
    callable_rows: Callable[[str], NDArray[np.bool_]],
) -> list[str]:
    """Return second phone columns so that each adds as many leads as any one of its kind after it could.

    Args:
        columns: of columns that add equally many, the first comes first.
        kind_of: column → its kind, as `kind_of_second` says; lower ones come first.
        reached: rows × whether the columns called before these have a number.
        callable_rows: column → rows × whether it has a number.
    """
    ordered: list[str] = []
    for _, alike in groupby(sorted(columns, key=kind_of), kind_of):
        left = {column: callable_rows(column) for column in alike}
        while left:
            adds = {column: int(np.count_nonzero(rows & ~reached)) for column, rows in left.items()}
            best = max(left, key=lambda column: adds[column])
            reached = reached | left.pop(best)
            ordered.append(best)
    return ordered


def kind_of_second(header: str, *, named: bool) -> int:
    """Return 0 for a second phone of the lead, 1 for one of somebody else or of a company, 2 for another column.

    Args:
        header: as written.
        named: whether it means phone.
    """
    if not named or means_other(header):
        return 2
    return int(any(header_matches(header, kind) for kind in (HeaderKind.SOMEBODY_ELSE, HeaderKind.COMPANY)))
