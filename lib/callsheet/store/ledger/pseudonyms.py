"""Marks: keyed hashes that stand for numbers which are not kept any more, so that nobody is called twice.

A mark tells whether a number was claimed to whoever holds that number and the key. The key lies in this database
alone: without it claims would no longer hold, so it must come and go with them.
"""

from __future__ import annotations

import secrets
from hashlib import blake2b
from typing import TYPE_CHECKING

import pandas as pd
from sqlalchemy import delete, select

from callsheet.database.sql import insert_or_ignore
from callsheet.store.clock import utc_now
from callsheet.store.tables import CLAIMS, SAVED_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection

KEY_NAME = "mark_key"
SIGN = "#"
"""Starts every mark; no E.164 number starts so."""
_KEY_BYTES, _MARK_BYTES = 32, 16
_ROWS_A_STATEMENT = 10_000


class Pseudonymizer:
    """Makes the marks of one database.

    Args:
        key: 32 bytes.
    """

    def __init__(self, key: bytes) -> None:
        self._start = blake2b(digest_size=_MARK_BYTES, key=key)

    @classmethod
    def of(cls, connection: Connection) -> Pseudonymizer:
        """With the database's own key, made when there is none yet.

        Args:
            connection: inside a transaction.
        """
        fresh = {"name": KEY_NAME, "value": secrets.token_hex(_KEY_BYTES), "changed_at": utc_now()}
        connection.execute(insert_or_ignore(connection, SAVED_SETTINGS).values(**fresh))
        key = connection.scalar(select(SAVED_SETTINGS.c.value).where(SAVED_SETTINGS.c.name == KEY_NAME))
        return cls(bytes.fromhex(str(key)))

    def mark(self, number: str) -> str:
        """The mark of a number.

        Args:
            number: E.164.

        Returns:
            "#" and 32 hexadecimal digits; the same for the same number.
        """
        made = self._start.copy()
        made.update(number.encode())
        return SIGN + made.hexdigest()

    def marks(self, numbers: Iterable[str]) -> dict[str, str]:
        """Mark → number, for each of many numbers."""
        return {self.mark(number): number for number in numbers}


def marked_claims(server: str, campaign_id: str) -> tuple[ColumnElement[bool], ...]:
    """Finds the claims of a campaign whose number is not kept any more."""
    here = (CLAIMS.c.server == server, CLAIMS.c.campaign_id == campaign_id)
    return (*here, CLAIMS.c.phone_number.startswith(SIGN, autoescape=True))


def give_back_marked(connection: Connection, submission_id: str, server: str, campaign_id: str) -> None:
    """Take claims back from a submission that just began where the number was claimed before and is a mark by now.

    Args:
        connection: inside the transaction of the press, after the numbers were claimed.
        submission_id: the one that began.
        server: where it goes.
        campaign_id: as above.
    """
    held = select(CLAIMS.c.phone_number, CLAIMS.c.round).where(*marked_claims(server, campaign_id))
    taken = {(mark, turn) for mark, turn in connection.execute(held)}
    if not taken:
        return
    marker = Pseudonymizer.of(connection)
    mine = select(CLAIMS.c.phone_number, CLAIMS.c.round, CLAIMS.c.row).where(CLAIMS.c.submission_id == submission_id)
    rows = [row for number, turn, row in connection.execute(mine) if (marker.mark(number), turn) in taken]
    for start in range(0, len(rows), _ROWS_A_STATEMENT):
        some = CLAIMS.c.row.in_(rows[start : start + _ROWS_A_STATEMENT])
        connection.execute(delete(CLAIMS).where(CLAIMS.c.submission_id == submission_id, some))


def read_claimed(connection: Connection, server: str, campaign_id: str, numbers: pd.Series[str]) -> pd.DataFrame:
    """Which of some numbers are spoken for in a campaign; arguments and answer as of `Ledger.claimed`."""
    names = ("phone_number", "round", "submission_id", "row")
    query = select(*(CLAIMS.c[name] for name in names)).order_by(CLAIMS.c.round)
    query = query.where(CLAIMS.c.server == server, CLAIMS.c.campaign_id == campaign_id)
    claims = pd.DataFrame(connection.execute(query).all(), columns=names)
    claims = claims.astype({"phone_number": "str", "round": "int64", "submission_id": "str", "row": "int64"})
    marked = claims["phone_number"].str.startswith(SIGN)
    if marked.any():
        known = Pseudonymizer.of(connection).marks(numbers)
        claims.loc[marked, "phone_number"] = claims["phone_number"][marked].map(known)
    claims = claims[claims["phone_number"].isin(numbers)]
    return claims.drop_duplicates("phone_number", keep="last")
