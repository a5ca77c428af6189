"""The other calls of a workspace: create campaigns, list phone numbers, read and replace the Telephony Config."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.client.api import NUMBERS, TELEPHONY_CONFIG
from callsheet.client.paths import segment
from callsheet.client.transport import every_page, parse
from callsheet.contract import Campaign, NetworkGroup, NumberRecords, PhoneNumber
from callsheet.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.client.api import CallsheetApi


class WorkspaceApi:
    """The workspace of a client's API key.

    Args:
        api: the client.
    """

    def __init__(self, api: CallsheetApi) -> None:
        self._api = api

    def create_campaign(self, name: str, agent_id: str, from_phone_number: str) -> Campaign:
        """Create a campaign.

        Args:
            name: shown to people.
            agent_id: the voice agent.
            from_phone_number: a number of the workspace, E.164.

        Raises:
            ServerError: the server did not create it; UnexpectedAnswer carries its message.
        """
        body = {"name": name, "agent_id": agent_id, "from_phone_number": from_phone_number}
        return parse(Campaign, self._api.request("POST", "/campaigns", body=body))

    def update_campaign(self, campaign_id: str, **changes: str) -> Campaign:
        """Change fields of a campaign, such as `status` or `name`.

        Args:
            campaign_id: the campaign.
            **changes: new values by field.

        Raises:
            ServerError: the server did not change it; NotFound: it lacks the call or the campaign.
        """
        path = f"/campaigns/{segment(campaign_id)}"
        return parse(Campaign, self._api.request("PATCH", path, body=dict(changes)))

    def phone_numbers(self) -> list[PhoneNumber] | None:
        """Return the numbers from which campaigns can call, or None if the server lacks the call.

        Raises:
            ServerError: the server did not respond as it should.
        """
        try:
            return [parse(PhoneNumber, entry) for entry in every_page(self._api.request, NUMBERS)]
        except NotFound:
            return None

    def telephony_config(self) -> list[NetworkGroup] | None:
        """Return the enabled countries with their prefixes, or None if the server lacks the call.

        Raises:
            ServerError: the server did not respond as it should.
        """
        try:
            return [parse(NetworkGroup, entry) for entry in every_page(self._api.request, TELEPHONY_CONFIG)]
        except NotFound:
            return None

    def can_change_telephony_config(self) -> bool:
        """Whether the Telephony Config can be changed by API, which only our own server offers.

        Raises:
            ServerError: the server did not respond as it should.
        """
        try:
            self._api.capabilities()
        except NotFound:
            return False
        return True

    def set_telephony_config(self, prefixes: Mapping[str, Sequence[str]]) -> None:
        """Replace the enabled countries (our own server only).

        Args:
            prefixes: libphonenumber's region → allowed prefixes of national numbers.

        Raises:
            ServerError: the server did not change it; NotFound: it lacks the call.
        """
        countries = [{"country_iso": iso, "prefixes": list(allowed)} for iso, allowed in prefixes.items()]
        self._api.request("PUT", "/telephony-config", body={"countries": countries})

    def find_number(self, number: str) -> NumberRecords:
        """Count the leads and calls of a number in the whole workspace (capability `number_erasure`).

        Args:
            number: E.164.

        Raises:
            ServerError: the server did not respond as it should; NotFound: it lacks the call.
        """
        return parse(NumberRecords, self._api.request("POST", "/numbers/lookup", body={"phone_number": number}))

    def erase_number(self, number: str) -> NumberRecords:
        """Erase a number from all leads and calls of the workspace that are not under way (`number_erasure`).

        Args:
            number: E.164.

        Returns:
            What was erased, and under `under_way` what stays.

        Raises:
            ServerError: there was no response, or not as it should be; NotFound: the server lacks the call.
        """
        return parse(NumberRecords, self._api.request("POST", "/numbers/erase", body={"phone_number": number}))
