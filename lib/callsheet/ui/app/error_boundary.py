"""One boundary around every page: whatever breaks, a plain sentence and a living page; the log gets code and place."""

from __future__ import annotations

import logging
import traceback
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

from callsheet.errors import DraftChanged, FileRefused, ServerError, SettingsError
from callsheet.wording import refusals
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOG = logging.getLogger(__name__)
P = ParamSpec("P")
_TROUBLE = "trouble"
CONFLICT = "conflict"
"""Set when another tab changed the draft: the page asks which version goes on."""


@contextmanager
def boundary() -> Iterator[None]:
    """Turn what is raised inside, or was in a guarded callback, into a sentence on the page."""
    trouble = st.session_state.pop(_TROUBLE, None)
    if trouble:
        st.error(trouble, icon=":material/error:")
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the last place before the browser
        st.error(_sentence(error), icon=":material/error:")
        st.button(steps.TRY_AGAIN, key="try_again")


def guarded(callback: Callable[P, None]) -> Callable[P, None]:
    """Carry out a callback whole, and keep what it raises for the boundary of the run that follows it."""

    @wraps(callback)
    def safe(*args: P.args, **kwargs: P.kwargs) -> None:
        overtaken = _overtaken()
        try:
            callback(*args, **kwargs)
        except DraftChanged:
            st.session_state[CONFLICT] = True
        except Exception as error:  # noqa: BLE001 - a callback runs outside the boundary
            st.session_state[_TROUBLE] = _sentence(error)
        if overtaken is not None:
            raise overtaken

    return safe


def _overtaken() -> RerunException | None:
    """The run that was asked for after this one began; it waits.

    It would end the callback at its first touch of the tab's state, and what was pressed would be lost without a word.
    """
    try:
        st.session_state.get(_TROUBLE)
    except RerunException as overtaken:
        return overtaken
    return None


def _sentence(error: Exception) -> str:
    if isinstance(error, FileRefused):
        return refusals.refusal(error.code, error.facts)
    if isinstance(error, ServerError | SettingsError):
        return steps.trouble(type(error).__name__)
    place = traceback.extract_tb(error.__traceback__)[-1]
    LOG.error("%s at %s:%s", type(error).__name__, place.filename, place.lineno)
    return steps.SOMETHING_BROKE
