"""The do-not-call list on Settings: add a file or one number, find one, remove one, download, empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from callsheet.sending import import_suppressed, suppressed_csv
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.auth.user import administrators_only, is_administrator
from callsheet.validation import validate_numbers
from callsheet.wording import do_not_call as words

if TYPE_CHECKING:
    from collections.abc import Callable

_FILE, _NUMBER, _COUNT, _MESSAGE = "do_not_call_file", "do_not_call_number", "do_not_call_count", "do_not_call_message"


def show_do_not_call() -> None:
    """Show the section."""
    listed = services().store.suppression.count()
    with st.container(gap="xxsmall"):
        st.subheader(words.TITLE, anchor=False)
        st.caption(words.introduction(listed))
    st.file_uploader(words.ADD_FILE, type=["csv", "txt", "xlsx", "xls"], key=_FILE, on_change=_import)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(words.NUMBER, key=_NUMBER, placeholder=words.NUMBER_PLACEHOLDER, width=360)
        st.button(words.FIND, key="do_not_call_find", on_click=_find)
        st.button(words.ADD, key="do_not_call_add", on_click=_add)
        if is_administrator():
            st.button(words.REMOVE, key="do_not_call_remove", on_click=_remove)
    message = st.session_state.pop(_MESSAGE, None)
    if message:
        st.info(escape_markdown(message), icon=":material/info:")
    if listed:
        _show_whole_list(listed)


def _show_whole_list(listed: int) -> None:
    """Download the list; empty it with the typed count."""
    suppression = services().store.suppression
    st.download_button(
        words.DOWNLOAD, lambda: "".join(suppressed_csv(suppression)).encode(), words.FILE_NAME, "text/csv",
        key="do_not_call_download", type="tertiary", icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    if not is_administrator():
        return
    with st.expander(words.EMPTY_LIST):
        st.text_input(words.type_the_count(listed), key=_COUNT, width=240)
        typed = str(st.session_state.get(_COUNT) or "").replace(",", "").strip()
        st.button(
            words.EMPTY_NOW, key="do_not_call_clear", disabled=typed != str(listed), on_click=_clear, args=(listed,)
        )


@safe_callback
def _import() -> None:
    dropped = st.session_state.get(_FILE)
    if dropped is not None:
        region = services().settings.default_region
        suppression, who = services().store.suppression, services().who()
        outcome = import_suppressed(suppression, dropped.name, dropped, region=region, who=who)
        st.session_state[_MESSAGE] = words.imported(*outcome)


@safe_callback
def _find() -> None:
    _with_number(_found)


@safe_callback
def _add() -> None:
    _with_number(lambda number: words.added(*_counted(services().store.suppression.add([number], services().who()))))


@safe_callback
@administrators_only
def _remove() -> None:
    _with_number(
        lambda number: words.removed(*_counted(services().store.suppression.remove([number], services().who())))
    )


@safe_callback
@administrators_only
def _clear(listed: int) -> None:
    suppression = services().store.suppression
    st.session_state[_COUNT] = ""
    if suppression.count() == listed:  # the list that was on the screen
        suppression.clear(services().who())
        st.session_state[_MESSAGE] = words.EMPTY


def _with_number(action: Callable[[str], str]) -> None:
    """Do something with the typed number and show what it says."""
    typed = pd.Series([str(st.session_state.get(_NUMBER) or "")], dtype="str")
    region = services().settings.default_region
    number = str(validate_numbers(typed, region)["number"].iloc[0])
    refusal = words.no_number(1, has_country=region is not None, hint=words.WITH_COUNTRY_CODE)
    st.session_state[_MESSAGE] = action(number) if number else refusal


def _found(number: str) -> str:
    entry = services().store.suppression.find(number)
    return words.not_on_list(number) if entry is None else words.on_list(number, entry.added_at, entry.added_by)


def _counted(changed: int) -> tuple[int, int, int]:
    """Of one number: changed, not changed, unreadable."""
    return changed, 1 - changed, 0
