"""`callsheet key`: a key is printed once, listed without its secret, and revoked at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.running_backend import run_backend

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult


def find(pattern: str, text: str) -> str:
    """The first match."""
    match = re.search(pattern, text)
    assert match is not None
    return match.group()


def test_a_key_is_created_listed_and_revoked(callsheet: Callable[..., CommandResult], tmp_path: Path) -> None:
    """The printed key opens the workspace; after its revocation it does not."""
    made = callsheet("key", "create", "--name", "laptop")
    key = made.out.strip()
    assert (made.code, len(key) > 30) == (0, True)
    key_id = find(r"key_[a-z0-9]{12}", made.err)
    listed = callsheet("key", "list").out
    assert (key in listed, f"{key_id}  org_" in listed, "laptop" in listed) == (False, True, True)
    with run_backend(tmp_path / "home") as live:
        assert live.call("GET", "/campaigns", key=key).json()["meta"]["total"] == 1
        assert callsheet("key", "revoke", key_id).out == f"Key {key_id} is revoked.\n"
        assert live.call("GET", "/campaigns", key=key).status_code == 401
    assert re.search(f"{key_id}.*revoked 20", callsheet("key", "list").out)


def test_a_key_is_for_one_workspace(callsheet: Callable[..., CommandResult]) -> None:
    """A new workspace on demand; with several, one must be named."""
    made = callsheet("key", "create", "--name", "other team", "--new-workspace")
    workspace = find(r"org_[a-z0-9]{12}", made.err)
    unclear = callsheet("key", "create", "--name", "x")
    assert (unclear.code, workspace in unclear.err) == (2, True)
    assert callsheet("key", "create", "--name", "x", "--workspace", workspace).code == 0


@pytest.mark.parametrize(
    "arguments", [("revoke", "key_nope"), ("create", "--name", "x", "--workspace", "org_nope"), ("create",), ()]
)
def test_invalid_arguments_are_refused(callsheet: Callable[..., CommandResult], arguments: tuple[str, ...]) -> None:
    """Exit code 2 and a sentence."""
    result = callsheet("key", *arguments)
    assert (result.code, result.out, bool(result.err)) == (2, "", True)
