"""The policy of consent, and the gate that judges the consent of a part's rows once more when it is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from callsheet.store.tables import SAVED_SETTINGS
from callsheet.validation import ConsentPolicy

if TYPE_CHECKING:
    from sqlalchemy import Connection

FIELD = "consent_policy"
"""The field of `Settings`, the name under which it is saved, and the option of an engine that wins over it."""


def read_policy(connection: Connection) -> ConsentPolicy:
    """Return the workspace's policy: of the environment, else the saved one, else only those who said no are left out.

    Args:
        connection: its engine may have the option `FIELD`.
    """
    fixed = connection.get_execution_options().get(FIELD)
    saved = connection.scalar(select(SAVED_SETTINGS.c.value).where(SAVED_SETTINGS.c.name == FIELD))
    return ConsentPolicy.of(str(fixed or saved or "tell"))
