"""Erase numbers and values of leads: of one person at once, and of calls that are past their time.

A row stays wherever something is counted by it (leads of campaigns, calls of a batch, whose positions have no gaps):
its number becomes "" and its values an empty object. A pending lead of a workflow is deleted, as its removal does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, or_, select, update

from callsheet.backend.db.calling.tables import CALLS, WORKFLOW_LEADS, WORKFLOWS
from callsheet.backend.db.refused_answers import answers_with, erase_answers, erase_answers_before
from callsheet.backend.db.tables import CAMPAIGNS, LEADS, WORKSPACES
from callsheet.contract import CALLS_UNDER_WAY, OPEN_CALL_STATUSES, CallStatus, LeadStatus, NumberRecords
from callsheet.database.backups import delete_migration_backups
from callsheet.database.sql import blocks, lock_rows, secure_delete_transaction

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Column, ColumnElement, Connection, Engine, Table

ROWS_A_TRANSACTION = 1_000
"""Rows that one statement names; other writers wait no longer than for these. Chosen by hand."""
PENDING, BEING_CALLED = LeadStatus.PENDING.value, LeadStatus.IN_PROGRESS.value
QUEUED, CANCELLED = CallStatus.QUEUED.value, CallStatus.CANCELLED.value
PERSONAL: dict[Table, dict[Column[Any], Any]] = {
    LEADS: {LEADS.c.phone_number: "", LEADS.c.name: None, LEADS.c.notes: {}},
    WORKFLOW_LEADS: {WORKFLOW_LEADS.c.phone_number: "", WORKFLOW_LEADS.c.variables: "{}"},
    CALLS: {CALLS.c.to_number: "", CALLS.c.variables: "{}"},
}
"""Table → each column that holds a number or values of a lead, with what it holds afterwards."""
NUMBER_OF = {LEADS: LEADS.c.phone_number, WORKFLOW_LEADS: WORKFLOW_LEADS.c.phone_number, CALLS: CALLS.c.to_number}


class RecordEraser:
    """Finds and erases the number of a person in one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, workspace: str, number: str) -> NumberRecords:
        """Count the records of a number.

        Args:
            workspace: whose.
            number: E.164.
        """
        with self._engine.connect() as connection:
            found = {table: _ids(connection, table, workspace, number) for table in PERSONAL}
            records = _counted(connection, found)
            answers = answers_with(connection, workspace, number)
        return records.model_copy(update={"past": records.past + len(answers)})

    def erase(self, workspace: str, number: str) -> NumberRecords:
        """Erase the records of a number, in one transaction; queued calls are cancelled. Repeating it has no effect.

        Copies of the database from before a migration hold it too, and are deleted.

        Calls that are under way, and their leads, stay.

        Args:
            workspace: whose.
            number: E.164.

        Returns:
            What was erased: `waiting` before a call, `past` after one; and what stays as `under_way`.
        """
        with self._engine.connect() as connection:  # the search reads whole tables: nobody may wait for it
            found = {table: _ids(connection, table, workspace, number) for table in PERSONAL}
            answers = answers_with(connection, workspace, number)
        delete_migration_backups(self._engine)
        if not (answers or any(found.values())):
            return NumberRecords(waiting=0, past=0, under_way=0)
        with secure_delete_transaction(self._engine) as connection:
            # Batches begin their calls under this lock; leads and single calls are taken by their status.
            lock_rows(connection, WORKSPACES.c.id, WORKSPACES.c.id == workspace)
            waiting, past = 0, erase_answers(connection, workspace, answers)
            for block in blocks(found[LEADS], ROWS_A_TRANSACTION):
                waiting += _erase_leads(connection, block)
                past += _blank(connection, LEADS, block, LEADS.c.status.not_in([PENDING, BEING_CALLED]))
            for block in blocks(found[WORKFLOW_LEADS], ROWS_A_TRANSACTION):
                is_pending = (WORKFLOW_LEADS.c.id.in_(block), WORKFLOW_LEADS.c.status == PENDING)
                waiting += connection.execute(delete(WORKFLOW_LEADS).where(*is_pending)).rowcount
                past += _blank(connection, WORKFLOW_LEADS, block, WORKFLOW_LEADS.c.status != BEING_CALLED)
            for block in blocks(found[CALLS], ROWS_A_TRANSACTION):
                waiting += _erase_queued(connection, block)
                past += _blank(connection, CALLS, block, CALLS.c.status.not_in(OPEN_CALL_STATUSES))
            # Of a lead that is taken meanwhile, the new call is found here.
            left = {table: _ids(connection, table, workspace, number) for table in PERSONAL}
            under_way = _counted(connection, left).under_way
        return NumberRecords(waiting=waiting, past=past, under_way=under_way)


