"""Under which name a server's campaigns are known to the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callsheet.settings import Settings

EMBEDDED = "embedded"
"""The embedded backend takes another port at every start; by its address a claim would not be found again."""


def server_name(settings: Settings, address: str | None = None) -> str:
    """The name a server's claims are kept under.

    Args:
        settings: says whether the backend is embedded.
        address: another server named on the command line; None: the configured one.
    """
    chosen = address or settings.api_url
    return chosen.rstrip("/") if chosen else EMBEDDED
