"""The map of the app: which pages there are, and the server that shows them."""

import streamlit as st
from streamlit import runtime

from callsheet.ui.auth.download_guard import DOWNLOAD_GUARD
from callsheet.ui.navigation import run_navigation
from callsheet.ui.warm_up import warm_up

if runtime.exists():
    run_navigation()
else:
    warm_up()
    app = st.App(__file__, middleware=[DOWNLOAD_GUARD])
