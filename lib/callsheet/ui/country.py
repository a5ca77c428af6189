"""The country of Match columns: where local numbers are read, held against the numbers, or row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pandas as pd
import phonenumbers
import streamlit as st

from callsheet.ui import keep
from callsheet.ui.boundary import guarded
from callsheet.ui.frame import plain
from callsheet.validation import LocalFit, local_fit, suggest_country_column
from callsheet.wording import issues, screens

if TYPE_CHECKING:
    from callsheet.ui.session import Session
    from callsheet.validation import CountryColumn

_WIDTH = 360


def show_country(session: Session) -> None:
    """Show the country of the file with how it fits, and the column that tells the country of each row."""
    with st.container(gap="xxsmall", width=_WIDTH):
        _region(session)
        fit = None if session.choices_now.country_column else _fit(session)
        if fit is not None and session.region:
            st.caption(screens.local_fit(fit.fits, fit.nowhere, issues.country(session.region)))
    with st.container(gap="xxsmall", width=_WIDTH):
        _column(session)


def _region(session: Session) -> None:
    regions = sorted(phonenumbers.SUPPORTED_REGIONS, key=issues.country)
    options = [None, *regions]
    st.selectbox(
        screens.COUNTRY,
        options,
        index=options.index(session.region) if session.region in options else 0,
        format_func=lambda region: issues.country(region) if region else screens.COUNTRY_NONE,
        key="country",
        on_change=_choose_country,
    )


def _column(session: Session) -> None:
    now = session.choices_now.country_column
    columns = [column for column in session.table.frame.columns if column not in session.mapping.phone]
    if now is None and _proposed(session) is None:
        return
    options = [None, *columns]
    st.selectbox(
        screens.COUNTRY_COLUMN,
        options,
        index=options.index(now) if now in options else 0,
        format_func=lambda column: session.table.header_of(column) if column else screens.COUNTRY_COLUMN_NONE,
        key=f"country_column_{session.draft_id}",
        on_change=_choose_column,
        args=(f"country_column_{session.draft_id}",),
    )
    proposed = _proposed(session)
    if proposed is not None and proposed.column == now:
        st.caption(plain(screens.country_column_reason(proposed.fits)))


@guarded
def _choose_country() -> None:
    session = keep.current()
    if session is not None:
        keep.move(session.in_country(st.session_state["country"]))


@guarded
def _choose_column(key: str) -> None:
    session = keep.current()
    if session is not None:
        keep.move(session.in_country_of(st.session_state[key]))


def _facts(session: Session) -> tuple[LocalFit | None, CountryColumn | None]:
    """What the numbers say about the country, kept while file, phone column and country are the same."""
    key = (session.mapping.phone[:1], session.region)
    kept = cast("tuple[object, ...] | None", st.session_state.get("country_facts"))
    if kept is None or kept[0] is not session.table or kept[1] != key:
        phone = session.mapping.phone[:1]
        cells = session.table.frame[phone[0]] if phone else pd.Series([], dtype="str")
        column = suggest_country_column(session.table, session.mapping, session.region)
        kept = st.session_state["country_facts"] = (session.table, key, (local_fit(cells, session.region), column))
    return cast("tuple[LocalFit | None, CountryColumn | None]", kept[2])


def _fit(session: Session) -> LocalFit | None:
    return _facts(session)[0]


def _proposed(session: Session) -> CountryColumn | None:
    return _facts(session)[1]
