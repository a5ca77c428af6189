"""The agents of a workspace with their versions, as far as the server shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from callsheet.client.lists import read_list
from callsheet.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.client.api import CallsheetApi


@dataclass(frozen=True)
class AgentVersion:
    """A version of an agent.

    Args:
        number: as the server counts.
        title: as the provider's dashboard shows it.
        is_published: only a published version can call.
        prompt: the agent's instructions (seen live); None: the server does not show it.
        welcome: its first sentence (seen live); "" where the server does not show it.
        defaults: variable → what is said where a lead has none (seen live).
        from_number: the number that will call; None: the server does not show it, or none is attached.
    """

    number: int
    title: str = ""
    is_published: bool = False
    prompt: str | None = None
    welcome: str = ""
    defaults: Mapping[str, str] = field(default_factory=dict)
    from_number: str | None = None

    @property
    def script(self) -> str | None:
        """The welcome message and the prompt, one below the other; None where the server shows no prompt."""
        return None if self.prompt is None else "\n\n".join(filter(None, (self.welcome, self.prompt)))


@dataclass(frozen=True)
class Agent:
    """An agent.

    Args:
        id: its id.
        name: as the provider's dashboard shows it; its id where the server shows none.
        versions: as the server lists them.
    """

    id: str
    name: str
    versions: tuple[AgentVersion, ...] = ()

    @property
    def published(self) -> tuple[AgentVersion, ...]:
        """Its published versions, the newest first."""
        published = [version for version in self.versions if version.is_published]
        return tuple(sorted(published, key=lambda version: version.number, reverse=True))

    def version(self, number: int | None) -> AgentVersion | None:
        """The published version of a number, or the newest; None where it is not published or not known.

        Args:
            number: None: the newest.
        """
        return next((version for version in self.published if number in (None, version.number)), None)


def list_agents(api: CallsheetApi) -> list[Agent] | None:
    """Return the agents of the workspace; None where the server has no such list.

    Args:
        api: a client of the server.

    Raises:
        ServerError: the server did not respond as it should.
    """
    try:
        entries = read_list(api.request, "/agents").entries
    except NotFound:
        return None
    return [_agent(entry) for entry in entries if entry.get("id")]


def _agent(entry: Mapping[str, Any]) -> Agent:
    listed = entry.get("versions")
    versions = [version for version in listed if isinstance(version, dict)] if isinstance(listed, list) else []
    parsed = tuple(_version(version, entry) for version in versions if isinstance(version.get("version_number"), int))
    titles = [entry.get("name"), entry.get("title"), *(version.get("title") for version in versions)]
    name = next((str(title) for title in titles if title), str(entry["id"]))
    return Agent(str(entry["id"]), name, parsed)


def _version(version: Mapping[str, Any], agent: Mapping[str, Any]) -> AgentVersion:
    def text(name: str) -> str:
        return str(version.get(name) or "")

    defaults = version.get("default_dynamic_variables") or agent.get("default_dynamic_variables")
    number = next((version[name] for name in ("from_number", "phone_number") if version.get(name)), None)
    return AgentVersion(
        number=version["version_number"],
        title=text("version_title") or text("title"),
        is_published=version.get("is_published") is True,
        prompt=text("prompt_text") or None,
        welcome=text("welcome_message"),
        defaults=_defaults(defaults),
        from_number=None if number is None else str(number),
    )


def _defaults(value: Any) -> dict[str, str]:
    """Defaults as an object, or as a list of names and values."""
    if isinstance(value, list):
        pairs = [
            (entry.get("name") or entry.get("key"), entry.get("value")) for entry in value if isinstance(entry, dict)
        ]
    else:
        pairs = list(value.items()) if isinstance(value, dict) else []
    return {str(name): str(text) for name, text in pairs if name and text not in (None, "")}
