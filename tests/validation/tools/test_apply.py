from __future__ import annotations

import json

import pytest

from callsheet.files import read_table
from callsheet.validation import (
    Choices,
    ColumnMapping,
    ColumnStep,
    NoteCode,
    Recipe,
    Route,
    Tool,
    check,
    preview_step,
    suggest_mapping,
    with_steps,
)

DATA = (
    b"Mobile,First,Last,City\n"
    b" 98200 10001 ,PRIYA,sharma,  Navi   Mumbai \n"
    b"9820010002,Rahul,,\n"
    b",,Nair,pune\n"
    b"9820010003,ANNA MARIA,O'BRIEN,Delhi (N)\n"
)
JOIN = ColumnStep(Tool.JOIN, ("First", "Last"), ("Name",), " ")
STEPS = {
    JOIN: {"Name": ["PRIYA sharma", "Rahul", "Nair", "ANNA MARIA O'BRIEN"]},
    ColumnStep(Tool.SPLIT, ("First",), ("A", "B"), " "): {
        "A": ["PRIYA", "Rahul", "", "ANNA"], "B": ["", "", "", "MARIA"],
    },
    ColumnStep(Tool.SPLIT, ("City",), ("A", "B"), " ", from_end=True): {
        "A": ["Navi", "", "pune", "Delhi"], "B": ["Mumbai", "", "", "(N)"],
    },
    ColumnStep(Tool.TRIM, ("City",)): {"City": ["Navi Mumbai", "", "pune", "Delhi (N)"]},
    ColumnStep(Tool.TITLE_CASE, ("First", "Last")): {
        "First": ["Priya", "Rahul", "", "Anna Maria"], "Last": ["Sharma", "", "Nair", "O'Brien"],
    },
    ColumnStep(Tool.FILL_BLANKS, ("Last", "City"), text="there"): {
        "Last": ["sharma", "there", "Nair", "O'BRIEN"], "City": ["  Navi   Mumbai ", "there", "pune", "Delhi (N)"],
    },
    ColumnStep(Tool.REPLACE, ("City",), text="(n)", replacement=r"\1 N"): {
        "City": ["  Navi   Mumbai ", "", "pune", r"Delhi \1 N"],
    },
    ColumnStep(Tool.REPLACE, ("City",), text="P", replacement="x", match_case=True): {
        "City": ["  Navi   Mumbai ", "", "pune", "Delhi (N)"],
    },
    ColumnStep(Tool.REPLACE, ("City",), text="Pune", replacement="Poona", whole_cell=True): {
        "City": ["  Navi   Mumbai ", "", "Poona", "Delhi (N)"],
    },
}  # fmt: skip
CELLS = [4, 4, 5, 1, 4, 2, 1, 0, 1]


@pytest.mark.parametrize(("step", "cells"), list(zip(STEPS, CELLS, strict=True)))
def test_each_tool_changes_its_columns_and_counts_the_cells(step: ColumnStep, cells: int) -> None:
    """Every other column, and the file as read, stay as they are; the preview says the same before."""
    table = read_table("leads.csv", DATA)
    done = with_steps(table, [step])
    for column in done.frame.columns:
        expected = STEPS[step].get(column)
        assert done.frame[column].tolist() == (table.frame[column].tolist() if expected is None else expected)
    note = done.notes[-1]
    assert (note.code, note.facts["cells"]) == (NoteCode.COLUMN_STEP, cells)
    preview = preview_step(table, step)
    assert (preview.cells, bool(preview.samples)) == (cells, bool(cells))
    assert with_steps(done, ()) is table
    assert with_steps(done, [step]) is done


def test_steps_run_one_after_the_other_and_convert_to_json() -> None:
    """A column that one makes can be changed by the next."""
    steps = (JOIN, ColumnStep(Tool.TITLE_CASE, ("Name",)))
    done = with_steps(read_table("leads.csv", DATA), steps)
    assert done.frame["Name"].tolist() == ["Priya Sharma", "Rahul", "Nair", "Anna Maria O'Brien"]
    choices = Choices(steps=steps)
    assert Choices.from_json(json.loads(json.dumps(choices.to_json()))) == choices


