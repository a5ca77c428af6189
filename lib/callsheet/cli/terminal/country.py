"""What the command line does about local numbers that look like another country's: print it, or refuse to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.terminal.console import visible
from callsheet.cli.terminal.screen import print_text
from callsheet.errors import FileRefused, RefusalCode
from callsheet.wording.cli import files as words
from callsheet.wording.issues import country

if TYPE_CHECKING:
    from callsheet.reporting import ListCountry


def print_doubt(list_country: ListCountry) -> None:
    """Print that the numbers look like another country's, with three of them read both ways."""
    doubt = list_country.doubt
    if doubt is not None:
        used = "" if doubt.region is None else country(doubt.region)
        examples = [(visible(written), here, there) for written, here, there in doubt.examples]
        print_text(words.country_doubt(used, country(doubt.likely), doubt.likely, examples))
        if doubt.is_mixed and list_country.counts is not None:
            print_text(words.country_mixture(used, country(doubt.likely), list_country.counts.valid))


def refuse_doubt(list_country: ListCountry) -> None:
    """Refuse to send numbers that look like another country's, unless `--country` states their country.

    Raises:
        FileRefused: COUNTRY_UNCLEAR (used, likely).
    """
    doubt = list_country.doubt
    if doubt is not None and doubt.region is not None and list_country.by != "option":
        likely = f"{country(doubt.likely)} ({doubt.likely})"
        raise FileRefused(RefusalCode.COUNTRY_UNCLEAR, used=country(doubt.region), likely=likely)
