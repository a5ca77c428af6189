"""`callsheet key`: create, list and revoke the API keys of this machine's backend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.backend import ApiKeys, open_backend_database
from callsheet.cli.exit_codes import ALL_WELL
from callsheet.cli.terminal.console import complain, say, visible
from callsheet.errors import InvalidArgument
from callsheet.runtime.services import open_services
from callsheet.settings import load_settings
from callsheet.wording.cli import services as words
from callsheet.wording.format import did_you_mean, listed

if TYPE_CHECKING:
    import argparse
    from datetime import datetime


def run(options: argparse.Namespace) -> int:
    """Create, list or revoke keys.

    Args:
        options: the command line.

    Returns:
        0.

    Raises:
        InvalidArgument: there is no such key or workspace, or the workspace is ambiguous.
    """
    engine = open_backend_database(load_settings())
    keys = ApiKeys(engine)
    try:
        {"create": _create, "list": _list, "revoke": _revoke}[options.action](keys, options)
    finally:
        engine.dispose()
    return ALL_WELL


def _create(keys: ApiKeys, options: argparse.Namespace) -> None:
    workspace = None if options.new_workspace else _choose_workspace(keys.workspaces(), options.workspace)
    key_id, workspace, key = keys.create(workspace, options.name)
    _record("key_created", key_id)
    complain(words.KEY_MADE.format(id=key_id, workspace=workspace))
    say(key)


def _choose_workspace(workspaces: list[str], name: str | None) -> str:
    if name is not None and name not in workspaces:
        close = did_you_mean(name, workspaces)
        raise InvalidArgument(words.NO_SUCH_WORKSPACE.format(name=visible(name), close=close, known=listed(workspaces)))
    if name is None and len(workspaces) > 1:
        raise InvalidArgument(words.WHICH_WORKSPACE.format(known=listed(workspaces)))
    return name or workspaces[0]


def _list(keys: ApiKeys, _: argparse.Namespace) -> None:
    for key in keys.list_all():
        say(words.key_line(key.id, key.workspace, visible(key.name), _day(key.created_at), _day(key.revoked_at)))


def _revoke(keys: ApiKeys, options: argparse.Namespace) -> None:
    if not keys.revoke(options.id):
        close = did_you_mean(options.id, [key.id for key in keys.list_all()])
        raise InvalidArgument(words.NO_SUCH_KEY.format(name=visible(options.id), close=close))
    _record("key_revoked", options.id)
    say(words.KEY_REVOKED.format(name=options.id))


def _record(what: str, key_id: str) -> None:
    services = open_services()
    services.store.audit.record(what, services.who(), key_id)
    services.store.engine.dispose()


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else moment.date().isoformat()
