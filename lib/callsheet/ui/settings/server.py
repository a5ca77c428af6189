"""The server that leads are sent to, and its API key, which is never shown again."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from callsheet.client import CallsheetApi, probe
from callsheet.errors import NotFound, ServerError, WrongAddress
from callsheet.runtime.server_findings import server_findings
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.auth.user import administrators_only, is_administrator
from callsheet.wording.cli import doctor
from callsheet.wording.ui import pages as words
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from callsheet.runtime.server_findings import Finding

_FINDINGS = "server_findings"
_ICONS = {doctor.OK: "check", doctor.WRONG: "error", doctor.UNKNOWN: "help", doctor.ABSENT: "remove"}
_ADDRESS, _KEY, _RESULT = "server_address", "server_key", "server_said"


def show_server() -> None:
    """Show the section."""
    settings, environment = services().settings, services().environment
    with st.container(gap="xxsmall"):
        st.subheader(words.SERVER, anchor=False)
        st.caption(words.SERVER_OTHER if settings.api_url else words.SERVER_BUILT_IN)
    address_locked, key_locked = environment.is_fixed("api_url"), environment.is_fixed("api_key")
    read_only = not is_administrator()
    st.session_state.setdefault(_ADDRESS, settings.api_url or "")
    st.text_input(
        words.ADDRESS, key=_ADDRESS, placeholder=words.ADDRESS_PLACEHOLDER, disabled=address_locked or read_only
    )
    if address_locked:
        st.caption(words.set_by("api_url" if "api_url" in environment.model_fields_set else "api_key"))
    st.text_input(
        words.KEY,
        key=_KEY,
        type="password",
        placeholder=words.KEY_KEPT if settings.api_key else words.KEY_MISSING,
        disabled=key_locked or read_only,
        autocomplete="off",
    )
    if key_locked:
        st.caption(words.set_by("api_key"))
    if read_only:
        st.caption(words.ADMINISTRATORS_ONLY)
        return
    _buttons(built_in=settings.api_url is None, locked=address_locked and key_locked)


def _buttons(*, built_in: bool, locked: bool) -> None:
    with st.container(horizontal=True):
        st.button(words.SAVE_SERVER, key="save_server", type="primary", disabled=locked, on_click=_save)
        st.button(words.TEST, key="test_server", on_click=_test)
        if not built_in and not services().environment.is_fixed("api_url"):
            st.button(words.USE_BUILT_IN, key="built_in", type="tertiary", on_click=_use_built_in)
    result = st.session_state.pop(_RESULT, None)
    if result is not None:
        is_good, sentence = result
        (st.success if is_good else st.error)(sentence, icon=f":material/{'check_circle' if is_good else 'error'}:")
    findings = st.session_state.pop(_FINDINGS, None)
    if findings:
        _show_findings(findings)


def _show_findings(findings: list[Finding]) -> None:
    """What the server can do, what could not be checked, and what follows from each."""
    with st.container(key="server_findings", gap="xxsmall"):
        st.markdown(f"**{doctor.WHAT_IT_CAN}**")
        for finding in findings:
            title = doctor.TITLES[finding.name]
            st.markdown(
                f":material/{_ICONS[finding.result]}: **{title[:1].upper()}{title[1:]}** · {finding.result}"
                f" &nbsp; :gray[:small[{escape_markdown(finding.meaning)}]]"
            )


def _typed() -> tuple[str, str]:
    """Address and key as they would be saved: typed values, else the current ones."""
    settings = services().settings
    address = str(st.session_state[_ADDRESS]).strip().rstrip("/") or settings.api_url or ""
    key = str(st.session_state[_KEY]).strip()
    if not key and address == settings.api_url and settings.api_key:
        key = settings.api_key.get_secret_value()
    return address, key or services().store.saved_settings.key_for(address)


def problem_with(address: str, key: str) -> str | None:
    """Why an address and a key cannot be used, as a sentence; None if they can."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return words.NO_ADDRESS
    if parts.scheme == "http" and not _is_local(parts.hostname):
        return words.NOT_SAFE
    return None if key else words.NO_KEY


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host


@safe_callback
@administrators_only
def _test() -> None:
    address, key = _typed()
    if not address:
        address, key = services().address()
    problem = problem_with(address, key)
    st.session_state[_RESULT] = (False, problem) if problem else _answer(address, key)
    if not problem:
        facts = probe(address, key)
        if facts.error is None and not facts.is_key_refused:
            st.session_state[_FINDINGS] = list(server_findings(facts))


def _answer(address: str, key: str) -> tuple[bool, str]:
    try:
        return True, words.connected(len(CallsheetApi(address, key).campaigns()))
    except WrongAddress as wrong:
        return False, steps.trouble(wrong)
    except NotFound:
        return True, words.connected(None)
    except ServerError as error:
        return False, steps.trouble(error)


@safe_callback
@administrators_only
def _save() -> None:
    address, key = _typed()
    problem = problem_with(address, key)
    if problem:
        st.session_state[_RESULT] = (False, problem)
        return
    saved_settings = services().store.saved_settings
    audit, who = services().store.audit, services().who()
    if not services().environment.is_fixed("api_url"):
        saved_settings.save("api_url", address, by=who)
    if st.session_state[_KEY]:
        audit.record("setting", who, "api_key")  # first: the key is a file, so the two cannot be one transaction
        saved_settings.save_key(address, key)
    st.session_state[_KEY] = ""
    st.session_state[_RESULT] = (True, words.SAVED)


@safe_callback
@administrators_only
def _use_built_in() -> None:
    services().store.saved_settings.save("api_url", None, by=services().who())
    st.session_state[_ADDRESS] = ""
    st.session_state[_KEY] = ""
