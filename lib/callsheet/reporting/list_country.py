"""Which country the numbers without a country code are treated as, and whether they look like another country's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from callsheet.validation import (
    Note,
    NoteCode,
    count_by_country,
    doubted_country,
    evidence_beside,
    local_fit,
    whole_numbers,
)

if TYPE_CHECKING:
    from callsheet.validation import CountryCounts, CountryDoubt, Report


class ListCountry(NamedTuple):
    """The country of a file's local numbers.

    Args:
        used: the region they are treated as; None: not set.
        by: what set it: "option", "recipe", "route" (the campaign's, or `--route`), "column" (a country column), "".
        fits: share of the local numbers that are valid there, 0.0 to 1.0; None: there are no local numbers.
        doubt: the country that they look like instead; None: they are not doubted.
        counts: how many are valid in which of the two countries; None: they are not doubted.
        column: the phone column of the Table; "": a country column decides.
    """

    used: str | None
    by: str
    fits: float | None
    doubt: CountryDoubt | None
    counts: CountryCounts | None = None
    column: str = ""

    def to_json(self) -> dict[str, Any]:
        """As the JSON of a report has it."""
        doubt = self.doubt
        return {
            "used": self.used,
            "by": self.by or None,
            "fits": None if self.fits is None else round(self.fits, 4),
            "asked": doubt is not None,
            "likely": None if doubt is None else doubt.likely,
            "counts": None if self.counts is None else self.counts._asdict(),
        }

    def notes(self) -> tuple[Note, ...]:
        """The note that the country is doubtful, if it is."""
        if self.doubt is None:
            return ()
        facts = {"likely": self.doubt.likely, "used": self.used}
        return (Note(NoteCode.COUNTRY_DOUBTFUL, columns=(self.column,), facts=facts),)


def find_list_country(report: Report, *, stated: bool) -> ListCountry:
    """Return how the local numbers of a checked file are treated.

    Args:
        report: the checked file.
        stated: True when the caller named their country, with `--country` or the field `country`.
    """
    choices, route = report.choices, report.route
    if choices.country_column is not None:
        return ListCountry(None, "column", None, None)
    used = choices.default_region or route.default_region
    by = "option" if stated else "recipe" if choices.default_region else "route" if used else ""
    column = report.mapping.phone[0]
    phones = report.table.frame[column]
    whole = whole_numbers(report.table, column)
    doubt = doubted_country(whole, used, evidence_beside(report.table, report.mapping.phone))
    numbers = report.validated().get(column)
    counts = None if doubt is None else count_by_country(phones, used, doubt.likely, numbers)
    return ListCountry(used, by, local_fit(phones, used, numbers), doubt, counts, column)
