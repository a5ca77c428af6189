"""Numbers, the Telephony Config, and the countries there are."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import phonenumbers
from babel import Locale
from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from callsheet.backend.db.ids import make_id
from callsheet.backend.db.tables import COUNTRY_RULES, PHONE_NUMBERS
from callsheet.contract import REGIONS, CountryOption, CountryPrefixes, NetworkGroup, PhoneNumber, region_of_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Engine, RowMapping

PREFIXES = {
    "IN": ["6", "7", "8", "9", "11", "20", "22", "33", "40", "44", "79", "80"],
    "US": [str(first) for first in range(2, 10)],
    "GB": ["1", "2", "3", "7"],
    "AE": ["2", "3", "4", "5", "6", "7", "9"],
    "SG": ["3", "6", "8", "9"],
}
"""Starts of national numbers: mobile and fixed lines, no premium and no freephone lines of the country's own."""
ANY_START = [str(first) for first in range(1, 10)]


class Telephony:
    """Numbers and Telephony Configs of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def numbers(self, workspace: str, page: int = 1, limit: int = 1_000_000) -> tuple[list[PhoneNumber], int]:
        """A page of the workspace's numbers, the oldest id first, and how many there are."""
        whose = PHONE_NUMBERS.c.workspace_id == workspace
        query = select(PHONE_NUMBERS).where(whose).order_by(PHONE_NUMBERS.c.phone_number)
        with self._engine.connect() as connection:
            total = connection.scalar(select(func.count()).select_from(PHONE_NUMBERS).where(whose)) or 0
            rows = connection.execute(query.limit(limit).offset((page - 1) * limit)).mappings().all()
        return [_number(row) for row in rows], total

    def has_number(self, workspace: str, number: str) -> bool:
        """Whether the workspace may call from a number."""
        query = select(func.count()).where(
            PHONE_NUMBERS.c.workspace_id == workspace, PHONE_NUMBERS.c.phone_number == number
        )
        with self._engine.connect() as connection:
            return bool(connection.scalar(query))

    def add_number(self, workspace: str, number: str, nickname: str, *, sip: bool) -> PhoneNumber | None:
        """Keep a number; None when the workspace has it already."""
        values = {"id": make_id("phn"), "phone_number": number, "nickname": nickname, "sip_trunk_enabled": sip}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(PHONE_NUMBERS).values(**values, workspace_id=workspace))
        except IntegrityError:
            return None
        return _number(values)

    def config(self, workspace: str) -> list[NetworkGroup]:
        """The enabled countries with their prefixes."""
        query = select(COUNTRY_RULES).where(COUNTRY_RULES.c.workspace_id == workspace)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(COUNTRY_RULES.c.country_iso)).mappings().all()
        return [NetworkGroup(countryRule=CountryPrefixes(**dict(row))) for row in rows]

    def set_config(self, workspace: str, prefixes: Mapping[str, Sequence[str]]) -> None:
        """Replace the enabled countries.

        Args:
            workspace: whose.
            prefixes: libphonenumber's region → starts of national numbers.
        """
        rows = [rule_row(workspace, iso, starts) for iso, starts in prefixes.items()]
        with self._engine.begin() as connection:
            connection.execute(delete(COUNTRY_RULES).where(COUNTRY_RULES.c.workspace_id == workspace))
            if rows:
                connection.execute(insert(COUNTRY_RULES), rows)


def rule_row(workspace: str, iso: str, prefixes: Sequence[str]) -> dict[str, object]:
    """An enabled country as it is kept."""
    return {
        "workspace_id": workspace,
        "country_iso": iso,
        "country_name": country_name(iso),
        "calling_code": str(phonenumbers.country_code_for_region(iso)),
        "prefixes": list(prefixes),
    }


def country_name(iso: str) -> str:
    """A country's English name."""
    return str(Locale("en").territories.get(iso, iso))


@cache
def countries() -> list[CountryOption]:
    """Every country with telephone numbers, by name."""
    listed = [
        CountryOption(
            id=f"pcr_{iso.lower()}",
            country_iso=iso,
            country_name=country_name(iso),
            calling_code=str(phonenumbers.country_code_for_region(iso)),
            max_length=_only_length(iso),
            prefixes=PREFIXES.get(iso, ANY_START),
        )
        for iso in REGIONS
    ]
    return sorted(listed, key=lambda each: each.country_name)


def _only_length(iso: str) -> int | None:
    """The length of national numbers where all mobile numbers have one, else None."""
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(iso)
    lengths = metadata.mobile.possible_length if metadata and metadata.mobile else ()
    return int(lengths[0]) if len(lengths) == 1 else None


def _number(row: RowMapping | Mapping[str, object]) -> PhoneNumber:
    known = {name: row[name] for name in ("id", "phone_number", "nickname", "sip_trunk_enabled")}
    region = region_of_number(str(row["phone_number"]))
    return PhoneNumber.model_validate(known | {"country_code": region, "status": "active", "provider": "sandbox"})
