"""What a workspace has beside leads: campaigns to make, numbers, the Telephony Config."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.client.api import NUMBERS, TELEPHONY_CONFIG
from callsheet.client.transport import every_page, parse
from callsheet.contract import Campaign, NetworkGroup, PhoneNumber
from callsheet.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.client.api import CallsheetApi


class WorkspaceApi:
    """One workspace, through the server that holds it.

    Args:
        api: speaks to that server.
    """

    def __init__(self, api: CallsheetApi) -> None:
        self._api = api

    def create_campaign(self, name: str, agent_id: str, from_phone_number: str) -> Campaign:
        """Make a campaign (documented).

        Args:
            name: as people know it.
            agent_id: who speaks.
            from_phone_number: E.164, a number of the workspace.

        Raises:
            ServerError: the server does not make it; UnexpectedAnswer carries its words.
        """
        body = {"name": name, "agent_id": agent_id, "from_phone_number": from_phone_number}
        return parse(Campaign, self._api.request("POST", "/campaigns", body=body))

    def phone_numbers(self) -> list[PhoneNumber] | None:
        """The numbers campaigns can call from; None when the server does not tell.

        Raises:
            ServerError: the server does not answer as it should.
        """
        try:
            return [parse(PhoneNumber, each) for each in every_page(self._api.request, NUMBERS)]
        except NotFound:
            return None

    def telephony_config(self) -> list[NetworkGroup] | None:
        """The enabled countries with their prefixes; None when the server does not tell.

        Raises:
            ServerError: the server does not answer as it should.
        """
        try:
            return [parse(NetworkGroup, each) for each in every_page(self._api.request, TELEPHONY_CONFIG)]
        except NotFound:
            return None

    def can_change_telephony_config(self) -> bool:
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
        self._api.request("PUT", "/telephony-config", body={"countries": countries})
