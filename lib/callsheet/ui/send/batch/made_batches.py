"""What the server said about the batch calls of a send, and their present state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.client import BatchCalls
from callsheet.contract import has_batch_ended
from callsheet.errors import ServerError
from callsheet.sending import is_refused_whole, made_batches, refused_countries
from callsheet.store import DestinationKind
from callsheet.ui.app.phone_format import readable_number
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.wording import destinations as shared_words
from callsheet.wording.ui import destinations as words

if TYPE_CHECKING:
    from callsheet.sending import MadeBatch
    from callsheet.store import Submission

SECONDS = 10
"""How long the states of batch calls are shown again. Chosen by hand."""


def show_made_batches(submission: Submission) -> None:
    """Show each batch call with its number, warning and state, and why a whole file was refused.

    Args:
        submission: to any destination; nothing is shown of others.
    """
    if submission.destination is not DestinationKind.BATCH_CALL:
        return
    if is_refused_whole(submission):
        rows = refused_countries(services().api(), services().store.ledger, submission)
        sentence = f"{shared_words.COUNTRY_SWITCHED_OFF} {shared_words.refused_countries(rows)}"
        st.warning(escape_markdown(sentence), icon=":material/public_off:")
    made = made_batches(services().store.ledger, submission)
    if not made:
        return
    states = _states(services().server)
    for batch in made:
        lines = [words.batch_state(batch.title, states.get(batch.id, "")), _number(batch), *_times(submission)]
        st.markdown(escape_markdown(" ".join(filter(None, lines))))
        for warning in shared_words.warnings(batch.facts):
            st.info(escape_markdown(warning), icon=":material/schedule:")
        if batch.removed is not None:
            st.caption(escape_markdown(shared_words.removed_from_queue(batch.title, batch.removed)))


def have_all_ended(submission: Submission) -> bool:
    """Whether the server lists every batch call of a send as ended, so that there is nothing left to cancel.

    Args:
        submission: to any destination; False for another one.
    """
    made = made_batches(services().store.ledger, submission)
    if not made:
        return False
    states = _states(services().server)
    return all(has_batch_ended(states.get(batch.id, "")) for batch in made)


def _number(batch: MadeBatch) -> str:
    number = batch.facts.get("from_number")
    return shared_words.calls_from(readable_number(str(number)) if number else None)


def _times(submission: Submission) -> list[str]:
    """When the calls begin and end, and between which hours, as they were chosen."""
    chosen = submission.batch
    return [
        shared_words.begins(str(chosen.get("starts_at") or "")),
        shared_words.ends(str(chosen.get("ends_at") or "")),
        shared_words.calls_between(chosen.get("hours") or ()),
    ]


@st.cache_data(ttl=SECONDS, max_entries=5, show_spinner=False)
def _states(server: str) -> dict[str, str]:
    """Id → state of the batch calls that the server lists; empty where it does not."""
    del server  # it is the key of the cache
    try:
        return {batch.id: batch.status for batch in BatchCalls(services().api()).listed().batches}
    except ServerError:
        return {}
