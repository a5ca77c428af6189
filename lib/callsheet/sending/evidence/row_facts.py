"""What the ledger keeps of each row of a file for the gate and the receipt: codes and days, no cell and no number."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from callsheet.store import RowFact
from callsheet.validation import CONSENT_STATES, NO_DAY, Bucket

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from callsheet.validation import Report

_EPOCH = date(1970, 1, 1)


def row_facts(report: Report) -> list[RowFact]:
    """Return why rows are not ready, and what the ready ones say about consent where something was asked.

    Args:
        report: the checked file.
    """
    numbers, not_ready = report.table.frame.index.to_numpy(), report.not_ready
    said = _consents(report, not_ready.position)
    facts = [
        RowFact(row, bucket.value, reason, *consent)
        for row, bucket, reason, consent in zip(
            numbers[not_ready.position].tolist(), not_ready.bucket, not_ready.reason, said, strict=True
        )
    ]
    if report.consents is None:
        return facts
    ready = report.positions(Bucket.READY)
    consents = zip(numbers[ready].tolist(), _consents(report, ready), strict=True)
    return facts + [RowFact(row, "", "", *consent) for row, consent in consents]


def _consents(report: Report, positions: NDArray[np.intp]) -> list[tuple[str, str]]:
    """What rows say about consent, and the day; one text for each distinct day."""
    if report.consents is None:
        return [("", "")] * len(positions)
    days = report.consents.day[positions].tolist()
    texts = {day: "" if day == NO_DAY else (_EPOCH + timedelta(days=day)).isoformat() for day in set(days)}
    states = [state.value for state in CONSENT_STATES]
    return [
        (states[said], texts[day]) for said, day in zip(report.consents.said[positions].tolist(), days, strict=True)
    ]


def consent_facts(report: Report) -> dict[str, Any]:
    """What a receipt states about consent: the columns with what they say, and the policy; nothing without either.

    Args:
        report: the checked file.
    """
    if report.consents is None:
        return {}
    columns = report.choices.consent_columns or {}
    return {
        "consent": {
            "columns": {report.table.header_of(column): kind.value for column, kind in columns.items()},
            "policy": str(report.consents.policy),
            "own_policy": report.choices.consent_policy,
        }
    }
