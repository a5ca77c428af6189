"""Sentences for notes: what the file reader found or repaired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROWS_NAMED = 5
"""Row numbers that a sentence names; further ones are counted."""
SENTENCES = {
    "encoding_guessed": "The letters of this file were read as {encoding}. Check that names look right.",
    "broken_characters": "{Rows} {have} characters that cannot be read, shown as \ufffd. Check {them}.",
    "zero_characters_removed": "Invisible characters inside cells were taken out: {characters}.",
    "encoded_twice": "Garbled letters such as Ã© were read as é, in {places}. Check names with accents.",
    "direction_marks_removed": "Invisible marks around numbers or text were taken out of {cells}.",
    "second_header_skipped": "The row below the column names has column names again. It was skipped.",
    "header_missing": "There are no column names. The first row was read as a lead.",
    "wrappers_removed": 'Values written as ="…" were read without these signs, in {cells}.',
    "delimiter_guessed": "Cells were taken to be separated by {delimiter}. Check that the columns look right.",
    "single_column": "The file was read as one column, because no character separates its lines into even columns.",
    "preamble_skipped": "{rows} above the column names {were} skipped.",
    "hidden_rows": "{rows} {are} hidden in the workbook and {were} read.",
    "hidden_columns": "Hidden columns were read: {columns}.",
    "hidden_sheets": "Hidden sheets were not read: {sheets}.",
    "macros_ignored": "The workbook has macros. They were not run.",
    "disguised_format": "The file is really {format}, and was read as that.",
    "broken_quotes": "{Rows} {have} a quotation mark in the wrong place, so that cells may be shifted. Check {them}.",
    "duplicate_headers": "Several columns have the same name: {columns}.",
    "empty_headers": "Columns without a name: {columns}.",
    "cells_beyond_header": "{rows} with more cells than there are column names. The extra cells are in {columns}.",
    "other_number_of_names": "Most rows have {cells}, but the header has {names}. "
    "Check that each name is above its own values.",
    "trailing_blank_rows": "{rows} at the end {are} blank and {were} left out.",
    "date_formatted_numbers": "Numbers that the workbook shows as dates were read as numbers: {columns}.",
    "stray_cells": "Single cells far away from the leads were not read: {cells}.",
    "second_opinion_used": "The workbook is damaged, but could be read. Compare a few rows with what Excel shows.",
    "columns_matched": "Columns with other names were put together: {places}.",
    "columns_of_some_files": "Not every file has these columns: {columns}. Their cells are empty for the others.",
    "column_step": "{step}: {cells}.",
    "column_step_skipped": "{step}: not done. {problem}",
    "country_doubtful": "The numbers without a country code look like those of another country.",
}
STEPS = {
    "join": "{columns} joined into {into}",
    "split": "{columns} split into {into}",
    "trim": "Spaces trimmed in {columns}",
    "title_case": "{columns} written in title case",
    "fill_blanks": "Blank cells filled in {columns}",
    "replace": "Text replaced in {columns}",
}
"""What a tool for columns did."""
STEP_PROBLEMS = {
    "missing": "This file has no column {names}.",
    "taken": "This file has a column {names} already.",
    "phones": "{names} is called, and phone columns are never changed.",
}
DELIMITERS = {
    ",": "commas",
    ";": "semicolons",
    "\t": "tabs",
    "|": "vertical bars",
    "#": "hash signs",
    "^": "carets",
    "~": "tildes",
    ":": "colons",
    " ": "spaces",
    "\x1f": "unit separators",
}


FORMATS = {
    "csv": "a text file (CSV)",
    "xlsx": "an Excel workbook (.xlsx)",
    "xls": "an old Excel workbook (.xls)",
    "html": "a web page",
    "xml": "an XML workbook",
    "ods": "an OpenDocument spreadsheet",
}
_LETTERS = {
    "Western European": ("cp1252", "iso8859_15", "mac_roman", "cp850", "cp437", "mac_iceland"),
    "Central European": ("cp1250", "iso8859_2", "mac_latin2", "cp852", "iso8859_16"),
    "Turkish": ("cp1254", "iso8859_9", "mac_turkish", "cp857"),
    "Baltic": ("cp1257", "iso8859_13", "iso8859_4", "cp775"),
    "Cyrillic": ("cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic", "koi8_u"),
    "Greek": ("cp1253", "iso8859_7", "mac_greek", "cp737"),
    "Hebrew": ("cp1255", "iso8859_8", "cp862"),
    "Arabic": ("cp1256", "iso8859_6"),
    "Thai": ("cp874",),
    "Japanese": ("cp932", "euc_jp", "iso2022_jp"),
    "Chinese": ("gb18030", "big5hkscs"),
    "Korean": ("cp949",),
    "Unicode": ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"),
}
ENCODINGS = {encoding: f"{letters} ({encoding})" for letters, encodings in _LETTERS.items() for encoding in encodings}


def note(
    code: str, rows: Sequence[int] = (), columns: Sequence[str] = (), facts: Mapping[str, object] | None = None
) -> str:
    """One note as a sentence.

    Args:
        code: a `NoteCode`.
        rows: affected row numbers.
        columns: affected column names.
        facts: further values for the sentence; with `file`, the note is about one of several files, whose row numbers
            are those given without `offset`.
    """
    facts = facts or {}
    if "file" in facts:
        own = {name: value for name, value in facts.items() if name not in ("file", "offset")}
        offset = int(str(facts.get("offset", 0)))
        return f"{facts['file']}: {note(code, [row - offset for row in rows], columns, own)}"
    number = int(str(facts.get("rows", len(rows))))
    is_one = number == 1
    shown = {
        "rows": count(number, "row"),
        "Rows": f"{'Row' if is_one else 'Rows'} {_row_numbers(rows, number)}",
        "have": "has" if is_one else "have",
        "are": "is" if is_one else "are",
        "were": "was" if is_one else "were",
        "them": "it" if is_one else "them",
        "columns": listed(list(columns)),
        "names": _counted(facts.get("names", ""), "column name"),
        "cells": _counted(facts.get("cells", ""), "cell"),
        "encoding": _named(ENCODINGS, facts.get("encoding", "")),
        "delimiter": _named(DELIMITERS, facts.get("delimiter", "")),
        "format": _named(FORMATS, facts.get("format", "")),
        "step": _step(columns, facts),
        "problem": step_problem(facts),
        "sheets": _counted(facts.get("sheets", ""), "sheet"),
        "characters": _counted(facts.get("characters", ""), "character"),
        "places": _counted(facts.get("places", facts.get("characters", "")), "place"),
    }
    return SENTENCES[code].format(**shown)


def _step(columns: Sequence[str], facts: Mapping[str, object]) -> str:
    """What a step did, without what came of it; "" for a note of another kind."""
    words = STEPS.get(str(facts.get("tool", "")), "")
    return words.format(columns=listed(list(columns)), into=_counted(facts.get("into", ()), "column"))


def step_problem(facts: Mapping[str, object]) -> str:
    """Why a step for columns did nothing, from the facts of its note; "" where nothing was in its way."""
    for reason, words in STEP_PROBLEMS.items():
        if facts.get(reason):
            return words.format(names=_counted(facts[reason], "column"))
    return ""


def _row_numbers(rows: Sequence[int], number: int) -> str:
    """The first row numbers, and how many there are besides: "14, 88 and 3 more"."""
    named = [f"{row:,}" for row in rows[:ROWS_NAMED]]
    return f"{', '.join(named)} and {number - len(named):,} more" if number > len(named) else listed(named)


def _counted(value: object, noun: str) -> str:
    """A list of names, or a number with its noun."""
    if isinstance(value, list | tuple):
        return listed([str(item) for item in value])
    return count(value, noun) if isinstance(value, int) else str(value)


def _named(names: Mapping[str, str], value: object) -> str:
    return names.get(str(value), str(value))
