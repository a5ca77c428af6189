"""`make reference`: write docs/cli.md from the parser of the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import MEANINGS
from callsheet.cli.options.arguments import make_parser

if TYPE_CHECKING:
    from collections.abc import Iterator

SESSIONS = Path(__file__).parent / "cli_sessions.md"
PAGE = Path(__file__).parents[3] / "docs" / "cli.md"
INTRODUCTION = """\
# Command line

{about}

`callsheet COMMAND --help` prints the same in a terminal. Written by `make reference` from the parser: do not edit.
`callsheet schema` describes what `--json` and `--jsonl` print; the page [Codes](codes.md) lists its codes.

{sessions}
## Exit codes

The same for every command; of several files, the highest counts.

| Exit code | |
|---|---|
{exit_codes}

## Commands

| Command | |
|---|---|
{commands}
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(render(), encoding="utf-8")


def render() -> str:
    """The page as Markdown."""
    parser = make_parser()
    commands = _commands(parser)
    table = "\n".join(f"| [`{name}`](#callsheet-{name}) | {_text(command.description)} |" for name, command in commands)
    about = _text(parser.description)
    codes = "\n".join(f"| {code} | {meaning} |" for code, meaning in MEANINGS.items())
    page = [INTRODUCTION.format(about=about, exit_codes=codes, commands=table, sessions=SESSIONS.read_text("utf-8"))]
    for name, command in commands:
        page += _sections(f"callsheet {name}", command, level=2)
    return "\n".join(page)


def _sections(name: str, command: argparse.ArgumentParser, level: int) -> Iterator[str]:
    """Heading, description, usage and arguments of a command, then of its actions."""
    actions = [action for action in command._actions if action.help != argparse.SUPPRESS]
    arguments = [
        action for action in actions if not isinstance(action, argparse._HelpAction | argparse._SubParsersAction)
    ]
    nested = _commands(command)
    yield f"{'#' * level} {name}\n"
    yield f"{_text(command.description)}\n"
    yield f"```\n{_usage(name, arguments, has_actions=bool(nested))}\n```\n"
    if arguments:
        rows = [f"| `{_invocation(action)}` | {_help(action)} |" for action in arguments]
        yield "\n".join(["| Argument | |", "|---|---|", *rows, ""])
    for action_name, action_parser in nested:
        yield from _sections(f"{name} {action_name}", action_parser, level + 1)


def _commands(parser: argparse.ArgumentParser) -> list[tuple[str, argparse.ArgumentParser]]:
    return [
        command
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for command in action.choices.items()
    ]


def _usage(name: str, arguments: list[argparse.Action], *, has_actions: bool) -> str:
    parts = []
    for action in sorted(arguments, key=lambda action: bool(action.option_strings)):
        is_required = action.required and action.nargs != "?"
        parts.append(_invocation(action) if is_required else f"[{_invocation(action)}]")
    if has_actions:
        parts.append("ACTION …")
    return " ".join([name, *parts])


def _invocation(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"{action.metavar}{' …' if action.nargs == '+' else ''}"
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return f"{action.option_strings[-1]}{value}"


def _help(action: argparse.Action) -> str:
    shown = [_text(action.help)]
    if action.required and action.option_strings:
        shown.append("Required.")
    if action.default not in (None, "", False, []) and action.option_strings:
        shown.append(f"Default: `{action.default}`.")
    first, *rest = shown
    return " ".join([f"{first}." if rest and not first.endswith(".") else first, *rest])


def _text(sentence: str | None) -> str:
    return (sentence or "").replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    main()
