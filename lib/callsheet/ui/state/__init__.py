"""Between session and Streamlit: persistence, recipes, the chosen campaign."""
