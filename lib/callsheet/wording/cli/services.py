"""What `callsheet run` and `callsheet key` say."""

from __future__ import annotations

NO_APP = "The app's files are missing. Install Callsheet again."
NO_PORT = "Ports {first} to {last} are all in use. Choose another with --port."
OPEN_AT = "Callsheet is open at {address}  (stop it with Ctrl+C)"
NO_SUCH_KEY = "There is no key {name}.{close} See them with: callsheet key list"
NO_SUCH_WORKSPACE = "There is no workspace {name}.{close} There are: {known}"
WHICH_WORKSPACE = "Say which workspace with --workspace: {known}"
KEY_MADE = "Key {id} of workspace {workspace}. It is shown this once:"
KEY_REVOKED = "Key {name} is revoked."


def key_line(key_id: str, workspace: str, name: str, made: str | None, revoked: str | None) -> str:
    """One key: "key_… org_… made 2026-05-01 (laptop)"."""
    state = f"revoked {revoked}" if revoked else "in use"
    return f"{key_id}  {workspace}  made {made or 'earlier'}  {state}  {name}".rstrip()
