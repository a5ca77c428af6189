"""The values of consent: what a column of it holds, what a row says, and what is done about it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from callsheet.errors import InvalidArgument
from callsheet.validation.model.codes import IssueCode
from callsheet.wording.rules.consent import WRONG_POLICY

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTHS_OF_A_YEAR = 12
_POLICY = re.compile(r"(ignore|tell|leave_out|require)(?:/([1-9][0-9]{0,3})(m?))?")


class ConsentKind(StrEnum):
    """What a column says about consent."""

    CONSENT = "consent"
    """Yes or no to being called, the day of the yes, or how it was given."""

    REFUSAL = "refusal"
    """Yes means that the person must not be called: do not call, opted out, unsubscribed."""

    DATE = "date"
    """The day on which consent was given."""

    REVOKED = "revoked"
    """The day on which consent was withdrawn."""

    BASIS = "basis"
    """How consent was given: on a form, by phone, as a customer."""


class ConsentState(StrEnum):
    """What a row says about being called."""

    GIVEN = "given"
    REFUSED = "refused"
    """The person said no, opted out or withdrew."""

    EXPIRED = "expired"
    """Consent was given, too long ago."""

    UNDATED = "undated"
    """Consent was given, but no day is known although the policy has an age. A day in the future does not count."""

    MISSING = "missing"
    """Nothing is written."""

    UNCLEAR = "unclear"
    """What is written is not understood."""


CONSENT_STATES: tuple[ConsentState, ...] = tuple(ConsentState)
STATE_OF = {
    IssueCode.CONSENT_REFUSED: ConsentState.REFUSED,
    IssueCode.CONSENT_EXPIRED: ConsentState.EXPIRED,
    IssueCode.CONSENT_UNDATED: ConsentState.UNDATED,
    IssueCode.CONSENT_MISSING: ConsentState.MISSING,
    IssueCode.CONSENT_UNCLEAR: ConsentState.UNCLEAR,
}
"""Code of an issue → the state that it is about."""
STATE_INDEX = {state: index for index, state in enumerate(CONSENT_STATES)}

_LEFT_OUT: Mapping[str, frozenset[ConsentState]] = {
    "ignore": frozenset(),
    "tell": frozenset({ConsentState.REFUSED}),
    "leave_out": frozenset({ConsentState.REFUSED, ConsentState.EXPIRED}),
    "require": frozenset(ConsentState) - {ConsentState.GIVEN},
}


class ConsentPolicy(NamedTuple):
    """What is done about rows without a valid consent.

    Args:
        kind: "tell": those who said no are left out, the rest is warned about; "leave_out": those whose consent is
            too old as well; "require": only those with a valid consent are called; "ignore": everybody is called, also
            those who said no.
        age: how long consent holds; 0: for ever.
        in_months: `age` is in months, not in days.
    """

    kind: str = "tell"
    age: int = 0
    in_months: bool = False

    @classmethod
    def of(cls, text: str) -> ConsentPolicy:
        """Read a policy as it is written: "require", "leave_out/365" for days, "tell/12m" for months.

        Raises:
            InvalidArgument: it is written otherwise.
        """
        found = _POLICY.fullmatch(text.strip().replace("-", "_"))
        if found is None:
            raise InvalidArgument(WRONG_POLICY)
        return cls(found[1], int(found[2] or 0), bool(found[3]))

    def __str__(self) -> str:
        """As `of` reads it."""
        return f"{self.kind}/{self.age}{'m' if self.in_months else ''}" if self.age else self.kind

    @property
    def left_out(self) -> frozenset[ConsentState]:
        """The states whose rows are not called."""
        return _LEFT_OUT[self.kind]

    def oldest(self, today: date) -> date | None:
        """Return the latest day whose consent is too old; None: consent holds for ever.

        Args:
            today: the day on which the person is called.
        """
        if not self.age:
            return None
        if not self.in_months:
            return today - timedelta(days=self.age)
        months = today.year * _MONTHS_OF_A_YEAR + today.month - 1 - self.age
        year, month = divmod(months, _MONTHS_OF_A_YEAR)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))

    def judge(self, said: ConsentState, day: date | None, today: date) -> ConsentState:
        """Return what consent is worth on a day.

        Args:
            said: what the row says, without its age.
            day: when consent was given; None: not known.
            today: the day on which the person is called.
        """
        oldest = self.oldest(today)
        if said is not ConsentState.GIVEN or oldest is None:
            return said
        if day is None or day > today + timedelta(days=1):
            return ConsentState.UNDATED
        return ConsentState.EXPIRED if day <= oldest else said


@dataclass(frozen=True)
class ConsentRule:
    """The policy of a workspace, and the day on which consent is judged.

    Args:
        policy: holds for files whose choices have none of their own.
        today: the day.
    """

    policy: ConsentPolicy = field(default_factory=ConsentPolicy)
    today: date = field(default_factory=date.today)
