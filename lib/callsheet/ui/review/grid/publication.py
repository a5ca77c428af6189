"""Gives the rows of an open tab an address, under which its own browser alone gets them (routes.py)."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_urlsafe
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import streamlit as st

from callsheet.ui.app.streamlit_internals import session_id

if TYPE_CHECKING:
    from callsheet.ui.review.grid.source import GridSource

_KEY = "grid_publication"


@dataclass(eq=False)
class Publication:
    """The rows that one tab shows; held by the tab's session state, so it ends with the tab.

    Args:
        session: Streamlit's id of the tab.
        source: the rows as they are now.
        version: counts the changes of `source`.
        token: names it in addresses; says nothing without the cookie of the tab's browser.
    """

    session: str
    source: GridSource
    version: int = 1
    token: str = field(default_factory=lambda: token_urlsafe(18))

    def show(self, source: GridSource) -> None:
        """Replace the rows, if they are others."""
        shown = self.source
        if (source.report, source.view, source.columns) != (shown.report, shown.view, shown.columns):
            self.source = source
            self.version += 1


class Publications:
    """What is published in this process, by token."""

    def __init__(self) -> None:
        self._by_token: WeakValueDictionary[str, Publication] = WeakValueDictionary()
        self._lock = Lock()

    def add(self, publication: Publication) -> None:
        """Make it known until the tab that holds it ends."""
        with self._lock:
            self._by_token[publication.token] = publication

    def find(self, token: str) -> Publication | None:
        """The publication of a token; None if the tab has ended or the token was never given out."""
        with self._lock:
            return self._by_token.get(token)


PUBLICATIONS = Publications()
"""The process's publications: filled by script runs, read by the routes."""


def publish(source: GridSource) -> Publication:
    """Publish what this tab shows now, under the address that it has already if it has one."""
    publication: Publication | None = st.session_state.get(_KEY)
    if publication is None:
        publication = st.session_state[_KEY] = Publication(session_id() or "", source)
        PUBLICATIONS.add(publication)
    else:
        publication.show(source)
    return publication
