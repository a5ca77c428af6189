"""`callsheet work`: the sender process; one is active per database and server."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL
from callsheet.cli.terminal.console import say
from callsheet.runtime.results_thread import ResultsThread
from callsheet.runtime.sender import make_worker
from callsheet.runtime.services import open_services
from callsheet.sending import sender_lock
from callsheet.system.child_process import when_parent_ends
from callsheet.wording.cli import sends as words

if TYPE_CHECKING:
    import argparse

    from callsheet.runtime.services import Services


def run(options: argparse.Namespace) -> int:
    """Send what the ledger holds until stopped.

    Args:
        options: the command line.

    Returns:
        0; also when another sender is active already.

    Raises:
        SettingsError: a server is configured without a key.
        StoreError: the database may forget what was committed.
        SystemFault: the port cannot be used.
    """
    services = open_services(server_url=options.server)
    if options.stand_by or options.port is not None:
        _stand_by(services, options)
        return ALL_WELL
    lock = sender_lock(services.store, services.server)
    if not lock.acquire(wait=False):
        say(words.SENDER_RUNS)
        return ALL_WELL
    try:
        api = services.api()
        worker = make_worker(services, api, lock)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        if options.embedded:
            when_parent_ends(worker.stop)
        with ResultsThread(services, services.api()):
            worker.run(lambda: not lock.is_held() or services.has_backend_moved(api))
    finally:
        lock.release()
    return ALL_WELL


def _stand_by(services: Services, options: argparse.Namespace) -> None:
    from callsheet.runtime.standing_by import StandingSender  # noqa: PLC0415 - only a service needs it

    sender = StandingSender(services)
    if options.port is not None:
        from callsheet.runtime import sender_monitoring  # noqa: PLC0415 - a web server

        sender_monitoring.serve_monitoring(
            sender_monitoring.monitoring_app(services, sender), options.host, options.port
        )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sender.stop())
    sender.run()
