"""Migrations of the backend's tables."""
