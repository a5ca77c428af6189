"""Calling times as JSON: `check --within --json` prints it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from callsheet.reporting.table_json import column_json
from callsheet.validation import utc_offsets

if TYPE_CHECKING:
    from callsheet.validation import CallingTimes, Opening, Table


def calling_times_json(times: CallingTimes, table: Table) -> dict[str, Any]:
    """Encode what a calling rule says about the ready rows of a file.

    Args:
        times: the judgement.
        table: the file.
    """
    rule, opening = times.rule, times.next_opening
    return {
        "hours": rule.id,
        "kind": rule.kind.value,
        "holidays": rule.holidays,
        "source": rule.source,
        "checked": None if rule.checked is None else rule.checked.isoformat(),
        "at": _written(times.instant),
        "counts": {state.value: rows for state, rows in times.counts.items()},
        "local_time_from": {source.value: rows for source, rows in times.sources.items()},
        "columns": [
            {**column_json(table, column), "holds": source.value} for source, column in times.places.columns.items()
        ],
        "next_opening": None if opening is None else {"at": _written(opening[0]), "leads": opening[1]},
        "groups": _groups(times),
    }


def _groups(times: CallingTimes) -> list[dict[str, Any]]:
    """Leads with the same possible UTC offsets, state, next opening and end, the largest group first."""
    sizes: Counter[tuple[tuple[int, ...], Opening]] = Counter()
    counted = np.bincount(times.zone_set, minlength=len(times.zones)).tolist()
    for zones, opening, leads in zip(times.zones, times.openings, counted, strict=True):
        sizes[utc_offsets(zones, times.instant), opening] += leads
    return [
        {
            "utc_offsets": list(map(_offset, offsets)),
            "state": opening.state.value,
            "leads": leads,
            "next_at": _moment(opening.next_at),
            "until": _moment(opening.until),
        }
        for (offsets, opening), leads in sizes.most_common()
        if leads
    ]


def _offset(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _moment(seconds: int | None) -> str | None:
    return None if seconds is None else _written(datetime.fromtimestamp(seconds, UTC))


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
