"""How the phone numbers of a file are read: in which country, by which column of countries, from which columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast

import phonenumbers
import streamlit as st

from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.app.widget_state import has_changed, set_value
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.validation import region_match, suggest_country_column
from callsheet.wording import issues
from callsheet.wording.ui import match as words
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session
    from callsheet.validation import CountryColumn, RegionMatch

NONE = ""
"""Stands for no country in a box: `None` would be shown as nothing chosen."""
_MANY = 0.2
"""Of the numbers must fit another country before it is offered."""


class Evidence(NamedTuple):
    """What the numbers themselves say.

    Args:
        fit: how those without country code fit the country they are read in; None: there are none.
        column: a column that names the country of each row; None: there is none.
    """

    fit: RegionMatch | None
    column: CountryColumn | None


def show_phone_choices(session: Session) -> None:
    """Show country, column of countries and further phone columns."""
    evidence = _evidence(session)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _country(session)
        if evidence.fit is not None:
            _country_column(session)
        _other_phones(session)
    with st.container(gap="xxsmall"):
        if evidence.fit is not None and session.choices.country_column is None:
            _fit(session, evidence.fit)
        if evidence.column is not None:
            _propose(session, evidence.column)


def _evidence(session: Session) -> Evidence:
    """Drawn up anew only when file, phone column or country change."""
    key = (session.table, session.mapping.phone, session.region)
    kept = cast("tuple[tuple[object, ...], Evidence] | None", st.session_state.get("phone_evidence"))
    if kept is None or kept[0][0] is not key[0] or kept[0][1:] != key[1:]:
        evidence = Evidence(None, None)
        if session.mapping.phone:
            fit = region_match(session.table.frame[session.mapping.phone[0]], session.region)
            column = suggest_country_column(session.table, session.mapping, session.region) if fit else None
            evidence = Evidence(fit, column)
        kept = st.session_state["phone_evidence"] = (key, evidence)
    return kept[1]


def _country(session: Session) -> None:
    options = [NONE, *sorted(phonenumbers.SUPPORTED_REGIONS, key=issues.country)]
    set_value("country", session.region if session.region in options else NONE)
    st.selectbox(
        steps.COUNTRY,
        options,
        format_func=lambda region: issues.country(region) if region else steps.COUNTRY_NONE,
        key="country",
        width=320,
        on_change=_choose_country,
    )


def _country_column(session: Session) -> None:
    columns = [column for column in session.table.frame.columns if column not in session.mapping.phone]
    now = session.choices.country_column
    set_value("country_column", now if now in columns else NONE)
    st.selectbox(
        steps.COUNTRY_COLUMN,
        [NONE, *columns],
        format_func=lambda column: session.table.header_of(column) or column if column else steps.COUNTRY_COLUMN_NONE,
        key="country_column",
        width=240,
        on_change=_choose_country_column,
    )


def _other_phones(session: Session) -> None:
    shares = {
        each.column: each.share for each in session.mapping.candidates if each.column not in session.mapping.phone
    }
    now = [column for column in session.choices.other_phones if column in session.table.frame.columns]
    options = list(dict.fromkeys([*now, *shares]))
    if not options:
        return

    def label(column: str) -> str:
        header = session.table.header_of(column) or column
        return words.phone_option(header, shares[column]) if column in shares else header

    set_value("other_phones", now)
    st.multiselect(
        words.OTHER_PHONES, options, format_func=label, key="other_phones", placeholder=words.OTHER_PHONES_HINT,
        width=360, on_change=_choose_other_phones,
    )  # fmt: skip


def _fit(session: Session, fit: RegionMatch) -> None:
    country = issues.country(session.region) if session.region else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if country:
            st.caption(escape_markdown(steps.region_match(fit.fits, fit.nowhere, country)), width="content")
        if fit.best and fit.elsewhere >= max(_MANY, fit.fits):
            label = words.read_as(issues.country(fit.best))
            st.button(escape_markdown(label), key="read_as", type="tertiary", on_click=_take_country, args=(fit.best,))


def _propose(session: Session, found: CountryColumn) -> None:
    header = session.table.header_of(found.column) or found.column
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(escape_markdown(words.by_country(header, steps.country_column_reason(found.fits))), width="content")
        if session.choices.country_column != found.column:
            label, taken = words.use_country_column(header), (found.column,)
            st.button(
                escape_markdown(label), key="by_country_column", type="tertiary", on_click=_take_column, args=taken
            )


@safe_callback
def _choose_country() -> None:
    if has_changed("country"):
        _take_country(st.session_state["country"] or None)


@on_session
def _take_country(session: Session, region: str | None) -> None:
    persistence.save_step(session.with_default_region(region))


@safe_callback
def _choose_country_column() -> None:
    if has_changed("country_column"):
        _take_column(st.session_state["country_column"] or None)


@on_session
def _take_column(session: Session, column: str | None) -> None:
    persistence.save_step(session.with_country_column(column))


@on_session
def _choose_other_phones(session: Session) -> None:
    if has_changed("other_phones"):
        choices = replace(session.choices, other_phones=tuple(st.session_state["other_phones"]))
        persistence.save_step(session.with_decisions(choices))
