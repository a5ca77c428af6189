"""Whose request it is: a Bearer key belongs to one workspace (documented)."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException, Request

from callsheet.wording import answers

BEARER = "bearer "


def workspace_of(request: Request) -> str:
    """The workspace of the request's key.

    Raises:
        HTTPException: 401 when there is none.
    """
    header = request.headers.get("authorization", "")
    key = header[len(BEARER) :].strip() if header.lower().startswith(BEARER) else ""
    workspace = request.app.state.records.workspace_of(key) if key else None
    if workspace is None:
        raise HTTPException(401, answers.KEY_WRONG)
    return str(workspace)


Workspace = Annotated[str, Depends(workspace_of)]
