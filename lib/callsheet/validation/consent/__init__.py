"""Consent: the columns that say whether a person agreed to be called, and what a row says."""
