"""The pages of the app and the navigation between them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.connection.reconnect import watch_the_connection
from callsheet.ui.app.error_boundary import stop_on_faults
from callsheet.ui.app.layout import ICON, style
from callsheet.ui.app.streamlit_internals import came_by_history, main_script
from callsheet.ui.auth.sign_in import may_enter, resume_pending_draft, show_sign_in
from callsheet.ui.auth.user import register_session
from callsheet.ui.state import persistence
from callsheet.ui.state.attention import show_attention_link
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

_RENDERED, _PREVIOUS = "navigation_rendered", "previous_page"
_CSS = (Path(__file__).parent / "navigation.css").read_text("utf-8")


_PAGES = {
    "import_leads": words.IMPORT,
    "history": words.HISTORY,
    "campaigns": words.CAMPAIGNS,
    "settings": words.SETTINGS,
}
"""Script in `pages/`, which is also the path of its address → title. The first is also served at the root."""


def run_navigation() -> None:
    """Render the navigation and run the page that is open."""
    _render().run()


def require_navigation() -> None:
    """Call first on every page: renders the navigation, and stops if the user may not enter.

    A fresh server answers the first request for a page's own address by running that page's script alone, without
    app.py. Rendering the navigation here registers the pages; then the same address runs again from the start.
    """
    if _RENDERED not in st.session_state:
        _render()
        st.rerun()
    if not may_enter():
        st.stop()
    show_attention_link()


def _render() -> Page:
    st.set_page_config(page_title="Callsheet", page_icon=str(ICON), layout="wide")
    stop_on_faults()
    st.session_state[_RENDERED] = True
    is_allowed = may_enter()
    register_session(is_admitted=is_allowed)
    st.html(f"{style()}<style>{_CSS}</style>")
    watch_the_connection()
    page = st.navigation(_pages(), position="top" if is_allowed else "hidden")
    if not is_allowed:
        show_sign_in()
        st.stop()
    resume_pending_draft()
    is_other = page.url_path != st.session_state.get(_PREVIOUS, page.url_path)
    if is_other and not page.url_path and not came_by_history():
        persistence.resume()
    st.session_state[_PREVIOUS] = page.url_path
    return page


def _pages() -> list[Page]:
    folder = Path(main_script() or "app.py").parent / "pages"
    import_page, *others = [(script, title) for script, title in _PAGES.items() if (folder / f"{script}.py").is_file()]
    return [
        st.Page(f"pages/{import_page[0]}.py", title=import_page[1], url_path="start", default=True),
        st.Page(f"pages/{import_page[0]}.py", title=import_page[1], url_path=import_page[0], visibility="hidden"),
        *(st.Page(f"pages/{script}.py", title=title, url_path=script) for script, title in others),
    ]
