"""`callsheet backup`: one file with the ledger, the backend's leads and their keys, made while Callsheet runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from callsheet.cli.backups.archive import is_archive
from callsheet.cli.backups.making import make_backup
from callsheet.cli.exit_codes import ALL_WELL
from callsheet.cli.terminal.console import complain, say, visible
from callsheet.database import explained_disk
from callsheet.errors import SettingsError
from callsheet.runtime.services import open_services
from callsheet.wording.cli import backups as words

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Make a backup and say what it holds.

    Args:
        options: the command line.

    Returns:
        0.

    Raises:
        SettingsError: a file has that name (with `--force`: one that is not a backup), its folder is missing, or a
            database is damaged.
        SystemFault: the disk or a database fails.
    """
    target = Path(options.backup)
    if not target.parent.is_dir():
        raise SettingsError(words.NO_FOLDER.format(name=visible(str(target.parent))))
    if target.is_dir() or (target.exists() and not options.force):
        raise SettingsError(words.EXISTS.format(name=visible(options.backup)))
    if target.exists() and not (target.is_file() and is_archive(target)):  # a device may have no end
        raise SettingsError(words.NO_BACKUP_TO_REPLACE.format(name=visible(options.backup)))
    services = open_services()
    with explained_disk(target):
        made = make_backup(services.environment, target)
    services.store.audit.record("backup", services.who())
    if not options.quiet:
        say(words.saved(visible(options.backup), list(made.manifest.members), made.size, made.manifest.created_at))
    if made.key_is_other:
        complain(words.KEY_IS_OTHER)
    return ALL_WELL
