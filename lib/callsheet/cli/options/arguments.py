"""The options of every command, with their help."""

from __future__ import annotations

import argparse

from callsheet import __version__
from callsheet.cli.exit_codes import MEANINGS
from callsheet.cli.options.list_arguments import add_do_not_call
from callsheet.cli.options.parser import (
    CommandParser,
    duration,
    hours_of_day,
    moment,
    row_numbers,
    web_address,
    whole_number,
)
from callsheet.wording.cli.help import ABOUT, EXIT_CODES, HELP

LAST_PORT = 65_535
SCHEMAS = ("check", "jsonl", "read", "send", "submissions", "receipt", "results", "campaigns", "doctor")
DUPLICATE_POLICIES = ("first", "last", "fullest")
"""Values of `DuplicatePolicy`; validation takes long to load."""
REFERENCE = "reference."
"""Package of the commands that read and write no file."""
HOSTING = "hosting."
"""Package of the commands of the person who hosts."""
SHELLS = ("bash", "zsh", "fish")

_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse's class for what `add_subparsers` returns has no public name


def make_parser() -> CommandParser:
    """The parser of the whole command line; `module` of its result names the module that runs the command."""
    parser = CommandParser(prog="callsheet", description=ABOUT, epilog=exit_codes())
    parser.add_argument("--version", action="version", version=f"callsheet {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands", parser_class=CommandParser)
    _add_read(commands)
    _add_check(commands)
    _add_send(commands)
    _add_ledger(commands)
    _add_serve(commands)
    _add_run(commands)
    _add_key(commands)
    _add_backups(commands)
    _add_audit(commands)
    add_do_not_call(_command(commands, "do-not-call"))
    _add_erase(commands)
    _add_reference(commands)
    return parser


def exit_codes() -> str:
    """All exit codes with their meanings, in one sentence."""
    return f"{EXIT_CODES}: {'; '.join(f'{code} {meaning}' for code, meaning in MEANINGS.items())}."


def _command(commands: _Commands[CommandParser], name: str, package: str = "") -> CommandParser:
    parser = commands.add_parser(name, help=HELP[name], description=HELP[name], epilog=exit_codes())
    parser.set_defaults(module=package + name)
    return parser


def _add_reading(parser: CommandParser, *, several: bool) -> None:
    if several:
        parser.add_argument("files", metavar="FILE", nargs="+", help=HELP["files"])
    else:
        parser.add_argument("file", metavar="FILE", help=HELP["file"])
    parser.add_argument("--name", metavar="NAME", help=HELP["name"])
    if several:
        parser.add_argument("--together", action="store_true", help=HELP["together"])
        parser.add_argument("--sheet", metavar="NAME", dest="sheets", action="append", default=[], help=HELP["sheets"])
    else:
        parser.add_argument("--sheet", metavar="NAME", help=HELP["sheet"])
    parser.add_argument("--header-row", metavar="N", type=whole_number(0), help=HELP["header_row"])
    parser.add_argument("--json", action="store_true", help=HELP["json"])


