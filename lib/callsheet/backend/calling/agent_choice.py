"""Choose the version of an agent that calls, and the number that it calls from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callsheet.backend.db.ids import make_id
from callsheet.backend.http.errors import ApiError
from callsheet.wording import api

if TYPE_CHECKING:
    from callsheet.backend.db.calling.agents import KnownVersion
    from callsheet.backend.services import Services


@dataclass(frozen=True)
class Caller:
    """Who calls.

    Args:
        agent_id: the agent.
        version: number of its version.
        from_number: E.164 number that it calls from.
    """

    agent_id: str
    version: int
    from_number: str


def choose_caller(services: Services, workspace: str, agent_id: str, number: int | None) -> Caller:
    """Choose a published version of an agent with a number to call from.

    Args:
        services: the services of the application.
        workspace: of the request's API key.
        agent_id: as the client gave it.
        number: of the version; None: the latest published one.

    Raises:
        ApiError: 404: no such agent or version; 400: nothing to call with.
    """
    versions = services.agents.versions(workspace, agent_id)
    if not versions:
        raise ApiError(404, api.AGENT_NOT_FOUND.format(agent=agent_id))
    version = _pick(versions, agent_id, number, is_observed=services.is_observed)
    if version.from_number is None:
        raise _no_number(agent_id, version.number, is_observed=services.is_observed)
    return Caller(agent_id, version.number, version.from_number)


def _pick(versions: list[KnownVersion], agent_id: str, number: int | None, *, is_observed: bool) -> KnownVersion:
    published = [version for version in versions if version.is_published]
    if number is None:
        if not published:
            raise ApiError(400, api.NOTHING_PUBLISHED.format(agent=agent_id))
        return published[-1]
    named = next((version for version in versions if version.number == number), None)
    if named is None and is_observed:
        raise _no_number(agent_id, number, is_observed=True)
    if named is None:
        numbers = ", ".join(str(version.number) for version in published) or "none"
        raise ApiError(404, api.VERSION_NOT_FOUND.format(agent=agent_id, version=number, published=numbers))
    if not named.is_published:
        raise ApiError(400, api.VERSION_IS_DRAFT.format(agent=agent_id, version=number))
    return named


def _no_number(agent_id: str, version: int, *, is_observed: bool) -> ApiError:
    """As documented a 400; a real server was seen to name the batch that it did not create, with 404."""
    if is_observed:
        return ApiError(404, api.NO_OUTBOUND_NUMBER_OBSERVED.format(batch=make_id("batch"), version=version))
    return ApiError(400, api.NO_OUTBOUND_NUMBER.format(agent=agent_id, version=version))
