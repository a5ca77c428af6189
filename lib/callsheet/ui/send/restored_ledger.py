"""A ledger restored from an older copy: what left since stands here until a person has seen it."""

from __future__ import annotations

import streamlit as st

from callsheet.sending import acknowledge_untracked, server_name, untracked_uploads
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.wording.sending_terminal import lost_line
from callsheet.wording.ui import send as words

_TYPED = "restored_count"


def show_restored(campaign_id: str | None = None) -> None:
    """Show the uploads that the ledger knows nothing of; nothing is shown when there are none.

    Args:
        campaign_id: only when it is one of theirs; None: whichever they went to.
    """
    lost = untracked_uploads(services().store, server_name(services().settings))
    if not lost or campaign_id not in (None, *(line["campaign"] for line in lost)):
        return
    with st.container(border=True, key="restored", gap="small"):
        leads = sum(int(line["rows"]) for line in lost)
        st.warning(words.restored(len(lost), leads), icon=":material/history:")
        lines = [lost_line(str(line["campaign"]), int(line["rows"]), str(line["at"])) for line in lost]
        st.caption("  \n".join(map(escape_markdown, lines)))
        st.markdown(words.RESTORED_LOOK)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(words.RESTORED_TYPE, key=_TYPED, width=280)
            typed = str(st.session_state.get(_TYPED) or "").strip()
            st.button(words.RESTORED_ACCEPT, key="accept_restored", disabled=typed != str(len(lost)), on_click=_accept)


@safe_callback
def _accept() -> None:
    acknowledge_untracked(services().store, server_name(services().settings), services().who())
    services().wake_sender()
