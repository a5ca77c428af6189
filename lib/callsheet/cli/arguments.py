"""The parser of the command line, with its `--help`."""

from __future__ import annotations

import argparse
from pathlib import Path

from callsheet import __version__
from callsheet.wording import cli


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; `module` of its result names the module that runs the command."""
    parser = argparse.ArgumentParser(prog="callsheet", description=cli.ABOUT, epilog=cli.EXIT_CODES)
    parser.add_argument("--version", action="version", version=f"callsheet {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    _add_read(commands)
    _add_check(commands)
    _add_send(commands)
    _add_ledger(commands)
    _add_serve(commands)
    _add_run(commands)
    _add_key(commands)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, help_text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_text, description=help_text, epilog=cli.EXIT_CODES)
    parser.set_defaults(module=name)
    return parser


def _add_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=cli.HELP["file"])
    parser.add_argument("--sheet", metavar="NAME", help=cli.HELP["sheet"])
    parser.add_argument("--header-row", metavar="N", type=int, help=cli.HELP["header_row"])
    parser.add_argument("--json", action="store_true", help=cli.HELP["json"])


def _add_checking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--country", metavar="IN", help=cli.HELP["country"])
    parser.add_argument("--map", metavar="HEADER=NAME", action="append", default=[], help=cli.HELP["map"])
    parser.add_argument("--recipe", metavar="FILE", type=Path, help=cli.HELP["recipe"])
    parser.add_argument("--save-recipe", metavar="OUT", type=Path, help=cli.HELP["save_recipe"])
    parser.add_argument("--drop-hidden", action="store_true", help=cli.HELP["drop_hidden"])
    parser.add_argument("--as-sent", action="store_true", help=cli.HELP["as_sent"])
    parser.add_argument("--clean", metavar="OUT", type=Path, help=cli.HELP["clean"])
    parser.add_argument("--errors", metavar="OUT", type=Path, help=cli.HELP["errors"])


def _add_read(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "read", cli.HELP["read"])
    _add_file(parser)
    parser.add_argument("--csv", metavar="OUT", type=Path, help=cli.HELP["csv"])


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "check", cli.HELP["check"])
    _add_file(parser)
    _add_checking(parser)
    parser.add_argument("--route", metavar="FILE", type=Path, help=cli.HELP["route"])


def _add_send(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "send", cli.HELP["send"])
    _add_file(parser)
    _add_checking(parser)
    parser.add_argument("--campaign", metavar="ID", required=True, help=cli.HELP["campaign"])
    parser.add_argument("--server", metavar="URL", help=cli.HELP["server"])
    parser.add_argument("--yes", action="store_true", help=cli.HELP["yes"])
    parser.add_argument("--try-first", action="store_true", help=cli.HELP["try_first"])
    parser.add_argument("--count-before", metavar="M", type=int, help=cli.HELP["count_before_send"])


def _add_ledger(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    work = _command(commands, "work", cli.HELP["work"])
    work.add_argument("--embedded", action="store_true", help=argparse.SUPPRESS)
    settle = _command(commands, "settle", cli.HELP["settle"])
    settle.add_argument("id", metavar="ID", nargs="?", default="", help=cli.HELP["settle_id"])
    settle.add_argument("--count-before", metavar="M", type=int, help=cli.HELP["count_before"])
    settle.add_argument("--count-now", metavar="N", type=int, help=cli.HELP["count_now"])
    settle.add_argument("--accept-restored", action="store_true", help=cli.HELP["accept_restored"])
    listed = _command(commands, "submissions", cli.HELP["submissions"])
    listed.add_argument("--limit", metavar="N", type=int, default=20, help=cli.HELP["limit"])
    receipt = _command(commands, "receipt", cli.HELP["receipt"])
    receipt.add_argument("id", metavar="ID", help=cli.HELP["receipt_id"])
    receipt.add_argument("--out", metavar="OUT", type=Path, help=cli.HELP["out"])
    for parser in (settle, listed, receipt, work):
        parser.add_argument("--server", metavar="URL", help=cli.HELP["server"])
    for parser in (listed, receipt):
        parser.add_argument("--json", action="store_true", help=cli.HELP["json"])


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "serve", cli.HELP["serve"])
    parser.add_argument("--host", default="127.0.0.1", help=cli.HELP["host"])
    parser.add_argument("--port", metavar="N", type=int, default=8787, help=cli.HELP["port_serve"])
    parser.add_argument("--workers", metavar="N", type=int, default=1, help=cli.HELP["workers"])
    parser.add_argument("--embedded", action="store_true", help=argparse.SUPPRESS)


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "run", cli.HELP["run"])
    parser.add_argument("--port", metavar="N", type=int, default=8501, help=cli.HELP["port_run"])


def _add_key(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "key", cli.HELP["key"])
    actions = parser.add_subparsers(required=True, metavar="ACTION", title="actions", dest="action")
    create = actions.add_parser("create", help=cli.HELP["key_create"], description=cli.HELP["key_create"])
    create.add_argument("--name", required=True, help=cli.HELP["key_name"])
    create.add_argument("--workspace", metavar="ID", help=cli.HELP["key_workspace"])
    create.add_argument("--new-workspace", action="store_true", help=cli.HELP["key_new_workspace"])
    actions.add_parser("list", help=cli.HELP["key_list"], description=cli.HELP["key_list"])
    revoke = actions.add_parser("revoke", help=cli.HELP["key_revoke"], description=cli.HELP["key_revoke"])
    revoke.add_argument("id", metavar="ID", help=cli.HELP["key_id"])
