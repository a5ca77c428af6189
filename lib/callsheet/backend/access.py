"""Whose request it is: a Bearer key belongs to one workspace (documented)."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from callsheet.backend.refusal import Refusal
from callsheet.wording import answers

if TYPE_CHECKING:
    from starlette.datastructures import Headers

BEARER = "bearer "
MAX_KEY = 1_000


def bearer_key(headers: Headers) -> str:
    """The key a request came with, "" for none."""
    header = headers.get("authorization", "")
    key = header[len(BEARER) :].strip() if header.lower().startswith(BEARER) else ""
    return key if len(key) <= MAX_KEY else ""


def caller(workspace: str | None, key: str, host: str) -> str:
    """Under which name requests are counted: the key's digest when it is known, else the caller's address."""
    return f"host {host}" if workspace is None else sha256(f"key {key}".encode()).hexdigest()


def workspace_of(request: Request) -> str:
    """The workspace of the request's key, found when the request came in.

    Raises:
        Refusal: 401 when there is none.
    """
    workspace = request.state.workspace
    if workspace is None:
        raise Refusal(401, answers.KEY_WRONG)
    return str(workspace)


SCHEME = HTTPBearer(auto_error=False, scheme_name="API key", description="Made with `callsheet key create`.")
Workspace = Annotated[str, Depends(workspace_of)]
