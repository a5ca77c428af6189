"""Pseudonyms: keyed BLAKE2 hashes in place of erased numbers, so that an erased number is still not called twice.

Given a number and the key, its pseudonym shows whether the number was claimed. The key is stored in the same database
only: without it the claims would be useless, so both are backed up and restored together.
"""

from __future__ import annotations

import secrets
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow.compute as pc
from sqlalchemy import and_, delete, or_, select

from callsheet.arrow_strings import from_series
from callsheet.database.sql import insert_or_ignore
from callsheet.store.clock import utc_now
from callsheet.store.tables import CLAIMS, SAVED_SETTINGS, SUBMISSION_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection

ROWS = SUBMISSION_ROWS.c
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


def release_pseudonymous_claims(connection: Connection, part_id: str, server: str, campaign_id: str) -> None:
    """Delete the claims of a part on numbers that an erased submission claims by their pseudonym.

    Args:
        connection: inside the transaction that claims the part's numbers, afterwards.
        part_id: the part.
        server: name of the server that receives the leads.
        campaign_id: the campaign.
    """
    of_campaign = (CLAIMS.c.server == server, CLAIMS.c.campaign_id == campaign_id)
    if (
        connection.scalar(select(CLAIMS.c.row).where(*of_campaign, starts_like_a_pseudonym(connection)).limit(1))
        is None
    ):
        return
    pseudonymizer = Pseudonymizer.for_database(connection)
    query = select(ROWS.phone_number, ROWS.round, ROWS.row, ROWS.submission_id).where(ROWS.part_id == part_id)
    own = {
        (pseudonymizer.pseudonym(number), again): (row, id_) for number, again, row, id_ in connection.execute(query)
    }
    names = [name for name, _ in own]
    rows = [
        own[name, again][0]
        for start in range(0, len(names), _ROWS_PER_STATEMENT)
        for name, again in connection.execute(
            select(CLAIMS.c.phone_number, CLAIMS.c.round).where(
                *of_campaign, CLAIMS.c.phone_number.in_(names[start : start + _ROWS_PER_STATEMENT])
            )
        )
        if (name, again) in own
    ]
    submission_id = next(iter(own.values()))[1] if own else ""
    for start in range(0, len(rows), _ROWS_PER_STATEMENT):
        batch = CLAIMS.c.row.in_(rows[start : start + _ROWS_PER_STATEMENT])
        connection.execute(delete(CLAIMS).where(CLAIMS.c.submission_id == submission_id, batch))


def starts_like_a_pseudonym(connection: Connection) -> ColumnElement[bool]:
    """Return `is_pseudonym()` as a range, which SQLite finds by the primary key; PostgreSQL may sort otherwise."""
    if connection.dialect.name == "sqlite":
        return and_(CLAIMS.c.phone_number >= PREFIX, CLAIMS.c.phone_number < chr(ord(PREFIX) + 1))
    return is_pseudonym()


def read_claims(connection: Connection, server: str, campaign_id: str, numbers: pd.Series[str]) -> pd.DataFrame:
    """Return which of some numbers are claimed in a campaign; arguments and result as of `Ledger.claimed`."""
    columns = ("phone_number", "round", "submission_id", "row")
    query = select(*(CLAIMS.c[column] for column in columns)).order_by(CLAIMS.c.round)
    query = query.where(CLAIMS.c.server == server, CLAIMS.c.campaign_id == campaign_id)
    if len(numbers) <= _ROWS_PER_STATEMENT:  # a large campaign is not read for a few numbers
        has_number = CLAIMS.c.phone_number.in_(numbers.tolist())
        query = query.where(or_(has_number, starts_like_a_pseudonym(connection)))
    read = connection.execute(query).all()
    values = zip(*read, strict=True) if read else ((), (), (), ())
    types = ("str", "int64", "str", "int64")
    series = [pd.Series(list(cells), dtype=dtype) for cells, dtype in zip(values, types, strict=True)]
    claims = pd.DataFrame(dict(zip(columns, series, strict=True)))
    if claims.empty:
        return claims
    pseudonymous = claims["phone_number"].str.startswith(PREFIX)
    if pseudonymous.any():
        known = Pseudonymizer.for_database(connection).numbers_by_pseudonym(numbers)
        claims.loc[pseudonymous, "phone_number"] = claims["phone_number"][pseudonymous].map(known)
        claims = claims.dropna(subset="phone_number")
    wanted: Any = pc.is_in(from_series(claims["phone_number"]), value_set=from_series(numbers))
    found: pd.DataFrame = claims[wanted.to_numpy(zero_copy_only=False)]
    return found.drop_duplicates("phone_number", keep="last")
