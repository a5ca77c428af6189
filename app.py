"""Entry point: the ASGI application, and in each script run the navigation."""

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
