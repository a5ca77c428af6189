"""Sentences about erasing a number, in the app and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = "Erase a number"
INTRO = (
    "Erases a person’s rows from open uploads and from what was sent, and their leads and calls at the server where it "
    "can do that: who waits is not called any more. What the calling provider has stays there."
)
NUMBER = "Phone number"
NUMBER_PLACEHOLDER = "+91 98765 43210"
FIND = "Find it"
ERASE = "Erase it"
NOT_A_NUMBER = "This is not a phone number. Without + and a country code, its country must be known."
NOWHERE = "This number is nowhere here."
NOT_ASKED = "The server cannot be asked: look for the number there."
UNDER_WAY = (
    "{rows} still on the way: finish that send first, then erase the rest. Nothing is removed at the server before."
)
CONFIRM = "Erase it? [y/N] "
STOPPED = "Nothing was erased."


def found(
    drafts: Sequence[str],
    sent: int,
    under_way: int,
    waiting: int | None,
    called: int,
    *,
    past: int = 0,
    ringing: int = 0,
) -> str:
    """Where a number is, before it is erased.

    Args:
        drafts: names of the files of open uploads.
        sent: rows of sends that have ended.
        under_way: rows of sends that have not ended.
        waiting: leads and queued calls at the server that are not called yet; None: the server cannot be asked.
        called: leads at the server that are being called or were called, and stay there.
        past: records of earlier calls that the server can erase.
        ringing: calls that are under way at the server.
    """
    sentences = []
    if drafts:
        sentences.append(
            f"It is in {count(len(drafts), 'open upload')}: {listed(list(drafts))}. Those rows are emptied."
        )
    if sent:
        sentences.append(
            f"It is in {count(sent, 'row')} of what was sent. An unreadable mark stays, so that nobody calls again."
        )
    if waiting:
        sentences.append(f"{count(waiting, 'lead')} at the server {'is' if waiting == 1 else 'are'} not called yet.")
    if past:
        sentences.append(f"{count(past, 'record')} of earlier calls {'is' if past == 1 else 'are'} at the server.")
    sentences.append(_called(called) if called else "")
    sentences.append(_ringing(ringing) if ringing else "")
    if under_way:
        sentences.append(UNDER_WAY.format(rows=f"{count(under_way, 'row is', 'rows are')}"))
    sentences.append(NOT_ASKED if waiting is None else "")
    return " ".join(filter(None, sentences))


def erased(
    *,
    rows: int,
    deleted: int,
    staying: int,
    sent: int,
    removed: int | None,
    called: int,
    past: int,
    ringing: int,
    is_listed: bool,
    elsewhere: Sequence[str],
) -> str:
    """What was erased, and what was not and why.

    Args:
        rows: rows of open uploads that were emptied.
        deleted: uploads whose file could not be written without the number.
        staying: uploads that stay until their leads are sent, or that were changed meanwhile.
        sent: rows of what was sent.
        removed: leads and queued calls removed at the server; None: it could not be asked, or a send is under way.
        called: leads that stay at the server.
        past: records of earlier calls erased at the server.
        ringing: calls that are under way at the server.
        is_listed: True if the number stays on a do-not-call list.
        elsewhere: agents and workflows that were sent the number.
    """
    parts = [
        f"{count(rows, 'row')} of open uploads emptied" if rows else "",
        f"{count(sent, 'row')} of what was sent made unreadable" if sent else "",
        f"{count(removed, 'lead')} removed at the server before a call" if removed else "",
        f"{count(past, 'record')} of earlier calls erased at the server" if past else "",
        f"{count(deleted, 'upload')} deleted that cannot be stored without it" if deleted else "",
    ]
    done = "; ".join(filter(None, parts))
    sentences = [f"Erased: {done}." if done else "Nothing could be erased."]
    if staying:
        sentences.append(f"{count(staying, 'upload stays', 'uploads stay')} until its leads are sent: look at History.")
    sentences.append(_called(called) if called else "")
    sentences.append(_ringing(ringing) if ringing else "")
    sentences.append(NOT_ASKED if removed is None else "")
    if elsewhere:
        sentences.append(f"It was also sent to {listed(list(elsewhere))}: remove it on the server's own screen.")
    if is_listed:
        sentences.append("The number stays on your do-not-call list, so that nobody calls it.")
    return " ".join(filter(None, sentences))


def _called(leads: int) -> str:
    if leads == 1:
        return "1 lead that was called, or is being called, stays at the server."
    return f"{leads:,} leads that were called, or are being called, stay at the server."


def _ringing(calls: int) -> str:
    if calls == 1:
        return "1 call at the server is going on and stays: erase the number again once it is over."
    return f"{calls:,} calls at the server are going on and stay: erase the number again once they are over."
