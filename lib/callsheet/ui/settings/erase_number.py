"""Erasing a number: searched in all drafts and sends, then deleted permanently."""

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

_NUMBER, _FOUND, _MESSAGE = "number_to_forget", "number_found", "number_forgotten"


@dataclass(frozen=True)
class NumberUse:
    """Where a number is stored.

    Args:
        number: E.164.
        drafts: draft id → name of its file.
        sent: rows of the ledger whose send has ended.
        under_way: rows of the ledger whose send has not ended.
    """

    number: str
    drafts: dict[str, str]
    sent: int
    under_way: int


def show_erase_number() -> None:
    """Show the section."""
    with st.container(gap="xxsmall"):
        st.subheader(words.FORGET_NUMBER, anchor=False)
        st.caption(words.FORGET_NUMBER_INTRO)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(words.NUMBER, key=_NUMBER, placeholder=words.NUMBER_PLACEHOLDER, width=360)
        st.button(words.FIND_NUMBER, key="find_number", on_click=_find)
    use: NumberUse | None = st.session_state.get(_FOUND)
    if use is not None:
        sentence = words.found_in(list(use.drafts.values()), use.sent, use.under_way)
        st.warning(escape_markdown(sentence), icon=":material/warning:")
        if use.drafts or use.sent:
            st.button(words.FORGET_NOW, key="forget_number", on_click=_erase, args=(use,))
    message = st.session_state.pop(_MESSAGE, None)
    if message:
        st.info(escape_markdown(message), icon=":material/info:")


@safe_callback
@administrators_only
def _find() -> None:
    st.session_state.pop(_FOUND, None)
    number = as_e164(st.session_state[_NUMBER])
    if number is None:
        st.session_state[_MESSAGE] = words.NOT_A_NUMBER
        return
    use = find_number(services().store, number)
    if use.drafts or use.sent or use.under_way:
        st.session_state[_FOUND] = use
    else:
        st.session_state[_MESSAGE] = words.NUMBER_NOWHERE


@safe_callback
@administrators_only
def _erase(use: NumberUse) -> None:
    store = services().store
    deleted = 0
    for draft_id in use.drafts:
        with suppress(StoreError):
            store.drafts.delete(draft_id)
            deleted += 1
    sent = store.ledger.eraser.erase_number(use.number, services().who()).settled
    delete_migration_backups(store.engine)
    st.session_state.pop(_FOUND, None)
    st.session_state[_NUMBER] = ""
    suppressed = store.suppression.find(use.number) is not None
    st.session_state[_MESSAGE] = words.forgotten(deleted, len(use.drafts) - deleted, sent, suppressed=suppressed)


def find_number(store: Store, number: str) -> NumberUse:
    """Search a number in all drafts and in the ledger.

    Args:
        store: drafts and ledger.
        number: E.164.
    """
    sent = store.ledger.eraser.count(number)
    return NumberUse(number, drafts_with(store, number), sent.settled, sent.open)


def as_e164(text: str) -> str | None:
    """A number typed with its country code, in E.164; None if the text is not a phone number."""
    try:
        parsed = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def drafts_with(store: Store, number: str) -> dict[str, str]:
    """Drafts whose file or edits contain a number, however it is written.

    Args:
        store: the drafts.
        number: E.164.

    Returns:
        Draft id → file name. Files that can no longer be read are included, because they may contain the number.
    """
    national = str(phonenumbers.parse(number).national_number)
    names = {}
    for draft_id in store.drafts.ids():
        try:
            draft = store.drafts.load(draft_id)
        except DraftNotFound:
            continue
        if _contains(draft, national):
            names[draft.id] = draft.name
    return names


def _contains(draft: Draft, national: str) -> bool:
    if any(national in _digits(edit.value) for edit in draft.choices.edits):
        return True
    try:
        frame = read_draft(draft).frame
    except FileRefused:
        return True
    return any(_column_contains(frame[column], national) for column in frame.columns)


def _column_contains(cells: pd.Series[str], national: str) -> bool:
    return bool(cells.str.replace(r"\D", "", regex=True).str.contains(national, regex=False).any())


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
