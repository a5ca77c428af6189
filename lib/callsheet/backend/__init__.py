"""Serves the upload API."""
