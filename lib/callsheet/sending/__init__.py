"""Sends a clean set so that nobody is called twice and nobody is silently lost."""
