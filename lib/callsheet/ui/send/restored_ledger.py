"""Warns that the ledger was restored from a backup, until an operator has compared it with the campaigns."""

from __future__ import annotations

import streamlit as st

from callsheet.sending import acknowledge_untracked, untracked_uploads
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.wording.sending import known_campaign_line, untracked_line
from callsheet.wording.ui import send as words

_TYPED = "restored_count"


def show_restored(campaign_id: str | None = None) -> None:
    """Show what a restored ledger does not contain, or has to be compared; nothing where nothing was restored.

    Args:
        campaign_id: show single uploads only if one went to this campaign; None: always.
    """
    untracked = untracked_uploads(services().store, services().server)
    restored = services().store.restores.pending(services().server)
    if restored is None and campaign_id not in (None, *(intent.campaign for intent in untracked)):
        return
    if restored is None and not untracked:
        return
    with st.container(border=True, key="restored", gap="small"):
        lines = [untracked_line(intent.campaign, intent.rows, intent.at) for intent in untracked]
        if restored is None:
            leads = sum(intent.rows for intent in untracked)
            st.warning(words.restored(len(untracked), leads), icon=":material/history:")
        else:
            st.warning(words.restored_copy(restored.copied_at), icon=":material/history:")
            sends = services().store.restores.sends(services().server)
            lines += [known_campaign_line(known.name or known.campaign_id, known.leads) for known in sends]
        st.caption("  \n".join(map(escape_markdown, lines or [words.RESTORED_EMPTY])))
        st.markdown(words.RESTORED_LOOK if restored is None else words.RESTORED_COMPARE)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(words.RESTORED_TYPE if restored is None else words.RESTORED_LINES, key=_TYPED, width=280)
            typed = str(st.session_state.get(_TYPED) or "").strip()
            is_off = typed != str(len(lines))
            st.button(words.RESTORED_ACCEPT, key="accept_restored", disabled=is_off, on_click=_accept)


@safe_callback
def _accept() -> None:
    acknowledge_untracked(services().store, services().server, services().who())
    services().wake_sender()
