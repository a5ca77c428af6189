"""Who may be called: CPU time of consent, lists, caps and calling hours of a file beyond that of its check."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.kinds import NOTES
from benchmarks.leads import MAPPING, cpu, frame_of, table_of
from callsheet.settings import Settings
from callsheet.store import open_store
from callsheet.validation import (
    PRESETS,
    Choices,
    ConsentRule,
    Report,
    Route,
    Table,
    check,
    judge_calling_times,
    suggest_consent_columns,
)
from callsheet.validation.consent.refusal_words import notes_columns, refusing_cells

ROWS = 200_000
INSTANT = datetime(2026, 12, 1, 14, tzinfo=UTC)
RULE = ConsentRule(today=date(2026, 12, 1))


def run() -> None:
    """Print the seconds of each rule and of all, with the bound, and how they grow."""
    total = seconds_of(ROWS)
    for name, seconds in total.items():
        print(f"who may be called: {name}, {ROWS:,} rows in {seconds:.3f} s")
    print(f"who may be called: everything, {ROWS:,} rows in {sum(total.values()):.3f} s (at most 0.5)")
    small, large = sum(seconds_of(ROWS // 2).values()), sum(seconds_of(5 * ROWS, 1).values())
    print(f"who may be called: a row of 1,000,000 costs {large / small / 10:.2f}× one of 100,000 (at most 1.3)")
    table = table_with_consent(ROWS)
    seconds = cpu(lambda: [refusing_cells(table.frame[column]) for column in notes_columns(table)], 3)
    print(f"who may be called: refusals in a column of notes, {ROWS:,} rows in {seconds:.3f} s (no bound)")


def table_with_consent(rows: int) -> Table:
    """A file with an answer, a day with its time and a note for each lead; every number is valid and its own."""
    chance = random.Random(3)
    frame = frame_of([f"+91{9_000_000_000 + 7 * row}" for row in range(rows)])
    frame["Opt-in"] = chance.choices(["yes", "Yes", "no", "", "opted in"], (60, 20, 5, 10, 5), k=rows)
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    days = (begin + timedelta(minutes=chance.randrange(1_500_000)) for _ in range(rows))
    frame["Opted in at"] = [moment.isoformat(sep=" ") for moment in days]
    frame["Notes"] = list(islice(cycle(NOTES), rows))
    return table_of(frame)


def seconds_of(rows: int, runs: int = 3) -> dict[str, float]:
    """CPU seconds by rule.

    Args:
        rows: of the file.
        runs: of which the fastest counts.
    """
    table = table_with_consent(rows)
    plain = check(table, MAPPING, Route.unknown("IN"), Choices(consent_columns={}), consent=RULE)
    columns = suggest_consent_columns(table, MAPPING)
    asked = replace(plain.choices, consent_columns=columns, consent_policy="leave_out/12m")

    def judged(choices: Choices) -> Report:
        return check(table, MAPPING, Route.unknown("IN"), choices, consent=RULE)

    alone = cpu(lambda: judged(plain.choices), runs)
    seconds = {
        "finding the columns of consent": cpu(lambda: suggest_consent_columns(table, MAPPING), runs),
        "judging consent": max(cpu(lambda: judged(asked), runs) - alone, 0.0),
        "calling hours": cpu(lambda: judge_calling_times(plain, PRESETS["in"], INSTANT), runs),
    }
    with TemporaryDirectory() as folder:
        store = open_store(Settings(home=Path(folder)))
        numbers = plain.distinct_numbers()
        store.suppression.add(numbers[::10], "bench")
        seconds["do-not-call lists, a tenth listed"] = cpu(lambda: store.suppression.among(numbers), runs)
        seconds["calls lately, none"] = cpu(lambda: store.ledger.called_lately(numbers), runs)
        store.engine.dispose()
    return seconds
