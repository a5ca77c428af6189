"""Choices: everything the operator decided about a file, as one frozen value that converts to JSON and back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self, get_args

from callsheet.validation.model.codes import Fix
from callsheet.validation.model.consent import ConsentKind, ConsentPolicy
from callsheet.validation.model.hidden_text import hidden
from callsheet.validation.model.json_values import as_flag, as_optional_text, as_text, as_text_by_text, as_texts
from callsheet.validation.model.steps import ColumnStep

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

DuplicatePolicy = Literal["first", "last", "fullest"]
ChangedBy = Literal["hand", "accepted", "file"]
"""What changed a cell: a person, all suggestions of a kind accepted at once, or a corrected error file."""


class Edit(NamedTuple):
    """A cell the operator changed; of several edits of one cell the last wins.

    Args:
        row: row number of the file.
        column: column name of the Table.
        value: the new text; "" empties the cell.
        changed_by: what changed it.
    """

    row: int
    column: str
    value: str
    changed_by: ChangedBy = "hand"

    def __repr__(self) -> str:
        """Where the cell is, not what it says."""
        return f"Edit(row={self.row}, column={self.column!r}, value={hidden(self.value)})"


@dataclass(frozen=True)
class Choices:
    """What the operator decided.

    Args:
        edits: changed cells, oldest first.
        left_out_rows: row numbers not to send.
        default_region: region of numbers without a country code; None: the route's.
        country_column: column of the Table with the country of each row ("IN", "India", "+91"), for numbers without a
            country code; an empty cell means `default_region`. None: no column.
        phone_order: phone columns of the mapping in the order to try them; those not listed follow.
        other_phones: columns whose valid numbers are used where no phone column has one; they stay variables.
        duplicates: which of several rows with one number is sent.
        fallbacks: variable → value for its empty cells.
        prompt: what the agent says, with {{variables}}, if the operator gave it: empty cells of a variable that it
            uses are issues. "": unknown.
        agent_defaults: variables that the agent fills itself where a lead has no value.
        spoken_as_is: variables that the agent may read aloud with their braces where a lead has no value.
        fixes: `Fix` values, applied to phone numbers that are wrong as written, and only where the result is a valid
            number. Removing one undoes it.
        steps: what is done to columns before they are matched.
        calls_hidden_rows: True when the operator said that rows which the workbook hides are called.
        consent_columns: column → what it says about consent to be called; empty: none does. None: not decided, and
            nothing is read.
        consent_policy: what is done about rows without a valid consent, as `ConsentPolicy.of` reads it; "": as in the
            workspace.
    """

    edits: tuple[Edit, ...] = ()
    left_out_rows: frozenset[int] = frozenset()
    default_region: str | None = None
    country_column: str | None = None
    phone_order: tuple[str, ...] = ()
    other_phones: tuple[str, ...] = ()
    duplicates: DuplicatePolicy = "first"
    fallbacks: Mapping[str, str] = field(default_factory=dict)
    prompt: str = ""
    agent_defaults: frozenset[str] = frozenset()
    spoken_as_is: frozenset[str] = frozenset()
    fixes: tuple[str, ...] = ()
    steps: tuple[ColumnStep, ...] = ()
    calls_hidden_rows: bool = False
    consent_columns: Mapping[str, ConsentKind] | None = None
    consent_policy: str = ""

    def moved(self, by: int, without: Container[int] = ()) -> Self:
        """Return the choices for a file whose rows have other numbers.

        Args:
            by: what is added to every row number.
            without: row numbers, as before, of which edits and choices are dropped.
        """
        edits = tuple(edit._replace(row=edit.row + by) for edit in self.edits if edit.row not in without)
        left_out = frozenset(row + by for row in self.left_out_rows if row not in without)
        return replace(self, edits=edits, left_out_rows=left_out)

    def to_json(self) -> dict[str, Any]:
        """Return plain values that `from_json` reads back to an equal object."""
        return {
            "edits": [list(edit) for edit in self.edits],
            "left_out_rows": sorted(self.left_out_rows),
            "default_region": self.default_region,
            "country_column": self.country_column,
            "phone_order": list(self.phone_order),
            "other_phones": list(self.other_phones),
            "duplicates": self.duplicates,
            "fallbacks": dict(self.fallbacks),
            "prompt": self.prompt,
            "agent_defaults": sorted(self.agent_defaults),
            "spoken_as_is": sorted(self.spoken_as_is),
            "fixes": list(self.fixes),
            **({"steps": [step.to_json() for step in self.steps]} if self.steps else {}),
            **({"calls_hidden_rows": True} if self.calls_hidden_rows else {}),
            **({} if self.consent_columns is None else {"consent_columns": dict(self.consent_columns)}),
            **({"consent_policy": self.consent_policy} if self.consent_policy else {}),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; missing keys get their defaults.

        Raises:
            ValueError: there is no such fix, duplicate policy, tool for columns, or kind or policy of consent.
            TypeError: a value has another type.
        """
        policy = value.get("duplicates", "first")
        if policy not in get_args(DuplicatePolicy):
            raise ValueError(policy)
        return cls(
            edits=tuple(_edit(*entry) for entry in value.get("edits", ())),
            left_out_rows=frozenset(map(int, value.get("left_out_rows", ()))),
            default_region=as_optional_text(value.get("default_region")),
            country_column=as_optional_text(value.get("country_column")),
            phone_order=as_texts(value.get("phone_order", ())),
            other_phones=as_texts(value.get("other_phones", ())),
            duplicates=policy,
            fallbacks=as_text_by_text(value.get("fallbacks", {})),
            prompt=as_text(value.get("prompt", "")),
            agent_defaults=frozenset(as_texts(value.get("agent_defaults", ()))),
            spoken_as_is=frozenset(as_texts(value.get("spoken_as_is", ()))),
            fixes=tuple(Fix(fix).value for fix in value.get("fixes", ())),
            steps=tuple(map(ColumnStep.from_json, value.get("steps", ()))),
            calls_hidden_rows=as_flag(value.get("calls_hidden_rows", False)),
            consent_columns=_consent_columns(value.get("consent_columns")),
            consent_policy=_consent_policy(as_text(value.get("consent_policy", ""))),
        )


def _consent_columns(value: Any) -> dict[str, ConsentKind] | None:
    if value is None:
        return None
    return {column: ConsentKind(kind) for column, kind in as_text_by_text(value).items()}


def _consent_policy(text: str) -> str:
    return str(ConsentPolicy.of(text)) if text else ""


def _edit(row: Any, column: Any, text: Any, changed_by: Any = "hand") -> Edit:
    if changed_by not in get_args(ChangedBy):
        raise ValueError(changed_by)
    return Edit(int(row), str(column), str(text), changed_by)
