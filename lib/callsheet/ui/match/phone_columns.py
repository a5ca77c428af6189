"""Which column is called: counted over all rows, and asked about where another may be the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.match import columns as model
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.tab_cache import cached
from callsheet.validation import ColumnRole, count_phone_leads, far_fuller
from callsheet.wording.refusals import counted_column
from callsheet.wording.ui import match as words

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session
    from callsheet.validation import PhoneLeads


def phone_leads(session: Session) -> list[PhoneLeads]:
    """What the phone columns can call; counted again only when file, columns or country change."""
    mapping, country_column = session.mapping, session.choices.country_column
    candidates = tuple(candidate.column for candidate in mapping.candidates)
    return cached(
        "phone_leads",
        session.table,
        (mapping.phone, candidates, session.region, country_column),
        lambda: count_phone_leads(session.table, mapping, session.region, country_column),
    )


def show_phone_question(session: Session) -> None:
    """Ask for the phone column if none is sure, or if another one has far more numbers than the one in use."""
    counted, header_of, rows = phone_leads(session), session.table.header_of, len(session.table.frame)
    numbers = {leads.column: leads.numbers + leads.repairable for leads in counted}
    if not session.mapping.phone:
        if counted:
            columns = [counted_column(header_of(column), number, rows) for column, number in numbers.items()]
            st.info(escape_markdown(words.which_phone(columns)), icon=":material/help:")
        return
    used = session.mapping.phone[0]
    fuller = far_fuller(counted, used)
    if fuller is None or fuller.column in session.mapping.phone:
        return
    header = header_of(fuller.column)
    sentence = words.fuller_phone(header, numbers[fuller.column], header_of(used), numbers.get(used, 0))
    st.warning(escape_markdown(sentence), icon=":material/help:")
    label = escape_markdown(words.use_phone(header))
    st.button(label, key="use_phone", on_click=_use_phone, args=(fuller.column,))


@on_session
def _use_phone(session: Session, column: str) -> None:
    persistence.save_step(
        session.with_mapping(model.with_role(session.table, session.mapping, column, ColumnRole.PHONE))
    )
