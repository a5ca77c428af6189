"""The line of counts that adds up: rows in the file = ready + need fixing + duplicates + blank + left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from callsheet.validation import Counts

_STYLE = """
.adding-up { display: flex; flex-wrap: wrap; align-items: baseline; gap: .35rem .6rem; margin: .1rem 0 .25rem }
.adding-up .part { display: inline-flex; align-items: baseline; gap: .35rem; white-space: nowrap }
.adding-up b { font-size: 1.375rem; font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.2 }
.adding-up .sign { opacity: .5 }
.adding-up .none { opacity: .7 }
"""
_FIRST_SIGNS = ("", "=")
"""Before the total and before the first part; before every other part there is a plus."""


def count_line_html(counts: Counts) -> str:
    """The line as HTML; contains numbers and our own words only, no text of the file.

    Args:
        counts: rows by bucket.
    """
    parts = []
    for index, name in enumerate(steps.COUNT_LABELS):
        value: int = getattr(counts, name)
        sign = _FIRST_SIGNS[index] if index < len(_FIRST_SIGNS) else "+"
        sign_html = f'<span class="sign" aria-hidden="true">{sign}</span>' if sign else ""
        faded = "" if value else " none"
        parts.append(
            f'{sign_html}<span class="part{faded}" data-count="{name}" data-value="{value}">'
            f"<b>{value:,}</b> {steps.count_label(name, value)}</span>"
        )
    return f'<style>{_STYLE}</style><div class="adding-up">{"".join(parts)}</div>'


def show_count_line(counts: Counts) -> None:
    """Show the line."""
    st.html(count_line_html(counts))
