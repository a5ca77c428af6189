"""Forgetting a number: found everywhere the app keeps things, then deleted for good."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import phonenumbers
import streamlit as st

from callsheet.database import delete_migration_backups
from callsheet.errors import DraftNotFound, FileRefused, StoreError
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.auth.user import administrators_only
from callsheet.ui.session.file_loading import read_draft
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    import pandas as pd

    from callsheet.store import Draft, Store

_NUMBER, _FOUND, _SAID = "number_to_forget", "number_found", "number_forgotten"


@dataclass(frozen=True)
class Found:
    """Where a number stands.

    Args:
        number: E.164.
        drafts: draft id → name of its file.
        sent: rows of the ledger whose send came to its end.
        under_way: rows of the ledger whose send did not.
    """

    number: str
    drafts: dict[str, str]
    sent: int
    under_way: int


def show_forget_number() -> None:
    """Show the section."""
    with st.container(gap="xxsmall"):
        st.subheader(words.FORGET_NUMBER, anchor=False)
        st.caption(words.FORGET_NUMBER_INTRO)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(words.NUMBER, key=_NUMBER, placeholder=words.NUMBER_PLACEHOLDER, width=360)
        st.button(words.FIND_NUMBER, key="find_number", on_click=_find)
    found: Found | None = st.session_state.get(_FOUND)
    if found is not None:
        sentence = words.found_in(list(found.drafts.values()), found.sent, found.under_way)
        st.warning(escape_markdown(sentence), icon=":material/warning:")
        if found.drafts or found.sent:
            st.button(words.FORGET_NOW, key="forget_number", on_click=_forget, args=(found,))
    said = st.session_state.pop(_SAID, None)
    if said:
        st.info(said, icon=":material/info:")


@safe_callback
@administrators_only
def _find() -> None:
    st.session_state.pop(_FOUND, None)
    number = as_e164(st.session_state[_NUMBER])
    if number is None:
        st.session_state[_SAID] = words.NOT_A_NUMBER
        return
    found = find(services().store, number)
    if found.drafts or found.sent or found.under_way:
        st.session_state[_FOUND] = found
    else:
        st.session_state[_SAID] = words.NUMBER_NOWHERE


@safe_callback
@administrators_only
def _forget(found: Found) -> None:
    store = services().store
    deleted = 0
    for draft_id in found.drafts:
        with suppress(StoreError):
            store.drafts.delete(draft_id)
            deleted += 1
    sent = store.ledger.eraser.erase_number(found.number, services().who()).settled
    delete_migration_backups(store.engine)
    st.session_state.pop(_FOUND, None)
    st.session_state[_NUMBER] = ""
    suppressed = found.number in store.suppression.numbers()
    st.session_state[_SAID] = words.forgotten(deleted, len(found.drafts) - deleted, sent, suppressed=suppressed)


def find(store: Store, number: str) -> Found:
    """Look for a number everywhere.

    Args:
        store: what the app keeps.
        number: E.164.
    """
    sent = store.ledger.eraser.count(number)
    return Found(number, drafts_with(store, number), sent.settled, sent.open)


def as_e164(text: str) -> str | None:
    """A number typed with its country code, in E.164; None when it is none."""
    try:
        parsed = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def drafts_with(store: Store, number: str) -> dict[str, str]:
    """Drafts in whose file or edits a number stands, in whatever spelling.

    Args:
        store: the drafts.
        number: E.164.

    Returns:
        Draft id → name of its file. A file that cannot be read any more is among them: nobody can say it is not there.
    """
    national = str(phonenumbers.parse(number).national_number)
    found = {}
    for draft_id in store.drafts.ids():
        try:
            draft = store.drafts.load(draft_id)
        except DraftNotFound:
            continue
        if _holds(draft, national):
            found[draft.id] = draft.name
    return found


def _holds(draft: Draft, national: str) -> bool:
    if any(national in _digits(edit.value) for edit in draft.choices.edits):
        return True
    try:
        frame = read_draft(draft).frame
    except FileRefused:
        return True
    return any(_column_holds(frame[column], national) for column in frame.columns)


def _column_holds(cells: pd.Series[str], national: str) -> bool:
    return bool(cells.str.replace(r"\D", "", regex=True).str.contains(national, regex=False).any())


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
