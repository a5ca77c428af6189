"""Where a browser tab stands in the four steps: one frozen value with named moves. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from secrets import token_hex
from typing import TYPE_CHECKING, Self

from callsheet.ui.session.undo import UndoHistory
from callsheet.ui.session.view import (
    KEEP,
    KeepFocus,
    Tab,
    View,
)
from callsheet.validation import (
    MAX_VARIABLES,
    Choices,
    ColumnMapping,
    Report,
    Route,
    Table,
    check,
    suggest_country_column,
    suggest_mapping,
    trim_mapping,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from callsheet.ui.session.summary import Focus
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
        suppressed: E.164 numbers that are never called.
        step: the step that is open.
        report: the judgement; None until Review is first opened.
        view: what Review shows; None until then.
        acknowledged: sequence number of the last edit taken from the grid.
        history: what can be undone and done again; lives with the tab.
        version: of the draft, as this tab knows it; 0: not known.
        turn: names this value's life; under another the browser sends again what was not acknowledged.
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
    suppressed: frozenset[str] = frozenset()
    step: Step = Step.MATCH
    report: Report | None = None
    view: View | None = None
    acknowledged: int = 0
    history: UndoHistory = field(default_factory=UndoHistory)
    version: int = 0
    turn: str = field(default_factory=lambda: token_hex(4))

    @property
    def region(self) -> str | None:
        """The region in which a number without country code is read."""
        return self.choices.default_region or self.route.default_region

    def proposed(self) -> Self:
        """With the mapping that the file itself suggests, and the column of countries if it has one."""
        mapping = suggest_mapping(self.table, self.region)
        found = suggest_country_column(self.table, mapping, self.region)
        choices = replace(self.current_choices, country_column=found.column if found else None)
        return replace(self, mapping=mapping, choices=choices, report=None, view=None)

    def mapped(self, mapping: ColumnMapping) -> Self:
        """With other columns; the report is drawn up anew when Review is opened."""
        if mapping == self.mapping:
            return self
        return replace(self, mapping=mapping, choices=self.current_choices, report=None, view=None)

    def in_country(self, region: str | None) -> Self:
        """With local numbers read in another country; None: the campaign's."""
        other = None if region == self.route.default_region else region
        choices = replace(self.current_choices, default_region=other)
        return self if choices == self.current_choices else replace(self, choices=choices, report=None, view=None)

    def in_country_of(self, column: str | None) -> Self:
        """With local numbers read in the country that a column names; None: all in one."""
        choices = replace(self.current_choices, country_column=column)
        return self if choices == self.current_choices else replace(self, choices=choices, report=None, view=None)

    def prompted(self, prompt: str) -> Self:
        """With another prompt; where there are more columns than may be sent, those it speaks are proposed first."""
        choices = replace(self.current_choices, prompt=prompt)
        if choices == self.current_choices:
            return self
        columns = len(self.table.frame.columns) - len(self.mapping.phone)
        mapping = self.mapping if columns <= MAX_VARIABLES else trim_mapping(self.table, self.mapping, prompt)
        return replace(self, choices=choices, mapping=mapping, report=None, view=None)

    def falling_back(self, name: str, value: str) -> Self:
        """With what is said where a variable is empty; "" for nothing."""
        others = {each: text for each, text in self.current_choices.fallbacks.items() if each != name}
        choices = replace(self.current_choices, fallbacks={**others, name: value} if value else others)
        return self if choices == self.current_choices else replace(self, choices=choices, report=None, view=None)

    def refused_by(self, refused: Mapping[tuple[int, str], str]) -> Self:
        """With rows a server refused folded back in."""
        if dict(refused) == dict(self.refused):
            return self
        return replace(self, refused=dict(refused), choices=self.current_choices, report=None, view=None)

    def at(self, step: Step) -> Self:
        """At another step; Review and Send draw up the report when there is none."""
        if step in (Step.REVIEW, Step.SEND) and self.report is None:
            report = self.judged()
            return replace(self, step=step, report=report, view=View.of(report))
        return replace(self, step=step)

    def judged(self) -> Report:
        """The report, drawn up when there is none."""
        if self.report is not None:
            return self.report
        columns = set(self.table.frame.columns)
        rows = set(self.table.frame.index)
        kept = tuple(edit for edit in self.choices.edits if edit.column in columns and edit.row in rows)
        choices = replace(self.choices, edits=kept)
        return check(self.table, self.mapping, self.route, choices, self.suppressed, refused=self.refused)

    @property
    def current_choices(self) -> Choices:
        """What the operator decided, the newest edits among them."""
        return self.choices if self.report is None else self.report.choices

    def edited(self, edits: Sequence[Edit], label: str = "") -> Self:
        """With changed cells as one step; judges those rows and leaves the page as it is.

        Raises:
            KeyError: an edit speaks of a cell that the file does not have.
        """
        if self.report is None or not edits:
            return self
        return self.chosen(replace(self.current_choices, edits=(*self.current_choices.edits, *edits)), label)

    def chosen(self, choices: Choices, label: str, *, anew: bool = False) -> Self:
        """With other choices as one step that can be undone.

        Args:
            choices: what holds from now on.
            label: what was done, in a few words.
            anew: apply the filter again, because rows far from the page changed.

        Raises:
            KeyError: the choices speak of a cell that the file does not have.
        """
        if self.report is None or choices == self.current_choices:
            return self
        history = self.history.with_move(label, self.current_choices, choices)
        moved = replace(self._with_choices(choices), history=history)
        return moved.shown() if anew else moved

    def undone(self) -> Self:
        """The last step taken back; itself when there is none."""
        step = self.history.back()
        return self if step is None else replace(self._with_choices(step[0]), history=step[1])

    def redone(self) -> Self:
        """The step undone last, done again; itself when there is none."""
        step = self.history.forward()
        return self if step is None else replace(self._with_choices(step[0]), history=step[1])

    def _with_choices(self, choices: Choices) -> Self:
        if self.report is None:
            return replace(self, choices=choices)
        far = self._reads_otherwise(choices)
        moved = replace(self, report=self.report.with_choices(choices), choices=choices)
        return moved.shown() if far else moved

    def _reads_otherwise(self, choices: Choices) -> bool:
        names = ("fixes", "default_region", "country_column", "other_phones", "duplicates")
        return any(getattr(choices, name) != getattr(self.current_choices, name) for name in names)

    def left_out(self, rows: Iterable[int], label: str = "") -> Self:
        """With rows left out of the send."""
        return self.chosen(
            replace(self.current_choices, left_out_rows=self.current_choices.left_out_rows | set(rows)), label
        )

    def taken_in(self, rows: Iterable[int], label: str = "") -> Self:
        """With left-out rows back in."""
        return self.chosen(
            replace(self.current_choices, left_out_rows=self.current_choices.left_out_rows - set(rows)), label
        )

    def shown(self, tab: Tab | None = None, search: str | None = None, focus: Focus | KeepFocus | None = KEEP) -> Self:
        """With a filter applied (again); what is not given stays, a tab or search given ends the focus."""
        if self.report is None or self.view is None:
            return self
        return replace(self, view=self.view.applied(self.report, tab, search, focus))

    def turned(self, page: int) -> Self:
        """With another page of the grid."""
        return self if self.view is None else replace(self, view=self.view.turned(page))

    def turned_by(self, pages: int) -> Self:
        """With the page so many further on; past the last comes the first, before the first the last."""
        return self if self.view is None else self.turned((self.view.page - 1 + pages) % self.view.pages + 1)
