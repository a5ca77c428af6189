"""The line of counts that adds up: rows in the file = ready + need fixing + duplicates + blank + left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from callsheet.validation import Counts

_FIRST_SIGNS = ("", "=")
"""Before the total and before the first part; before every other part there is a plus."""


def count_line_html(counts: Counts, already: int = 0, capped: int = 0, kind: str = steps.CAMPAIGN_KIND) -> str:
    """The line as HTML; contains numbers and our own words only, no text of the file.

    Args:
        counts: rows by bucket.
        already: ready rows whose number the campaign has already; a part of their own, and not ready.
        capped: other ready rows whose person was called as often as one person may be; the same.
        kind: of the destination.
    """
    values = steps.parts_of_sum(counts.to_json())
    for name, rows in ((steps.ALREADY, already), (steps.CAPPED, capped)):
        if rows:
            values |= {"ready": values["ready"] - rows, name: rows}
    parts = []
    for index, (name, value) in enumerate(values.items()):
        sign = _FIRST_SIGNS[index] if index < len(_FIRST_SIGNS) else "+"
        sign_html = f'<span class="sign" aria-hidden="true">{sign}</span>' if sign else ""
        faded = "" if value else " none"
        parts.append(
            f'{sign_html}<span class="part{faded}" data-count="{name}" data-value="{value}">'
            f"<b>{value:,}</b> {steps.count_label(name, value, kind)}</span>"
        )
    return f'<div class="adding-up">{"".join(parts)}</div>'


def show_count_line(counts: Counts, already: int = 0, capped: int = 0, kind: str = steps.CAMPAIGN_KIND) -> None:
    """Show the line; arguments as of `count_line_html`."""
    st.html(count_line_html(counts, already, capped, kind))
