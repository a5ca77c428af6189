"""Horizontal bars with a name before and a number behind each."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_BARS = 6
"""Names that have a bar of their own."""


def bars(rows_by_name: Sequence[tuple[str, int]], others: str) -> str:
    """One bar a name, in their order; everything after `MAX_BARS` is added up in one bar.

    Args:
        rows_by_name: at least one name with its number.
        others: the name of that bar, with `{n}` for how many names it adds up.
    """
    shown, rest = list(rows_by_name[:MAX_BARS]), rows_by_name[MAX_BARS:]
    if rest:
        shown.append((others.format(n=len(rest)), sum(rows for _, rows in rest)))
    most = max(1, *(rows for _, rows in shown))
    drawn = (
        f'<div role="listitem"><em>{escape(name)}</em><span aria-hidden="true">'
        f'<i style="width:{100 * rows / most:.1f}%"></i></span><em>{rows:,}</em></div>'
        for name, rows in shown
    )
    return f'<div class="bars" role="list">{"".join(drawn)}</div>'
