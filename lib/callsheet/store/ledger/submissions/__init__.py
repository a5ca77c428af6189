"""Submissions as they are read: one with its parts, and the summary of each in a list."""
