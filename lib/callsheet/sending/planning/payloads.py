"""The bytes of an upload, built from the clean set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.files import write_clean_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd


def payload_builder(clean: pd.DataFrame) -> Callable[[Sequence[int]], bytes]:
    """A function that builds the bytes of an upload from row numbers.

    Args:
        clean: ready rows × (phone_number, variables), as in `Report.clean`.
    """
    return lambda rows: write_clean_csv(clean.loc[list(rows)])
