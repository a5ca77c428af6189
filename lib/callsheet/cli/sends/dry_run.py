"""`callsheet send --dry-run`: what would be sent, in which parts, and the first calls word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callsheet.cli.sends.call_again import leads_to_send
from callsheet.cli.terminal.console import say, visible, visible_lines
from callsheet.validation import PHONE_NUMBER, render_prompt
from callsheet.wording.cli import dry_run as words

if TYPE_CHECKING:
    from callsheet.contract import Campaign
    from callsheet.sending import Plan, SendRequest, SendService

CALLS = 3


def dry_run_json(request: SendRequest, plan: Plan, service: SendService, campaign: Campaign) -> dict[str, Any]:
    """What would be sent: rows, parts, when they leave, and the first calls."""
    later = service.timetable(request, plan, campaign).later
    return {
        "campaign": {"id": request.campaign_id, "name": request.campaign_name},
        "rows_to_send": leads_to_send(request, plan),
        "called_again": leads_to_send(request, plan) - plan.rows_to_send,
        "already_sent": len(plan.already_claimed),
        "in_campaign": len(plan.in_campaign),
        "capped": len(plan.capped),
        "called_elsewhere": dict(plan.elsewhere),
        "parts": service.part_sizes(request, plan),
        "scheduled": [{"at": at.isoformat(), "leads": leads} for at, leads in later.items()],
        "first_calls": [
            {"row": row, "says": _script(request, row), "variables": lead} for row, lead in _first(request, plan)
        ],
    }


def print_dry_run(request: SendRequest, plan: Plan, service: SendService) -> None:
    """Print what would be sent."""
    say()
    say(
        words.would_send(
            leads_to_send(request, plan), visible(request.campaign_name), service.part_sizes(request, plan)
        )
    )
    for row, lead in _first(request, plan):
        say()
        say(words.call(visible(request.report.table.row_label(row)), visible(lead[PHONE_NUMBER])))
        script = _script(request, row)
        if script is not None:
            say("\n".join(f"  {line}" for line in visible_lines(script).splitlines()))
            continue
        for name, value in lead.items():
            if name != PHONE_NUMBER:
                say(f"  {visible(name)}: {visible(value)}")
    say()
    say(words.NOTHING_SENT if request.report.choices.prompt else words.NOTHING_SENT_NO_SCRIPT)


def _first(request: SendRequest, plan: Plan) -> list[tuple[int, dict[str, str]]]:
    """Row number and values by name of the first leads."""
    clean = request.report.clean
    first = (clean if request.call_again else clean[~clean.index.isin(plan.known)]).head(CALLS)
    leads = [{str(name): str(value) for name, value in lead.items()} for lead in first.to_dict("records")]
    return list(zip(map(int, first.index), leads, strict=True))


def _script(request: SendRequest, row: int) -> str | None:
    script = request.report.choices.prompt
    return render_prompt(request.report, script, row) if script else None
