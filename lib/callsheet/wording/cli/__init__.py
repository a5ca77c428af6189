"""Sentences of the command line alone."""
