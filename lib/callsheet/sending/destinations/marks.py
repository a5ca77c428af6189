"""The mark in the title of a batch call, by which an upload whose answer was lost is found again."""

from __future__ import annotations

import secrets
import string
from typing import TYPE_CHECKING

from callsheet.contract import MAX_TITLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.store import Attempt, Submission

LENGTH = 8
"""Characters of a mark: of a million, two are the same with a probability of 0.2 %, and then one is drawn again."""
SEPARATOR = " ·"
TITLE_ROOM = MAX_TITLE - LENGTH - len(SEPARATOR)
"""Characters of a title that are the operator's."""
_CHARACTERS = string.ascii_letters + string.digits


def draw_mark(is_taken: Callable[[str], bool]) -> str:
    """Draw a mark at random, and again while it is taken.

    Args:
        is_taken: True for a mark that an earlier batch call may carry.
    """
    while is_taken(mark := "".join(secrets.choice(_CHARACTERS) for _ in range(LENGTH))):
        pass
    return mark


def title_length(title: str) -> int:
    """The length of a title as a server may count it: a character beyond U+FFFF counts as two (UTF-16)."""
    return len(title.encode("utf-16-le", "surrogatepass")) // 2


def shortened_title(title: str) -> str:
    """Return as much of a title as there is room for beside a mark, without line breaks or other control characters."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in title).split())
    while title_length(plain) > TITLE_ROOM:
        plain = plain[:-1].rstrip()
    return plain


def marked_title(title: str, mark: str) -> str:
    """Return the title of a batch call.

    Args:
        title: the operator's; what is too long is cut off.
        mark: of this upload.
    """
    return f"{shortened_title(title)}{SEPARATOR}{mark}".strip()


def batch_title(submission: Submission, attempt: Attempt) -> str:
    """Return the title of the batch call that an attempt made, or may have made.

    Args:
        submission: whose attempt.
        attempt: of one of its parts.
    """
    return marked_title(str(submission.batch.get("title", "")), attempt.mark)
