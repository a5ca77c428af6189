"""Speaks the upload API to any server."""
