"""What `callsheet backup` and `callsheet restore` say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count, listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

EXISTS = "{name} exists already. Choose another name, or replace it with --force."
NO_BACKUP_TO_REPLACE = "{name} is not a backup, so it is not replaced, not even with --force. Choose another name."
NO_FOLDER = "There is no folder {name}. Make it first."
NO_BACKUP = "{name} is not a file. Name a backup that callsheet backup has made. Nothing was changed."
NOT_A_BACKUP = "{name} is not a whole backup of Callsheet. Nothing was changed."
NEWER_BACKUP = "A newer Callsheet ({program}) made this backup. Install that version first. Nothing was changed."
DAMAGED = "The copy of {name} is damaged, so no backup was made. Check the disk, and go back to an earlier backup."
NOT_EMPTY = (
    "{where} has data already. Restore into an empty data folder or database: set {setting} to another place, "
    "or move the old one away. Nothing was changed."
)
RUNS = "Callsheet runs on {where}. Stop it first. Nothing was changed."
KEY_IS_OTHER = "The file api-key is not a key of this backend. Make a new one with: callsheet key create --name app"
KEPT = "{name} was there already and is as it was."
THEN = (
    "Nothing is sent until the campaigns are compared with what this copy knows. "
    "Then type: callsheet settle --accept-restored"
)
NAMES = {
    "callsheet.db": "drafts and ledger",
    "backend.db": "the backend's leads",
    "intents": "the log of uploads",
    "api-key": "the backend's key",
    "server-key": "the server's key",
    "audit-key": "the audit's key",
    "secrets.toml": "the sign-in",
}


def saved(name: str, members: Sequence[str], size: int, created_at: datetime) -> str:
    """What a backup holds."""
    things = listed([NAMES[member] for member in members])
    return (
        f"{name}: {things}, as of {created_at:%Y-%m-%d %H:%M:%S} UTC ({size / 1e6:,.1f} MB). "
        "It holds leads and keys: store it where only you can read it."
    )


def restored(members: Sequence[str], created_at: datetime, sends: int) -> str:
    """What was put back."""
    things = listed([NAMES[member] for member in members])
    return f"Restored {things}, as of {created_at:%Y-%m-%d %H:%M:%S} UTC, with {count(sends, 'send')}."
