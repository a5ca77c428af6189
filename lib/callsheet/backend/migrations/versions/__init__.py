"""The history of the backend's tables."""
