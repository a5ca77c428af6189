"""The map of the app: which pages there are, and the server that shows them."""

import streamlit as st
from streamlit import runtime

from callsheet.ui.auth.download_guard import DOORKEEPER
from callsheet.ui.navigation import show_map

if runtime.exists():
    show_map()
else:
    app = st.App(__file__, middleware=[DOORKEEPER])
