"""The services of this process, shared by all its sessions."""

from __future__ import annotations

import streamlit as st

from callsheet.files import reader_pool
from callsheet.runtime.retention_thread import start_retention_thread
from callsheet.runtime.services import Services, machine_user, open_services
from callsheet.ui.app.roles import email_of


@st.cache_resource(show_spinner=False)
def services() -> Services:
    """Open them once a process.

    Raises:
        SettingsError: an environment variable cannot be understood.
    """
    opened = open_services(who=_current_user)
    start_retention_thread(opened)
    reader_pool().warm_up()
    return opened


def _current_user() -> str:
    """The signed-in person, else the user of the machine."""
    if not st.user.get("is_logged_in"):
        return machine_user()
    accepts_unverified = services().environment.accept_unverified_email
    return email_of(st.user.to_dict(), accepts_unverified=accepts_unverified) or machine_user()
