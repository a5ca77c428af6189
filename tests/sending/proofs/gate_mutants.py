"""Mutants of the gates: one removed from the running program at a time. The trials of the gates must catch each."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from callsheet.sending.worker import calling_window
from callsheet.sending.worker.calling_window import CallingWindows, Window
from callsheet.store.ledger import transitions
from callsheet.validation import CallState
from callsheet.validation.calling_rules import openings
from tests.sending.proofs.mutants import no_age_check, no_list_gate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager


DAY = timedelta(days=1)


@contextmanager
def hours_of_the_press() -> Iterator[None]:
    """The hours are judged when Send is pressed alone: a part leaves once its moment has come, whenever that is."""

    def window(windows: Any, _: Any, part: Any) -> Window | None:
        now = windows._ledger.clock.now()
        if part.zones == () or (part.opens_at is not None and part.opens_at > now):
            return None
        return Window(now, now + DAY, now + DAY)

    with patch.object(CallingWindows, "window", window):
        yield


@contextmanager
def no_hours_at_the_commit() -> Iterator[None]:
    """The transaction that commits a part does not look at the clock again."""
    with patch.object(transitions, "_is_open", lambda *_: True):
        yield


@contextmanager
def no_lower_bound_at_the_commit() -> Iterator[None]:
    """The transaction compares the clock with the end of the hours alone, not with when they were found open."""
    is_open = transitions._is_open

    def without(part: Any, now: Any, _: Any, not_after: Any) -> bool:
        return is_open(part, now, None, not_after)

    with patch.object(transitions, "_is_open", without):
        yield


@contextmanager
def one_zone_is_enough() -> Iterator[None]:
    """Of several zones in which a person may be, one is looked at."""
    opening_in = openings.opening_in

    def first(rule: Any, zones: Any, moment: Any) -> Any:
        return opening_in(rule, tuple(zones)[:1], moment)

    with patch.object(calling_window, "opening_in", first):
        yield


@contextmanager
def unknown_places_are_open() -> Iterator[None]:
    """A lead without a known local time is sent as if it had no hours."""

    def window(windows: Any, submission: Any, part: Any) -> Window | None:
        now = windows._ledger.clock.now()
        return original(windows, submission, part) if part.zones else Window(now, now + DAY, now + DAY)

    original = CallingWindows.window
    with patch.object(CallingWindows, "window", window):
        yield


@contextmanager
def what_was_open_stays_open() -> Iterator[None]:
    """Hours that were found open once count as open ever after."""
    opening_in = openings.opening_in
    first: dict[tuple[str, ...], Any] = {}

    def stale(rule: Any, zones: Any, moment: Any) -> Any:
        found = first.setdefault((rule.id, *zones), opening_in(rule, zones, moment))
        if found.state is not CallState.NOW:
            return opening_in(rule, zones, moment)
        return found._replace(until=int((moment + DAY).timestamp()))

    with patch.object(calling_window, "opening_in", stale):
        yield


GATE_MUTANTS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "hours of the press": hours_of_the_press,
    "no hours at the commit": no_hours_at_the_commit,
    "no lower bound at the commit": no_lower_bound_at_the_commit,
    "one zone is enough": one_zone_is_enough,
    "unknown places are open": unknown_places_are_open,
    "no age check": no_age_check,
    "what was open stays open": what_was_open_stays_open,
    "no list gate": no_list_gate,
}
"""Name → the program without that gate."""
