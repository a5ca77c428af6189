"""Sentences on screens."""
