"""The sends as a table: searched, filtered, sorted; a press on a file opens its send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.sending import counts_now, outcome_counts
from callsheet.store import CallOutcome, RowState
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_html, escape_markdown
from callsheet.wording import results, sending
from callsheet.wording.ui import history as words
from callsheet.wording.ui.destinations import in_header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.store import ResultsRead, SubmissionSummary

SEND = "send"
"""Query parameter with the id of the send that is open."""
PAGE = 20
_SHOWN = "history_shown"
_WIDTHS = (2.6, 1.9, 1.1, 1.3, 0.8, 0.9, 0.9, 0.9, 1.2)
_WIDTHS_WITH_RESULTS = (2.0, 1.6, 0.7, 1.3, 0.55, 0.75, 0.75, 0.8, 0.75, 0.9, 0.5, 0.6, 0.65, 1.1)


@dataclass(frozen=True)
class _Line:
    """A line of the table.

    Args:
        send: the submission.
        counts: rows by group of outcomes.
        results: leads by what became of their calls, in the order of the columns; None: never read.
    """

    send: SubmissionSummary
    counts: dict[str, int]
    results: dict[str, int] | None


def show_sends(summaries: Sequence[SubmissionSummary]) -> None:
    """Show filters and table.

    Args:
        summaries: the newest first.
    """
    chosen = _sorted(_filtered(summaries))
    shown = int(st.session_state.get(_SHOWN, PAGE))
    lines = _lines(chosen[:shown])
    if not lines:
        st.info(words.NOTHING_FOUND, icon=":material/search_off:")
        return
    has_results = any(line.results is not None for line in lines)
    widths = _WIDTHS_WITH_RESULTS if has_results else _WIDTHS
    with st.container(key="past", gap=None):
        with st.container(key="past_heads"):
            heads = (*words.HEADS[:-1], *results.HEADS, words.HEADS[-1]) if has_results else words.HEADS
            for cell, head in zip(st.columns(widths), heads, strict=True):
                cell.caption(head)
        for line in lines:
            _show_line(line, widths)
    if len(chosen) > shown:
        st.button(words.MORE, key="more", on_click=_more, args=(shown,))


def _lines(sends: Sequence[SubmissionSummary]) -> list[_Line]:
    read = services().store.results.states([send.id for send in sends])
    return [_Line(send, words.grouped(outcome_counts(send)), _results(send, read.get(send.id))) for send in sends]


def _results(send: SubmissionSummary, state: ResultsRead | None) -> dict[str, int] | None:
    if state is None or state.read_at is None:
        return None
    counts = counts_now(state.counts, send.row_counts.get(RowState.SENT, 0))
    return {results.OUTCOMES[name]: counts.get(CallOutcome(name), 0) for name in results.ALWAYS_SHOWN}


def _filtered(summaries: Sequence[SubmissionSummary]) -> list[SubmissionSummary]:
    with st.container(horizontal=True, vertical_alignment="bottom", key="history_filters"):
        text = st.text_input(words.SEARCH, key="history_search", width=260) or ""
        campaign = _choice(words.CAMPAIGN, [send.campaign_name for send in summaries], "history_campaign")
        status = _choice(words.STATUS, [sending.STATES[send.state.value] for send in summaries], "history_status")
        who = _choice(words.WHO, [send.created_by for send in summaries], "history_who")
        st.selectbox(
            words.SORT, list(words.ORDERS), key="history_sort", format_func=words.ORDERS.__getitem__, width=170
        )
    wanted = text.casefold().split()
    return [
        send
        for send in summaries
        if all(word in f"{send.file_name} {send.campaign_name} {send.created_by}".casefold() for word in wanted)
        and campaign in (None, send.campaign_name)
        and status in (None, sending.STATES[send.state.value])
        and who in (None, send.created_by)
    ]


def _choice(label: str, values: Sequence[str], key: str) -> str | None:
    options = sorted({value for value in values if value})
    return st.selectbox(label, options, index=None, key=key, placeholder=words.ALL, width=170)


def _sorted(sends: list[SubmissionSummary]) -> list[SubmissionSummary]:
    match st.session_state.get("history_sort"):
        case "oldest":
            return sends[::-1]
        case "file":
            return sorted(sends, key=lambda send: send.file_name.casefold())
        case "campaign":
            return sorted(sends, key=lambda send: send.campaign_name.casefold())
        case "leads":
            return sorted(sends, key=lambda send: -send.counts.ready)
        case _:
            return sends


def _show_line(line: _Line, widths: Sequence[float]) -> None:
    send = line.send
    texts = [in_header(send.campaign_name, send.destination), send.created_by, sending.moment(send.created_at)]
    with st.container(key=f"past_{send.id}"):
        cells = st.columns(widths, vertical_alignment="center")
        cells[0].button(
            escape_markdown(send.file_name), key=f"send_{send.id}", type="tertiary", on_click=_open, args=(send.id,)
        )
        for cell, text in zip(cells[1:4], texts, strict=True):
            cell.html(f"<span>{escape_html(text)}</span>")
        numbers = {**line.counts, **(line.results or {})}
        for cell, (name, rows) in zip(cells[4:-1], numbers.items(), strict=False):
            none = "" if rows else " none"
            cell.html(f'<span class="number{none}"><b>{rows:,}</b> <i>{escape_html(name)}</i></span>')
        cells[-1].html(f"<span>{escape_html(sending.STATES[send.state.value])}</span>")


@safe_callback
def _open(submission_id: str) -> None:
    st.query_params[SEND] = submission_id


@safe_callback
def _more(shown: int) -> None:
    st.session_state[_SHOWN] = shown + PAGE
