"""Forgetting a number: found everywhere the app keeps things, then deleted for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import phonenumbers
import streamlit as st

from callsheet.errors import DraftNotFound, FileRefused
from callsheet.files import read_table
from callsheet.ui.boundary import guarded
from callsheet.ui.frame import plain
from callsheet.ui.services import services
from callsheet.wording import pages as words

if TYPE_CHECKING:
    import pandas as pd

    from callsheet.store import Draft, Store

_NUMBER, _FOUND, _SAID = "number_to_forget", "number_found", "number_forgotten"


def show_forget_number() -> None:
    """Show the section."""
    with st.container(gap="xxsmall"):
        st.subheader(words.FORGET_NUMBER, anchor=False)
        st.caption(words.FORGET_NUMBER_INTRO)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(words.NUMBER, key=_NUMBER, placeholder=words.NUMBER_PLACEHOLDER, width=360)
        st.button(words.FIND_NUMBER, key="find_number", on_click=_find)
    found = st.session_state.get(_FOUND)
    if found is not None:
        number, drafts = found
        st.warning(plain(words.found_in(list(drafts.values()), 0)), icon=":material/warning:")
        st.button(words.FORGET_NOW, key="forget_number", on_click=_forget, args=(number, tuple(drafts)))
    said = st.session_state.pop(_SAID, None)
    if said:
        st.info(said, icon=":material/info:")


@guarded
def _find() -> None:
    st.session_state.pop(_FOUND, None)
    number = as_e164(st.session_state[_NUMBER])
    if number is None:
        st.session_state[_SAID] = words.NOT_A_NUMBER
        return
    drafts = drafts_with(services().store, number)
    if drafts:
        st.session_state[_FOUND] = (number, drafts)
    else:
        st.session_state[_SAID] = words.NUMBER_NOWHERE


@guarded
def _forget(_number: str, drafts: tuple[str, ...]) -> None:
    for draft_id in drafts:
        services().store.drafts.delete(draft_id)
    st.session_state.pop(_FOUND, None)
    st.session_state[_NUMBER] = ""
    st.session_state[_SAID] = words.forgotten(len(drafts), 0)


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
        frame = read_table(draft.name, draft.data, draft.sheet, draft.header_row).frame
    except FileRefused:
        return True
    return any(_column_holds(frame[column], national) for column in frame.columns)


def _column_holds(cells: pd.Series[str], national: str) -> bool:
    return bool(cells.str.replace(r"\D", "", regex=True).str.contains(national, regex=False).any())


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