def _add_checking(parser: CommandParser) -> None:
    parser.add_argument("--jsonl", action="store_true", help=HELP["jsonl"])
    parser.add_argument("--country", metavar="COUNTRY", help=HELP["country"])
    parser.add_argument("--map", metavar="HEADER=NAME", action="append", default=[], help=HELP["map"])
    parser.add_argument("--recipe", metavar="FILE", help=HELP["recipe"])
    parser.add_argument("--save-recipe", metavar="OUT", help=HELP["save_recipe"])
    parser.add_argument("--script", metavar="FILE", help=HELP["script"])
    parser.add_argument("--agent", metavar="AGENT", help=HELP["agent"])
    parser.add_argument("--value", metavar="NAME=TEXT", action="append", default=[], help=HELP["value"])
    parser.add_argument("--if-empty", metavar="NAME=TEXT", action="append", default=[], help=HELP["if_empty"])
    parser.add_argument("--agent-default", metavar="NAME", action="append", default=[], help=HELP["agent_default"])
    parser.add_argument("--as-it-is", metavar="NAME", action="append", default=[], help=HELP["as_it_is"])
    parser.add_argument("--also-phone", metavar="HEADER", action="append", default=[], help=HELP["also_phone"])
    parser.add_argument(
        "--consent-column", metavar="HEADER[=KIND]", action="append", default=[], help=HELP["consent_column"]
    )
    parser.add_argument("--consent-policy", metavar="POLICY", help=HELP["consent_policy"])
    parser.add_argument("--duplicates", choices=DUPLICATE_POLICIES, help=HELP["duplicates"])
    parser.add_argument("--drop-hidden", action="store_true", help=HELP["drop_hidden"])
    parser.add_argument("--as-sent", action="store_true", help=HELP["as_sent"])
    parser.add_argument("--fix", metavar="CAUSE", action="append", default=[], help=HELP["fix"])
    parser.add_argument("--leave-out", metavar="CAUSE", action="append", default=[], help=HELP["leave_out"])
    parser.add_argument("--clean", metavar="OUT", help=HELP["clean"])
    parser.add_argument("--errors", metavar="OUT", help=HELP["errors"])


def _add_output(parser: CommandParser) -> None:
    parser.add_argument("--force", action="store_true", help=HELP["force"])
    parser.add_argument("--quiet", action="store_true", help=HELP["quiet"])


def _add_read(commands: _Commands[CommandParser]) -> None:
    parser = _command(commands, "read")
    _add_reading(parser, several=False)
    parser.add_argument("--csv", metavar="OUT", help=HELP["csv"])
    _add_output(parser)


def _add_check(commands: _Commands[CommandParser]) -> None:
    parser = _command(commands, "check")
    _add_reading(parser, several=True)
    _add_checking(parser)
    parser.add_argument("--route", metavar="FILE", help=HELP["route"])
    parser.add_argument("--within", metavar="HOURS", help=HELP["within"])
    parser.add_argument("--at", metavar="WHEN", type=moment, help=HELP["at"])
    _add_output(parser)


def _add_send(commands: _Commands[CommandParser]) -> None:
    parser = _command(commands, "send")
    _add_reading(parser, several=True)
    _add_checking(parser)
    parser.add_argument("--keep-hidden", action="store_true", help=HELP["keep_hidden"])
    destination = parser.add_mutually_exclusive_group(required=True)
    destination.add_argument("--campaign", metavar="CAMPAIGN", help=HELP["campaign"])
    destination.add_argument("--batch", metavar="AGENT", help=HELP["batch"])
    destination.add_argument("--workflow", metavar="ID", help=HELP["workflow"])
    parser.add_argument("--file-for-dashboard", metavar="DIR", help=HELP["file_for_dashboard"])
    parser.add_argument("--title", metavar="TEXT", help=HELP["title"])
    parser.add_argument("--agent-version", metavar="N", type=whole_number(0), help=HELP["agent_version"])
    parser.add_argument("--starts-at", metavar="WHEN", type=moment, help=HELP["starts_at"])
    parser.add_argument("--ends-at", metavar="WHEN", type=moment, help=HELP["ends_at"])
    parser.add_argument("--batch-hours", metavar="HH:MM-HH:MM", type=hours_of_day, help=HELP["batch_hours"])
    _add_server(parser)
    parser.add_argument("--dry-run", action="store_true", help=HELP["dry_run"])
    parser.add_argument("--yes", action="store_true", help=HELP["yes"])
    parser.add_argument("--try-first", action="store_true", help=HELP["try_first"])
    parser.add_argument("--call-again", metavar="N", type=whole_number(1), help=HELP["call_again"])
    parser.add_argument("--within", metavar="HOURS", help=HELP["send_within"])
    parser.add_argument("--send-unknown", action="store_true", help=HELP["send_unknown"])
    parser.add_argument("--calls-at-once", metavar="N", type=whole_number(1), help=HELP["calls_at_once"])
    parser.add_argument("--at", metavar="WHEN", type=moment, help=HELP["send_at"])
    parser.add_argument("--count-before", metavar="M", type=whole_number(0), help=HELP["count_before_send"])
    _add_output(parser)


