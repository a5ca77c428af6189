"""`callsheet doctor`: what this machine and the server can do, and what that means. Only reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL, REFUSED
from callsheet.cli.machine_checks import check_machine
from callsheet.cli.terminal.console import complain, say, visible
from callsheet.cli.terminal.json_output import VERSION, print_json
from callsheet.cli.terminal.screen import print_table
from callsheet.client import Found, probe
from callsheet.errors import ServerUnreachable
from callsheet.runtime.server_findings import server_findings
from callsheet.runtime.services import open_services
from callsheet.wording.cli import doctor as words

if TYPE_CHECKING:
    import argparse

    from callsheet.client import ServerFacts
    from callsheet.runtime.server_findings import Finding


def run(options: argparse.Namespace) -> int:
    """Look at this machine and at the server, and print what was found.

    Args:
        options: the command line.

    Returns:
        0; 2 when the server refuses the key, or when something here has to be mended first.

    Raises:
        SettingsError: a setting is missing.
        ServerUnreachable: the server does not answer.
    """
    services = open_services(server_url=options.server)
    findings = list(check_machine(services))
    facts = probe(*services.address())
    if facts.error is None and not facts.is_key_refused:
        findings += server_findings(facts)
    _print(options, facts, findings)
    if facts.error is not None:
        raise ServerUnreachable(facts.error)
    if facts.is_key_refused:
        complain(words.KEY_REFUSED.format(url=visible(facts.url)))
        return REFUSED
    if all(call.found is Found.NO for call in facts.calls.values()) and not options.json:
        say(words.NOTHING_FOUND.format(url=visible(facts.url)))
    return REFUSED if any(finding.result == words.WRONG for finding in findings) else ALL_WELL


def _print(options: argparse.Namespace, facts: ServerFacts, findings: list[Finding]) -> None:
    if not options.json:
        rows = [(words.TITLES[finding.name], finding.result, visible(finding.meaning)) for finding in findings]
        print_table(words.COLUMNS, rows)
        return
    calls = {
        name: {"found": call.found.value, "status": call.status, "shape": call.shape}
        for name, call in facts.calls.items()
    }
    server = {
        "url": facts.url,
        "reached": facts.error is None,
        "key_accepted": None if facts.error is not None else not facts.is_key_refused,
        "clock_skew_seconds": facts.clock_skew,
        "rate_limit": facts.rate_limit,
        "calls": calls,
        "capabilities": dict(facts.capabilities),
        "agents_published": facts.published_agents,
        "prompts_readable": facts.has_prompts,
    }
    shown = [
        {"check": finding.name, "result": finding.result.replace(" ", "_"), "meaning": finding.meaning}
        for finding in findings
    ]
    print_json({"version": VERSION, "server": server, "findings": shown})
