"""What a workspace has beside leads: campaigns to make, numbers, the Telephony Config."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from callsheet.contract import Campaign, NetworkGroup, PhoneNumber
from callsheet.errors import NotFound, UnexpectedAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.client.api import CallsheetApi

T = TypeVar("T", bound=BaseModel)
PAGE = 100


class WorkspaceApi:
    """One workspace, through the server that holds it.

    Args:
        api: speaks to that server.
    """

    def __init__(self, api: CallsheetApi) -> None:
        self._api = api

    def add_campaign(self, name: str, agent_id: str, from_phone_number: str) -> Campaign:
        """Make a campaign (documented).

        Args:
            name: as people know it.
            agent_id: who speaks.
            from_phone_number: E.164, a number of the workspace.

        Raises:
            ServerError: the server does not make it; UnexpectedAnswer carries its words.
        """
        body = {"name": name, "agent_id": agent_id, "from_phone_number": from_phone_number}
        return _shaped(Campaign, self._api.ask("POST", "/campaigns", body=body))

    def phone_numbers(self) -> list[PhoneNumber] | None:
        """The numbers campaigns can call from; None when the server does not tell.

        Raises:
            ServerError: the server does not answer as it should.
        """
        found: list[PhoneNumber] = []
        try:
            while True:
                page = len(found) // PAGE + 1
                body = self._api.ask("GET", "/organization-phone-numbers", params={"page": page, "limit": PAGE})
                items = body.get("items", []) if isinstance(body, dict) else body
                found += [_shaped(PhoneNumber, each) for each in items]
                if len(items) < PAGE:
                    return found
        except NotFound:
            return None

    def telephony_config(self) -> list[NetworkGroup] | None:
        """The enabled countries with their prefixes; None when the server does not tell.

        Raises:
            ServerError: the server does not answer as it should.
        """
        try:
            listed = self._api.ask("GET", "/phone-country-rules/enabled-network-groups")
        except NotFound:
            return None
        return [_shaped(NetworkGroup, each) for each in listed]

    def may_change(self) -> bool:
        """True when the Telephony Config can be changed here: only our own backend offers it.

        Raises:
            ServerError: the server does not answer as it should.
        """
        try:
            self._api.capabilities()
        except NotFound:
            return False
        return True

    def set_telephony_config(self, prefixes: Mapping[str, Sequence[str]]) -> None:
        """Replace the enabled countries (our own backend only).

        Args:
            prefixes: libphonenumber's region → starts of national numbers.

        Raises:
            ServerError: the server does not change it; NotFound where it lacks the call.
        """
        countries = [{"country_iso": iso, "prefixes": list(starts)} for iso, starts in prefixes.items()]
        self._api.ask("PUT", "/telephony-config", body={"countries": countries})


def _shaped(shape: type[T], value: object) -> T:
    try:
        return shape.model_validate(value)
    except ValidationError:
        raise UnexpectedAnswer(f"{shape.__name__} cannot be read") from None
