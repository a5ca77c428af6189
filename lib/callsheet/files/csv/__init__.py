"""Text files: encoding, dialect, records, columns."""
