"""Uploads of unknown outcome: evidence from the server, quarantine, refusals, recall."""
