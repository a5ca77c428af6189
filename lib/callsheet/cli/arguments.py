"""What a person may type, and what `--help` tells a stranger."""

from __future__ import annotations

import argparse
from pathlib import Path

from callsheet import __version__
from callsheet.wording import sending_terminal as sending
from callsheet.wording import terminal


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; each command names the module that runs it."""
    parser = argparse.ArgumentParser(prog="callsheet", description=terminal.ABOUT, epilog=terminal.EXIT_CODES)
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
    parser = commands.add_parser(name, help=help_text, description=help_text, epilog=terminal.EXIT_CODES)
    parser.set_defaults(module=name)
    return parser


def _add_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=terminal.HELP["file"])
    parser.add_argument("--sheet", metavar="NAME", help=terminal.HELP["sheet"])
    parser.add_argument("--header-row", metavar="N", type=int, help=terminal.HELP["header_row"])
    parser.add_argument("--json", action="store_true", help=terminal.HELP["json"])


def _add_judgement(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--country", metavar="IN", help=terminal.HELP["country"])
    parser.add_argument("--map", metavar="HEADER=NAME", action="append", default=[], help=terminal.HELP["map"])
    parser.add_argument("--recipe", metavar="FILE", type=Path, help=terminal.HELP["recipe"])
    parser.add_argument("--save-recipe", metavar="OUT", type=Path, help=terminal.HELP["save_recipe"])
    parser.add_argument("--drop-hidden", action="store_true", help=terminal.HELP["drop_hidden"])
    parser.add_argument("--as-sent", action="store_true", help=terminal.HELP["as_sent"])
    parser.add_argument("--clean", metavar="OUT", type=Path, help=terminal.HELP["clean"])
    parser.add_argument("--errors", metavar="OUT", type=Path, help=terminal.HELP["errors"])


def _add_read(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "read", terminal.HELP["read"])
    _add_file(parser)
    parser.add_argument("--csv", metavar="OUT", type=Path, help=terminal.HELP["csv"])


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "check", terminal.HELP["check"])
    _add_file(parser)
    _add_judgement(parser)
    parser.add_argument("--route", metavar="FILE", type=Path, help=terminal.HELP["route"])


def _add_send(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "send", terminal.HELP["send"])
    _add_file(parser)
    _add_judgement(parser)
    parser.add_argument("--campaign", metavar="ID", required=True, help=terminal.HELP["campaign"])
    parser.add_argument("--server", metavar="URL", help=terminal.HELP["server"])
    parser.add_argument("--yes", action="store_true", help=terminal.HELP["yes"])
    parser.add_argument("--try-first", action="store_true", help=sending.HELP["try_first"])
    parser.add_argument("--count-before", metavar="M", type=int, help=sending.HELP["count_before_send"])


def _add_ledger(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    work = _command(commands, "work", sending.HELP["work"])
    work.add_argument("--embedded", action="store_true", help=argparse.SUPPRESS)
    settle = _command(commands, "settle", sending.HELP["settle"])
    settle.add_argument("id", metavar="ID", nargs="?", default="", help=sending.HELP["settle_id"])
    settle.add_argument("--count-before", metavar="M", type=int, help=sending.HELP["count_before"])
    settle.add_argument("--count-now", metavar="N", type=int, help=sending.HELP["count_now"])
    settle.add_argument("--accept-restored", action="store_true", help=sending.HELP["accept_restored"])
    listed = _command(commands, "submissions", sending.HELP["submissions"])
    listed.add_argument("--limit", metavar="N", type=int, default=20, help=sending.HELP["limit"])
    receipt = _command(commands, "receipt", sending.HELP["receipt"])
    receipt.add_argument("id", metavar="ID", help=sending.HELP["receipt_id"])
    receipt.add_argument("--out", metavar="OUT", type=Path, help=sending.HELP["out"])
    for each in (settle, listed, receipt, work):
        each.add_argument("--server", metavar="URL", help=terminal.HELP["server"])
    for each in (listed, receipt):
        each.add_argument("--json", action="store_true", help=terminal.HELP["json"])


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "serve", terminal.HELP["serve"])
    parser.add_argument("--host", default="127.0.0.1", help=terminal.HELP["host"])
    parser.add_argument("--port", metavar="N", type=int, default=8787, help=terminal.HELP["port_serve"])
    parser.add_argument("--workers", metavar="N", type=int, default=1, help=terminal.HELP["workers"])
    parser.add_argument("--embedded", action="store_true", help=argparse.SUPPRESS)


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "run", terminal.HELP["run"])
    parser.add_argument("--port", metavar="N", type=int, default=8501, help=terminal.HELP["port_run"])


def _add_key(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "key", terminal.HELP["key"])
    actions = parser.add_subparsers(required=True, metavar="ACTION", title="actions", dest="action")
    create = actions.add_parser("create", help=terminal.HELP["key_create"], description=terminal.HELP["key_create"])
    create.add_argument("--name", required=True, help=terminal.HELP["key_name"])
    create.add_argument("--workspace", metavar="ID", help=terminal.HELP["key_workspace"])
    create.add_argument("--new-workspace", action="store_true", help=terminal.HELP["key_new_workspace"])
    actions.add_parser("list", help=terminal.HELP["key_list"], description=terminal.HELP["key_list"])
    revoke = actions.add_parser("revoke", help=terminal.HELP["key_revoke"], description=terminal.HELP["key_revoke"])
    revoke.add_argument("id", metavar="ID", help=terminal.HELP["key_id"])
