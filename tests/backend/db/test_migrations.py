"""Migration of a database of the first version."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from callsheet.backend.services import MIGRATIONS, VERSION_TABLE
from callsheet.database import migrate, open_database
from callsheet.settings import Settings
from tests.support.running_backend import run_backend

if TYPE_CHECKING:
    from pathlib import Path


def test_an_old_database_is_migrated_with_a_backup(tmp_path: Path) -> None:
    """Campaigns, leads and keys survive, and a copy of the old database is stored beside it."""
    settings = Settings(home=tmp_path, rate_limit=0)
    engine = open_database(settings.backend_url)
    migrate(engine, MIGRATIONS, VERSION_TABLE, to="0001")
    with engine.begin() as connection:
        for statement in (
            "INSERT INTO workspaces VALUES ('org_1')",
            (
                "INSERT INTO api_keys (digest, workspace_id) VALUES "
                "('2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683', 'org_1')"
            ),
            (
                "INSERT INTO campaigns (id, organization_id, name, agent_id, from_phone_number, status, created_at)"
                " VALUES"
                " ('cmp_aaaaaaaaaaaa', 'org_1', 'Old', 'a', '+912234567890', 'draft', '2026-01-01 00:00:00.000000')"
            ),
            (
                "INSERT INTO leads (id, campaign_id, phone_number, status, notes, created_at) VALUES "
                "('lead_aaaaaaaaaaaa', 'cmp_aaaaaaaaaaaa', '+911', 'pending', '{}', '2026-01-01 00:00:00.000000')"
            ),
        ):
            connection.exec_driver_sql(statement)
    engine.dispose()
    settings.key_file.write_text("key\n")
    with run_backend(tmp_path) as backend:
        assert backend.get("/campaigns/cmp_aaaaaaaaaaaa")["total_leads"] == 1
        assert backend.get("/campaigns/cmp_aaaaaaaaaaaa")["created_at"] == "2026-01-01T00:00:00Z"
    with closing(sqlite3.connect(tmp_path / "backend.db.before-0005")) as copy:
        assert copy.execute("SELECT version_num FROM backend_version").fetchone() == ("0001",)
        assert copy.execute("SELECT count(*) FROM leads").fetchone() == (1,)
