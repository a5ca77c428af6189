"""Changes the file of a draft: reads it otherwise, adds files to it or takes one out; mapping and edits follow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.files import BundledFile, is_bundle, unpack_files
from callsheet.ui.app.services import services
from callsheet.ui.session.file_loading import put_together, read_leads
from callsheet.ui.state.persistence import save_step, tab_state
from callsheet.ui.state.recipes import with_recipe
from callsheet.validation import Choices, Recipe
from callsheet.wording.format import several_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.ui.session.session import Session


def reread_file(session: Session, *, header_row: int | None = None, sheet: str | None = None) -> Session:
    """Read the draft's file with another header row or sheet, and suggest a new mapping.

    Edits and left-out rows are kept only within the same sheet.

    Raises:
        FileRefused: there is no header in that row, or there are no leads.
    """
    drafts, tab = services().store.drafts, tab_state()
    draft = drafts.load(session.draft_id)
    choices = session.choices
    if sheet is not None and sheet != draft.sheet:
        choices = replace(choices, edits=(), left_out_rows=frozenset(), calls_hidden_rows=False)
    table = read_leads(draft.name, draft.data, sheet or draft.sheet, header_row)
    drafts.save_choices(session.draft_id, session.choices, choices, expected=session.version or None)
    source = table.source
    version = drafts.save(session.draft_id, sheet=source.sheet, header_row=source.header_row, rows=len(table.frame))
    suggested = session.invalidated(table=table, choices=choices, version=version).with_suggestions()
    tab.session = suggested
    recalled = with_recipe(suggested)
    row_choices = replace(recalled.choices, edits=choices.edits, left_out_rows=choices.left_out_rows)
    return save_step(recalled.invalidated(choices=row_choices))


def add_files(session: Session, files: Sequence[BundledFile]) -> Session:
    """Put the rows of more files below those of the draft; mapping, edits and choices stay.

    Raises:
        FileRefused: a file cannot be used, or all together are too large.
        StoreError: leads of the draft were sent already.
    """
    return _with_files(session, [*files_of(session), *files])


def remove_file(session: Session, index: int) -> Session:
    """Take one of several files out of the draft, with the edits of its rows.

    Args:
        session: of a draft with several files.
        index: of the file among `Table.parts`.

    Raises:
        StoreError: leads of the draft were sent already.
    """
    files, part = files_of(session), session.table.parts[index]
    del files[index]
    parts = [*session.table.parts, None]
    following = parts[index + 1]
    gone = range(part.offset + 1, (following.offset if following else int(session.table.frame.index[-1])) + 1)
    return _with_files(session, files, without=gone)


def reread_part(session: Session, index: int, header_row: int) -> Session:
    """Read one of several files with its column names in another row, and suggest a new mapping.

    Raises:
        FileRefused: there is no header in that row, or there are no leads.
    """
    files = files_of(session)
    files[index] = files[index].with_header_row(header_row)
    return _with_files(session, files, is_matched_anew=True)


def files_of(session: Session) -> list[BundledFile]:
    """The files that the draft stores, with the sheets and header rows they are read with."""
    draft = services().store.drafts.load(session.draft_id)
    if is_bundle(draft.data):
        return unpack_files(draft.data)
    source = session.table.source
    return [BundledFile(draft.name, draft.data, source.sheet, source.header_row, 0)]


def _with_files(
    session: Session, files: list[BundledFile], *, without: range = range(0), is_matched_anew: bool = False
) -> Session:
    """The draft with other files; row numbers of files that stay do not change, unless one file is left.

    Args:
        session: at Match columns.
        files: all of them.
        without: row numbers of which edits and choices are dropped.
        is_matched_anew: suggest a mapping instead of using the present one.
    """
    drafts, tab = services().store.drafts, tab_state()
    name = several_files(list(dict.fromkeys(file.name for file in files)))
    if len(files) == 1:
        [file] = files
        table, data = read_leads(file.name, file.data, file.sheet, file.header_row), file.data
        sheet, header_row, shift = table.source.sheet, table.source.header_row, file.offset
    else:
        table, data = put_together(name, files)
        sheet, header_row, shift = None, None, 0
    choices = session.choices.moved(-shift, without)
    drafts.save_choices(session.draft_id, session.choices, choices, expected=session.version or None)
    version = drafts.replace_file(
        session.draft_id, data, expected=None, name=name, sheet=sheet, header_row=header_row, rows=len(table.frame)
    )
    is_suggested = session.mapping == session.with_suggestions().mapping
    changed = replace(session.invalidated(table=table, choices=choices, version=version), file_name=name)
    if is_matched_anew or is_suggested:
        changed = changed.with_suggestions()
    else:
        changed = changed.with_mapping(Recipe.of(changed.mapping, Choices()).fitted(table).mapping)
    tab.session = changed
    return save_step(changed)
