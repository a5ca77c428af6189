"""The grid's rows over HTTP: fetched as they come into view, by the browser whose tab shows them; and its script.

A request names rows by their position, never by what is in them, and what is searched for travels in a body: no address
and no log contains a lead's data.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from streamlit import config

from callsheet.ui.auth.browser_cookie import cookie_of
from callsheet.ui.auth.session_registry import SESSIONS, SessionRegistry
from callsheet.ui.review.grid.edits import search_of
from callsheet.ui.review.grid.publication import PUBLICATIONS, Publications
from callsheet.ui.review.grid.script import MOUNT, joined_script, script_name
from callsheet.ui.review.grid.source import CellPlace, rows_like
from callsheet.wording.ui import pages as words
from callsheet.wording.ui.steps import cells_file

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from callsheet.ui.review.grid.publication import Publication

MAX_ROWS = 500
"""Rows of one answer; the grid asks for 100."""
MAX_CELLS = 100_000
"""Cells of one answer for the clipboard."""
MAX_BODY = 16_384
"""Bytes of a request with what to find and its replacement."""
_HEADERS = {"Cache-Control": "no-store"}
_IMMUTABLE = {"Cache-Control": "private, max-age=31536000, immutable"}
"""Of the script, whose address changes with its content. A cache that browsers share may not have it: the answer to a
browser's first request sets its cookie."""
_BAD_REQUEST, _FORBIDDEN, _NOT_FOUND, _TOO_LARGE = 400, 403, 404, 413


def grid_path(name: str) -> str:
    """Address of a publication's rows, or of the script; below the path at which the app is mounted.

    Args:
        name: the token of the publication, the file name of the script, or a path parameter in braces.
    """
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/grid/{name}" if base else f"/grid/{name}"


def grid_routes(publications: Publications = PUBLICATIONS, registry: SessionRegistry = SESSIONS) -> list[Route]:
    """The routes of the app that answer the grid.

    Args:
        publications: what the open tabs show.
        registry: which browser each tab belongs to, and who may enter.
    """

    def answered(request: Request, answer: Callable[[Publication], Any]) -> Response:
        publication = publications.find(request.path_params["token"])
        if publication is None or not registry.may_enter(publication.session, cookie_of(request.scope)):
            return PlainTextResponse(words.NOT_YOURS, _FORBIDDEN, _HEADERS)
        try:
            found = answer(publication)
            return found if isinstance(found, Response) else JSONResponse(found, headers=_HEADERS)
        except (KeyError, IndexError, ValueError, TypeError):
            return PlainTextResponse("", _BAD_REQUEST, _HEADERS)

    def guarded(answer: Callable[[Publication, Request], Any]) -> Callable[[Request], Response]:
        def respond(request: Request) -> Response:
            return answered(request, lambda publication: answer(publication, request))

        return respond

    def guarded_body(answer: Callable[[Publication, bytes], Any]) -> Callable[[Request], Awaitable[Response]]:
        async def respond(request: Request) -> Response:
            body = b""
            async for part in request.stream():
                body += part
                if len(body) > MAX_BODY:
                    return PlainTextResponse("", _TOO_LARGE, _HEADERS)
            return await run_in_threadpool(answered, request, lambda publication: answer(publication, body))

        return respond

    path = grid_path("{token}")
    return [
        Route(grid_path("{name}"), _script),
        Route(f"{path}/rows", guarded(_rows)),
        Route(f"{path}/cells", guarded(_cells)),
        Route(f"{path}/download", guarded(_download)),
        Route(f"{path}/place", guarded(_place)),
        Route(f"{path}/problem", guarded(_problem)),
        Route(f"{path}/like", guarded(_like)),
        Route(f"{path}/values", guarded(_values)),
        Route(f"{path}/found", guarded_body(_found), methods=["POST"]),
    ]


def _script(request: Request) -> Response:
    """The script, to everybody: it contains nothing about leads. That of another version is not here any more."""
    if request.path_params["name"] != script_name():
        return PlainTextResponse("", _NOT_FOUND, _HEADERS)
    return Response(joined_script(MOUNT), media_type="text/javascript", headers=_IMMUTABLE)


def _rows(publication: Publication, request: Request) -> dict[str, Any]:
    start, count = _number(request, "start"), min(_number(request, "count"), MAX_ROWS)
    version, source = publication.version, publication.source
    return {"view": source.view.key, "version": version, "start": start, "rows": source.rows(start, count)}


def _cells(publication: Publication, request: Request) -> dict[str, Any]:
    first, last, left, right = (_number(request, name) for name in ("first", "last", "left", "right"))
    if (last - first + 1) * (right - left + 1) > MAX_CELLS:
        raise ValueError(last - first)
    return {"values": publication.source.texts(first, last, left, right)}


def _download(publication: Publication, request: Request) -> Response:
    """The cells of some ranges of rows, "0-99,200-200", as a file."""
    source = publication.source
    ranges = [_range(text) for text in request.query_params["ranges"].split(",")]
    left, right = (_number(request, name) for name in ("left", "right"))
    name = cells_file(source.report.table.source.name, sum(last - first + 1 for first, last in ranges))
    headers = {**_HEADERS, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(source.as_csv(ranges, left, right), media_type="text/csv", headers=headers)


def _range(text: str) -> tuple[int, int]:
    """A range of rows, "0-99".

    Raises:
        ValueError: it is no such range.
    """
    first, last = map(int, text.split("-"))
    if not 0 <= first <= last:
        raise ValueError(first, last)
    return first, last


def _place(publication: Publication, request: Request) -> dict[str, Any]:
    source = publication.source
    return {"view": source.view.key, **source.place_of(_number(request, "row"))._asdict()}


def _problem(publication: Publication, request: Request) -> dict[str, Any]:
    source = publication.source
    after = CellPlace(_number(request, "index"), _number(request, "column"))
    place = source.next_problem(after, backwards=request.query_params["backwards"] == "true")
    return {"view": source.view.key, "place": place}


def _like(publication: Publication, request: Request) -> dict[str, Any]:
    source = publication.source
    column = source.columns[_number(request, "column")]
    return {"count": len(rows_like(source.report, _number(request, "row"), column))}


def _values(publication: Publication, request: Request) -> dict[str, Any]:
    values, distinct, chosen = publication.source.values(_number(request, "column"))
    return {"values": values, "distinct": distinct, "chosen": chosen}


def _found(publication: Publication, body: bytes) -> dict[str, Any]:
    fields = json.loads(body)
    source = publication.source
    found = source.found(search_of(fields), str(fields["replacement"]))
    return {"view": source.view.key, "version": publication.version, **found._asdict()}


def _number(request: Request, name: str) -> int:
    """A parameter of the address, 0 or more.

    Raises:
        KeyError: it is missing.
        ValueError: it is no such number.
    """
    number = int(request.query_params[name])
    if number < 0:
        raise ValueError(name)
    return number
