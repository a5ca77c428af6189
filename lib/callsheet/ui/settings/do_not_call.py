"""The do-not-call lists on Settings: choose or make one; add a file or one number, find one, remove one, empty it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pandas as pd
import phonenumbers
import streamlit as st

from callsheet.sending import ListTarget, import_suppressed, suppressed_csv
from callsheet.store import OWN_LIST_ID, Detail, ListKind
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.auth.user import administrators_only, is_administrator
from callsheet.validation import validate_numbers
from callsheet.wording import issues
from callsheet.wording.rules import do_not_call as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.store import CallList

_FILE, _NUMBER, _COUNT, _MESSAGE = "do_not_call_file", "do_not_call_number", "do_not_call_count", "do_not_call_message"
_LIST, _COUNTRY, _REASON = "do_not_call_list", "do_not_call_country", "do_not_call_reason"
_NAME, _KIND, _DAY, _DAYS = "new_list_name", "new_list_kind", "new_list_day", "new_list_days"
_NEW = 0
"""Chosen instead of the id of a list."""


def show_do_not_call() -> None:
    """Show the section."""
    lists = {listed.id: listed for listed in services().store.suppression.lists.all()}
    with st.container(gap="xxsmall"):
        st.subheader(words.TITLE, anchor=False)
        st.caption(words.introduction(sum(listed.numbers for listed in lists.values())))
    if st.session_state.get(_LIST) not in (*lists, _NEW):
        st.session_state[_LIST] = OWN_LIST_ID
    chosen = st.selectbox(
        words.LIST, [*lists, _NEW], key=_LIST, width=480,
        format_func=lambda id_: lists[id_].name if id_ in lists else words.NEW_LIST,
    )  # fmt: skip
    if chosen == _NEW:
        _show_new_list()
    else:
        _show_list(lists[chosen])
    message = st.session_state.pop(_MESSAGE, None)
    if message:
        st.info(escape_markdown(message), icon=":material/info:")


def _show_new_list() -> None:
    st.text_input(words.LIST_NAME, key=_NAME, width=480)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(words.LIST_KIND, list(ListKind), key=_KIND, index=len(ListKind) - 1, width=300,
                     format_func=lambda kind: words.KINDS[kind.value])  # fmt: skip
        st.date_input(words.LIST_DAY, None, key=_DAY, max_value="today", width=160)
        st.number_input(words.LIST_DAYS, 0, 3650, 0, key=_DAYS, help=words.LIST_DAYS_HELP, width=200)
    st.button(words.MAKE_LIST, key="new_list_make", on_click=_make)


@safe_callback
def _make() -> None:
    state = st.session_state
    made = services().store.suppression.lists.create(
        str(state[_NAME] or ""), state[_KIND], services().who(), as_of=state[_DAY], good_days=state[_DAYS] or None
    )
    state[_LIST], state[_NAME], state[_MESSAGE] = made.id, "", words.list_made(made.name)


def _show_list(shown: CallList) -> None:
    over = words.outdated(shown.days_over(datetime.now(UTC).date()))
    st.caption(escape_markdown(words.list_facts(shown.numbers, shown.as_of, shown.changed_at, shown.changed_by)))
    if over:
        st.warning(over, icon=":material/event_busy:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        options = [None, *sorted(phonenumbers.SUPPORTED_REGIONS, key=issues.country)]
        st.selectbox(
            words.COUNTRY, options, index=options.index(services().settings.default_region), key=_COUNTRY, width=360,
            format_func=lambda region: issues.country(region) if region else words.NO_COUNTRY,
        )  # fmt: skip
    st.file_uploader(words.ADD_FILE, type=["csv", "txt", "xlsx", "xls"], key=_FILE, on_change=_import)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(words.NUMBER, key=_NUMBER, placeholder=words.NUMBER_PLACEHOLDER, width=220)
        st.text_input(words.REASON, key=_REASON, width=220)
        st.button(words.FIND, key="do_not_call_find", on_click=_find)
        st.button(words.ADD, key="do_not_call_add", on_click=_add)
        if is_administrator():
            st.button(words.REMOVE, key="do_not_call_remove", on_click=_remove)
    if shown.numbers or shown.id != OWN_LIST_ID:
        _show_whole_list(shown)


def _show_whole_list(shown: CallList) -> None:
    """Download the list; empty it with the typed count."""
    suppression = services().store.suppression
    st.download_button(
        words.DOWNLOAD, lambda: "".join(suppressed_csv(suppression, shown.id)).encode(), words.FILE_NAME, "text/csv",
        key="do_not_call_download", type="tertiary", icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    if not is_administrator():
        return
    with st.expander(words.EMPTY_LIST):
        st.text_input(words.type_the_count(shown.numbers), key=_COUNT, width=240)
        typed = str(st.session_state.get(_COUNT) or "").replace(",", "").strip()
        st.button(
            words.EMPTY_NOW, key="do_not_call_clear", disabled=typed != str(shown.numbers), on_click=_clear,
            args=(shown,),
        )  # fmt: skip


@safe_callback
def _import() -> None:
    dropped = st.session_state.get(_FILE)
    if dropped is not None:
        region = st.session_state.get(_COUNTRY)
        target = ListTarget(services().who(), st.session_state[_LIST])
        outcome = import_suppressed(services().store.suppression, dropped.name, dropped, target, region=region)
        hint = f" {words.CHOOSE_COUNTRY}" if outcome.unreadable and region is None else ""
        st.session_state[_MESSAGE] = words.imported(*outcome) + hint


@safe_callback
def _find() -> None:
    _with_number(_found)


@safe_callback
def _add() -> None:
    detail = Detail(str(st.session_state.get(_REASON) or "").strip())
    suppression, list_id = services().store.suppression, st.session_state[_LIST]
    _with_number(
        lambda number: words.added(
            *_counted(suppression.add([number], services().who(), list_id=list_id, detail=detail))
        )
    )


@safe_callback
@administrators_only
def _remove() -> None:
    suppression, list_id = services().store.suppression, st.session_state[_LIST]
    _with_number(
        lambda number: words.removed(*_counted(suppression.remove([number], services().who(), list_id=list_id)))
    )


@safe_callback
@administrators_only
def _clear(shown: CallList) -> None:
    suppression = services().store.suppression
    st.session_state[_COUNT] = ""
    now = suppression.lists.get(shown.id)
    if now is not None and now.numbers == shown.numbers:  # the list that was on the screen
        suppression.clear(services().who(), list_id=shown.id)
        st.session_state[_MESSAGE] = words.emptied(shown.name, shown.numbers)


def _with_number(action: Callable[[str], str]) -> None:
    """Do something with the typed number and show what it says."""
    typed = pd.Series([str(st.session_state.get(_NUMBER) or "")], dtype="str")
    region = st.session_state.get(_COUNTRY)
    number = str(validate_numbers(typed, region)["number"].iloc[0])
    refusal = words.no_number(1, has_country=region is not None, hint=words.WITH_COUNTRY_CODE)
    st.session_state[_MESSAGE] = action(number) if number else refusal


def _found(number: str) -> str:
    """On which lists a number is; all of them are searched."""
    return " ".join(
        words.on_list(number, entry.list_name, (entry.added_at, entry.added_by), entry.reason, entry.expires_at)
        for entry in services().store.suppression.find(number)
    ) or words.not_on_list(number)


def _counted(changed: int) -> tuple[int, int, int]:
    """Of one number: changed, not changed, unreadable."""
    return changed, 1 - changed, 0
