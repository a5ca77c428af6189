"""Telephony Config: the countries that may be called and the prefixes of their numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import phonenumbers
import streamlit as st

from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_html
from callsheet.ui.app.widget_state import has_changed, remember_rendered
from callsheet.ui.auth.user import administrators_only, is_administrator
from callsheet.ui.campaigns.removed_countries import RemovedCountry, remember_removal, removed_countries
from callsheet.ui.state.telephony_config import ALL_PREFIXES
from callsheet.wording import issues
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from callsheet.client import WorkspaceApi

_WIDTHS = [1.6, 4, 0.6]
Prefixes = dict[str, tuple[str, ...]]


def show_countries(workspace: WorkspaceApi) -> None:
    """Show the countries; they can be changed where the server allows it.

    Args:
        workspace: the workspace of the API key.

    Raises:
        ServerError: the server fails or gives an unexpected answer.
    """
    with st.container(gap="xxsmall"):
        st.subheader(words.COUNTRIES, anchor=False)
        st.caption(words.COUNTRIES_INTRO)
    groups = workspace.telephony_config()
    if groups is None:
        st.info(words.COUNTRIES_UNKNOWN, icon=":material/info:")
        return
    prefixes = {group.countryRule.country_iso: tuple(group.countryRule.prefixes) for group in groups}
    prefixes = dict(sorted(prefixes.items(), key=lambda item: issues.country(item[0])))
    if not prefixes:
        st.warning(words.NO_COUNTRY, icon=":material/warning:")
    if workspace.can_change_telephony_config() and is_administrator():
        _show_inputs(prefixes)
    else:
        _show_table(prefixes)


def _named(iso: str) -> str:
    return f"{issues.country(iso)} +{phonenumbers.country_code_for_region(iso)}"


def _show_table(prefixes: Prefixes) -> None:
    heads = "".join(f'<th scope="col">{head}</th>' for head in words.COUNTRY_HEADS)
    rows = "".join(
        f'<tr><th scope="row">{escape_html(_named(iso))}</th><td>{escape_html(", ".join(starts))}</td></tr>'
        for iso, starts in prefixes.items()
    )
    st.html(f'<table class="quiet-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>')
    st.caption(words.COUNTRIES_ELSEWHERE)


def _show_inputs(prefixes: Prefixes) -> None:
    for cell, head in zip(st.columns(_WIDTHS), (*words.COUNTRY_HEADS, ""), strict=True):
        cell.caption(head)
    removed = {iso: effect for iso, effect in removed_countries().items() if iso not in prefixes}
    with st.container(gap="xsmall"):
        for iso in sorted({*prefixes, *removed}, key=issues.country):
            if iso in removed:
                _show_removed(prefixes, iso, removed[iso])
            else:
                _show_input(prefixes, iso, prefixes[iso])
    _show_other_countries(prefixes)


def _show_input(prefixes: Prefixes, iso: str, starts: tuple[str, ...]) -> None:
    name, prefix_input, remove = st.columns(_WIDTHS, vertical_alignment="center")
    name.markdown(_named(iso))
    key = f"starts_{iso}_{'-'.join(starts)}"
    label, now = words.prefixes_of(issues.country(iso)), ", ".join(starts)
    remember_rendered(key, now)
    prefix_input.text_input(
        label, now, key=key, label_visibility="collapsed", on_change=_set_prefixes, args=(prefixes, iso, key)
    )
    if not starts:
        prefix_input.caption(f":red[{words.NOTHING_STARTS}]")
    remove.button(
        words.REMOVE, key=f"remove_{iso}", type="tertiary", help=words.remove_country(issues.country(iso)),
        on_click=_remove, args=(prefixes, iso),
    )  # fmt: skip


def _show_removed(prefixes: Prefixes, iso: str, effect: RemovedCountry) -> None:
    """In the place of a country that was removed: what that does, and Undo where the button was."""
    name, sentence, undo = st.columns(_WIDTHS, vertical_alignment="center")
    name.markdown(f":gray[{_named(iso)}]")
    sentence.markdown(words.country_removed(effect.drafts, effect.leads))
    undo.button(
        words.UNDO, key=f"undo_{iso}", type="tertiary", help=words.undo_country(issues.country(iso)),
        on_click=_save, args=(prefixes | {iso: effect.prefixes},),
    )  # fmt: skip


def _show_other_countries(prefixes: Prefixes) -> None:
    others = sorted(phonenumbers.SUPPORTED_REGIONS - prefixes.keys(), key=issues.country)
    key = f"add_country_{len(prefixes)}"
    remember_rendered(key, None)
    st.selectbox(
        words.ADD_COUNTRY, others, index=None, key=key, format_func=_named, width=360,
        placeholder=words.ADD_COUNTRY, label_visibility="collapsed", on_change=_add_country,
        args=(prefixes, key),
    )  # fmt: skip


@safe_callback
@administrators_only
def _set_prefixes(prefixes: Prefixes, iso: str, key: str) -> None:
    if not has_changed(key):
        return
    starts = tuple(dict.fromkeys(filter(None, re.split(r"[\s,;]+", st.session_state[key]))))
    if not all(re.fullmatch("[0-9]{1,12}", start) for start in starts):
        st.toast(words.ONLY_DIGITS, icon=":material/error:")
        return
    _save(prefixes | {iso: starts})


@safe_callback
@administrators_only
def _add_country(prefixes: Prefixes, key: str) -> None:
    iso = st.session_state[key]
    if iso and has_changed(key):
        _save(prefixes | {iso: ALL_PREFIXES})


@safe_callback
@administrators_only
def _remove(prefixes: Prefixes, iso: str) -> None:
    remember_removal(iso, prefixes[iso])
    _save({country: value for country, value in prefixes.items() if country != iso})


@safe_callback
@administrators_only
def _save(prefixes: Prefixes) -> None:
    services().workspace().set_telephony_config(prefixes)
    st.toast(words.SAVED, icon=":material/check:")
