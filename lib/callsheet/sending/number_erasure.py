"""Erasing a person's number: from open drafts, from what was sent, and from the server as far as that can do it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import phonenumbers

from callsheet.client import CampaignLeads, WorkspaceApi
from callsheet.contract import LeadStatus, NumberRecords, region_of_number
from callsheet.database import delete_migration_backups
from callsheet.errors import DraftChanged, DraftNotFound, FileRefused, ServerError, StoreError
from callsheet.files import digits_of, is_bundle
from callsheet.sending.planning.draft_file import file_without_rows, has_number, read_draft_file, rows_with_number

if TYPE_CHECKING:
    from callsheet.client import CallsheetApi
    from callsheet.store import Store


@dataclass(frozen=True)
class NumberUse:
    """Where a number is stored.

    Args:
        number: E.164.
        drafts: draft id → name of its file.
        sent: rows of the ledger whose send has ended.
        under_way: rows of the ledger whose send has not ended.
        waiting: leads and queued calls at the server that can still be removed; None: the server cannot be asked.
        called: leads at the server that are being called or were called, and stay there.
        past: records of earlier calls that the server can erase.
        ringing: calls that are under way at a server that can erase such records.
    """

    number: str
    drafts: dict[str, str]
    sent: int
    under_way: int
    waiting: int | None
    called: int = 0
    past: int = 0
    ringing: int = 0

    @property
    def is_anywhere(self) -> bool:
        """True if there is anything to erase, or to say about it."""
        return bool(self.can_be_erased or self.under_way or self.called or self.ringing)

    @property
    def can_be_erased(self) -> bool:
        """True if there is anything to erase."""
        return bool(self.drafts or self.sent or self.waiting or self.past)


@dataclass(frozen=True)
class Erased:
    """What was erased.

    Args:
        rows: rows of open drafts that were emptied.
        deleted: drafts that were deleted, because their file could not be written without the number.
        staying: drafts that stay until their leads are sent, or that were changed meanwhile.
        sent: rows of the ledger.
        removed: leads and queued calls removed at the server, with their name and values; None: it cannot be asked.
        called: leads at the server that stay, because they are being called or were called.
        past: records of earlier calls erased at the server.
        ringing: calls at the server that are under way, and stay.
        is_listed: True if the number stays on a do-not-call list.
        elsewhere: agents and workflows that were sent the number, at servers that cannot erase it there.
    """

    rows: int
    deleted: int
    staying: int
    sent: int
    removed: int | None
    called: int
    past: int
    ringing: int
    is_listed: bool
    elsewhere: list[str]


class NumberEraser:
    """Finds and erases a number.

    Args:
        store: drafts, ledger and do-not-call list.
        api: of the server that has the leads; None: it is not asked.
        who: the person who asks for it.
        server: the name under which the ledger knows that server.
    """

    def __init__(self, store: Store, api: CallsheetApi | None, who: str, server: str = "") -> None:
        self._store, self._api, self._who, self._server = store, api, who, server

    def find(self, number: str) -> NumberUse:
        """Search a number in all drafts, in the ledger and at the server.

        Args:
            number: E.164.
        """
        names: dict[str, str] = {}
        for draft_id in self._store.drafts.ids():
            with suppress(DraftNotFound):
                draft = self._store.drafts.load(draft_id)
                if has_number(draft, national_digits(number)):
                    names[draft.id] = draft.name
        occurrences = self._store.ledger.eraser.count(number)
        names = dict(sorted(names.items(), key=lambda entry: entry[1]))
        use = NumberUse(number, names, occurrences.settled, occurrences.open, None)
        if self._erases_records():
            records = self._records(number, erases=False)
            if records is None:
                return use
            return replace(use, waiting=records.waiting, past=records.past, ringing=records.under_way)
        at_server = self._at_server(number)
        waiting = None if at_server is None else sum(len(waiting) for waiting, _ in at_server.values())
        return replace(use, waiting=waiting, called=sum(called for _, called in (at_server or {}).values()))

    def erase(self, use: NumberUse) -> Erased:
        """Erase a number where `find` found it; what is still on its way is left alone.

        Args:
            use: from `find`.
        """
        rows = deleted = staying = 0
        for draft_id in use.drafts:
            try:
                emptied = self._erase_from_draft(draft_id, use.number)
                rows, deleted = rows + emptied, deleted + (emptied == 0)
            except DraftNotFound:
                continue
            except (StoreError, DraftChanged):
                staying += 1
        records: NumberRecords | None = None
        if self._erases_records():
            records = None if use.under_way else self._records(use.number, erases=True)
            removed, called = (records.waiting if records else None), use.called
        else:
            removed, called = self._remove_at_server(use)
        sent = self._store.ledger.eraser.erase_number(use.number, self._who).settled
        delete_migration_backups(self._store.engine)
        self._store.audit.record("erased", self._who, drafts=len(use.drafts), sent=sent, removed=removed)
        is_listed = bool(self._store.suppression.find(use.number))
        reached = self._server if records else None
        elsewhere = self._store.ledger.agents_and_workflows_with(use.number, besides=reached)
        past, ringing = (records.past, records.under_way) if records else (0, use.ringing)
        return Erased(rows, deleted, staying, sent, removed, called, past, ringing, is_listed, elsewhere)

    def _erase_from_draft(self, draft_id: str, number: str) -> int:
        """Empty the rows of a draft that hold a number; 0 when the draft had to be deleted.

        Raises:
            DraftNotFound: it is gone.
            StoreError: leads of the draft are on their way.
            DraftChanged: somebody changed it meanwhile.
        """
        drafts, national = self._store.drafts, national_digits(number)
        draft = drafts.load(draft_id)
        try:
            table = read_draft_file(draft)
        except FileRefused:
            drafts.delete(draft_id)
            return 0
        edited = {edit.row for edit in draft.choices.edits if national in digits_of(edit.value)}
        rows = sorted(rows_with_number(table, national) | edited & set(table.frame.index))
        data = file_without_rows(draft, table, rows, national) if rows else draft.data
        if data is None:
            drafts.delete(draft_id)
            return 0
        is_as_before = data[:2] == draft.data[:2] and (table.source.sheet is not None or is_bundle(data))
        sheet = draft.sheet if is_as_before else None
        drafts.erase_rows(draft_id, rows, data, sheet, table.source.header_row, expected=draft.version)
        return max(len(rows), 1)

    def _erases_records(self) -> bool:
        """True if the server can erase a number from all it has; False also if it cannot be asked."""
        with suppress(ServerError):
            return self._api is not None and self._api.capabilities().number_erasure
        return False

    def _records(self, number: str, *, erases: bool) -> NumberRecords | None:
        """Count, or erase, the records of a number in all the server has; None: it did not answer."""
        if self._api is None:
            return None
        workspace = WorkspaceApi(self._api)
        with suppress(ServerError):
            return workspace.erase_number(number) if erases else workspace.find_number(number)
        return None

    def _at_server(self, number: str) -> dict[str, tuple[list[str], int]] | None:
        """Campaign id → ids of leads that are not called yet, number of those that are; None: it cannot be asked."""
        if self._api is None:
            return None
        try:
            campaigns = self._api.campaigns()
            found = {campaign.id: CampaignLeads(self._api, campaign.id).find([number]) for campaign in campaigns}
        except ServerError:
            return None
        pending = LeadStatus.PENDING.value
        return {
            campaign_id: (
                [lead.id for lead in leads if lead.status == pending],
                sum(lead.status != pending for lead in leads),
            )
            for campaign_id, leads in found.items()
            if leads
        }

    def _remove_at_server(self, use: NumberUse) -> tuple[int | None, int]:
        """Remove the leads that are not called yet; while a send with the number is on its way, nothing is touched."""
        at_server = None if use.under_way else self._at_server(use.number)
        if at_server is None or self._api is None:
            return None, use.called
        removed = called = 0
        for campaign_id, (waiting, others) in at_server.items():
            gone: set[str] = set()
            with suppress(ServerError):
                gone = CampaignLeads(self._api, campaign_id).remove(waiting, erase=True)
            removed, called = removed + len(gone), called + others + len(waiting) - len(gone)
        return removed, called


def number_typed(text: str, region: str | None) -> str | None:
    """A number as a person types it, in E.164; None if the text is no phone number.

    Args:
        text: with country code, or as it is dialled at home.
        region: of a number without country code; None: unknown.
    """
    try:
        parsed = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def home_region(api: CallsheetApi | None, setting: str | None) -> str | None:
    """The region of numbers typed without country code: the setting, else that of all campaigns if they have one.

    Args:
        api: of the server; None: it is not asked.
        setting: the default region.
    """
    if setting is not None or api is None:
        return setting
    try:
        regions = {region_of_number(campaign.from_phone_number) for campaign in api.campaigns()} - {None}
    except ServerError:
        return None
    return regions.pop() if len(regions) == 1 else None


def national_digits(number: str) -> str:
    """The digits of an E.164 number without its country code, however it is written in a file."""
    return str(phonenumbers.parse(number).national_number)
