"""Queries of phone numbers and the Telephony Config; the list of countries."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import phonenumbers
from babel import Locale
from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from callsheet.backend.db.ids import make_id
from callsheet.backend.db.tables import COUNTRY_RULES, PHONE_NUMBERS
from callsheet.contract import (
    REGIONS,
    CountryOption,
    CountryPrefixes,
    NetworkGroup,
    PhoneNumber,
    region_of_number,
    route_from_number,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Engine, RowMapping

    from callsheet.validation import Route

PREFIXES = {
    "IN": ["6", "7", "8", "9", "11", "20", "22", "33", "40", "44", "79", "80"],
    "US": [str(first) for first in range(2, 10)],
    "GB": ["1", "2", "3", "7"],
    "AE": ["2", "3", "4", "5", "6", "7", "9"],
    "SG": ["3", "6", "8", "9"],
}
"""Prefixes of national numbers in the sandbox: mobile and fixed lines, without premium-rate and freephone numbers."""
ANY_PREFIX = [str(first) for first in range(1, 10)]


class Telephony:
    """The phone numbers and Telephony Configs of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def list_numbers(self, workspace: str, page: int = 1, limit: int = 1_000_000) -> tuple[list[PhoneNumber], int]:
        """Return a page of the workspace's numbers in ascending order, and the number of all.

        Args:
            workspace: their workspace.
            page: counted from 1.
            limit: numbers a page; by default all of them.
        """
        in_workspace = PHONE_NUMBERS.c.workspace_id == workspace
        query = select(PHONE_NUMBERS).where(in_workspace).order_by(PHONE_NUMBERS.c.phone_number)
        with self._engine.connect() as connection:
            total = connection.scalar(select(func.count()).select_from(PHONE_NUMBERS).where(in_workspace)) or 0
            rows = connection.execute(query.limit(limit).offset((page - 1) * limit)).mappings().all()
        return [_number(row) for row in rows], total

    def route_of(self, workspace: str, from_number: str) -> Route:
        """Return the rules by which numbers are checked that a number of the workspace will call.

        Args:
            workspace: its workspace.
            from_number: E.164.
        """
        return route_from_number(from_number, self.config(workspace), self.list_numbers(workspace)[0])

    def has_number(self, workspace: str, number: str) -> bool:
        """Whether a number belongs to the workspace."""
        query = select(func.count()).where(
            PHONE_NUMBERS.c.workspace_id == workspace, PHONE_NUMBERS.c.phone_number == number
        )
        with self._engine.connect() as connection:
            return bool(connection.scalar(query))

    def create_number(self, workspace: str, number: str, nickname: str, *, sip: bool) -> PhoneNumber | None:
        """Add a number to the workspace; return None if the workspace has it already."""
        values = {"id": make_id("phn"), "phone_number": number, "nickname": nickname, "sip_trunk_enabled": sip}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(PHONE_NUMBERS).values(**values, workspace_id=workspace))
        except IntegrityError:
            return None
        return _number(values)

    def config(self, workspace: str) -> list[NetworkGroup]:
        """Return the enabled countries with their prefixes."""
        query = select(COUNTRY_RULES).where(COUNTRY_RULES.c.workspace_id == workspace)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(COUNTRY_RULES.c.country_iso)).mappings().all()
        return [NetworkGroup(countryRule=CountryPrefixes(**dict(row))) for row in rows]

    def replace_config(self, workspace: str, prefixes: Mapping[str, Sequence[str]]) -> None:
        """Replace the enabled countries.

        Args:
            workspace: whose config.
            prefixes: libphonenumber's region → prefixes of national numbers.
        """
        rows = [rule_row(workspace, iso, allowed) for iso, allowed in prefixes.items()]
        with self._engine.begin() as connection:
            connection.execute(delete(COUNTRY_RULES).where(COUNTRY_RULES.c.workspace_id == workspace))
            if rows:
                connection.execute(insert(COUNTRY_RULES), rows)


def rule_row(workspace: str, iso: str, prefixes: Sequence[str]) -> dict[str, object]:
    """Build the database row of an enabled country."""
    return {
        "workspace_id": workspace,
        "country_iso": iso,
        "country_name": country_name(iso),
        "calling_code": str(phonenumbers.country_code_for_region(iso)),
        "prefixes": list(prefixes),
    }


def country_name(iso: str) -> str:
    """Return a country's English name, or its code if CLDR has no name for it."""
    return str(Locale("en").territories.get(iso, iso))


@cache
def countries() -> list[CountryOption]:
    """List every region of libphonenumber, by name."""
    options = [
        CountryOption(
            id=f"pcr_{iso.lower()}",
            country_iso=iso,
            country_name=country_name(iso),
            calling_code=str(phonenumbers.country_code_for_region(iso)),
            max_length=_only_length(iso),
            prefixes=PREFIXES.get(iso, ANY_PREFIX),
        )
        for iso in REGIONS
    ]
    return sorted(options, key=lambda option: option.country_name)


def _only_length(iso: str) -> int | None:
    """Return the length of national numbers if all mobile numbers of a country have the same, else None."""
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(iso)
    lengths = metadata.mobile.possible_length if metadata and metadata.mobile else ()
    return int(lengths[0]) if len(lengths) == 1 else None


def _number(row: RowMapping | Mapping[str, object]) -> PhoneNumber:
    values = {name: row[name] for name in ("id", "phone_number", "nickname", "sip_trunk_enabled")}
    region = region_of_number(str(row["phone_number"]))
    return PhoneNumber.model_validate(values | {"country_code": region, "status": "active", "provider": "sandbox"})
