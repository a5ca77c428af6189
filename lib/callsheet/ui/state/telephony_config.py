"""Changes of the Telephony Config, the countries that a workspace may call, where the server allows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.errors import CallsheetError
from callsheet.ui.app.services import services
from callsheet.ui.auth.user import is_administrator
from callsheet.ui.state import persistence
from callsheet.ui.state.campaign_choice import destination_by_id
from callsheet.ui.state.tab_cache import cached

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session

ALL_PREFIXES = tuple("123456789")
"""First digits of national numbers: every number of a country."""


def may_switch_on(session: Session) -> bool:
    """Whether this person can enable a country from here; asked once a destination.

    Args:
        session: with a destination.
    """
    if not is_administrator():
        return False

    def ask() -> bool:
        return services().workspace().can_change_telephony_config()

    try:
        return cached("may_switch_on", None, (session.campaign_id, services().server), ask)
    except CallsheetError:  # asked again in the next run
        return False


def switch_on(session: Session, region: str) -> Session:
    """Enable a country with all its prefixes, unless it has some, and check the leads against the new rules.

    Args:
        session: with a destination.
        region: "AT".

    Returns:
        The session as it was saved.

    Raises:
        ServerError: the server did not change it.
    """
    workspace = services().workspace()
    groups = workspace.telephony_config() or []
    prefixes = {group.countryRule.country_iso: tuple(group.countryRule.prefixes) for group in groups}
    if not prefixes.get(region):
        workspace.set_telephony_config(prefixes | {region: ALL_PREFIXES})
    name, target = session.campaign_name, session.target
    route = destination_by_id(services().api(), session.campaign_id, name, target).route
    return persistence.save_campaign(session.with_campaign(session.campaign_id, name, route, target))
