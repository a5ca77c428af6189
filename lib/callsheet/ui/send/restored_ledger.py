"""Warns about uploads missing from a ledger restored from a backup, until an operator acknowledges them."""

from __future__ import annotations

import streamlit as st

from callsheet.sending import acknowledge_untracked, untracked_uploads
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.wording.sending import untracked_line
from callsheet.wording.ui import send as words

_TYPED = "restored_count"


def show_restored(campaign_id: str | None = None) -> None:
    """Show the uploads that the ledger does not contain; nothing if there is no such upload.

    Args:
        campaign_id: show them only if one went to this campaign; None: always.
    """
    untracked = untracked_uploads(services().store, services().server)
    if not untracked or campaign_id not in (None, *(intent.campaign for intent in untracked)):
        return
    with st.container(border=True, key="restored", gap="small"):
        leads = sum(intent.rows for intent in untracked)
        st.warning(words.restored(len(untracked), leads), icon=":material/history:")
        lines = [untracked_line(intent.campaign, intent.rows, intent.at) for intent in untracked]
        st.caption("  \n".join(map(escape_markdown, lines)))
        st.markdown(words.RESTORED_LOOK)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(words.RESTORED_TYPE, key=_TYPED, width=280)
            typed = str(st.session_state.get(_TYPED) or "").strip()
            st.button(
                words.RESTORED_ACCEPT, key="accept_restored", disabled=typed != str(len(untracked)), on_click=_accept
            )


@safe_callback
def _accept() -> None:
    acknowledge_untracked(services().store, services().server, services().who())
    services().wake_sender()
