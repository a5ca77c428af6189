"""Values of results: what became of a call, of a lead, and how far a server was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class CallOutcome(StrEnum):
    """What became of a call, or of a lead that was sent; the values are stored."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    FAILED = "failed"
    STOPPED = "stopped"
    """Cancelled or run out of time before anybody was called; nobody will be."""
    NOT_YET = "not_yet"
    """Waiting to be called, or being called."""
    NOT_KNOWN = "not_known"
    """The server does not say, says it in words that we do not know, or it could be somebody else's call."""


MADE = frozenset({CallOutcome.REACHED, CallOutcome.NO_ANSWER, CallOutcome.BUSY, CallOutcome.FAILED})
"""Outcomes of calls that were made: each counts as an attempt."""


class ReadProblem(StrEnum):
    """Why the results of a send are not known, or not all of them; the values are stored."""

    NONE = ""
    NOT_SERVED = "not_served"
    """The server has no endpoint for them."""
    NOT_ALLOWED = "not_allowed"
    """The API key may not read them."""
    INCOMPLETE = "incomplete"
    """The server's list has fewer entries than it says there are, or lacks leads that it was sent."""


@dataclass(frozen=True)
class FoundCall:
    """A call to the lead of a row, or the state of that lead, as a server lists it.

    Args:
        call_id: the server's id of the call; with a prefix, of the lead. At most 96 characters.
        row: row number of the file.
        outcome: what became of it.
        called_at: when it was made, in seconds since 1970; None: it was not, or the server does not say.
        duration: seconds of talk; None: nobody talked, or the server does not say.
        simulated: True if a server only pretended to make it.
        recording: link to its recording; "" without one.
        transcript: link to its transcript; "" without one.
    """

    call_id: str
    row: int
    outcome: CallOutcome
    called_at: int | None = None
    duration: int | None = None
    simulated: bool = False
    recording: str = ""
    transcript: str = ""


@dataclass(frozen=True)
class ResultsRead:
    """How far the results of a send were read.

    Args:
        number: of the pass over the server's list that is under way, or was the last.
        position: where that pass continues, as its reader wrote it; None: it is complete.
        read_at: when the last pass was completed; None: none was.
        counts: outcome → leads when it was, without zeros; they add up to the leads that were sent.
        simulated: leads among them whose calls were only simulated.
        is_whole: True if the server's list was whole.
        is_over: True if nothing can change any more.
        problem: why not everything is known.
    """

    number: int
    position: str | None
    read_at: datetime | None
    counts: Mapping[CallOutcome, int] = field(default_factory=dict)
    simulated: int = 0
    is_whole: bool = True
    is_over: bool = False
    problem: ReadProblem = ReadProblem.NONE


@dataclass(frozen=True)
class LeadResult:
    """What became of a lead that was sent.

    Args:
        outcome: reached, if one call reached somebody; not yet, while a call is open; else that of the last call.
        attempts: calls that were made.
        last_call: when the last one was made, in seconds since 1970; None: none was, or the server does not say.
        duration: seconds of talk of the call that the outcome is from; None: nobody talked, or it is not known.
        simulated: True if the call was only simulated.
        recording: link to the recording of that call; "" without one.
        transcript: link to its transcript; "" without one.
    """

    outcome: CallOutcome
    attempts: int = 0
    last_call: int | None = None
    duration: int | None = None
    simulated: bool = False
    recording: str = ""
    transcript: str = ""
