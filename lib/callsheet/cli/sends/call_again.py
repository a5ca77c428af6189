"""`callsheet send --call-again N`: call people again whom the destination has already, with their number typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.cli.terminal.console import say
from callsheet.errors import InvalidArgument
from callsheet.wording import sending as shared
from callsheet.wording.cli import sends as words
from callsheet.wording.destinations import PLACES

if TYPE_CHECKING:
    from callsheet.sending import Plan, SendRequest


def with_repeats(request: SendRequest, plan: Plan, people: int | None) -> SendRequest:
    """Return the request that also calls people again, if the command line asks for it.

    A file calls them again once: the same command line a second time, from a shell's history or a timer, must not.

    Args:
        request: what shall be sent.
        plan: of it.
        people: how many are to be called again, as typed; None: nobody.

    Raises:
        InvalidArgument: it is another number, or this file was sent again before.
    """
    if people is None:
        return request
    earlier = [sent for sent in plan.same_file if sent.again]
    if any(not sent.state.is_settled for sent in earlier):
        return request  # what the first run has left is sent, nothing more
    if earlier:
        raise InvalidArgument(words.called_again_before(shared.moment(earlier[0].created_at)))
    known = len(plan.next_repeats())
    if people != known:
        raise InvalidArgument(words.wrong_count_again(known, people, PLACES[request.destination]))
    return replace(request, call_again=True)


def leads_to_send(request: SendRequest, plan: Plan) -> int:
    """How many leads a press would send, those who are called again included.

    Args:
        request: what shall be sent.
        plan: of it.
    """
    return plan.rows_to_send + (len(plan.next_repeats()) if request.call_again else 0)


def print_repeats(request: SendRequest, plan: Plan) -> None:
    """Say how many people are called once more."""
    if request.call_again:
        place = PLACES[request.destination]
        say(shared.call_again_warning(len(plan.next_repeats()), plan.rows_to_send, place))
