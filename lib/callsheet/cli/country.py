"""Which country the numbers without a country code are treated as, and whether they look like another country's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from callsheet.errors import FileRefused, RefusalCode
from callsheet.validation import doubted_country, region_match
from callsheet.wording import cli
from callsheet.wording.issues import country

if TYPE_CHECKING:
    import argparse

    from callsheet.validation import CountryDoubt, Report


class ListCountry(NamedTuple):
    """The country of a file's local numbers.

    Args:
        used: the region they are treated as; None: not set.
        by: what set it: "option", "recipe", "route" (the campaign's, or `--route`), "column" (a country column), "".
        fits: share of the local numbers that are valid there, 0.0 to 1.0; None: there are no local numbers.
        doubt: the country that they look like instead; None: they are not doubted.
    """

    used: str | None
    by: str
    fits: float | None
    doubt: CountryDoubt | None

    def to_json(self) -> dict[str, Any]:
        """As `check --json` prints it."""
        doubt = self.doubt
        return {
            "used": self.used,
            "by": self.by or None,
            "fits": None if self.fits is None else round(self.fits, 4),
            "asked": doubt is not None,
            "likely": None if doubt is None else doubt.likely,
        }


def find_list_country(report: Report, options: argparse.Namespace) -> ListCountry:
    """Return how the local numbers of a checked file are treated.

    Args:
        report: the checked file.
        options: the command line.
    """
    choices, route = report.choices, report.route
    if choices.country_column is not None:
        return ListCountry(None, "column", None, None)
    used = choices.default_region or route.default_region
    by = "option" if options.country else "recipe" if choices.default_region else "route" if used else ""
    phones = report.table.frame[report.mapping.phone[0]]
    match = region_match(phones, used)
    return ListCountry(used, by, None if match is None else match.fits, doubted_country(phones, used))


def print_doubt(list_country: ListCountry) -> None:
    """Print that the numbers look like another country's, with three of them read both ways."""
    doubt = list_country.doubt
    if doubt is not None:
        used = "" if doubt.region is None else country(doubt.region)
        print(cli.country_doubt(used, country(doubt.likely), doubt.likely, doubt.examples))


def refuse_doubt(list_country: ListCountry) -> None:
    """Refuse to send numbers that look like another country's, unless `--country` states their country.

    Raises:
        FileRefused: COUNTRY_UNCLEAR (used, likely).
    """
    doubt = list_country.doubt
    if doubt is not None and doubt.region is not None and list_country.by != "option":
        likely = f"{country(doubt.likely)} ({doubt.likely})"
        raise FileRefused(RefusalCode.COUNTRY_UNCLEAR, used=country(doubt.region), likely=likely)
