"""What a server can do, what could not be checked, and what that means: for `doctor` and the Settings page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callsheet.client import Found
from callsheet.wording.cli import doctor as words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callsheet.client import ServerFacts

MOST_SKEW = 60.0
"""Seconds by which clocks may differ; calling hours are decided by the minute. Chosen by hand."""


@dataclass(frozen=True)
class Finding:
    """What one look found.

    Args:
        name: key of `words.TITLES`.
        result: "ok", "problem", "no" (the server lacks it) or "not known".
        meaning: a sentence about what follows from it.
    """

    name: str
    result: str
    meaning: str


def server_findings(facts: ServerFacts) -> Iterator[Finding]:
    """What the answers of a server say about it, each with what follows from it.

    Args:
        facts: from `probe`.
    """
    for name in facts.calls:
        yield _call(facts, name)
    yield Finding("phone_header", words.UNKNOWN, words.PHONE_HEADER)
    if facts.clock_skew is None:
        yield Finding("clock", words.UNKNOWN, words.CLOCK_UNKNOWN)
    elif abs(facts.clock_skew) <= MOST_SKEW:
        yield Finding("clock", words.OK, words.CLOCK_OK)
    else:
        yield Finding("clock", words.WRONG, words.clock_differs(facts.clock_skew))
    if facts.rate_limit is None:
        yield Finding("rate_limit", words.UNKNOWN, words.RATE_LIMIT_UNKNOWN)
    else:
        yield Finding("rate_limit", words.OK, words.rate_limit(facts.rate_limit))


def _call(facts: ServerFacts, name: str) -> Finding:
    call = facts.calls[name]
    if call.found is Found.NO:
        return Finding(name, words.ABSENT, words.MISSING[name])
    if call.found in (Found.NOT_ALLOWED, Found.KEY_REFUSED):
        return Finding(name, words.UNKNOWN, f"{words.NOT_ALLOWED} {words.MISSING[name]}")
    published = facts.published_agents
    if call.found is Found.UNKNOWN or (name == "agents" and published is None):
        return Finding(name, words.UNKNOWN, f"{words.NOT_CHECKED.format(status=call.status)} {words.MISSING[name]}")
    if name == "agents":
        return Finding(
            name, words.OK, words.agents(facts.count(name) or 0, published or 0, has_prompts=facts.has_prompts)
        )
    return Finding(name, words.OK, words.PRESENT[name])
