"""Open, migrate, lock and check databases: SQLite embedded or PostgreSQL by URL."""

from callsheet.database.backups import delete_migration_backups
from callsheet.database.durability import check_durable
from callsheet.database.engine import database_file, open_database
from callsheet.database.locks import ProcessLock
from callsheet.database.migrate import migrate

__all__ = [
    "ProcessLock",
    "check_durable",
    "database_file",
    "delete_migration_backups",
    "migrate",
    "open_database",
]
