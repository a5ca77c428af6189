"""Unclear outcomes: evidence from the server, quarantine, recall."""
