"""Submissions, their upload parts, and every transition between their states."""
