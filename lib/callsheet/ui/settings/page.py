"""Settings: server and key, default country, remembered mappings, retention, erasing a number, and who did what."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import phonenumbers
import streamlit as st

from callsheet.ui.app.error_boundary import error_boundary, safe_callback
from callsheet.ui.app.layout import show_title
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.auth.sign_in import show_signed_in
from callsheet.ui.auth.user import administrators_only, is_administrator
from callsheet.ui.settings.activity import show_activity
from callsheet.ui.settings.call_cap import show_call_cap
from callsheet.ui.settings.consent import show_consent_policy
from callsheet.ui.settings.do_not_call import show_do_not_call
from callsheet.ui.settings.erase_number import show_erase_number
from callsheet.ui.settings.locks import why_locked
from callsheet.ui.settings.results import show_results_setting
from callsheet.ui.settings.server import show_server
from callsheet.ui.settings.stop_person import show_stop_person
from callsheet.wording import issues
from callsheet.wording.ui import pages as words

_WIDTH = 760
_MAX_DAYS = 3650


def show_settings() -> None:
    """Show the page."""
    with error_boundary(), st.container(width=_WIDTH, gap="medium"):
        show_title(words.SETTINGS, words.SETTINGS_INTRO)
        with st.container():
            show_server()
        with st.container():
            _country()
        with st.container():
            _recipes()
        with st.container():
            show_stop_person()
        with st.container():
            show_do_not_call()
        with st.container():
            show_call_cap()
        with st.container():
            show_consent_policy()
        with st.container():
            show_results_setting()
        with st.container():
            _retention()
        if is_administrator():
            with st.container():
                show_erase_number()
            with st.container():
                show_activity()
        with st.container():
            show_signed_in()


@safe_callback
@administrators_only
def _save_setting(field: str, key: str) -> None:
    services().store.saved_settings.save(field, st.session_state[key], by=services().who())
    st.toast(words.SAVED, icon=":material/check:")


def _country() -> None:
    st.subheader(words.READING, anchor=False)
    options = [None, *sorted(phonenumbers.SUPPORTED_REGIONS, key=issues.country)]
    locked = why_locked("default_region")
    st.selectbox(
        words.DEFAULT_COUNTRY,
        options,
        index=options.index(services().settings.default_region),
        format_func=lambda region: issues.country(region) if region else words.DEFAULT_COUNTRY_NONE,
        key="default_region",
        help=words.DEFAULT_COUNTRY_HELP,
        width=360,
        disabled=locked is not None,
        on_change=_save_setting,
        args=("default_region", "default_region"),
    )
    if locked:
        st.caption(locked)


def _recipes() -> None:
    with st.container(gap="xxsmall"):
        st.subheader(words.REMEMBERED, anchor=False)
        st.caption(words.REMEMBERED_INTRO)
    recipes = services().store.recipes.all()
    if not recipes:
        st.caption(words.NOTHING_REMEMBERED)
    for recipe in recipes:
        when = words.ago((datetime.now(UTC) - recipe.learned_at).total_seconds())
        headers, origin = words.remembered(recipe.headers, recipe.file_name, when)
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(gap=None, width="stretch"):
                st.markdown(escape_markdown(headers))
                st.caption(escape_markdown(origin))
            st.download_button(
                words.DOWNLOAD_RECIPE, json.dumps(recipe.recipe.to_json(), indent=2, ensure_ascii=False), "recipe.json",
                "application/json", key=f"recipe_{recipe.key}", type="tertiary", icon=":material/download:",
                on_click="ignore",
            )  # fmt: skip
            with st.popover(words.FORGET, type="tertiary"):
                st.markdown(escape_markdown(words.forget_columns(recipe.file_name)))
                st.button(words.FORGET_COLUMNS, key=f"forget_{recipe.key}", on_click=_forget, args=(recipe.key,))


@safe_callback
def _forget(key: str) -> None:
    services().store.recipes.delete(key, by=services().who())


def _retention() -> None:
    st.subheader(words.KEEPING, anchor=False)
    settings = services().settings
    with st.container(horizontal=True):
        _days("draft_days", settings.draft_days, words.DRAFT_DAYS, words.DRAFT_DAYS_HELP)
        _days("ledger_days", settings.ledger_days, words.LEDGER_DAYS, words.LEDGER_DAYS_HELP)


def _days(field: str, days: int, label: str, help_text: str) -> None:
    locked = why_locked(field)
    with st.container(width=240, gap="xsmall"):
        st.number_input(
            label, 1, _MAX_DAYS, days, key=field, help=help_text, disabled=locked is not None,
            on_change=_save_setting, args=(field, field),
        )  # fmt: skip
        if locked:
            st.caption(locked)
