"""What `--campaign`, `--batch` and `--workflow` mean on a server, and what is said before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from callsheet.cli.agent_script import find_agent, find_version
from callsheet.cli.sends.campaign_lookup import find_campaign, unnamed_campaign
from callsheet.cli.terminal.console import visible
from callsheet.client import WorkflowApi, find_matching, list_agents, list_workflows, route_without_campaign
from callsheet.contract import Campaign
from callsheet.errors import InvalidArgument, ServerError
from callsheet.sending import TITLE_ROOM, BatchChoice, compare_variables, shortened_title, title_length
from callsheet.store import DestinationKind
from callsheet.store.clock import utc_now
from callsheet.wording import destinations as shared
from callsheet.wording.cli import destinations as words
from callsheet.wording.format import did_you_mean

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from callsheet.client import AgentVersion, CallsheetApi, Workflow
    from callsheet.validation import Report, Route


@dataclass(frozen=True)
class Chosen:
    """A destination that the server has.

    Args:
        kind: of destination.
        campaign: its id and name.
        route: where it may call.
        sentences: sentences about it that are printed before anything is sent.
        version: of the agent that a batch call uses; None for another destination, or where agents are not listed.
        keys: variables that a workflow knows; None: not a workflow, or the server does not say.
    """

    kind: DestinationKind
    campaign: Campaign
    route: Route
    sentences: Sequence[str] = ()
    version: AgentVersion | None = None
    keys: Sequence[str] | None = None


def destination_kind(options: argparse.Namespace) -> DestinationKind:
    """Return what the command line sends to.

    Args:
        options: the command line.

    Raises:
        InvalidArgument: an option belongs to another destination, or the title is too long.
    """
    if not options.batch:
        for name in ("title", "agent_version", "starts_at", "ends_at", "batch_hours"):
            if getattr(options, name) is not None:
                raise InvalidArgument(words.ONLY_WITH_BATCH.format(option=f"--{name.replace('_', '-')}"))
        return DestinationKind.WORKFLOW if options.workflow else DestinationKind.CAMPAIGN
    begins = options.starts_at or utc_now()
    if options.ends_at is not None and options.ends_at <= begins:
        raise InvalidArgument(words.ENDS_BEFORE_IT_BEGINS)
    if options.title is not None and title_length(options.title) > TITLE_ROOM:
        raise InvalidArgument(words.title_too_long(title_length(options.title), TITLE_ROOM))
    return DestinationKind.BATCH_CALL


def find_destination(api: CallsheetApi, options: argparse.Namespace, default_region: str | None) -> Chosen:
    """Look up the destination of a command line.

    Args:
        api: the server.
        options: the command line.
        default_region: the setting.

    Raises:
        InvalidArgument: the server has no such destination, or no such published version.
        ServerError: the server does not answer as it should.
    """
    kind = destination_kind(options)
    region = options.country if options.country is not None else default_region
    if kind is DestinationKind.CAMPAIGN:
        campaign, route = find_campaign(api, options.campaign, options.country, default_region)
        return Chosen(kind, campaign, route)
    if kind is DestinationKind.BATCH_CALL:
        return _agent(api, options, region)
    return _workflow(api, options.workflow, region)


def unnamed_destination(options: argparse.Namespace) -> Campaign:
    """The destination of a command line, of which only the id is known."""
    return unnamed_campaign(options.batch or options.workflow or options.campaign)


def batch_choice(options: argparse.Namespace) -> BatchChoice | None:
    """Return what the command line chooses for a batch call; the file's name is its title where it gives none."""
    if not options.batch:
        return None
    title = options.title or shortened_title(PurePath(options.file).stem)
    hours: tuple[str, str] | None = options.batch_hours
    return BatchChoice(title, options.agent_version, options.starts_at, options.ends_at, hours)


def unused_variables(chosen: Chosen, report: Report) -> list[str]:
    """Return sentences about variables of a workflow that no column fills, and columns that it does not know.

    Args:
        chosen: the destination.
        report: the checked file.
    """
    missing, unknown = compare_variables(chosen.keys, report)
    return shared.variables([visible(name) for name in missing], [visible(name) for name in unknown])


def _agent(api: CallsheetApi, options: argparse.Namespace, region: str | None) -> Chosen:
    agents = list_agents(api)
    if agents is None:
        campaign = unnamed_campaign(options.batch)
        return Chosen(
            DestinationKind.BATCH_CALL,
            campaign,
            route_without_campaign(api, campaign, region),
            [shared.AGENTS_NOT_LISTED],
        )
    agent = find_agent(agents, options.batch)
    version = find_version(agent, options.agent_version)
    campaign = Campaign(id=agent.id, name=agent.name, from_phone_number=version.from_number or "")
    sentence = shared.agent(visible(agent.name), version.number, version.from_number)
    return Chosen(
        DestinationKind.BATCH_CALL, campaign, route_without_campaign(api, campaign, region), [sentence], version
    )


def _workflow(api: CallsheetApi, wanted: str, region: str | None) -> Chosen:
    workflows = list_workflows(api)
    sentences = [shared.WORKFLOWS_NOT_LISTED]
    campaign = unnamed_campaign(wanted)
    if workflows is not None:
        workflow = _find_workflow(workflows, wanted)
        campaign = Campaign(id=workflow.id, name=workflow.title)
        sentences = [shared.workflow(visible(workflow.title), workflow.status)]
    keys = None
    try:
        keys = WorkflowApi(api, campaign.id).variable_keys()
    except ServerError:
        sentences.append(shared.KEYS_NOT_READ)
    return Chosen(
        DestinationKind.WORKFLOW, campaign, route_without_campaign(api, campaign, region), sentences, keys=keys
    )


def _find_workflow(workflows: Sequence[Workflow], wanted: str) -> Workflow:
    """The workflow of an id, or of a title that only one has."""
    fitting = find_matching(workflows, wanted, lambda workflow: workflow.title)
    if len(fitting) != 1:
        close = did_you_mean(wanted, [word for workflow in workflows for word in (workflow.title, workflow.id)])
        raise InvalidArgument(words.NO_SUCH_WORKFLOW.format(name=visible(wanted), close=visible(close)))
    return fitting[0]
