"""Files that were dropped or pasted: read, with a question for each workbook with several sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import BundledFile, parse_corrections
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.session.file_loading import read_dropped
from callsheet.ui.state.sheet_choice import ask_sheets
from callsheet.wording import refusals
from callsheet.wording.ui import match, steps

if TYPE_CHECKING:
    from collections.abc import Sequence


class DroppedFile(NamedTuple):
    """A file as it came.

    Args:
        name: of the file.
        data: its bytes.
        id: tells this drop from others of the same file.
    """

    name: str
    data: bytes
    id: str = ""


class ReadFiles(NamedTuple):
    """What can be used of the files.

    Args:
        files: the files and sheets to use; None while the operator is asked something.
        refused: ids of files that cannot be used; the page has said why.
    """

    files: list[BundledFile] | None
    refused: frozenset[str]


def read_files(dropped: Sequence[DroppedFile], region: str | None, *, alone: bool = True) -> ReadFiles:
    """Find out which files and sheets to use: says what cannot be read, and asks which sheets are meant.

    Args:
        dropped: one or more files.
        region: of numbers without a country code.
        alone: True where one file of corrected rows may come by itself.
    """
    usable: list[BundledFile] = []
    refused: set[str] = set()
    asked: list[tuple[DroppedFile, dict[str, int]]] = []
    for file in dropped:
        try:
            table = read_dropped(file.name, file.data)
        except FileRefused as error:
            sheets = _sheets(error)
            if sheets:
                asked.append((file, sheets))
                continue
            refused.add(file.id)
            facts = error.facts if len(dropped) == 1 else {**error.facts, "file": file.name}
            _say(refusals.refusal(error.code, facts))
        else:
            if parse_corrections(table) is not None and not (alone and len(dropped) == 1):
                refused.add(file.id)
                _say(match.CORRECTIONS_ALONE.format(name=file.name))
            else:
                usable.append(BundledFile(file.name, file.data))
    left = len(dropped) - len(refused)
    if not left:
        return ReadFiles(None, frozenset(refused))
    ready = _ask(asked, usable, region, several=len(dropped) > 1) if asked else usable
    if refused and not st.button(steps.use_others(left), key="use_others", disabled=ready is None):
        return ReadFiles(None, frozenset())
    return ReadFiles(ready, frozenset())


def _say(sentence: str) -> None:
    st.error(escape_markdown(sentence), icon=":material/error:")


def _sheets(refused: FileRefused) -> dict[str, int]:
    """The sheets of a workbook of which one must be chosen, with their rows; none for any other refusal."""
    names, rows = refused.facts.get("sheets"), refused.facts.get("rows")
    if refused.code is not RefusalCode.SEVERAL_SHEETS or not isinstance(names, list | tuple):
        return {}
    sizes = rows if isinstance(rows, list | tuple) else ()
    return {str(sheet): int(size) for sheet, size in zip(names, sizes, strict=True)}


_CONFIRMED = "sheets_confirmed"


def _ask(
    asked: Sequence[tuple[DroppedFile, dict[str, int]]],
    others: Sequence[BundledFile],
    region: str | None,
    *,
    several: bool,
) -> list[BundledFile] | None:
    """The files with the sheets chosen of each workbook; None until they are confirmed.

    Args:
        asked: workbooks, with the rows of their sheets.
        others: files that need no question.
        region: of numbers without a country code.
        several: True if more than one file was dropped.
    """
    chosen: list[BundledFile] = []
    is_complete = True
    for index, (file, sheets) in enumerate(asked):
        names = ask_sheets(file.name, file.data, sheets, region, f"sheet_{index}" if several else "sheet")
        chosen += [BundledFile(file.name, file.data, sheet) for sheet in names]
        is_complete &= bool(names)
    key = tuple((file.name, file.sheet) for file in chosen)
    label = steps.use_sheets(len(chosen))
    if st.button(label, key="use_sheet", type="primary", disabled=not is_complete):
        st.session_state[_CONFIRMED] = key
    # remembered: what the file is asked about next, as its phone column, comes as a rerun
    return [*others, *chosen] if is_complete and st.session_state.get(_CONFIRMED) == key else None
