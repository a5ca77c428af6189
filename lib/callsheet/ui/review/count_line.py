"""The adding-up line: rows in the file = ready + need fixing + duplicates + blank + left out."""

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


def count_line_html(counts: Counts) -> str:
    """The line as HTML; holds numbers and our own words only, nothing of a file.

    Args:
        counts: where the rows ended up.
    """
    parts = []
    for place, name in enumerate(steps.COUNT_LABELS):
        value: int = getattr(counts, name)
        sign = ("", "=")[place] if place < 2 else "+"  # noqa: PLR2004 - total = first part + the others
        sign_html = f'<span class="sign" aria-hidden="true">{sign}</span>' if sign else ""
        quiet = "" if value else " none"
        parts.append(
            f'{sign_html}<span class="part{quiet}" data-count="{name}" data-value="{value}">'
            f"<b>{value:,}</b> {steps.count_label(name, value)}</span>"
        )
    return f'<style>{_STYLE}</style><div class="adding-up">{"".join(parts)}</div>'


def show_count_line(counts: Counts) -> None:
    """Show the line."""
    st.html(count_line_html(counts))
