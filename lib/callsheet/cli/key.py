"""`callsheet key`: make, list and revoke the API keys of this machine's backend."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from callsheet.backend import ApiKeys, open_backend_database
from callsheet.errors import SettingsError
from callsheet.settings import load_settings
from callsheet.wording import cli
from callsheet.wording.format import listed

if TYPE_CHECKING:
    import argparse
    from datetime import datetime


def run(options: argparse.Namespace) -> int:
    """Do what was asked with the keys.

    Returns:
        0.

    Raises:
        SettingsError: there is no such key or workspace, or it is not clear which.
    """
    engine = open_backend_database(load_settings())
    keys = ApiKeys(engine)
    try:
        {"create": _create, "list": _list, "revoke": _revoke}[options.action](keys, options)
    finally:
        engine.dispose()
    return 0


def _create(keys: ApiKeys, options: argparse.Namespace) -> None:
    workspace = None if options.new_workspace else _workspace(keys.workspaces(), options.workspace)
    key_id, workspace, key = keys.create(workspace, options.name)
    print(cli.KEY_MADE.format(id=key_id, workspace=workspace), file=sys.stderr)
    print(key)


def _workspace(known: list[str], wanted: str | None) -> str:
    if wanted is not None and wanted not in known:
        raise SettingsError(cli.NO_SUCH_WORKSPACE.format(name=wanted, known=listed(known)))
    if wanted is None and len(known) > 1:
        raise SettingsError(cli.WHICH_WORKSPACE.format(known=listed(known)))
    return wanted or known[0]


def _list(keys: ApiKeys, _: argparse.Namespace) -> None:
    for key in keys.list_all():
        print(cli.key_line(key.id, key.workspace, key.name, _day(key.created_at), _day(key.revoked_at)))


def _revoke(keys: ApiKeys, options: argparse.Namespace) -> None:
    if not keys.revoke(options.id):
        raise SettingsError(cli.NO_SUCH_KEY.format(name=options.id))
    print(cli.KEY_REVOKED.format(name=options.id))


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else moment.date().isoformat()
