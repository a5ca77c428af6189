"""Purge expired data every hour, in a background thread."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from callsheet.store import purge_expired

if TYPE_CHECKING:
    from callsheet.runtime.services import Services

LOG = logging.getLogger(__name__)
INTERVAL_SECONDS = 3600


def start_retention_thread(services: Services) -> None:
    """Purge now and every hour for as long as the process lives.

    Args:
        services: store and settings; the settings are read again each time.
    """
    threading.Thread(target=_purge_forever, args=(services,), name="retention", daemon=True).start()


def _purge_forever(services: Services) -> None:
    pause = threading.Event()
    while True:
        try:
            purge_expired(services.store, services.settings)
        except Exception as error:  # noqa: BLE001 - tried again next hour
            LOG.error("retention failed: %s", type(error).__name__)  # noqa: TRY400 - a trace could hold lead data
        pause.wait(INTERVAL_SECONDS)