def _add_server(parser: CommandParser) -> None:
    parser.add_argument("--server", metavar="URL", type=web_address, help=HELP["server"])


def _add_ledger(commands: _Commands[CommandParser]) -> None:
    work = _command(commands, "work")
    work.add_argument("--embedded", action="store_true", help=argparse.SUPPRESS)
    work.add_argument("--stand-by", action="store_true", help=HELP["stand_by"])
    work.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help=HELP["host"])
    work.add_argument("--port", metavar="N", type=whole_number(0, LAST_PORT), help=HELP["port_work"])
    settle = _command(commands, "settle")
    settle.add_argument("id", metavar="ID", nargs="?", default="", help=HELP["settle_id"])
    settle.add_argument("--count-before", metavar="M", type=whole_number(0), help=HELP["count_before"])
    settle.add_argument("--count-now", metavar="N", type=whole_number(0), help=HELP["count_now"])
    settle.add_argument("--arrived", metavar="FILE", help=HELP["arrived"])
    settle.add_argument("--arrived-rows", metavar="ROWS", type=row_numbers, help=HELP["arrived_rows"])
    settle.add_argument("--accept-restored", action="store_true", help=HELP["accept_restored"])
    release, withdraw = _command(commands, "release"), _command(commands, "withdraw")
    for parser in (release, withdraw):
        parser.add_argument("id", metavar="ID", help=HELP["held_id"])
        parser.add_argument("--quiet", action="store_true", help=HELP["quiet"])
    listed = _command(commands, "submissions")
    listed.add_argument("--limit", metavar="N", type=whole_number(1), default=20, help=HELP["limit"])
    receipt = _command(commands, "receipt")
    receipt.add_argument("id", metavar="ID", nargs="?", help=HELP["receipt_id"])
    receipt.add_argument("--check", metavar="FILE", help=HELP["receipt_check"])
    receipt.add_argument("--out", metavar="OUT", help=HELP["out"])
    results = _command(commands, "results")
    results.add_argument("id", metavar="ID", help=HELP["receipt_id"])
    results.add_argument("--refresh", action="store_true", help=HELP["refresh"])
    results.add_argument("--file", metavar="FILE", dest="original", help=HELP["original"])
    results.add_argument("--sheet", metavar="NAME", help=HELP["sheet"])
    results.add_argument("--header-row", metavar="N", type=whole_number(0), help=HELP["header_row"])
    results.add_argument("--rejoined", metavar="OUT", help=HELP["rejoined"])
    results.add_argument("--next", metavar="OUT", help=HELP["next"])
    for outcome in ("no-answer", "busy", "failed"):
        results.add_argument(f"--{outcome}", action="store_true", help=HELP[outcome.replace("-", "_")])
    results.add_argument("--attempts-under", metavar="N", type=whole_number(1), help=HELP["attempts_under"])
    results.add_argument("--older-than", metavar="TIME", type=duration, help=HELP["older_than"])
    campaigns = _command(commands, "campaigns")
    campaigns.add_argument("--quiet", action="store_true", help=HELP["ids_only"])
    campaigns.add_argument("--start", metavar="CAMPAIGN", help=HELP["start_campaign"])
    campaigns.add_argument("--despite", metavar="N", type=whole_number(1), help=HELP["start_despite"])
    doctor = _command(commands, "doctor", HOSTING)
    for parser in (settle, release, withdraw, listed, receipt, results, work, campaigns, doctor):
        _add_server(parser)
    for parser in (listed, receipt, results, campaigns, doctor):
        parser.add_argument("--json", action="store_true", help=HELP["json"])
    _add_output(receipt)
    _add_output(results)


