"""The plan: of the ready rows, which will leave and which were sent to this campaign before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callsheet.validation import PHONE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.store import Claim, Store
    from callsheet.validation import Report


@dataclass(frozen=True)
class Plan:
    """What a press of Send would do.

    Args:
        rows_to_send: leads that would leave.
        already_claimed: row number of the file → the claim that holds its number.
    """

    rows_to_send: int
    already_claimed: Mapping[int, Claim]


def numbers_of(report: Report) -> dict[int, str]:
    """Row number of the file → E.164 of every ready row."""
    numbers = report.clean[PHONE_NUMBER]
    return dict(zip(numbers.index.to_list(), numbers.to_list(), strict=True))


def plan_of(store: Store, server: str, campaign_id: str, report: Report) -> Plan:
    """Say beforehand what a press of Send would do.

    Args:
        store: the ledger with the claims.
        server: base URL that takes the leads.
        campaign_id: where they shall go.
        report: the judgement of the file.
    """
    claims = store.ledger.claims(server, campaign_id)
    numbers = numbers_of(report)
    claimed = {row: claims[number] for row, number in numbers.items() if number in claims} if claims else {}
    return Plan(len(numbers) - len(claimed), claimed)
