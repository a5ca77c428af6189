"""Authentication: a Bearer key belongs to one workspace (documented)."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

if TYPE_CHECKING:
    from starlette.datastructures import Headers

_BEARER = "bearer "
_MAX_KEY_LENGTH = 1_000
"""Our own keys have 43 characters; a longer text cannot be one and is not hashed. Chosen by hand."""


def bearer_key(headers: Headers) -> str:
    """Return the API key of a request, or "" if it has none."""
    header = headers.get("authorization", "")
    key = header[len(_BEARER) :].strip() if header.lower().startswith(_BEARER) else ""
    return key if len(key) <= _MAX_KEY_LENGTH else ""


def rate_limit_identity(workspace: str | None, key_digest: str, host: str) -> str:
    """Return the name under which a request counts for the rate limit: its key, or its address if the key is unknown.

    Args:
        workspace: the workspace of the key; None: the key is unknown.
        key_digest: digest of the key. It is hashed once more, because the counts are stored unprotected.
        host: address of the client.
    """
    return f"host {host}" if workspace is None else sha256(f"key {key_digest}".encode()).hexdigest()


def current_workspace(request: Request) -> str:
    """Return the workspace of the request's key. The middleware has refused requests without a valid key."""
    return str(request.state.workspace)


SCHEME = HTTPBearer(
    auto_error=False,
    scheme_name="API key",
    description="An API key of one workspace. Create one with `callsheet key create`.",
)
Workspace = Annotated[str, Depends(current_workspace)]