def _add_serve(commands: _Commands[CommandParser]) -> None:
    parser = _command(commands, "serve")
    parser.add_argument("--host", default="127.0.0.1", help=HELP["host"])
    parser.add_argument("--port", metavar="N", type=whole_number(0, LAST_PORT), default=8787, help=HELP["port_serve"])
    parser.add_argument("--workers", metavar="N", type=whole_number(1), default=1, help=HELP["workers"])
    _add_sandbox(parser)
    parser.add_argument("--embedded", action="store_true", help=argparse.SUPPRESS)


def _add_run(commands: _Commands[CommandParser]) -> None:
    parser = _command(commands, "run")
    parser.add_argument("--port", metavar="N", type=whole_number(1, LAST_PORT), default=8501, help=HELP["port_run"])
    _add_sandbox(parser)


def _add_sandbox(parser: CommandParser) -> None:
    parser.add_argument("--answers", choices=("documented", "observed"), help=HELP["answers"])
    parser.add_argument("--simulate-calls", action="store_const", const=True, help=HELP["simulate_calls"])
    parser.add_argument(
        "--simulated-minute", metavar="SECONDS", type=whole_number(1, 3_600), help=HELP["simulated_minute"]
    )


def _add_key(commands: _Commands[CommandParser]) -> None:
    parser = _command(commands, "key", HOSTING)
    actions = parser.add_subparsers(
        required=True, metavar="ACTION", title="actions", dest="action", parser_class=CommandParser
    )
    create = actions.add_parser("create", help=HELP["key_create"], description=HELP["key_create"])
    create.add_argument("--name", required=True, help=HELP["key_name"])
    create.add_argument("--workspace", metavar="ID", help=HELP["key_workspace"])
    create.add_argument("--new-workspace", action="store_true", help=HELP["key_new_workspace"])
    actions.add_parser("list", help=HELP["key_list"], description=HELP["key_list"])
    revoke = actions.add_parser("revoke", help=HELP["key_revoke"], description=HELP["key_revoke"])
    revoke.add_argument("id", metavar="ID", help=HELP["key_id"])


def _add_backups(commands: _Commands[CommandParser]) -> None:
    backup, restore = (_command(commands, name, HOSTING) for name in ("backup", "restore"))
    backup.add_argument("backup", metavar="OUT", help=HELP["backup_out"])
    _add_output(backup)
    restore.add_argument("backup", metavar="FILE", help=HELP["restore_file"])


def _add_audit(commands: _Commands[CommandParser]) -> None:
    parser = _command(commands, "audit", HOSTING)
    actions = parser.add_subparsers(
        required=True, metavar="ACTION", title="actions", dest="action", parser_class=CommandParser
    )
    export = actions.add_parser("export", help=HELP["audit_export"], description=HELP["audit_export"])
    export.add_argument("--csv", action="store_true", help=HELP["audit_csv"])
    actions.add_parser("check", help=HELP["audit_check"], description=HELP["audit_check"])


def _add_erase(commands: _Commands[CommandParser]) -> None:
    parser = _command(commands, "erase")
    parser.add_argument("number", metavar="NUMBER", help=HELP["number"])
    parser.add_argument("--country", metavar="COUNTRY", help=HELP["country"])
    parser.add_argument("--yes", action="store_true", help=HELP["erase_yes"])
    _add_server(parser)


def _add_reference(commands: _Commands[CommandParser]) -> None:
    schema = _command(commands, "schema", REFERENCE)
    schema.add_argument("name", metavar="NAME", choices=SCHEMAS, nargs="?", default="check", help=HELP["schema_name"])
    completion = _command(commands, "completion", REFERENCE)
    completion.add_argument("shell", metavar="SHELL", choices=SHELLS, help=HELP["shell"])
    _command(commands, "man", REFERENCE)
