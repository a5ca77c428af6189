"""Parts of a session that it has once Review was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session
    from callsheet.ui.session.view import View
    from callsheet.validation import Report


def report_of(session: Session) -> Report:
    """The report of a session that has one."""
    assert session.report is not None
    return session.report


def view_of(session: Session) -> View:
    """The view of a session that has one."""
    assert session.view is not None
    return session.view
