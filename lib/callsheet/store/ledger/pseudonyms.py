"""Pseudonyms: keyed BLAKE2 hashes in place of erased numbers, so that an erased number is still not called twice.

Given a number and the key, its pseudonym shows whether the number was claimed. The key is stored in the same database
only: without it the claims would be useless, so both are backed up and restored together.
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
PREFIX = "#"
"""Starts every pseudonym; no E.164 number starts with it."""
_KEY_BYTES, _DIGEST_BYTES = 32, 16
_ROWS_PER_STATEMENT = 10_000
"""SQLite allows 32,766 bound values in one statement."""


class Pseudonymizer:
    """Computes the pseudonyms of one database.

    Args:
        key: 32 bytes.
    """

    def __init__(self, key: bytes) -> None:
        self._keyed = blake2b(digest_size=_DIGEST_BYTES, key=key)

    @classmethod
    def for_database(cls, connection: Connection) -> Pseudonymizer:
        """Use the database's key, which is created on first use.

        Args:
            connection: inside a transaction.
        """
        new_key = {"name": KEY_NAME, "value": secrets.token_hex(_KEY_BYTES), "changed_at": utc_now()}
        connection.execute(insert_or_ignore(connection, SAVED_SETTINGS).values(**new_key))
        key = connection.scalar(select(SAVED_SETTINGS.c.value).where(SAVED_SETTINGS.c.name == KEY_NAME))
        return cls(bytes.fromhex(str(key)))

    def pseudonym(self, number: str) -> str:
        """Return the pseudonym of a number.

        Args:
            number: E.164.

        Returns:
            "#" and 32 hexadecimal digits; the same for the same number.
        """
        digest = self._keyed.copy()
        digest.update(number.encode())
        return PREFIX + digest.hexdigest()

    def numbers_by_pseudonym(self, numbers: Iterable[str]) -> dict[str, str]:
        """Return pseudonym → number."""
        return {self.pseudonym(number): number for number in numbers}


def is_pseudonym() -> ColumnElement[bool]:
    """Return the condition that a claim holds a pseudonym."""
    return CLAIMS.c.phone_number.startswith(PREFIX, autoescape=True)


def release_pseudonymous_claims(connection: Connection, submission_id: str, server: str, campaign_id: str) -> None:
    """Delete the claims of a new submission on numbers that an erased submission claims by their pseudonym.

    Args:
        connection: inside the transaction that creates the submission, after it has claimed its numbers.
        submission_id: the new submission.
        server: name of the server that receives the leads.
        campaign_id: the campaign.
    """
    query = select(CLAIMS.c.phone_number, CLAIMS.c.round)
    query = query.where(CLAIMS.c.server == server, CLAIMS.c.campaign_id == campaign_id, is_pseudonym())
    claimed = {(pseudonym, repeat) for pseudonym, repeat in connection.execute(query)}
    if not claimed:
        return
    pseudonymizer = Pseudonymizer.for_database(connection)
    own = select(CLAIMS.c.phone_number, CLAIMS.c.round, CLAIMS.c.row).where(CLAIMS.c.submission_id == submission_id)
    rows = [
        row for number, repeat, row in connection.execute(own) if (pseudonymizer.pseudonym(number), repeat) in claimed
    ]
    for start in range(0, len(rows), _ROWS_PER_STATEMENT):
        batch = CLAIMS.c.row.in_(rows[start : start + _ROWS_PER_STATEMENT])
        connection.execute(delete(CLAIMS).where(CLAIMS.c.submission_id == submission_id, batch))


def read_claims(connection: Connection, server: str, campaign_id: str, numbers: pd.Series[str]) -> pd.DataFrame:
    """Return which of some numbers are claimed in a campaign; arguments and result as of `Ledger.claimed`."""
    columns = ("phone_number", "round", "submission_id", "row")
    query = select(*(CLAIMS.c[column] for column in columns)).order_by(CLAIMS.c.round)
    query = query.where(CLAIMS.c.server == server, CLAIMS.c.campaign_id == campaign_id)
    claims = pd.DataFrame(connection.execute(query).all(), columns=columns)
    claims = claims.astype({"phone_number": "str", "round": "int64", "submission_id": "str", "row": "int64"})
    pseudonymous = claims["phone_number"].str.startswith(PREFIX)
    if pseudonymous.any():
        known = Pseudonymizer.for_database(connection).numbers_by_pseudonym(numbers)
        claims.loc[pseudonymous, "phone_number"] = claims["phone_number"][pseudonymous].map(known)
    claims = claims[claims["phone_number"].isin(numbers)]
    return claims.drop_duplicates("phone_number", keep="last")
