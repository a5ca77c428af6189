"""A draft as a value, whole and as a line of a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from datetime import datetime

    from callsheet.validation import Choices, ColumnMapping


@dataclass(frozen=True)
class Draft:
    """A file with everything decided about it.

    Args:
        id: unguessable; stands in the address of the page.
        version: grows with every change.
        name: the file's name.
        data: its bytes.
        step: where the operator is: "upload", "match", "review" or "send".
        sheet: of a workbook, the sheet chosen.
        header_row: row number of the header, where the operator said so.
        campaign_id: where the leads shall go.
        campaign_name: its name when it was chosen.
        mapping: what the columns become; None before Match columns.
        choices: what the operator decided, the edit log merged in.
        created_at: when the file was dropped.
        updated_at: when it was last changed.
        owner: whose it is; "" for nobody's.
        rows: rows of the file; 0 when it was never read.
    """

    id: str
    version: int
    name: str
    data: bytes
    step: str
    sheet: str | None
    header_row: int | None
    campaign_id: str | None
    campaign_name: str | None
    mapping: ColumnMapping | None
    choices: Choices
    created_at: datetime
    updated_at: datetime
    owner: str = ""
    rows: int = 0


@dataclass(frozen=True)
class DraftSummary:
    """A draft in a list: no file, no edits.

    Args:
        id: stands in the address of the page.
        name: the file's name.
        rows: rows of the file; 0 when it was never read.
        step: where the operator is.
        campaign_name: where the leads shall go; None when no campaign was chosen.
        updated_at: when it was last changed.
    """

    id: str
    name: str
    rows: int
    step: str
    campaign_name: str | None
    updated_at: datetime


class DraftChanges(TypedDict, total=False):
    """What of a draft may be saved; what is not given stays as it is."""

    step: str
    sheet: str | None
    header_row: int | None
    campaign_id: str | None
    campaign_name: str | None
    mapping: ColumnMapping | None
    choices: Choices
    rows: int
