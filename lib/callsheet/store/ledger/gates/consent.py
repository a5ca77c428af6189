"""The policy of consent, and the gate that judges the consent of a part's rows once more when it is committed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, select

from callsheet.store.clock import utc_now
from callsheet.store.ledger.gates.workspace_setting import workspace_setting
from callsheet.store.ledger.queries import ROWS, driver_rows
from callsheet.store.tables import PARTS, ROW_FACTS, SUBMISSION_ROWS, SUBMISSIONS
from callsheet.validation import STATE_OF, ConsentPolicy, ConsentState

if TYPE_CHECKING:
    from sqlalchemy import Connection

FIELD = "consent_policy"
"""The field of `Settings`, the name under which it is saved, and the option of an engine that wins over it."""
FACT = "consent"
"""Among the facts of a submission: its policy where it has its own, and its columns."""
_FACTS = select(SUBMISSIONS.c.facts).where(SUBMISSIONS.c.id == bindparam("id"))
_SUBMISSION_OF = select(PARTS.c.submission_id).where(PARTS.c.id == bindparam("id"))
CODE_OF = {state: code.value for code, state in STATE_OF.items()}


def read_policy(connection: Connection) -> ConsentPolicy:
    """Return the workspace's policy: of the environment, else the saved one, else only those who said no are left out.

    Args:
        connection: its engine may have the option `FIELD`.
    """
    return ConsentPolicy.of(workspace_setting(connection, FIELD, "tell"))


def policy_of(connection: Connection, submission_id: str) -> ConsentPolicy:
    """Return the policy of a submission: the one chosen for its file, else the workspace's as it is now.

    Args:
        connection: inside a transaction.
        submission_id: the submission.
    """
    facts = connection.scalar(_FACTS, {"id": submission_id}) or {}
    own = (facts.get(FACT) or {}).get("own_policy", "")
    return ConsentPolicy.of(own) if own else read_policy(connection)


def without_consent(connection: Connection, part_id: str) -> dict[int, str]:
    """Return the rows of a part whose consent the policy does not accept today: too old by now, or a stricter policy.

    Rows of which nothing was asked at the press have no consent: those of a file without a column about it, and those
    of a send that was made before consent was stored (revision 0016). They are left alone unless the policy asks for
    consent now.

    Args:
        connection: inside the transaction that decides about the part.
        part_id: the part.
    """
    submission_id = connection.scalar(_SUBMISSION_OF, {"id": part_id})
    if submission_id is None:
        return {}
    said = (ROW_FACTS.c.consent, ROW_FACTS.c.consent_day)
    known = and_(ROW_FACTS.c.submission_id == ROWS.submission_id, ROW_FACTS.c.row == ROWS.row)
    rows = SUBMISSION_ROWS.outerjoin(ROW_FACTS, known)
    undecided = (ROWS.part_id == part_id, ROWS.outcome == "")
    policy, today = policy_of(connection, submission_id), utc_now().date()
    reasons: dict[tuple[str | None, str | None], str] = {}
    # most parts have one or two kinds of consent, and nothing is closed: their rows need not be fetched
    for consent, day in driver_rows(connection, select(*said).distinct().select_from(rows).where(*undecided)):
        asked = ConsentState(consent) if consent else ConsentState.MISSING
        state = policy.judge(asked, date.fromisoformat(day) if day else None, today)
        if state in policy.left_out:
            reasons[consent, day] = CODE_OF[state]
    if not reasons:
        return {}
    found = driver_rows(connection, select(ROWS.row, *said).select_from(rows).where(*undecided))
    return {row: reasons[consent, day] for row, consent, day in found if (consent, day) in reasons}
