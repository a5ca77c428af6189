"""What is known of a workflow before leads are enrolled in it: its status, and the variables of its leads so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.client import WorkflowApi, list_workflows
from callsheet.errors import ServerError
from callsheet.sending import compare_variables
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.wording import destinations as words

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session
    from callsheet.validation import Report


def show_workflow(session: Session, report: Report) -> None:
    """Say what happens to the leads there, and which variables they lack.

    Args:
        session: with a workflow as its target.
        report: the checked file.
    """
    st.caption(escape_markdown(_status_line(session)))
    try:
        keys = WorkflowApi(services().api(), session.campaign_id).variable_keys()
    except ServerError:
        st.caption(words.KEYS_NOT_READ)
        return
    missing, unknown = compare_variables(keys, report)
    for sentence in words.variables(missing, unknown):
        st.info(escape_markdown(sentence), icon=":material/data_object:")


def _status_line(session: Session) -> str:
    try:
        workflows = list_workflows(services().api())
    except ServerError:
        workflows = None
    workflow = next((entry for entry in workflows or () if entry.id == session.campaign_id), None)
    return words.WORKFLOWS_NOT_LISTED if workflow is None else words.workflow(workflow.title, workflow.status)
