"""The tables of what the app remembers beside drafts and ledger. They change only by a new revision."""

from __future__ import annotations

from sqlalchemy import JSON, Column, DateTime, String, Table, Text

from callsheet.store.tables import METADATA

KEPT_SETTINGS = Table(
    "kept_settings",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("value", JSON, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)

RECIPES = Table(
    "recipes",
    METADATA,
    Column("recipe_key", String(64), primary_key=True),
    Column("headers", JSON, nullable=False),
    Column("recipe", JSON, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("learned_at", DateTime(timezone=True), nullable=False),
)
