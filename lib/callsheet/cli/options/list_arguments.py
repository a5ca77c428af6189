"""The options of `callsheet do-not-call`, with their help."""

from __future__ import annotations

from callsheet.cli.options.parser import CommandParser, web_address, whole_number
from callsheet.wording.cli.help import HELP

LIST_KINDS = ("own", "stop", "register")
"""Values of `ListKind`; the store takes long to load."""


def add_do_not_call(parser: CommandParser) -> None:
    """Add the actions on do-not-call lists.

    Args:
        parser: of the command.
    """
    parser.set_defaults(module="do_not_call")
    actions = parser.add_subparsers(
        required=True, metavar="ACTION", title="actions", dest="action", parser_class=CommandParser
    )

    def action(name: str) -> CommandParser:
        text = HELP[f"do_not_call_{name}"]
        added: CommandParser = actions.add_parser(name, help=text, description=text)
        return added

    action("list")
    for name in ("add", "remove", "show"):
        one = action(name)
        one.add_argument("numbers", metavar="NUMBER", nargs="+", help=HELP["numbers"])
        one.add_argument("--country", metavar="COUNTRY", help=HELP["country"])
        if name != "show":
            one.add_argument("--list", metavar="NAME", help=HELP["list_name"])
        if name == "add":
            _add_list_details(one)
            one.add_argument("--everywhere", action="store_true", help=HELP["everywhere"])
            one.add_argument("--server", metavar="URL", type=web_address, help=HELP["server"])
    imported = action("import")
    imported.add_argument("file", metavar="FILE", help=HELP["list_file"])
    imported.add_argument("--name", metavar="NAME", help=HELP["name"])
    imported.add_argument("--sheet", metavar="NAME", help=HELP["sheet"])
    imported.add_argument("--country", metavar="COUNTRY", help=HELP["country"])
    imported.add_argument("--list", metavar="NAME", help=HELP["list_to_fill"])
    imported.add_argument("--kind", choices=LIST_KINDS, help=HELP["list_kind"])
    imported.add_argument("--as-of", metavar="DAY", help=HELP["as_of"])
    imported.add_argument("--good-days", metavar="DAYS", type=whole_number(0), help=HELP["good_days"])
    _add_list_details(imported)
    action("export").add_argument("--list", metavar="NAME", help=HELP["list_name"])
    emptied = action("empty")
    emptied.add_argument("--list", metavar="NAME", required=True, help=HELP["list_name"])
    emptied.add_argument("--count", metavar="N", type=whole_number(0), required=True, help=HELP["list_count"])


def _add_list_details(parser: CommandParser) -> None:
    parser.add_argument("--reason", metavar="TEXT", help=HELP["list_reason"])
    parser.add_argument("--until", metavar="DAY", help=HELP["list_until"])
