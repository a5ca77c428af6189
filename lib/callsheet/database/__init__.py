"""Open, migrate, lock and check databases: SQLite embedded or PostgreSQL by URL."""

from callsheet.database.backups import delete_migration_backups
from callsheet.database.durability import check_durable
from callsheet.database.engine import database_file, open_database
from callsheet.database.faults import (
    DatabaseFault,
    disk_fault,
    explained_disk,
    failed_database,
    port_fault,
    prepare_home,
)
from callsheet.database.locks import ProcessLock
from callsheet.database.migrate import migrate
from callsheet.database.state import database_state

__all__ = [
    "DatabaseFault",
    "ProcessLock",
    "check_durable",
    "database_file",
    "database_state",
    "delete_migration_backups",
    "disk_fault",
    "explained_disk",
    "failed_database",
    "migrate",
    "open_database",
    "port_fault",
    "prepare_home",
]
