"""Which pages there are, and the way between them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.layout import ICON, style
from callsheet.ui.app.reconnect import watch_the_connection
from callsheet.ui.app.streamlit_internals import main_script
from callsheet.ui.auth.sign_in import may_enter, resume_pending_draft, show_sign_in
from callsheet.ui.auth.user import register_session
from callsheet.ui.state import persistence
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

_MAPPED, _BEFORE = "mapped", "page_before"
_CSS = (Path(__file__).parent / "navigation.css").read_text("utf-8")


_PAGES = {
    "import_leads": words.IMPORT,
    "history": words.HISTORY,
    "campaigns": words.CAMPAIGNS,
    "settings": words.SETTINGS,
}
"""Script in `pages/`, also its address → its title. The first answers at the root as well."""


def run_navigation() -> None:
    """Show the way between the pages, and the page that is open."""
    _drawn().run()


def require_navigation() -> None:
    """Every page's first line: the map is drawn before the page.

    On a fresh server Streamlit answers the first request for a page's own address with that page's script alone.
    Drawing the map from there ends that for good; then the same address is run again, from the map on.
    """
    if _MAPPED not in st.session_state:
        _drawn()
        st.rerun()
    if not may_enter():
        st.stop()


def _drawn() -> Page:
    st.set_page_config(page_title="Callsheet", page_icon=str(ICON), layout="wide")
    st.session_state[_MAPPED] = True
    register_session()
    st.html(f"{style()}<style>{_CSS}</style>")
    watch_the_connection()
    may = may_enter()
    page = st.navigation(_pages(), position="top" if may else "hidden")
    if not may:
        show_sign_in()
        st.stop()
    resume_pending_draft()
    if page.url_path != st.session_state.get(_BEFORE, page.url_path) and not page.url_path:
        persistence.resume()
    st.session_state[_BEFORE] = page.url_path
    return page


def _pages() -> list[Page]:
    folder = Path(main_script() or "app.py").parent / "pages"
    import_page, *others = [(script, title) for script, title in _PAGES.items() if (folder / f"{script}.py").is_file()]
    return [
        st.Page(f"pages/{import_page[0]}.py", title=import_page[1], url_path="start", default=True),
        st.Page(f"pages/{import_page[0]}.py", title=import_page[1], url_path=import_page[0], visibility="hidden"),
        *(st.Page(f"pages/{script}.py", title=title, url_path=script) for script, title in others),
    ]
