"""Whose request it is: a Bearer key belongs to one workspace (documented)."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

if TYPE_CHECKING:
    from starlette.datastructures import Headers

BEARER = "bearer "
MAX_KEY = 1_000


def bearer_key(headers: Headers) -> str:
    """The key a request came with, "" for none."""
    header = headers.get("authorization", "")
    key = header[len(BEARER) :].strip() if header.lower().startswith(BEARER) else ""
    return key if len(key) <= MAX_KEY else ""


def caller(workspace: str | None, digest: str, host: str) -> str:
    """Under which name requests are counted: by the key when it is known, else by the caller's address."""
    return f"host {host}" if workspace is None else sha256(f"key {digest}".encode()).hexdigest()


def workspace_of(request: Request) -> str:
    """The workspace of the request's key; without one the request came no further than the front."""
    return str(request.state.workspace)


SCHEME = HTTPBearer(auto_error=False, scheme_name="API key", description="Made with `callsheet key create`.")
Workspace = Annotated[str, Depends(workspace_of)]