def erase_calls_before(engine: Engine, before: datetime) -> int:
    """Erase number and values of calls that ended, or were cancelled, before a moment; outcomes and times stay.

    The phone cells in answers to refused uploads before that moment are erased with them.

    Args:
        engine: the database.
        before: of the end of the call; of its creation if it was never made.

    Returns:
        Erased calls and answers.
    """
    is_old = (
        CALLS.c.created_at < before,
        func.coalesce(CALLS.c.ended_at, CALLS.c.created_at) < before,
        CALLS.c.status.not_in(OPEN_CALL_STATUSES),
        or_(CALLS.c.to_number != "", CALLS.c.variables != "{}"),
    )
    with engine.connect() as connection:
        ids = connection.scalars(select(CALLS.c.id).where(*is_old)).all()
    with secure_delete_transaction(engine) as connection:
        erased = erase_answers_before(connection, before)
    for block in blocks(ids, ROWS_A_TRANSACTION):
        with secure_delete_transaction(engine) as connection:
            erased += connection.execute(update(CALLS).where(CALLS.c.id.in_(block)).values(PERSONAL[CALLS])).rowcount
    return erased


def _ids(connection: Connection, table: Table, workspace: str, number: str) -> Sequence[str]:
    """The rows of a table with a number, of one workspace."""
    of_workspace: dict[Table, ColumnElement[bool]] = {
        LEADS: LEADS.c.campaign_id.in_(select(CAMPAIGNS.c.id).where(CAMPAIGNS.c.organization_id == workspace)),
        WORKFLOW_LEADS: WORKFLOW_LEADS.c.workflow_id.in_(
            select(WORKFLOWS.c.id).where(WORKFLOWS.c.workspace_id == workspace)
        ),
        CALLS: CALLS.c.workspace_id == workspace,
    }
    return connection.scalars(select(table.c.id).where(of_workspace[table], NUMBER_OF[table] == number)).all()


def _counted(connection: Connection, found: dict[Table, Sequence[str]]) -> NumberRecords:
    """Count records by what becomes of them. A lead and the call to it that is under way count once."""
    waiting = past = 0
    called_now: set[str] = set()
    for block in blocks(found[CALLS], ROWS_A_TRANSACTION):
        is_found = CALLS.c.id.in_(block)
        lead = func.coalesce(CALLS.c.lead_id, CALLS.c.workflow_lead_id, CALLS.c.id)
        for key, status in connection.execute(select(lead, CALLS.c.status).where(is_found)):
            waiting += status == QUEUED
            past += status not in OPEN_CALL_STATUSES
            called_now |= {key} if status in CALLS_UNDER_WAY else set()
    for table in (LEADS, WORKFLOW_LEADS):
        for block in blocks(found[table], ROWS_A_TRANSACTION):
            for key, status in connection.execute(select(table.c.id, table.c.status).where(table.c.id.in_(block))):
                waiting += status == PENDING
                past += status not in (PENDING, BEING_CALLED)
                called_now |= {key} if status == BEING_CALLED else set()
    return NumberRecords(waiting=waiting, past=past, under_way=len(called_now))


def _erase_leads(connection: Connection, ids: Sequence[str]) -> int:
    is_pending = and_(LEADS.c.id.in_(ids), LEADS.c.status == PENDING)
    removed = {LEADS.c.status: LeadStatus.REMOVED.value}
    return connection.execute(update(LEADS).where(is_pending).values(PERSONAL[LEADS] | removed)).rowcount


def _erase_queued(connection: Connection, ids: Sequence[str]) -> int:
    is_queued = and_(CALLS.c.id.in_(ids), CALLS.c.status == QUEUED)
    cancelled = {CALLS.c.status: CANCELLED, CALLS.c.end_reason: CANCELLED}
    return connection.execute(update(CALLS).where(is_queued).values(PERSONAL[CALLS] | cancelled)).rowcount


def _blank(connection: Connection, table: Table, ids: Sequence[str], is_over: ColumnElement[bool]) -> int:
    """Erase those rows that are over and not erased yet."""
    still_there = and_(table.c.id.in_(ids), NUMBER_OF[table] != "", is_over)
    return connection.execute(update(table).where(still_there).values(PERSONAL[table])).rowcount
