"""The list of open drafts: files that were uploaded and not sent yet."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.store import SubmissionState
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.session.session import Step
from callsheet.ui.state import persistence
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from callsheet.store import DraftSummary


def open_drafts(owner: str | None) -> list[DraftSummary]:
    """Drafts of which nothing was sent, the newest first.

    Args:
        owner: whose; None: everybody's.
    """
    store = services().store

    def is_sent(draft: DraftSummary) -> bool:
        return any(submission.state is SubmissionState.SENT for submission in store.ledger.of_draft(draft.id))

    return [draft for draft in store.drafts.list_for(owner) if not is_sent(draft)]


def show_open_drafts(owner: str | None) -> None:
    """Show the list; nothing when it is empty.

    Args:
        owner: whose drafts; None: everybody's.
    """
    drafts = open_drafts(owner)
    if not drafts:
        return
    with st.container(gap="xxsmall"):
        st.subheader(words.GO_ON, anchor=False)
        st.caption(words.drafts_kept(services().settings.draft_days))
    with st.container(gap="xxsmall", key="open_drafts"):
        for draft in drafts:
            _show_line(draft)


def _show_line(draft: DraftSummary) -> None:
    when = words.ago((datetime.now(UTC) - draft.updated_at).total_seconds())
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.button(
            escape_markdown(words.draft_line(draft.name, draft.rows, draft.step, when)),
            key=f"open_{draft.id}",
            type="tertiary",
            on_click=_open,
            args=(draft.id, draft.step),
        )
        with st.popover(words.DELETE, type="tertiary", help=escape_markdown(words.delete_draft(draft.name))):
            label = words.delete_now(draft.rows or 0)
            st.button(label, key=f"delete_{draft.id}", on_click=_delete, args=(draft.id,))


@safe_callback
def _open(draft_id: str, step: str) -> None:
    persistence.show_in_address(draft_id, Step.MATCH if step == Step.UPLOAD else Step(step))


@safe_callback
def _delete(draft_id: str) -> None:
    services().store.drafts.delete(draft_id, by=services().who())
