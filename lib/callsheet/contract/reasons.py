"""Why the server refuses a row: wire reasons, their titles and order, and the issue codes behind them."""

from __future__ import annotations

from enum import StrEnum

from callsheet.validation import IssueCode


class Reason(StrEnum):
    """The reason of a refused row, in the order in which the response lists them.

    The titles are documented, the names ours; so is `broken_row` with its title.
    """

    INVALID_PHONE_NUMBER = "invalid_phone_number"
    NO_ENABLED_COUNTRIES = "no_enabled_countries"
    UNSUPPORTED_DESTINATION_COUNTRY = "unsupported_destination_country"
    UNSUPPORTED_PREFIX = "unsupported_prefix"
    BROKEN_ROW = "broken_row"

    @property
    def label(self) -> str:
        """The reason in the documentation's words."""
        return _TITLES[self]


_TITLES = {
    Reason.INVALID_PHONE_NUMBER: "Invalid phone number",
    Reason.NO_ENABLED_COUNTRIES: "No enabled countries configured",
    Reason.UNSUPPORTED_DESTINATION_COUNTRY: "Unsupported destination country",
    Reason.UNSUPPORTED_PREFIX: "Unsupported prefix",
    Reason.BROKEN_ROW: "Wrong number of cells",
}
_OTHER_REASONS = {
    IssueCode.NO_ENABLED_COUNTRIES: Reason.NO_ENABLED_COUNTRIES,
    IssueCode.COUNTRY_NOT_ENABLED: Reason.UNSUPPORTED_DESTINATION_COUNTRY,
    IssueCode.PREFIX_NOT_ENABLED: Reason.UNSUPPORTED_PREFIX,
    IssueCode.BROKEN_ROW: Reason.BROKEN_ROW,
}


def reason_of_code(code: str) -> Reason | None:
    """Return the wire reason of an issue code; None for a missing number, because such a row is skipped instead.

    Args:
        code: the code of an issue of severity error.
    """
    if code == IssueCode.MISSING_PHONE_NUMBER:
        return None
    return _OTHER_REASONS.get(IssueCode(code), Reason.INVALID_PHONE_NUMBER)
