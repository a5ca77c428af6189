"""Which column is called: the phone column, what is tried when it is missing or wrong, and the numbers' country."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.option_labels import column_labels
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.app.widget_state import has_changed, remember_rendered, set_value
from callsheet.ui.match.columns import with_role
from callsheet.ui.match.country import show_country
from callsheet.ui.match.phone_columns import phone_leads
from callsheet.ui.match.sentence import sentence
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.validation import ColumnRole
from callsheet.wording.ui import match as words

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session


def show_phone_card(session: Session) -> None:
    """Show which column is called, what is tried next, and the country of its numbers."""
    with st.container(border=True, key="phone_card", gap="xsmall"):
        with sentence(words.WE_CALL if session.mapping.phone else words.CHOOSE_PHONE):
            _phone_column(session)
            _leads_found(session)
        _other_phones(session)
        show_country(session)


def _phone_column(session: Session) -> None:
    table, phone = session.table, session.mapping.phone
    options, now = list(table.frame.columns), phone[0] if phone else None
    key = f"phone_column_{session.draft_id}_{now}"
    remember_rendered(key, now)
    st.selectbox(
        words.PHONE_COLUMN,
        options,
        index=None if now is None else options.index(now),
        key=key,
        placeholder=words.CHOOSE_COLUMN,
        format_func=column_labels(table).__getitem__,
        label_visibility="collapsed",
        width=230,
        on_change=_choose_phone_column,
        args=(key,),
    )


def _leads_found(session: Session) -> None:
    """How many rows the phone column can call."""
    counted = {leads.column: leads for leads in phone_leads(session)}
    leads = counted.get(session.mapping.phone[0]) if session.mapping.phone else None
    if leads is not None:
        rows = len(session.table.frame)
        st.caption(escape_markdown(words.phone_found(leads.numbers, leads.repairable, rows)), width="content")


def _other_phones(session: Session) -> None:
    """Show the columns that are tried next; nothing where the file has none."""
    mapping = session.mapping
    adds = {leads.column: leads.adds for leads in phone_leads(session) if leads.column not in mapping.phone}
    now = [column for column in session.choices.other_phones if column in session.table.frame.columns]
    options = list(dict.fromkeys([*now, *adds]))
    if not options:
        return

    labels = column_labels(session.table)

    def label(column: str) -> str:
        return words.phone_option(labels[column], adds[column]) if column in adds else labels[column]

    set_value("other_phones", now)
    with sentence(words.OTHER_PHONES):
        st.multiselect(
            words.OTHER_PHONES, options, format_func=label, key="other_phones", placeholder=words.OTHER_PHONES_HINT,
            label_visibility="collapsed", width=340, on_change=_choose_other_phones,
        )  # fmt: skip


@on_session
def _choose_phone_column(session: Session, key: str) -> None:
    if has_changed(key):
        mapping = with_role(session.table, session.mapping, st.session_state[key], ColumnRole.PHONE)
        persistence.save_step(session.with_mapping(mapping))


@on_session
def _choose_other_phones(session: Session) -> None:
    if has_changed("other_phones"):
        choices = replace(session.choices, other_phones=tuple(st.session_state["other_phones"]))
        persistence.save_step(session.with_decisions(choices))
