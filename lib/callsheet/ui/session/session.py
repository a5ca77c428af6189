"""The state of one upload in a browser tab: one frozen value, whose methods return the next one. No Streamlit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from secrets import token_hex
from typing import TYPE_CHECKING, Self, TypedDict, Unpack

from callsheet.sending import CAMPAIGN
from callsheet.ui.session.arrangement import Arrangement
from callsheet.ui.session.layout import Layout
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
    ColumnRole,
    ConsentRule,
    Recipe,
    Report,
    Route,
    Table,
    check,
    mapping_for_script,
    phone_columns,
    safe_names,
    suggest_consent_columns,
    suggest_country_column,
    suggest_mapping,
    with_steps,
    without_hidden_columns,
)
from callsheet.web.metrics import count_report, timed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from callsheet.sending import ListedNumbers, Target
    from callsheet.ui.session.search import Search
    from callsheet.ui.session.summary import Focus
    from callsheet.validation import ColumnStep, ConsentKind, Edit


class Step(StrEnum):
    """The four steps, in order."""

    UPLOAD = "upload"
    MATCH = "match"
    REVIEW = "review"
    SEND = "send"


class ReportInputs(TypedDict, total=False):
    """What a report is computed from, as far as it can change within a session."""

    table: Table
    mapping: ColumnMapping
    choices: Choices
    refused: Mapping[tuple[int, str], str]
    suppressed: frozenset[str] | ListedNumbers
    consent: ConsentRule
    version: int


_CHANGES_MANY_ROWS = ("fixes", "default_region", "country_column", "other_phones", "duplicates", "consent_policy")
"""Fields of `Choices` that can move rows between buckets that are not in view."""


@dataclass(frozen=True, eq=False)
class Session:
    """The state of one upload in a browser tab.

    Args:
        draft_id: the draft it works on.
        file_name: name of the operator's file.
        table: that file, parsed.
        campaign_id: the campaign the leads are for; of another target the agent of the batch call, or the workflow.
        campaign_name: its name.
        route: the calling rules of that campaign.
        mapping: how the columns are used.
        choices: the operator's decisions; always those of `report`, where there is one.
        refused: (row number, E.164) → the server's message, from earlier sends of this draft.
        suppressed: numbers that are never called.
        list_revision: of the do-not-call lists that `suppressed` looks them up in.
        consent: the workspace's policy of consent, and the day.
        step: the open step.
        report: the validated file; None until Review is opened, and again after anything it depends on changed.
        view: the rows that Review shows; None while there is no report.
        layout: of the grid.
        acknowledged: sequence number of the last grid entry that was applied.
        skipped: how many grid entries could not be applied, because they name places of a view that is not known.
        undo_history: what can be undone and redone; lost when the tab closes.
        version: the draft's version as this tab knows it; 0: unknown.
        nonce: identifies this session to the grid; entries for another one are ignored, and the grid sends them again.
        target: what kind of destination `campaign_id` is the id of.
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
    suppressed: frozenset[str] | ListedNumbers = frozenset()
    list_revision: int = 0
    consent: ConsentRule = field(default_factory=ConsentRule)
    step: Step = Step.MATCH
    report: Report | None = None
    view: View | None = None
    layout: Layout = field(default_factory=Layout)
    acknowledged: int = 0
    skipped: int = 0
    undo_history: UndoHistory = field(default_factory=UndoHistory)
    version: int = 0
    nonce: str = field(default_factory=lambda: token_hex(4))
    target: Target = CAMPAIGN

    @property
    def region(self) -> str | None:
        """The region in which numbers without a country code are parsed."""
        return self.choices.default_region or self.route.default_region

    def invalidated(self, **changes: Unpack[ReportInputs]) -> Self:
        """With some inputs of the report replaced, and without the report and view computed from the old ones.

        The column steps of the choices are applied to the table, except to phone columns.
        """
        changed = replace(self, report=None, view=None, **changes)
        phones = phone_columns(changed.mapping, changed.choices)
        table = with_steps(changed.table, changed.choices.steps, phones)
        changed = changed if table is changed.table else replace(changed, table=table)
        return replace(changed, choices=_with_consent_columns(changed.choices, changed.table, changed.mapping))

    def with_steps(self, steps: Sequence[ColumnStep]) -> Self:
        """With other column steps; columns that they make are sent where the script uses them or there is room."""
        before = set(self.table.frame.columns)
        changed = self.invalidated(choices=replace(self.choices, steps=tuple(steps)))
        recipe = Recipe.of(changed.mapping, replace(changed.choices, steps=())).fitted(changed.table)
        mapping = replace(recipe.mapping, candidates=self.mapping.candidates)
        choices = replace(
            changed.choices,
            country_column=recipe.choices.country_column,
            other_phones=recipe.choices.other_phones,
        )
        made = [column for column in changed.table.frame.columns if column not in before]
        most = MAX_VARIABLES - len(mapping.constants)
        if self.choices.prompt:
            mapping = mapping_for_script(changed.table, mapping, self.choices.prompt, self.choices.prompt, most)
        else:
            made = made[: most - len(mapping.variables)]
            headers, positions = map(changed.table.header_of, made), map(changed.table.position_of, made)
            names = safe_names(list(headers), list(positions), set(mapping.variables.values()))
            roles = dict.fromkeys(made, ColumnRole.VARIABLE)
            mapping = mapping.with_roles(changed.table, roles, dict(zip(made, names, strict=True)))
        return changed.invalidated(mapping=mapping, choices=choices)

    def with_campaign(self, campaign_id: str, name: str, route: Route, target: Target = CAMPAIGN) -> Self:
        """With another destination and its calling rules; mapping, edits and step stay, rows are validated again."""
        changed = replace(
            self, campaign_id=campaign_id, campaign_name=name, route=route, target=target, report=None, view=None
        )
        return changed.go_to(self.step)

    def with_suggestions(self) -> Self:
        """With the mapping and the country column that the file itself suggests."""
        mapping = without_hidden_columns(self.table, suggest_mapping(self.table, self.region))
        country = suggest_country_column(self.table, mapping, self.region)
        choices = replace(self.choices, country_column=country.column if country else None, consent_columns=None)
        return self.invalidated(mapping=mapping, choices=choices)

    def with_mapping(self, mapping: ColumnMapping) -> Self:
        """With another column mapping; the file is validated again when Review is opened."""
        return self if mapping == self.mapping else self.invalidated(mapping=mapping)

    def with_decisions(self, choices: Choices) -> Self:
        """With other choices made at Match columns or Send; the file is validated again, and there is no undo step."""
        return self if choices == self.choices else self.invalidated(choices=choices)

    def with_default_region(self, region: str | None) -> Self:
        """With another region for numbers without a country code; None: the campaign's."""
        other = None if region == self.route.default_region else region
        return self.with_decisions(replace(self.choices, default_region=other))

    def with_country_column(self, column: str | None) -> Self:
        """With the column that names the country of each row; None: one country for all rows."""
        return self.with_decisions(replace(self.choices, country_column=column))

    def with_consent(self, columns: Mapping[str, ConsentKind], policy: str) -> Self:
        """With other columns about consent, and another policy for this file; "": the workspace's."""
        return self.with_decisions(replace(self.choices, consent_columns=dict(columns), consent_policy=policy))

    def with_prompt(self, prompt: str) -> Self:
        """With another script, and the columns that it uses; others are sent only if the operator switched them on."""
        choices = replace(self.choices, prompt=prompt)
        if choices == self.choices:
            return self
        most = MAX_VARIABLES - len(self.mapping.constants)
        mapping = mapping_for_script(self.table, self.mapping, prompt, self.choices.prompt, most)
        return self.invalidated(choices=choices, mapping=mapping)

    def with_agent_script(self, script: str, defaults: frozenset[str]) -> Self:
        """With the script of an agent as the server shows it, and the variables that the agent fills itself.

        Args:
            script: the text.
            defaults: names of the variables; empty: the server shows none, and those that were chosen stay.
        """
        changed = self.with_prompt(script)
        if not defaults:
            return changed
        return changed.with_decisions(replace(changed.choices, agent_defaults=defaults))

    def with_fallback(self, name: str, value: str) -> Self:
        """With the text said where a variable is empty; "" for no text."""
        others = {variable: text for variable, text in self.choices.fallbacks.items() if variable != name}
        return self.with_decisions(replace(self.choices, fallbacks={**others, name: value} if value else others))

    def with_constant(self, name: str, value: str) -> Self:
        """With one value for a variable that every lead gets; "" for none."""
        return self.with_mapping(self.mapping.with_constant(name, value))

    def with_column_for(self, name: str, column: str) -> Self:
        """With a column of the file as a variable of that name, instead of another column or a constant."""
        mapping = self.mapping.with_constant(name, "")
        others = [other for other, variable in mapping.variables.items() if variable == name and other != column]
        roles = dict.fromkeys(others, ColumnRole.LEFT_OUT) | {column: ColumnRole.VARIABLE}
        return self.with_mapping(mapping.with_roles(self.table, roles, {column: name}))

    def with_agent_default(self, name: str) -> Self:
        """With a default of the agent for leads that lack a variable."""
        return self.with_decisions(replace(self.choices, agent_defaults=self.choices.agent_defaults | {name}))

    def with_spoken_as_is(self, name: str) -> Self:
        """With a variable that the agent may read aloud with its braces."""
        return self.with_decisions(replace(self.choices, spoken_as_is=self.choices.spoken_as_is | {name}))

    def without_answer(self, name: str) -> Self:
        """Without anything but a column that fills a variable."""
        choices = replace(
            self.choices,
            fallbacks={variable: text for variable, text in self.choices.fallbacks.items() if variable != name},
            agent_defaults=self.choices.agent_defaults - {name},
            spoken_as_is=self.choices.spoken_as_is - {name},
        )
        return self.with_decisions(choices).with_constant(name, "")

    def with_refusals(self, refused: Mapping[tuple[int, str], str]) -> Self:
        """With the rows that the server refused; they need fixing from now on."""
        return self if dict(refused) == dict(self.refused) else self.invalidated(refused=dict(refused))

    def with_do_not_call(self, listed: ListedNumbers, consent: ConsentRule | None = None) -> Self:
        """With the workspace's rules as they are now; the file is validated again if they have changed.

        Args:
            listed: the do-not-call lists.
            consent: the policy of consent, today; None: as before.
        """
        consent = consent or self.consent
        changed = self if consent == self.consent else self.invalidated(consent=consent)
        is_looked_up = not isinstance(self.suppressed, frozenset)
        if is_looked_up and listed.revision == self.list_revision:
            return changed
        return replace(changed.invalidated(suppressed=listed), list_revision=listed.revision)

    def go_to(self, step: Step) -> Self:
        """At another step; Review and Send validate the file if there is no report."""
        if step in (Step.REVIEW, Step.SEND) and self.report is None:
            report = self.validate()
            return replace(
                self,
                step=step,
                report=report,
                choices=report.choices,
                view=View.of(report, Arrangement(self.layout.order)),
            )
        return replace(self, step=step)

    def validate(self) -> Report:
        """The report, computed if it is missing. Edits of cells that the file no longer has are dropped."""
        if self.report is not None:
            return self.report
        columns, rows = set(self.table.frame.columns), self.table.frame.index
        edits = tuple(edit for edit in self.choices.edits if edit.column in columns and edit.row in rows)
        choices = replace(self.choices, edits=edits)
        with timed("check"):
            report = check(
                self.table, self.mapping, self.route, choices, self.suppressed,
                refused=self.refused, consent=self.consent,
            )  # fmt: skip
        count_report("app", report)
        return report

    def with_edits(self, edits: Sequence[Edit], label: str = "") -> Self:
        """With changed cells as one undo step; validates those rows again and leaves the view as it is.

        Raises:
            KeyError: an edit names a cell that the file does not have.
        """
        if self.report is None or not edits:
            return self
        return self.with_choices(replace(self.choices, edits=(*self.choices.edits, *edits)), label)

    def with_choices(self, choices: Choices, label: str, *, refilter: bool = False) -> Self:
        """With other choices as one undo step; nothing happens while there is no report.

        Args:
            choices: all choices, the changed ones among them.
            label: what was done, in a few words, for the Undo button.
            refilter: apply the filter again, because rows that are not in view changed.

        Raises:
            KeyError: the choices name a cell that the file does not have.
        """
        if self.report is None or choices == self.choices:
            return self
        history = self.undo_history.with_step(label, self.choices, choices)
        changed = replace(self._revalidated(choices), undo_history=history)
        return changed.filtered() if refilter else changed

    def undo(self) -> Self:
        """Without the last step; unchanged when there is nothing to undo."""
        undone = self.undo_history.undo()
        return self if undone is None else replace(self._revalidated(undone[0]), undo_history=undone[1])

    def redo(self) -> Self:
        """With the step that was undone last; unchanged when there is nothing to redo."""
        redone = self.undo_history.redo()
        return self if redone is None else replace(self._revalidated(redone[0]), undo_history=redone[1])

    def _revalidated(self, choices: Choices) -> Self:
        if self.report is None:
            return replace(self, choices=choices)
        many = any(getattr(choices, name) != getattr(self.choices, name) for name in _CHANGES_MANY_ROWS)
        report = self.report.with_choices(choices)
        changed = replace(self, report=report, choices=report.choices)
        return changed.filtered() if many else changed

    def with_rows_left_out(self, rows: Iterable[int], label: str = "") -> Self:
        """With rows excluded from the send, as one undo step."""
        return self.with_choices(replace(self.choices, left_out_rows=self.choices.left_out_rows | set(rows)), label)

    def with_rows_put_back(self, rows: Iterable[int], label: str = "") -> Self:
        """With left-out rows included again, as one undo step."""
        return self.with_choices(replace(self.choices, left_out_rows=self.choices.left_out_rows - set(rows)), label)

    def filtered(
        self, tab: Tab | None = None, search: Search | None = None, focus: Focus | KeepFocus | None = KEEP
    ) -> Self:
        """With a filter applied to the report as it is now.

        Args:
            tab: None: the open one.
            search: None: as it is; an empty one: without a search.
            focus: one kind of problem; None: any; not given: as it is.
        """
        if self.report is None or self.view is None:
            return self
        return replace(self, view=self.view.refiltered(self.report, tab, search, focus))

    def searched(self, search: Search) -> Self:
        """With another search over all rows; an empty one shows the tab before it again."""
        if self.report is None or self.view is None or search == self.view.search:
            return self
        return replace(self, view=self.view.searched(self.report, search))

    def arranged(self, arrangement: Arrangement) -> Self:
        """With the rows sorted, or some values of a column shown alone."""
        if self.report is None or self.view is None:
            return self
        view = self.view.refiltered(self.report, arrangement=arrangement)
        return replace(self, view=view, layout=replace(self.layout, order=arrangement.order))


def _with_consent_columns(choices: Choices, table: Table, mapping: ColumnMapping) -> Choices:
    """The choices with the columns about consent that the file has, where none were chosen."""
    if not mapping.phone:
        return choices
    chosen, known = choices.consent_columns, set(table.frame.columns) - set(mapping.phone)
    if chosen is not None and not chosen.keys() <= known:
        chosen = {column: kind for column, kind in chosen.items() if column in known} or None
    if chosen is None:
        chosen = suggest_consent_columns(table, mapping)
    return choices if chosen == choices.consent_columns else replace(choices, consent_columns=chosen)
