"""`callsheet restore`: put a backup into an empty data folder, or into empty databases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from callsheet.cli.backups.putting_back import put_back
from callsheet.cli.exit_codes import ALL_WELL
from callsheet.cli.terminal.console import say, visible
from callsheet.database import explained_disk
from callsheet.errors import SettingsError
from callsheet.runtime.services import open_services
from callsheet.settings import load_settings
from callsheet.wording.cli import backups as words

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Restore a backup and say what has to be done before anything is sent.

    Args:
        options: the command line.

    Returns:
        0.

    Raises:
        SettingsError: it is not a file or not a whole backup, Callsheet runs here, or there is data already; nothing
            has changed.
        SystemFault: the disk or a database fails.
    """
    source = Path(options.backup)
    if not source.is_file():
        raise SettingsError(words.NO_BACKUP.format(name=visible(options.backup)))
    with explained_disk(source):
        done = put_back(load_settings(), source)
    services = open_services()
    services.store.audit.record("restore", services.who(), copied_at=done.manifest.created_at.isoformat())
    say(words.restored(list(done.manifest.members), done.manifest.created_at, done.sends))
    for name in done.kept:
        say(words.KEPT.format(name=name))
    say(words.THEN)
    return ALL_WELL
