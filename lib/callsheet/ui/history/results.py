"""What became of the calls of a send: counts with their time, Refresh, and the operator's own file with results."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.errors import CallsheetError
from callsheet.sending import RECENT, Pace, ResultsReader, counts_now, may_change, read_draft_file, rejoin
from callsheet.ui.app.downloads import WORKBOOK
from callsheet.ui.app.error_boundary import error_boundary, safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.auth import user
from callsheet.ui.history.next_list import show_next_list
from callsheet.wording import results as words
from callsheet.wording.format import stem
from callsheet.wording.sending import moment_with_year

if TYPE_CHECKING:
    from datetime import datetime

    from callsheet.sending import RejoinedFile
    from callsheet.store import ResultsRead, Submission


WATCH_SECONDS = 5
"""How often an open page looks whether results came. Chosen by hand."""


class _Reading:
    """A reading of results in a thread of its own; a page may be left while it runs.

    Args:
        submission_id: the send.
        reader: of its server.
    """

    def __init__(self, submission_id: str, reader: ResultsReader) -> None:
        self.leads = 0
        self.has_failed = False
        self._submission_id, self._reader = submission_id, reader
        self._thread = threading.Thread(target=self._run, daemon=True, name="results")
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """True until it has ended."""
        return self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._reader.read(self._submission_id, on_page=self._note)
        except CallsheetError:  # what was read is stored; the page says that the rest is missing
            self.has_failed = True

    def _note(self, leads: int) -> None:
        self.leads = leads


_READINGS: dict[str, _Reading] = {}
"""Submission id → its latest reading in this process; all sessions share it, so that nobody reads twice at once."""


def show_results(submission: Submission) -> None:
    """Show the results of a send of which the server has leads.

    Args:
        submission: in any state.
    """
    if not submission.rows_sent or submission.erased_at is not None:
        return
    with st.container(key=f"results_{submission.id}", gap="small"):
        reading = _READINGS.get(submission.id)
        if reading is not None and reading.is_running:
            _follow(submission.id)
        read = services().store.results.state(submission.id)
        is_fetched_again = _is_fetched_again(submission, read)
        if is_fetched_again:
            _watch(submission.id, None if read is None else read.read_at)
        _show_counts(
            read,
            submission.rows_sent,
            has_failed=reading is not None and reading.has_failed,
            is_fetched_again=is_fetched_again,
        )
        with st.container(horizontal=True, gap="small"):
            if submission.server == services().server:
                st.button(
                    words.REFRESH, key=f"refresh_results_{submission.id}", type="tertiary", icon=":material/refresh:",
                    on_click=_refresh, args=(submission.id,), disabled=reading is not None and reading.is_running,
                )  # fmt: skip
            if read is not None and read.read_at is not None:
                _show_files(submission)
        if read is not None and read.read_at is not None and _has_upload(submission):
            show_next_list(submission)


def _is_fetched_again(submission: Submission, read: ResultsRead | None) -> bool:
    """Whether the sender's process fetches without a press."""
    shared = services()
    now = shared.store.clock.now()
    if submission.server != shared.server or now - submission.created_at > RECENT:
        return False
    is_open = may_change(submission.rows_sent, submission.destination, read)
    return is_open and shared.settings.fetch_results


@st.fragment(run_every=WATCH_SECONDS)
def _watch(submission_id: str, read_at: datetime | None) -> None:
    """Show the page again when something was fetched; start the process that fetches, unless it runs."""
    with error_boundary(repeats=True):
        services().wake_sender()
        read = services().store.results.state(submission_id)
        if read is not None and read.read_at != read_at:
            st.rerun()


def _show_counts(read: ResultsRead | None, rows_sent: int, *, has_failed: bool, is_fetched_again: bool) -> None:
    if read is None or read.read_at is None:
        st.caption(words.NEVER_READ)
    else:
        counts = counts_now(read.counts, rows_sent)
        st.markdown(words.RESULTS.format(counts=words.counts_line({str(name): n for name, n in counts.items()})))
        marks = [words.FETCHED.format(when=moment_with_year(read.read_at))]
        marks += [words.simulated(read.simulated)] if read.simulated else []
        marks += [words.FETCHED_AGAIN] if is_fetched_again else []
        st.caption(escape_markdown(" ".join(marks)))
    if has_failed:
        st.caption(words.READING_FAILED)
    elif read is not None and read.problem:
        st.caption(words.PROBLEMS[read.problem.value])


def _has_upload(submission: Submission) -> bool:
    return submission.draft_id in services().store.drafts.ids(user.owner_of_history())


def _show_files(submission: Submission) -> None:
    """Offer the file that was sent with its results, while its upload is there."""
    shared = services()
    if not _has_upload(submission):
        st.caption(words.UPLOAD_DELETED)
        return

    def rejoined() -> RejoinedFile:
        return rejoin(shared.store, submission, read_draft_file(shared.store.drafts.load(submission.draft_id)))

    name = words.file_name(stem(submission.file_name))
    st.download_button(
        words.DOWNLOAD_WORKBOOK, lambda: rejoined().as_workbook(), f"{name}.xlsx", WORKBOOK,
        key=f"results_xlsx_{submission.id}", type="tertiary", icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    st.download_button(
        words.DOWNLOAD_CSV, lambda: rejoined().as_csv(), f"{name}.csv", "text/csv",
        key=f"results_csv_{submission.id}", type="tertiary", icon=":material/download:", on_click="ignore",
    )  # fmt: skip


@st.fragment(run_every=1.0)
def _follow(submission_id: str) -> None:
    with error_boundary(repeats=True):
        reading = _READINGS.get(submission_id)
        if reading is None or not reading.is_running:
            st.rerun()
        st.caption(words.reading(reading.leads))


@safe_callback
def _refresh(submission_id: str) -> None:
    reading = _READINGS.get(submission_id)
    if reading is None or not reading.is_running:
        shared = services()
        reader = ResultsReader(shared.store, shared.api(), Pace.of(shared.server))
        _READINGS[submission_id] = _Reading(submission_id, reader)
