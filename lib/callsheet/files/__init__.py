"""Bytes → Table, and Report → files: the readers and the writers."""
