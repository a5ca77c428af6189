"""A draft, its summary in a list, and the fields of it that can be saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypedDict

from callsheet.store.draft_file import unpack
from callsheet.validation import Choices, ColumnMapping

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import RowMapping

    from callsheet.validation import Edit


@dataclass(frozen=True)
class Draft:
    """A file with everything decided about it.

    Args:
        id: unguessable; part of the page's address.
        version: incremented by every change.
        name: the file's name.
        data: its bytes; of several files that were put together, their bundle (`files.pack_files`).
        step: the operator's current step: "upload", "match", "review" or "send".
        sheet: the selected sheet of a workbook.
        header_row: row number of the header, where the operator chose it.
        campaign_id: the campaign the leads will go to.
        campaign_name: its name when it was chosen.
        mapping: what the columns become; None before Match columns.
        choices: the operator's decisions, including the edit log.
        created_at: when the file was dropped.
        updated_at: when the draft last changed.
        owner: its user; "" without sign-in.
        rows: rows of the file; 0 when it was never read.
        layout: how the operator laid out the grid, as the app encodes it; None: the default.
        target: the kind of destination that `campaign_id` names, as the app encodes it; None: a campaign.
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
    layout: Mapping[str, Any] | None = None
    target: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class DraftSummary:
    """A draft in a list, without its file and edits.

    Args:
        id: part of the page's address.
        name: the file's name.
        rows: rows of the file; 0 when it was never read.
        step: the operator's current step.
        campaign_name: the campaign the leads will go to; None when none was chosen.
        updated_at: when the draft last changed.
    """

    id: str
    name: str
    rows: int
    step: str
    campaign_name: str | None
    updated_at: datetime


class DraftChanges(TypedDict, total=False):
    """Fields of a draft that can be saved; omitted fields do not change."""

    step: str
    name: str
    sheet: str | None
    header_row: int | None
    campaign_id: str | None
    campaign_name: str | None
    target: Mapping[str, Any] | None
    mapping: ColumnMapping | None
    choices: Choices
    rows: int


def draft_from(row: RowMapping, edits: tuple[Edit, ...]) -> Draft:
    """Build a draft from its row of the database and its edits, oldest first."""
    values: dict[str, Any] = dict(row)
    mapping = values.pop("mapping")
    values["data"] = unpack(values["data"])
    choices = replace(Choices.from_json(values.pop("choices")), edits=edits)
    return Draft(**values, choices=choices, mapping=None if mapping is None else ColumnMapping.from_json(mapping))
