"""The state of one upload as values; does not import Streamlit."""
