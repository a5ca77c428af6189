"""Which sheet of a workbook has the leads: each with its rows, its phone column and its first lead."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from callsheet.errors import FileRefused
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.session.file_loading import read_dropped
from callsheet.ui.state.tab_cache import cached
from callsheet.validation import suggest_mapping
from callsheet.wording import refusals
from callsheet.wording.ui import match, steps

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAX_BYTES, _MAX_SHEETS = 10_000_000, 12
"""Up to which the sheets are read before one is chosen; chosen by hand, a larger workbook would take seconds."""
_MAX_CELLS, _MAX_CELL = 4, 24


class SheetFacts(NamedTuple):
    """What a sheet holds.

    Args:
        rows: how many; 0 if it has no leads.
        phone: header of its phone column; "" if none was found.
        words: a sentence for the operator; "": the sheet was not read.
    """

    rows: int = 0
    phone: str = ""
    words: str = ""


def ask_sheets(name: str, data: bytes, sheets: Mapping[str, int], region: str | None, key: str = "sheet") -> list[str]:
    """Ask which sheets have the leads; those with a phone column come first, and the fullest of them is preset.

    No second sheet is preset: it may be an old list, or one of people who must not be called.

    Args:
        name: of the workbook.
        data: its bytes.
        sheets: name → rows of each sheet.
        region: of numbers without a country code.
        key: of the list; one for each workbook that is asked about.

    Returns:
        The sheets chosen, in the order of the workbook.
    """
    facts = _facts(name, data, list(sheets), region)
    with_phones = sorted((sheet for sheet in sheets if facts[sheet].phone), key=lambda sheet: -facts[sheet].rows)
    ordered = [*with_phones, *(sheet for sheet in sheets if not facts[sheet].phone)]
    captions = [escape_markdown(facts[sheet].words) for sheet in ordered]

    def label(sheet: str) -> str:
        return escape_markdown(sheet if any(captions) else match.sheet(sheet, sheets[sheet], visible=True))

    sheet = st.radio(
        steps.CHOOSE_SHEET if key == "sheet" else escape_markdown(steps.choose_sheet_of(name)),
        ordered,
        index=None if any(captions) and not with_phones else 0,
        captions=captions if any(captions) else None,
        format_func=label,
        key=key,
    )
    if sheet is None:
        return []
    others = [other for other in ordered if other != sheet]
    more = st.pills(steps.MORE_SHEETS, others, selection_mode="multi", format_func=label, key=f"more_{key}_{sheet}")
    left = {other: facts[other].rows for other in with_phones if other != sheet and other not in more}
    if left:
        st.caption(escape_markdown(steps.sheets_not_used(left)))
    return [chosen for chosen in sheets if chosen == sheet or chosen in more]


def _facts(name: str, data: bytes, sheets: list[str], region: str | None) -> dict[str, SheetFacts]:
    """What each sheet holds, read once for a file and kept in the tab."""
    if len(data) > _MAX_BYTES or len(sheets) > _MAX_SHEETS:
        return dict.fromkeys(sheets, SheetFacts())
    key = (sha256(data).digest(), region)
    return cached("sheet_facts", None, key, lambda: {sheet: _read_facts(name, data, sheet, region) for sheet in sheets})


def _read_facts(name: str, data: bytes, sheet: str, region: str | None) -> SheetFacts:
    try:
        table = read_dropped(name, data, sheet)
    except FileRefused as refused:
        return SheetFacts(words=refusals.refusal(refused.code, refused.facts))
    mapping = suggest_mapping(table, region)
    columns = [*mapping.phone, *(candidate.column for candidate in mapping.candidates)]
    phone = table.header_of(columns[0]).strip() if columns else ""
    filled = [str(cell).strip()[:_MAX_CELL] for cell in table.frame.iloc[0].tolist() if str(cell).strip()]
    words = steps.sheet_facts(len(table.frame), phone, filled[:_MAX_CELLS])
    return SheetFacts(len(table.frame), phone, words)
