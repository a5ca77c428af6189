"""Several worker processes on one database: liveness, read slots."""
