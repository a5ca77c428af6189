"""Opens and migrates databases: SQLite embedded, PostgreSQL by URL, tables by Alembic."""

from callsheet.database.engine import migrate, open_database

__all__ = ["migrate", "open_database"]
