"""Backups: one file with both databases as they were at one moment, the keys and the intent log."""
