"""Consent and its policies in a checked file: who is left out, why, and that an edit counts as in a fresh check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from callsheet.errors import InvalidArgument
from callsheet.validation import (
    STATE_OF,
    Choices,
    ColumnMapping,
    ConsentKind,
    ConsentPolicy,
    ConsentRule,
    ConsentState,
    Edit,
    IssueCode,
    Recipe,
    Report,
    Route,
    Table,
    check,
)

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 29)
NUMBERS = [f"+91982000000{row}" for row in range(7)]
ANSWERS = ["yes", "no", "", "yes", "yes", "maybe", "yes"]
DAYS = ["2026-06-01", "2026-06-01", "", "2025-11-29", "", "2026-06-01", "2025-11-30"]
COLUMNS = {"Consent": ConsentKind.CONSENT, "Consent date": ConsentKind.DATE}
GIVEN, REFUSED, MISSING, EXPIRED, UNDATED, UNCLEAR, LAST_DAY = range(2, 9)
"""Row numbers."""


def report_of(
    table: Callable[..., Table], policy: str, columns: dict[str, list[str]] | None = None, **choices: object
) -> Report:
    file = table(columns or {"Mobile": NUMBERS, "Consent": ANSWERS, "Consent date": DAYS})
    decided = replace(Choices(consent_columns=COLUMNS, consent_policy=policy), **choices)  # type: ignore[arg-type]
    return check(file, ColumnMapping(("Mobile",)), Route.unknown(None), decided, consent=ConsentRule(today=TODAY))


def left_out(report: Report) -> dict[str, list[int]]:
    return {code.value: (positions + 2).tolist() for code, positions in report.without_consent.items()}


POLICIES = [
    ("ignore/12m", {}),
    ("tell/12m", {"consent_refused": [REFUSED]}),
    ("leave_out/12m", {"consent_refused": [REFUSED], "consent_expired": [EXPIRED]}),
    ("leave_out", {"consent_refused": [REFUSED]}),
    (
        "require/12m",
        {
            "consent_refused": [REFUSED],
            "consent_expired": [EXPIRED],
            "consent_undated": [UNDATED],
            "consent_missing": [MISSING],
            "consent_unclear": [UNCLEAR],
        },
    ),
    ("require", {"consent_refused": [REFUSED], "consent_missing": [MISSING], "consent_unclear": [UNCLEAR]}),
    ("require/364", {"consent_refused": [REFUSED], "consent_expired": [EXPIRED, LAST_DAY], "consent_undated": [UNDATED],
                     "consent_missing": [MISSING], "consent_unclear": [UNCLEAR]}),
]  # fmt: skip


@pytest.mark.parametrize(("policy", "expected"), POLICIES)
def test_a_policy_leaves_out_and_the_rest_is_warned_about(
    table: Callable[..., Table], policy: str, expected: dict[str, list[int]]
) -> None:
    """A row without a consent that counts is left out with its reason, or has a warning with the same reason."""
    report = report_of(table, policy)
    assert left_out(report) == expected
    gone = {row for rows in expected.values() for row in rows}
    assert (report.counts.without_consent, report.counts.left_out) == (len(gone), 0)
    warned = {(row, code) for row, code in zip(report.issues["row"], report.issues["code"], strict=True)}
    _, slash, age = policy.partition("/")
    strictest = dict(POLICIES)[f"require{slash}{age}"]
    assert warned == {(row, code) for code, rows in strictest.items() for row in rows if row not in gone}


def test_a_no_counts_for_every_row_with_the_number(table: Callable[..., Table]) -> None:
    """Who said no is a person: a second row with the number does not undo it, whichever comes first."""
    columns = {
        "Mobile": [NUMBERS[0], NUMBERS[0].replace("+91", "+91 "), NUMBERS[1]],
        "Consent": ["yes", "no", "yes"],
        "Consent date": [""] * 3,
    }
    report = report_of(table, "tell", columns)
    assert left_out(report) == {"consent_refused": [2, 3]}
    assert report.counts.ready == 1
    assert left_out(report_of(table, "ignore", columns)) == {}


def test_require_without_a_column_leaves_out_everybody(table: Callable[..., Table]) -> None:
    report = report_of(table, "require", {"Mobile": NUMBERS}, consent_columns={})
    assert report.counts.ready == 0
    assert left_out(report) == {"consent_missing": list(range(2, 9))}


def test_a_column_of_refusals_lacks_no_consent(table: Callable[..., Table]) -> None:
    columns = {"Mobile": NUMBERS[:4], "DNC": ["", "Y", "no", "perhaps"]}
    report = report_of(table, "tell", columns, consent_columns={"DNC": ConsentKind.REFUSAL})
    assert left_out(report) == {"consent_refused": [3]}
    assert report.issues["code"].tolist() == [IssueCode.CONSENT_UNCLEAR.value]


def test_edits_and_other_policies_give_what_a_fresh_check_gives(table: Callable[..., Table]) -> None:
    """60 random edits of numbers, answers and days, and changes of the file's policy, one after the other."""
    rng = np.random.default_rng(5)
    report = report_of(table, "tell/12m")
    policies = ["tell/12m", "leave_out/6m", "require/300", "ignore", "require", ""]
    for _ in range(60):
        choices = report.choices
        if rng.random() < 0.2:
            report = report.with_choices(replace(choices, consent_policy=str(rng.choice(policies))))
        else:
            column = str(rng.choice(["Mobile", "Consent", "Consent date"]))
            values = {"Mobile": NUMBERS[:3], "Consent": ANSWERS, "Consent date": DAYS}[column]
            report = report.with_edits([Edit(int(rng.integers(2, 9)), column, str(rng.choice(values)))])
        fresh = check(report.table, report.mapping, report.route, report.choices, consent=ConsentRule(today=TODAY))
        assert report.counts == fresh.counts
        assert report.buckets.equals(fresh.buckets)
        assert left_out(report) == left_out(fresh)
        assert report.issues.equals(fresh.issues)


