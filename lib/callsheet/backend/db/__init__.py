"""Tables and queries of the backend."""
