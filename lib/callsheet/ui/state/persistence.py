"""Stores the session: in the tab's Streamlit state, and durably as the draft whose id is in the address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING, cast

import streamlit as st

from callsheet.errors import DraftChanged, DraftOfAnother
from callsheet.files import BundledFile, is_bundle, unpack_files
from callsheet.sending import ListedNumbers
from callsheet.ui.app.services import services
from callsheet.ui.auth.user import may_open
from callsheet.ui.session.file_loading import put_together, read_draft, read_leads
from callsheet.ui.session.layout import Layout
from callsheet.ui.session.session import Session, Step
from callsheet.ui.state.campaign_choice import destination_by_id
from callsheet.ui.state.recipes import remember, with_recipe
from callsheet.validation import Choices, ColumnMapping, Recipe
from callsheet.wording.format import several_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.runtime.services import Services
    from callsheet.store import Draft

_KEY = "callsheet_session"
DRAFT = "draft"
"""Query parameter with the draft's id."""


@dataclass
class _TabState:
    """State of one tab; mutable, and fetched from Streamlit before anything is saved.

    A script run that another one supersedes ends at its next access to the session state. By then the object is at
    hand, so what the store has saved is known to the tab all the same.

    Args:
        session: the tab's session.
        unsaved: its change that the store rejected because another tab had changed the draft.
    """

    session: Session | None = None
    unsaved: Session | None = None


def _tab_state() -> _TabState:
    tab = cast("_TabState | None", st.session_state.get(_KEY))
    if tab is None:
        tab = st.session_state[_KEY] = _TabState()
    return tab


def draft_id() -> str | None:
    """The draft id in the address."""
    return st.query_params.get(DRAFT)


def current() -> Session | None:
    """The session of this tab, if it belongs to the draft in the address."""
    session = _tab_state().session
    return session if session is not None and session.draft_id == draft_id() else None


def set_current(session: Session) -> Session:
    """Make this the tab's session, without saving it."""
    _tab_state().session = session
    return session


def leave() -> None:
    """Leave the draft; it stays in the store."""
    discard()
    st.query_params.pop(DRAFT, None)


def resume() -> None:
    """Return from another page to the draft this tab works on."""
    session = _tab_state().session
    if session is not None and draft_id() is None:
        st.query_params[DRAFT] = session.draft_id


def discard() -> None:
    """Forget the tab's session; the draft in the address is loaded from the store again."""
    st.session_state.pop(_KEY, None)


def open_draft(draft: Draft) -> Session:
    """Make a stored draft, edits included, the tab's session.

    Raises:
        DraftOfAnother: it belongs to another user.
        FileRefused: the file can no longer be read.
        ServerError: the server does not return the campaign's route.
    """
    if not may_open(draft):
        raise DraftOfAnother(draft.id)
    return set_current(session_of_draft(draft, services()))


def session_of_draft(draft: Draft, shared: Services) -> Session:
    """The session of a stored draft; the tab's session does not change.

    Args:
        draft: as stored.
        shared: the services; passed, because downloads call this outside of a script run.

    Raises:
        FileRefused: the file can no longer be read.
        ServerError: the server does not return the campaign's route.
    """
    table = read_draft(draft)
    destination = destination_by_id(shared.api(), draft.campaign_id or "", draft.campaign_name or "")
    refused: dict[tuple[int, str], str] = {}
    for submission in reversed(shared.store.ledger.of_draft(draft.id)):
        refused |= submission.refused_numbers
    session = Session(
        draft_id=draft.id,
        file_name=draft.name,
        table=table,
        campaign_id=destination.campaign.id,
        campaign_name=destination.campaign.name,
        route=destination.route,
        mapping=draft.mapping or ColumnMapping(),
        choices=draft.choices,
        refused=refused,
        version=draft.version,
        layout=Layout.from_json(draft.layout),
    ).with_do_not_call(ListedNumbers(shared.store.suppression))
    session = session.invalidated() if draft.mapping else session.with_suggestions()
    step = Step.MATCH if draft.step == Step.UPLOAD or session.mapping.problems() else Step(draft.step)
    return session.go_to(step)


def save_step(session: Session) -> Session:
    """Save step, mapping and choices to the draft and make this the tab's session."""
    tab = _tab_state()
    version = services().store.drafts.save(
        session.draft_id,
        expected=session.version or None,
        step=session.step.value,
        mapping=session.mapping,
        choices=session.choices,
    )
    tab.session = saved = replace(session, version=version)
    remember(session)
    return saved


def save_campaign(session: Session) -> Session:
    """Save the session's campaign to the draft and make this the tab's session."""
    drafts = services().store.drafts
    version = drafts.save(
        session.draft_id,
        expected=session.version or None,
        campaign_id=session.campaign_id,
        campaign_name=session.campaign_name,
    )
    return set_current(replace(session, version=version))


def save_choices(before: Session, after: Session) -> Session:
    """Save changed choices and layout, then show them: a grid entry is acknowledged only after it was saved.

    Args:
        before: the session whose choices the store has.
        after: the session with the new choices.

    Raises:
        DraftChanged: another tab changed the draft in the meantime.
    """
    tab = _tab_state()
    if after.layout != before.layout:
        services().store.drafts.save_layout(after.draft_id, after.layout.to_json())
    if after.choices is not before.choices:
        try:
            version = services().store.drafts.save_choices(
                before.draft_id,
                before.choices,
                after.choices,
                expected=before.version or None,
                by=services().who(),
            )
        except DraftChanged:
            tab.unsaved = after
            raise
        after = replace(after, version=version)
    tab.session = after
    return after


def reread_file(session: Session, *, header_row: int | None = None, sheet: str | None = None) -> Session:
    """Read the draft's file with another header row or sheet, and suggest a new mapping.

    Edits and left-out rows are kept only within the same sheet.

    Raises:
        FileRefused: there is no header in that row, or there are no leads.
    """
    drafts, tab = services().store.drafts, _tab_state()
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
    drafts, tab = services().store.drafts, _tab_state()
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


def overwrite(session: Session) -> Session:
    """Save this tab's session, its rejected change included, over what another tab has saved in the meantime."""
    tab = _tab_state()
    session, tab.unsaved = tab.unsaved or session, None
    drafts = services().store.drafts
    stored = drafts.load(session.draft_id)
    drafts.save_choices(session.draft_id, stored.choices, session.choices)
    return save_step(replace(session, version=0, nonce=token_hex(4)))
