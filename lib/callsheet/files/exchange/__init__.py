"""Files for people: clean CSV, error rows, and corrections that come back."""
