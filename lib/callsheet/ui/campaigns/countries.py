"""Telephony Config: the countries that may be called and the starts of their numbers."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

import phonenumbers
import streamlit as st

from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.widget_state import has_changed, remember_rendered
from callsheet.ui.auth.user import administrators_only, is_administrator
from callsheet.wording import issues
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from callsheet.client import WorkspaceApi

_WIDTHS = [1.6, 4, 0.6]
_ANY_START = tuple("123456789")
Prefixes = dict[str, tuple[str, ...]]


def show_countries(workspace: WorkspaceApi) -> None:
    """Show the countries; on our own backend they can be changed.

    Args:
        workspace: whose they are.

    Raises:
        ServerError: the server does not answer as it should.
    """
    with st.container(gap="xxsmall"):
        st.subheader(words.COUNTRIES, anchor=False)
        st.caption(words.COUNTRIES_INTRO)
    groups = workspace.telephony_config()
    if groups is None:
        st.info(words.COUNTRIES_UNKNOWN, icon=":material/info:")
        return
    prefixes = {each.countryRule.country_iso: tuple(each.countryRule.prefixes) for each in groups}
    prefixes = dict(sorted(prefixes.items(), key=lambda each: issues.country(each[0])))
    if not prefixes:
        st.warning(words.NO_COUNTRY, icon=":material/warning:")
    if workspace.can_change_telephony_config() and is_administrator():
        _boxes(prefixes)
    else:
        _table(prefixes)


def _named(iso: str) -> str:
    return f"{issues.country(iso)} +{phonenumbers.country_code_for_region(iso)}"


def _table(prefixes: Prefixes) -> None:
    heads = "".join(f'<th scope="col">{head}</th>' for head in words.COUNTRY_HEADS)
    rows = "".join(
        f'<tr><th scope="row">{escape(_named(iso))}</th><td>{escape(", ".join(starts))}</td></tr>'
        for iso, starts in prefixes.items()
    )
    st.html(f'<table class="quiet-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>')
    st.caption(words.COUNTRIES_ELSEWHERE)


def _boxes(prefixes: Prefixes) -> None:
    for cell, head in zip(st.columns(_WIDTHS), (*words.COUNTRY_HEADS, ""), strict=True):
        cell.caption(head)
    with st.container(gap="xsmall"):
        for iso, starts in prefixes.items():
            _box(prefixes, iso, starts)
    _more(prefixes)


def _box(prefixes: Prefixes, iso: str, starts: tuple[str, ...]) -> None:
    name, box, away = st.columns(_WIDTHS, vertical_alignment="center")
    name.markdown(_named(iso))
    key = f"starts_{iso}_{'-'.join(starts)}"
    label, now = words.prefixes_of(issues.country(iso)), ", ".join(starts)
    remember_rendered(key, now)
    box.text_input(label, now, key=key, label_visibility="collapsed", on_change=_set, args=(prefixes, iso, key))
    if not starts:
        box.caption(f":red[{words.NOTHING_STARTS}]")
    away.button(
        words.REMOVE, key=f"remove_{iso}", type="tertiary", help=words.remove_country(issues.country(iso)),
        on_click=_save, args=({each: value for each, value in prefixes.items() if each != iso},),
    )  # fmt: skip


def _more(prefixes: Prefixes) -> None:
    more = sorted(phonenumbers.SUPPORTED_REGIONS - prefixes.keys(), key=issues.country)
    key = f"add_country_{len(prefixes)}"
    remember_rendered(key, None)
    st.selectbox(
        words.ADD_COUNTRY, more, index=None, key=key, format_func=_named, width=360,
        placeholder=words.ADD_COUNTRY, label_visibility="collapsed", on_change=_add,
        args=(prefixes, key),
    )  # fmt: skip


@safe_callback
@administrators_only
def _set(prefixes: Prefixes, iso: str, key: str) -> None:
    if not has_changed(key):
        return
    starts = tuple(dict.fromkeys(filter(None, re.split(r"[\s,;]+", st.session_state[key]))))
    if not all(re.fullmatch("[0-9]{1,12}", start) for start in starts):
        st.toast(words.ONLY_DIGITS, icon=":material/error:")
        return
    _save(prefixes | {iso: starts})


@safe_callback
@administrators_only
def _add(prefixes: Prefixes, key: str) -> None:
    iso = st.session_state[key]
    if iso and has_changed(key):
        _save(prefixes | {iso: _ANY_START})


@safe_callback
@administrators_only
def _save(prefixes: Prefixes) -> None:
    services().workspace().set_telephony_config(prefixes)
    st.toast(words.SAVED, icon=":material/check:")
