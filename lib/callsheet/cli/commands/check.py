"""`callsheet check`: check every row of one or more files, for a person to read or as JSON."""

from __future__ import annotations

import json
import os
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from callsheet.cli.checks.checked_file import CheckedFile, Given
from callsheet.cli.checks.inputs import check_options, prepare_reader, read_file, read_script, write_files
from callsheet.cli.checks.remedies import check_causes
from callsheet.cli.checks.several_files import run_each
from callsheet.cli.exit_codes import ALL_WELL, SOME_LEFT_OUT
from callsheet.cli.input_files import LARGEST_TEXT, read_input
from callsheet.cli.terminal.console import visible
from callsheet.cli.terminal.screen import progress
from callsheet.errors import CallsheetError, InvalidArgument, SettingsError
from callsheet.runtime.workspace_rules import WorkspaceRules
from callsheet.validation import Route, calling_rule, judge_calling_times
from callsheet.wording.cli import files as words
from callsheet.wording.cli.errors import AT_WITHOUT_WITHIN
from callsheet.wording.cli.findings import CHECKING

if TYPE_CHECKING:
    import argparse

    from callsheet.cli.agent_script import AgentScript
    from callsheet.cli.checks.several_files import Output
    from callsheet.validation import CallingRule


def run(options: argparse.Namespace) -> int:
    """Check files.

    Args:
        options: the command line.

    Returns:
        0 when every row is ready, else 1; of several files the highest code.

    Raises:
        FileRefused: the only file cannot be accepted.
        InvalidArgument: an option cannot be used.
        NotInTable: an option names a column that the file does not have.
        SettingsError: a file of options, or `CALLSHEET_DEFAULT_REGION`, cannot be understood.
    """
    prepare_reader()
    check_causes(options)
    route, checking, script = _read_route(options), check_options(options), read_script(options)
    agent = _agent_script(options)
    script, defaults = (script, frozenset[str]()) if agent is None else agent
    rules = WorkspaceRules()
    given = Given(script, defaults)
    if not options.as_sent:
        given = Given(script, defaults, rules.listed_among, rules.consent_rule)
    hours, instant = _calling_hours(options), options.at or datetime.now().astimezone()

    def run_one(one: argparse.Namespace, output: Output) -> int:
        with progress(CHECKING.format(name=one.file), is_shown=not one.quiet):
            checked = CheckedFile.of(read_file(one), route, checking, one, given)
            if hours is not None:
                checked = replace(checked, times=judge_calling_times(checked.report, hours, instant))
        write_files(checked.report, one)
        output.print_report(checked)
        counts = checked.report.counts
        return ALL_WELL if counts.ready == counts.rows else SOME_LEFT_OUT

    with closing(rules):
        return run_each(options, run_one)


def _agent_script(options: argparse.Namespace) -> AgentScript | None:
    """What the agent of `--agent` says; None without the option."""
    if options.agent is None:
        return None
    from callsheet.cli.agent_script import read_agent_script  # noqa: PLC0415 - a check needs no server otherwise
    from callsheet.runtime.services import open_services  # noqa: PLC0415 - as above

    return read_agent_script(open_services().api(), options.agent)


def _calling_hours(options: argparse.Namespace) -> CallingRule | None:
    if options.within is None and options.at is not None:
        raise InvalidArgument(AT_WITHOUT_WITHIN)
    return None if options.within is None else calling_rule(options.within)


def _read_route(options: argparse.Namespace) -> Route:
    if options.route is None:
        return Route.unknown(options.country if options.country is not None else _default_region())
    name = visible(options.route)
    try:
        route = Route.from_json(json.loads(read_input(options.route, LARGEST_TEXT)))
        return replace(route, default_region=route.default_region or _default_region())
    except InvalidArgument as error:
        raise SettingsError(words.bad_recipe(name, str(error))) from None
    except CallsheetError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SettingsError(words.BAD_ROUTE.format(name=name)) from None


def _default_region() -> str | None:
    """The setting for numbers whose campaign names no country; the settings are loaded where it is set."""
    if not os.environ.get("CALLSHEET_DEFAULT_REGION"):
        return None
    from callsheet.settings import load_settings  # noqa: PLC0415 - they take as long to load as a small file to check

    return load_settings().default_region
