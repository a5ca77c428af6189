"""`callsheet completion`: print a script that completes a command line in bash, zsh or fish."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import phonenumbers
import shtab

from callsheet.cli.exit_codes import ALL_WELL
from callsheet.cli.options.arguments import make_parser
from callsheet.cli.terminal.console import say
from callsheet.reporting import CAUSES, FIXABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

CAMPAIGNS = "callsheet campaigns --quiet 2>/dev/null"
"""The command whose lines are the campaigns to complete; it asks the configured server."""
_CAUSES = {"fix": FIXABLE, "leave_out": CAUSES}
_OUTPUTS = ("save_recipe", "clean", "errors", "csv", "out", "rejoined", "next")
_FILES = ("file", "files", "recipe", "route", "script", "original", *_OUTPUTS)


def run(options: argparse.Namespace) -> int:
    """Print the script of a shell.

    Args:
        options: the command line.

    Returns:
        0.
    """
    parser = make_parser()
    for action in _actions(parser):
        if action.dest in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.dest == "campaign":
            action.complete = shtab.cmd(CAMPAIGNS)  # type: ignore[attr-defined]
        elif action.dest == "country":
            action.choices = sorted(phonenumbers.SUPPORTED_REGIONS)
        elif action.dest in _CAUSES:
            action.choices = _CAUSES[action.dest]
    say(shtab.complete(parser, options.shell).rstrip("\n"))
    return ALL_WELL


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """All arguments of a parser and of its commands."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no public list of its actions
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            for command in action.choices.values():
                yield from _actions(command)
        yield action
