"""Entry point: the ASGI application, and in each script run the navigation."""

import streamlit as st
from streamlit import runtime

from callsheet.settings import load_settings
from callsheet.ui.app.idle_memory import start_idle_thread
from callsheet.ui.app.monitoring import monitoring_routes
from callsheet.ui.auth.middleware import middleware
from callsheet.ui.navigation import run_navigation
from callsheet.ui.review.grid import grid_routes
from callsheet.ui.warm_up import warm_up

if runtime.exists():
    run_navigation()
else:
    warm_up()
    start_idle_thread()
    settings = load_settings()
    routes = grid_routes() + monitoring_routes(has_metrics=settings.metrics)
    app = st.App(__file__, routes=routes, middleware=middleware(settings))
