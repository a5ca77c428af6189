"""The map of the app: which pages there are."""

import streamlit as st

from callsheet.ui.frame import ICON

st.set_page_config(page_title="Callsheet", page_icon=str(ICON), layout="wide")
st.navigation([st.Page("pages/import_leads.py", title="Import", default=True)], position="hidden").run()
