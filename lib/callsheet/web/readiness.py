"""Whether a server can take work now: what a load balancer asks at `/ready`."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from callsheet.database import database_state
from callsheet.wording import api

if TYPE_CHECKING:
    from sqlalchemy import Engine

ROOM_BYTES = 200 * 1024 * 1024
"""Free space without which a server is not ready: two files of 10 MB, the rows of both in the database and its log."""


def not_ready(engine: Engine, home: Path) -> str:
    """Why nothing can be taken now, as a sentence; "" if something can.

    Args:
        engine: the database, which must answer.
        home: the data folder, whose disk needs room; so does that of the temporary folder.
    """
    if not database_state(engine).answers:
        return api.DATABASE_AWAY
    folders = (Path(tempfile.gettempdir()), home)
    has_room = all(shutil.disk_usage(folder).free >= ROOM_BYTES for folder in folders)
    return "" if has_room else api.NO_ROOM