def test_a_phone_column_is_never_changed() -> None:
    """Neither the one that is called nor a second one; the note says so, and the check counts as without the step."""
    table = read_table("leads.csv", DATA)
    mapping = suggest_mapping(table, "IN")
    steps = (ColumnStep(Tool.FILL_BLANKS, ("Mobile",), text="9820010009"), ColumnStep(Tool.TRIM, ("Last", "Mobile")))
    report = check(table, mapping, Route.unknown("IN"), Choices(steps=steps))
    assert report.table.frame.equals(table.frame)
    assert [note.facts.get("phones") for note in report.table.notes] == [["Mobile"], ["Mobile"]]
    assert report.counts == check(table, mapping, Route.unknown("IN")).counts
    second = ColumnMapping(("Last",), {"First": "first"})
    other = check(table, second, Route.unknown("IN"), Choices(steps=steps[:1], other_phones=("Mobile",)))
    assert other.table.frame.equals(table.frame)


def test_a_report_with_other_steps_is_a_fresh_one() -> None:
    """What is sent has the new column; without the step it is gone again."""
    table = read_table("leads.csv", DATA)
    report = check(table, suggest_mapping(table, "IN"), Route.unknown("IN"))
    mapping = suggest_mapping(with_steps(table, [JOIN]), "IN")
    joined = check(table, mapping, Route.unknown("IN"), Choices(steps=(JOIN,)))
    assert joined.clean["Name"].tolist() == ["PRIYA sharma", "Rahul", "ANNA MARIA O'BRIEN"]
    trimmed = report.with_choices(Choices(steps=(ColumnStep(Tool.TRIM, ("City",)),)))
    assert trimmed.clean["City"].tolist() == ["Navi Mumbai", "", "Delhi (N)"]
    assert trimmed.with_choices(Choices()).clean["City"].tolist()[0] == "  Navi   Mumbai "


def test_a_recipe_names_the_columns_that_its_steps_need() -> None:
    """A column that a step makes is not missing; one that a step reads is."""
    table = read_table("leads.csv", DATA)
    recipe = Recipe(ColumnMapping(("Mobile",), {"Name": "name"}), Choices(steps=(JOIN,)))
    assert recipe.missing(table) == []
    assert recipe.fitted(table).mapping.variables == {"Name": "name"}
    assert recipe.missing(read_table("other.csv", b"Mobile,First,City\n9820010001,Priya,Pune\n")) == ["Last"]


def test_a_step_that_cannot_be_done_says_why() -> None:
    """A column is missing, or the file has the new one already; the others are done."""
    table = read_table("leads.csv", DATA)
    clash = ColumnStep(Tool.JOIN, ("First", "Last"), ("City",), " ")
    done = with_steps(table, [ColumnStep(Tool.TRIM, ("Street",)), clash, ColumnStep(Tool.TRIM, ("City",))])
    assert [(note.code, note.facts.get("missing"), note.facts.get("taken")) for note in done.notes] == [
        (NoteCode.COLUMN_STEP_SKIPPED, ["Street"], None),
        (NoteCode.COLUMN_STEP_SKIPPED, None, ["City"]),
        (NoteCode.COLUMN_STEP, None, None),
    ]


@pytest.mark.parametrize(
    "value", [{"tool": "shout", "columns": ["A"]}, {"tool": "trim", "columns": []}, {"tool": "join", "columns": ["A"]}]
)
def test_a_step_that_is_none_is_refused(value: dict[str, object]) -> None:
    """An unknown tool, no column, or a join without the name of its column."""
    with pytest.raises(ValueError, match=r".*"):
        ColumnStep.from_json(value)
