"""Error boundary of every page: exceptions become one plain sentence; the log gets the type and line, never data."""

from __future__ import annotations

import logging
import traceback
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

import streamlit as st

from callsheet.database import disk_fault
from callsheet.errors import DraftChanged, FileRefused, ServerError, SettingsError, SystemFault
from callsheet.ui.app.services import services
from callsheet.ui.app.streamlit_internals import RerunException
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.wording import refusals
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOG = logging.getLogger(__name__)
P = ParamSpec("P")
_ERROR = "error_of_callback"
_ERROR_OF_REPEATED = "error_in_repeated_fragment"
CONFLICT = "conflict"
"""Set when another tab changed the draft: the page asks which version to keep."""


@contextmanager
def error_boundary(*, repeats: bool = False) -> Iterator[None]:
    """Show what is raised inside, or was raised by a `safe_callback` before this run, as a sentence on the page.

    Args:
        repeats: True in a fragment that is run again and again by itself: the sentence stays there until the next
            callback, or until the whole page is run.
    """
    sentence = st.session_state.pop(_ERROR, None)
    if not repeats:
        st.session_state.pop(_ERROR_OF_REPEATED, None)
    elif sentence:
        st.session_state[_ERROR_OF_REPEATED] = sentence
    else:
        sentence = st.session_state.get(_ERROR_OF_REPEATED)
    if sentence:
        st.error(escape_markdown(sentence), icon=":material/error:")
    try:
        yield
    except DraftChanged:
        st.session_state[CONFLICT] = True
        st.rerun()
    except Exception as error:  # noqa: BLE001 - the last stop before the browser
        st.error(escape_markdown(_sentence(error)), icon=":material/error:")
        st.button(steps.TRY_AGAIN, key="try_again")


def stop_on_faults() -> None:
    """Before anything is drawn: where the data folder or the database cannot be used, say so and draw nothing else."""
    try:
        services()
    except (SystemFault, SettingsError) as error:
        LOG.error("%s", error)  # noqa: TRY400 - the sentence has all
        st.error(escape_markdown(str(error)), icon=":material/error:")
        st.stop()


def safe_callback(callback: Callable[P, None]) -> Callable[P, None]:
    """Wrap a widget callback: it always runs to its end, and the next run's error boundary shows what it raises."""

    @wraps(callback)
    def safe(*args: P.args, **kwargs: P.kwargs) -> None:
        pending_rerun = _pending_rerun()
        st.session_state.pop(_ERROR_OF_REPEATED, None)
        try:
            callback(*args, **kwargs)
        except DraftChanged:
            st.session_state[CONFLICT] = True
        except Exception as error:  # noqa: BLE001 - callbacks run outside of the boundary
            st.session_state[_ERROR] = _sentence(error)
        if pending_rerun is not None:
            raise pending_rerun

    return safe


def _pending_rerun() -> RerunException | None:
    """The rerun that was requested after this run began; the caller raises it when the callback is done.

    Streamlit raises it at the first access to the session state. Inside the callback that would lose the press.
    """
    try:
        st.session_state.get(_ERROR)
    except RerunException as rerun:
        return rerun
    return None


def _sentence(error: Exception) -> str:
    if isinstance(error, FileRefused):
        return refusals.refusal(error.code, error.facts)
    if isinstance(error, OSError):
        error = disk_fault(error, str(error.filename or ""))
    if isinstance(error, SystemFault):
        LOG.error("%s", error)
        return str(error) if isinstance(error, ServerError) else steps.not_saved(error)
    if isinstance(error, ServerError | SettingsError):
        return steps.trouble(error)
    frame = traceback.extract_tb(error.__traceback__)[-1]
    LOG.error("%s at %s:%s", type(error).__name__, frame.filename, frame.lineno)
    return steps.SOMETHING_BROKE
