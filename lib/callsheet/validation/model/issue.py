"""Issue: one problem of a row, as a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from callsheet.validation.model.codes import WITH_SUGGESTION
from callsheet.validation.model.hidden_text import hidden

if TYPE_CHECKING:
    from callsheet.validation.model.codes import IssueCode, Severity


class Issue(NamedTuple):
    """One problem of, or remark about, a row.

    Args:
        row: row number of the file.
        column: column name of the Table; None: the row as a whole.
        code: what it is.
        severity: a row with an error is not sent.
        detail: the fact its sentence needs (a region, a server's message, a variable, a value to accept), or "".
        kept_row: of a duplicate, the row that is sent instead.
    """

    row: int
    column: str | None
    code: IssueCode
    severity: Severity
    detail: str = ""
    kept_row: int | None = None

    def __repr__(self) -> str:
        """Everything but the detail, which may be a cleaned cell or a number."""
        return (
            f"Issue(row={self.row}, column={self.column!r}, code={self.code.value!r}, "
            f"severity={self.severity.value!r}, detail={hidden(self.detail)}, kept_row={self.kept_row})"
        )

    @property
    def suggestion(self) -> str | None:
        """The value to accept instead of the cell's, which resolves the issue; None where only a person can tell."""
        return (self.detail or None) if self.code in WITH_SUGGESTION else None
