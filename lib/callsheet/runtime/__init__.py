"""Composition root: builds services from settings and starts child processes."""
