"""`make reference`: write the manual page from the parser of the command line."""

from __future__ import annotations

from argparse_manpage.manpage import Manpage

from callsheet import __version__
from callsheet.cli.commands.reference.man import PAGE
from callsheet.cli.exit_codes import MEANINGS
from callsheet.cli.options.arguments import make_parser

DATE = "2026-11"
"""Month of the page's format; the day of its making would change the page every time."""
ABOUT = "check a spreadsheet of leads and send it to a calling campaign"
EXIT_CODES_OF_FILES = "The same for every command; of several files, the highest counts."


def render() -> str:
    """The page as man(7) markup."""
    parser = make_parser()
    parser.epilog = None
    for action in parser._actions:
        for command in getattr(action, "choices", None) or {}:
            action.choices[command].epilog = None  # type: ignore[index]
    page = Manpage(parser)
    page.date, page.source, page.manual = DATE, f"callsheet {__version__}", "Callsheet"
    codes = "".join(f".TP\n\\fB{code}\\fR\n{meaning}\n" for code, meaning in MEANINGS.items())
    text = str(page).replace(".SH NAME\ncallsheet\n", f".SH NAME\ncallsheet \\- {ABOUT}\n")
    return f"{text.rstrip()}\n\n.SH EXIT STATUS\n{EXIT_CODES_OF_FILES}\n{codes}"


def main() -> None:
    """Write the page."""
    PAGE.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
