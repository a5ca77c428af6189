"""Where a browser tab stands in the four steps: one frozen value with named moves. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from callsheet.ui.view import Tab, View
from callsheet.validation import Choices, ColumnMapping, Report, Route, Table, check, suggest_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.validation import Edit


class Step(StrEnum):
    """The four steps, in their order."""

    UPLOAD = "upload"
    MATCH = "match"
    REVIEW = "review"
    SEND = "send"


@dataclass(frozen=True, eq=False)
class Session:
    """Where a tab stands.

    Args:
        draft_id: the draft it works on.
        file_name: the operator's file.
        table: that file as read.
        campaign_id: where the leads shall go.
        campaign_name: its name.
        route: the rules of that campaign.
        mapping: what the columns become.
        choices: what the operator decided; once there is a report, the report's are newer.
        refused: (row number, E.164) → a server's words, from earlier sends of this draft.
        step: the step that is open.
        report: the judgement; None until Review is first opened.
        view: what Review shows; None until then.
        acknowledged: sequence number of the last edit taken from the grid.
    """

    draft_id: str
    file_name: str
    table: Table
    campaign_id: str
    campaign_name: str
    route: Route
    mapping: ColumnMapping
    choices: Choices = field(default_factory=Choices)
    refused: Mapping[tuple[int, str], str] = field(default_factory=dict)
    step: Step = Step.MATCH
    report: Report | None = None
    view: View | None = None
    acknowledged: int = 0

    @property
    def region(self) -> str | None:
        """The region in which a number without country code is read."""
        return self.choices.default_region or self.route.default_region

    def proposed(self) -> Self:
        """With the mapping that the file itself suggests."""
        return replace(self, mapping=suggest_mapping(self.table, self.region), report=None, view=None)

    def mapped(self, mapping: ColumnMapping) -> Self:
        """With other columns; the report is drawn up anew when Review is opened."""
        if mapping == self.mapping:
            return self
        return replace(self, mapping=mapping, choices=self.choices_now, report=None, view=None)

    def in_country(self, region: str | None) -> Self:
        """With local numbers read in another country; None: the campaign's."""
        choices = replace(self.choices_now, default_region=region)
        return self if choices == self.choices_now else replace(self, choices=choices, report=None, view=None)

    def refused_by(self, refused: Mapping[tuple[int, str], str]) -> Self:
        """With rows a server refused folded back in."""
        if dict(refused) == dict(self.refused):
            return self
        return replace(self, refused=dict(refused), choices=self.choices_now, report=None, view=None)

    def at(self, step: Step) -> Self:
        """At another step; Review and Send draw up the report when there is none."""
        if step in (Step.REVIEW, Step.SEND) and self.report is None:
            return self._judged(step)
        return replace(self, step=step)

    def _judged(self, step: Step) -> Self:
        columns = set(self.table.frame.columns)
        rows = set(self.table.frame.index)
        kept = tuple(edit for edit in self.choices.edits if edit.column in columns and edit.row in rows)
        choices = replace(self.choices, edits=kept)
        report = check(self.table, self.mapping, self.route, choices, refused=self.refused)
        return replace(self, step=step, report=report, view=View.of(report))

    @property
    def choices_now(self) -> Choices:
        """What the operator decided, the newest edits among them."""
        return self.choices if self.report is None else self.report.choices

    def edited(self, edits: Sequence[Edit], acknowledged: int) -> Self:
        """With changed cells; judges those rows and leaves the page as it is.

        Raises:
            KeyError: an edit speaks of a cell that the file does not have.
        """
        if self.report is None:
            return self
        report = self.report.with_edits(edits) if edits else self.report
        return replace(self, report=report, choices=report.choices, acknowledged=acknowledged)

    def shown(self, tab: Tab | None = None, search: str | None = None) -> Self:
        """With a filter applied (again)."""
        if self.report is None or self.view is None:
            return self
        return replace(self, view=self.view.applied(self.report, tab, search))

    def turned(self, page: int) -> Self:
        """With another page of the grid."""
        return self if self.view is None else replace(self, view=self.view.turned(page))