def test_the_vectorised_judgement_is_that_of_one_row(table: Callable[..., Table]) -> None:
    """`ConsentPolicy.judge`, by which the sender judges again, on 400 random days and 40 policies."""
    rng = np.random.default_rng(6)
    days = [TODAY - timedelta(days=int(rng.integers(-5, 1500))) for _ in range(400)]
    columns = {
        "Mobile": [f"+9198200{row:05}" for row in range(400)],
        "Consent": ["yes"] * 400,
        "Consent date": [day.isoformat() for day in days],
    }
    for _ in range(40):
        policy = ConsentPolicy("require", int(rng.integers(1, 40)), bool(rng.random() < 0.5))
        report = report_of(table, str(policy), columns)
        assert report.consents is not None
        found = {int(row): code for code, rows in report.without_consent.items() for row in rows}
        for row, day in enumerate(days):
            state = policy.judge(ConsentState.GIVEN, day, TODAY)
            assert (STATE_OF[found[row]] if row in found else ConsentState.GIVEN) == state


def test_months_end_where_the_calendar_says() -> None:
    assert ConsentPolicy.of("require/1m").oldest(date(2026, 3, 31)) == date(2026, 2, 28)
    assert ConsentPolicy.of("require/12m").oldest(date(2028, 2, 29)) == date(2027, 2, 28)
    assert ConsentPolicy.of("leave-out/30").oldest(date(2026, 3, 31)) == date(2026, 3, 1)
    assert str(ConsentPolicy.of("require/12m")) == "require/12m"


@pytest.mark.parametrize("text", ["", "requires", "require/", "require/0", "tell/12y", "require/-3", "tell 30"])
def test_a_policy_written_otherwise_is_refused(text: str) -> None:
    with pytest.raises(InvalidArgument):
        ConsentPolicy.of(text)


def test_choices_and_recipes_keep_consent_but_not_what_holds_for_one_file() -> None:
    choices = Choices(consent_columns=COLUMNS, consent_policy="require/12m")
    assert Choices.from_json(choices.to_json()) == choices
    assert Recipe.from_json(Recipe.of(ColumnMapping(), choices).to_json()).choices == choices
    outright = Recipe.of(ColumnMapping(), replace(choices, consent_policy="ignore", consent_columns={})).choices
    assert (outright.consent_policy, outright.consent_columns) == ("", None)
    assert Choices.from_json({}) == Choices()
