"""The country of the numbers: the one they are parsed in, what they look like, and the column that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import phonenumbers
import streamlit as st

from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.option_labels import column_labels
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.app.widget_state import has_changed, set_value
from callsheet.ui.match.sentence import sentence
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.tab_cache import cached
from callsheet.validation import (
    count_by_country,
    doubted_country,
    evidence_beside,
    region_match,
    suggest_country_column,
    whole_numbers,
)
from callsheet.wording import issues
from callsheet.wording.ui import match as words
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session
    from callsheet.validation import CountryColumn, CountryCounts, CountryDoubt, RegionMatch

NO_COUNTRY = ""
"""Option for no country; with None the select box would show that nothing is chosen."""
_CONFIRMED = "country_confirmed"
_MIN_SHARE = 0.2
"""Share of the numbers that must fit another country before it is offered; chosen by hand."""


class Evidence(NamedTuple):
    """What the phone numbers of the file suggest.

    Args:
        fit: how numbers without a country code fit the region they are parsed in; None: there is no such number.
        column: a column that names the country of each row; None: there is no such column.
        doubt: another country that explains the numbers better; None: no other does.
        counts: how many numbers are valid in which of the two countries of a mixed list; None: it is not mixed.
    """

    fit: RegionMatch | None
    column: CountryColumn | None
    doubt: CountryDoubt | None
    counts: CountryCounts | None = None


def show_country(session: Session) -> None:
    """Show the country of numbers without a country code, and the column that names the country of each row."""
    evidence = _evidence(session)
    with sentence(steps.COUNTRY):
        _country(session)
        if evidence.fit is not None:
            _country_column(session)
            if session.choices.country_column is None and open_doubt(session) is None:
                _show_fit(session, evidence.fit)
    if evidence.column is not None:
        _offer_country_column(session, evidence.column)


def show_country_question(session: Session) -> None:
    """Ask which country the numbers are from if they look like another country's."""
    doubt = open_doubt(session)
    if doubt is not None:
        _ask_country(doubt, _evidence(session).counts)


def open_doubt(session: Session) -> CountryDoubt | None:
    """The country that the numbers look like, until the operator has said which country they are from."""
    doubt = _evidence(session).doubt
    if doubt is None or doubt.region is None or session.choices.country_column is not None:
        return None
    return None if st.session_state.get(_CONFIRMED) == _confirmation(session) else doubt


def _evidence(session: Session) -> Evidence:
    """Computed again only when file, phone column or country change."""

    def compute() -> Evidence:
        if not session.mapping.phone:
            return Evidence(None, None, None)
        phones = session.table.frame[session.mapping.phone[0]]
        fit = region_match(phones, session.region)
        if fit is None:
            return Evidence(None, None, None)
        column = suggest_country_column(session.table, session.mapping, session.region)
        whole = whole_numbers(session.table, session.mapping.phone[0])
        doubt = doubted_country(whole, session.region, evidence_beside(session.table, session.mapping.phone))
        is_mixed = doubt is not None and doubt.is_mixed
        counts = count_by_country(phones, session.region, doubt.likely) if doubt is not None and is_mixed else None
        return Evidence(fit, column, doubt, counts)

    return cached("phone_evidence", session.table, (session.mapping.phone, session.region), compute)


def _country(session: Session) -> None:
    options = [NO_COUNTRY, *sorted(phonenumbers.SUPPORTED_REGIONS, key=issues.country)]
    set_value("country", session.region if session.region in options else NO_COUNTRY)
    st.selectbox(
        steps.COUNTRY,
        options,
        format_func=lambda region: _country_option(region) if region else steps.COUNTRY_NONE,
        key="country",
        label_visibility="collapsed",
        width=185,
        on_change=_choose_country,
    )


def _country_option(region: str) -> str:
    """A country with its calling code: "India (+91)"."""
    return words.country_option(issues.country(region), phonenumbers.country_code_for_region(region))


def _country_column(session: Session) -> None:
    columns = [column for column in session.table.frame.columns if column not in session.mapping.phone]
    now = session.choices.country_column
    set_value("country_column", now if now in columns else NO_COUNTRY)
    labels = {NO_COUNTRY: steps.COUNTRY_COLUMN_NONE, **column_labels(session.table)}
    st.selectbox(
        steps.COUNTRY_COLUMN,
        [NO_COUNTRY, *columns],
        format_func=labels.__getitem__,
        key="country_column",
        label_visibility="collapsed",
        width=185,
        on_change=_choose_country_column,
    )


def _show_fit(session: Session, fit: RegionMatch) -> None:
    country = issues.country(session.region) if session.region else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if country:
            st.caption(escape_markdown(steps.region_match(fit.fits, fit.nowhere, country)), width="content")
        if fit.best and fit.elsewhere >= max(_MIN_SHARE, fit.fits):
            label = words.read_as(issues.country(fit.best))
            st.button(escape_markdown(label), key="read_as", type="tertiary", on_click=_set_country, args=(fit.best,))


def _confirmation(session: Session) -> tuple[object, ...]:
    return session.draft_id, session.region, session.mapping.phone


def _ask_country(doubt: CountryDoubt, counts: CountryCounts | None) -> None:
    used, likely = issues.country(doubt.region or ""), issues.country(doubt.likely)
    question = (
        words.country_doubt(used, likely) if counts is None else words.country_mixture(used, likely, counts.valid)
    )
    lines = [question, *words.read_both_ways(doubt.examples, used, likely)]
    st.warning("  \n".join(map(escape_markdown, lines)), icon=":material/help:")
    with st.container(horizontal=True, gap="small"):
        st.button(escape_markdown(words.read_as(likely)), key="read_as", on_click=_set_country, args=(doubt.likely,))
        st.button(escape_markdown(words.are_from(used)), key="confirm_country", on_click=_confirm_country)


def _offer_country_column(session: Session, suggestion: CountryColumn) -> None:
    header = session.table.header_of(suggestion.column) or suggestion.column
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            escape_markdown(words.by_country(header, steps.country_column_reason(suggestion.fits))), width="content"
        )
        if session.choices.country_column != suggestion.column:
            st.button(
                escape_markdown(words.use_country_column(header)),
                key="by_country_column",
                type="tertiary",
                on_click=_set_country_column,
                args=(suggestion.column,),
            )


@safe_callback
def _choose_country() -> None:
    if has_changed("country"):
        _set_country(st.session_state["country"] or None)


@on_session
def _set_country(session: Session, region: str | None) -> None:
    persistence.save_step(session.with_default_region(region))


@safe_callback
def _choose_country_column() -> None:
    if has_changed("country_column"):
        _set_country_column(st.session_state["country_column"] or None)


@on_session
def _confirm_country(session: Session) -> None:
    st.session_state[_CONFIRMED] = _confirmation(session)


@on_session
def _set_country_column(session: Session, column: str | None) -> None:
    persistence.save_step(session.with_country_column(column))
