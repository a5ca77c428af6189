"""Settings of the workspace that gates read in the transaction of a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from callsheet.store.tables import SAVED_SETTINGS

if TYPE_CHECKING:
    from sqlalchemy import Connection


_SAVED = select(SAVED_SETTINGS.c.value).where(SAVED_SETTINGS.c.name == bindparam("field"))


def workspace_setting(connection: Connection, field: str, default: str) -> str:
    """Return a setting: of the environment, else the saved one, else the default.

    Args:
        connection: its engine has an option named like the field where the environment sets it.
        field: of `Settings`.
        default: where neither sets it.
    """
    fixed = connection.get_execution_options().get(field)
    saved = connection.scalar(_SAVED, {"field": field})
    return str(fixed or saved or default)
