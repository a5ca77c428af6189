"""What the command line says about campaigns and sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count
from callsheet.wording.sending import duration, moment

if TYPE_CHECKING:
    from datetime import datetime

NO_SUCH_SEND = 'There is no send with the id "{name}".{close} See: callsheet submissions'
NO_SUCH_CAMPAIGN = 'There is no campaign "{name}".{close} See: callsheet campaigns'
SEVERAL_CAMPAIGNS = 'Several campaigns are called "{name}". Use the id of one: {ids}.'
SENDER_RUNS = "A sender works on this ledger already."
NOTHING_NEW = "Nothing was sent: no lead of this file is ready and has not been sent already."
NOTHING_TO_SETTLE = "There is nothing to settle. We know what happened to every upload of it."
WHICH_SEND = "Which send? Name its id, as callsheet submissions lists it."
STARTED = "Started {name}: it calls {people} from now on."
START_DESPITE = "To call them all the same: callsheet campaigns --start {campaign} --despite {people}"
CAMPAIGN_COLUMNS = ("Id", "Campaign", "State", "Leads")
SUBMISSION_COLUMNS = ("Send", "When", "File", "Campaign", "State", "Rows")
STOPPED = "Stopped. Run the command again to send the rest."
STOPPED_RELEASE = "Stopped. A sender sends the rest: callsheet work. To cancel it: callsheet withdraw."
BY_DAY = "To send each lead by day: --within with its calling hours."
TOO_EARLY = "That a lead did not arrive cannot be said yet: it may still arrive. Answer again later."
LIST_PROVES_NOTHING = (
    "This campaign had some of these numbers before, so a list of its numbers does not show whether they arrived "
    "again. Name the rows that arrived with --arrived-rows."
)
NOTHING_WAITS = "Nothing of this send needs your decision."
NOTHING_TO_WITHDRAW = "Nothing of this send is left to cancel."
RESTORED = (
    "Nothing is sent: the ledger was restored from a backup and does not know what was sent since. "
    "Compare the campaign, then type: callsheet settle --accept-restored"
)


def confirm(rows: int, campaign_name: str) -> str:
    """The question before anything is sent."""
    return f"Send {count(rows, 'lead')} to {campaign_name}? [y/N] "


def wrong_count_again(known: int, typed: int, place: str) -> str:
    """The number after --call-again is not that of the people whom a destination has.

    Args:
        known: how many it has.
        typed: what was typed.
        place: "this campaign", "this agent".
    """
    if not known:
        return f"Nobody in this file was sent to {place} before, so nobody can be called again."
    people = count(known, "person in this file was", "people in this file were")
    return f"{people} sent to {place} before, not {typed:,}. To call them again, type --call-again {known}."


def called_again_before(when: str) -> str:
    """A file whose people were called again is sent again."""
    return (
        f"The people in this file were already called again on {when}. Make a new list: callsheet results ID --next. "
        "To call this same list once more, use the app."
    )


def outcome(state: str, rows_sent: int, campaign_name: str, message: str) -> str:
    """The outcome of a send."""
    sentences = {
        "sent": f"{count(rows_sent, 'lead')} sent to {campaign_name}.",
        "refused": "The server refused the upload; nothing was sent.",
        "not_sent": "Nothing was sent.",
        "rate_limited": "The server asks to slow down; nothing was sent. Try again in a minute.",
        "unknown": "Nobody knows yet whether the leads arrived. Do not send them again; run the command again later.",
        "held": f"{count(rows_sent, 'lead')} sent to {campaign_name}. The rest was not sent.",
        "sending": "Another process is sending these leads now.",
        "ready": "The leads wait to be sent.",
        "scheduled": f"{count(rows_sent, 'lead')} sent to {campaign_name}; the others wait for their time.",
    }
    return f"{sentences[state]} {message}".strip()


def held_after_trial(sent: int, left: int, submission_id: str) -> str:
    """What to do about the leads that wait after a few were sent first."""
    first = f"{sent:,} sent. Listen to the calls, then decide" if sent else "None of the first was sent. Decide"
    return (
        f"{first} about the other {left:,}.\n"
        f"  Send them:   callsheet release {submission_id}\n"
        f"  Cancel them: callsheet withdraw {submission_id}"
    )


def held_otherwise() -> str:
    """What to do about leads that wait because the server could not take them."""
    return "Run the command again to send the rest."


def withdrawn(leads: int, sent: int, on_their_way: int, campaign_name: str) -> str:
    """The outcome of `callsheet withdraw`."""
    sentences = [f"{count(leads, 'lead')} cancelled; {count(sent, 'lead was', 'leads were')} sent to {campaign_name}."]
    if on_their_way:
        sentences.append(f"{count(on_their_way, 'more is', 'more are')} on the way to the server.")
    return " ".join(sentences)


def question(
    part_id: str, leads: int, campaign: str, left_at: datetime, *, before: int | None, seconds_left: float | None
) -> str:
    """The question about a part of unknown outcome, and how to answer it on the command line."""
    lines = [
        f"{count(leads, 'lead')} were sent to {campaign} on {moment(left_at)}, and no clear answer came.",
        "Look at the number of leads in that campaign, at the server. Then run:",
        f"  callsheet settle {part_id}{'' if before is not None else ' --count-before M'} --count-now N",
    ]
    lines.append(
        f"If only some arrived, with a list of the campaign's numbers: callsheet settle {part_id} --arrived FILE"
    )
    if before is not None:
        received = f"{before + leads:,} now: they arrived."
        lines.append(f"It had {before:,} leads before. {before:,} now: nothing arrived. {received}")
    if seconds_left:
        lines.append(
            f"Whether nothing arrived can be decided in {duration(seconds_left)}; until then they may still arrive."
        )
    if seconds_left is None:
        lines.append("Whether nothing arrived cannot be decided yet: the process that sent them may still be sending.")
    return "\n".join(lines)


def answered(state: str, evidence: str) -> str:
    """The effect of an answer."""
    if not evidence:
        return "This fits neither: the leads stay on hold. Compare the list of leads at the server with the receipt."
    sentences = {
        "acked": "Settled: these leads arrived.",
        "absent": "Settled: these leads did not arrive. They will be sent.",
        "refused": "Settled: the server refused them and queued nothing.",
    }
    return sentences.get(state, "Settled.")


def answered_by_rows(arrived: int, missing: int, refused: int) -> str:
    """The effect of an answer row by row."""
    sentences = [f"Settled: {count(arrived, 'lead')} arrived."]
    if missing:
        sentences.append(f"{count(missing, 'lead')} did not arrive and will be sent.")
    if refused:
        sentences.append(f"The server refused {refused:,}.")
    return " ".join(sentences)


def unreadable_list(entries: int) -> str:
    """Why a list of arrived leads does not decide."""
    were = count(entries, "entry of the list is not a phone number", "entries of the list are not phone numbers")
    return f"{were}. Correct the list: a lead that is missing from it is sent again."


def not_of_this_send(row: int) -> str:
    """A row number that is not one of the leads in question."""
    return f"Row {row:,} is not among these leads. The receipt lists them: callsheet receipt."


def restored_accepted(uploads: int, *, is_copy: bool = False) -> str:
    """What was accepted of a restored ledger."""
    if is_copy:
        return "The restored ledger is accepted. Leads that a campaign has beyond these were sent since the backup."
    return f"{count(uploads, 'upload')} accepted. Sending continues."
