"""What `callsheet audit` says."""

from __future__ import annotations

from callsheet.wording.format import count

BROKEN = (
    "Entry {number} of the audit was changed, or one before it is missing. Compare the database with an earlier export "
    "or backup."
)


def whole(entries: int, unsigned: int) -> str:
    """Nothing was changed."""
    sentence = f"{count(entries, 'entry', 'entries')}, none changed and none missing."
    if not unsigned:
        return sentence
    others = count(unsigned, "entry was", "entries were")
    return f"{sentence} {others} signed with another machine's key and can only be checked there."
