from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from starlette.routing import Router
from streamlit import config
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from callsheet.ui.auth.session_registry import SessionRegistry
from callsheet.ui.review.grid.columns import grid_columns
from callsheet.ui.review.grid.payload import grid_source
from callsheet.ui.review.grid.publication import Publication, Publications
from callsheet.ui.review.grid.routes import MAX_ROWS, grid_path, grid_routes
from callsheet.ui.review.grid.script import MOUNT, joined_script, script_name
from callsheet.ui.session.session import Step
from callsheet.ui.session.view import Tab
from callsheet.validation import Edit
from tests.support.asgi import run_asgi
from tests.ui.sessions import report_of, view_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.ui.session.session import Session

COOKIE, OTHER = "cookie-of-the-tab", "cookie-of-another-browser"


class Site:
    """The routes over one published tab.

    Args:
        session: what the tab shows.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.publication = Publication("tab", grid_source(session, grid_columns(report_of(session))))
        self.registry = SessionRegistry()
        self.registry.bind_session("tab", COOKIE, MediaFileManager(MemoryMediaFileStorage("/media")), {"tab"})
        self.registry.admit("tab", is_admitted=True)
        publications = Publications()
        publications.add(self.publication)
        self._app = Router(grid_routes(publications, self.registry))

    def get(
        self, path: str, query: str = "", cookie: str = COOKIE, token: str = "", body: bytes | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of an answer; with a body it is posted."""
        return self.get_path(f"/grid/{token or self.publication.token}/{path}", query, cookie, body)

    def get_path(
        self, path: str, query: str = "", cookie: str = COOKIE, body: bytes | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """The same of any address."""
        headers = [(b"cookie", f"callsheet={cookie}".encode())] if cookie else []
        scope = {
            "type": "http", "method": "GET" if body is None else "POST", "path": path,
            "query_string": query.encode(), "headers": headers,
            "root_path": "", "http_version": "1.1", "scheme": "http", "server": ("localhost", 80),
        }  # fmt: skip
        start, *rest = run_asgi(self._app, scope, body or b"")
        fields = {name.decode(): value.decode() for name, value in start["headers"]}
        return start["status"], fields, b"".join(message.get("body", b"") for message in rest)

    def json(self, path: str, query: str) -> Any:
        """The body of a good answer."""
        status, _, body = self.get(path, query)
        assert status == 200, body
        return json.loads(body)


@pytest.fixture
def site(session_of: Callable[..., Session]) -> Site:
    return Site(session_of(["98765"] * 700 + ["9876543210"]).go_to(Step.REVIEW))


def test_rows_are_answered_by_their_place(site: Site) -> None:
    """A stretch of rows with the view and the version it belongs to; at most so many, and none past the end."""
    answer = site.json("rows", "start=100&count=3")
    assert [row[0] for row in answer["rows"]] == [102, 103, 104]
    assert answer["rows"][0][1] == ["98765", "Priya"]
    assert answer["rows"][0][2]["0"][:2] == ["error", "too few digits"]
    assert (answer["view"], answer["version"], answer["start"]) == (site.publication.source.view.key, 1, 100)
    assert len(site.json("rows", "start=0&count=99999")["rows"]) == MAX_ROWS
    assert site.json("rows", "start=99999&count=10")["rows"] == []


def test_texts_of_cells_are_answered_for_the_clipboard(site: Site) -> None:
    """Any stretch of rows and columns, at most 100,000 cells at once."""
    answer = site.json("cells", "first=698&last=700&left=0&right=1")
    assert answer == {"values": [["98765", "Priya"]] * 2}
    assert site.get("cells", "first=0&last=60000&left=0&right=1")[0] == 400


def test_cells_that_are_too_many_for_the_clipboard_are_a_file(session_of: Callable[..., Session]) -> None:
    """In the order of the screen, with names and edits; no cell runs as a formula, and the file opens as UTF-8."""
    session = session_of(["98765", "98766", "98767", "98768"], ["Ann", "=1+1", 'Zoë "Z", Ltd', "Bo"]).go_to(Step.REVIEW)
    site = Site(session.with_edits([Edit(2, "Full name", "Anna")]))
    status, headers, body = site.get("download", "ranges=2-3,0-1&left=1&right=1")
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert headers["content-type"].startswith("text/csv")
    assert headers["content-disposition"] == "attachment; filename*=UTF-8''leads%20%E2%80%93%204%20rows.csv"
    assert body.decode("utf-8-sig") == 'Full name\n"Zoë ""Z"", Ltd"\nBo\nAnna\n\'=1+1\n'
    assert body.startswith(b"\xef\xbb\xbf")
    for query in ("ranges=&left=0&right=1", "ranges=3-1&left=0&right=0", "ranges=9-9&left=0&right=0", "ranges=0-1"):
        assert site.get("download", query)[0] == 400


def test_values_of_a_column_and_cells_like_another_are_counted(session_of: Callable[..., Session]) -> None:
    """Values over the rows that the column's own filter leaves out, too; cells that are as a changed one was."""
    session = session_of(["98765"] * 3, ["Bombay", "Pune", "Bombay"]).go_to(Step.REVIEW)
    arrangement = view_of(session).arrangement.with_values("Full name", ["Pune", "Mumbai"])
    site = Site(session.with_edits([Edit(2, "Full name", "Mumbai")]).arranged(arrangement))
    answer = site.json("values", "column=1")
    assert sorted(answer["values"]) == [["Bombay", 1], ["Mumbai", 1], ["Pune", 1]]
    assert (answer["distinct"], answer["chosen"]) == (3, ["Mumbai", "Pune"])
    assert site.json("like", "row=2&column=1") == {"count": 1}
    assert site.json("like", "row=3&column=1") == {"count": 0}
    assert site.get("values", "column=9")[0] == 400


def test_the_script_is_served_to_everybody_and_asked_for_once(site: Site) -> None:
    """Its address changes with its content, so a browser keeps it; a shared cache may not; an old one is not there."""
    for cookie in (COOKIE, OTHER, ""):
        status, headers, body = site.get_path(f"/grid/{script_name()}", cookie=cookie)
        assert (status, body.decode()) == (200, joined_script(MOUNT))
        assert headers["content-type"] == "text/javascript; charset=utf-8"
        assert headers["cache-control"] == "private, max-age=31536000, immutable"
    status, headers, _ = site.get_path("/grid/script-00000000000000000000.js")
    assert (status, headers["cache-control"]) == (404, "no-store")
    assert site.get_path(f"/grid/{site.publication.token}")[0] == 404


def test_below_a_path_script_and_rows_have_addresses_there(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server behind a proxy that gives it /leads names its own addresses so."""
    monkeypatch.setattr(config, "get_option", {"server.baseUrlPath": "leads/"}.get)
    site = Site(site.session)
    assert grid_path(script_name()) == f"/leads/grid/{script_name()}"
    assert site.get_path(f"/leads/grid/{script_name()}")[0] == 200
    assert site.get_path(f"/grid/{script_name()}")[0] == 404


def test_only_the_browser_of_the_tab_gets_rows_and_no_cache_keeps_them(site: Site) -> None:
    """Another cookie, none, a wrong token, or a user who may not enter: 403, without a lead's data."""
    status, headers, _ = site.get("rows", "start=0&count=1")
    assert (status, headers["cache-control"]) == (200, "no-store")
    for path in ("rows", "cells", "download", "place", "problem", "like", "values", "found"):
        for cookie, token in ((OTHER, ""), ("", ""), (COOKIE, "guessed")):
            posted = b"{}" if path == "found" else None
            status, headers, body = site.get(path, "start=0&count=1&row=2&position=0", cookie, token, posted)
            assert (status, headers["cache-control"]) == (403, "no-store")
            assert b"98765" not in body
    site.registry.admit("tab", is_admitted=False)
    assert site.get("rows", "start=0&count=1")[0] == 403


def test_what_a_replacement_would_do_is_asked_in_a_body(site: Site) -> None:
    """The counts of the rows shown; a body that is not understood is refused, and one that is too long not read."""
    asked = {"text": "priya", "match_case": False, "whole_cell": False, "is_regex": False, "replacement": "Asha"}
    status, _, body = site.get("found", body=json.dumps(asked).encode())
    answer = json.loads(body)
    assert (status, answer["cells"], answer["rows"], answer["changes"]) == (200, 700, 700, 700)
    assert answer["samples"] == [["Priya", "Asha"]]
    for wrong in (b"", b"[]", b"{}", b"\xff", json.dumps({"text": "a"}).encode()):
        assert site.get("found", body=wrong)[0] == 400
    assert site.get("found", body=b"x" * 20_000)[0] == 413
    assert site.get("found", "text=priya")[0] == 405


@pytest.mark.parametrize(
    "query", ["", "start=0", "start=x&count=1", "start=-1&count=1", "start=0&count=-5", "start=1e9&count=1"]
)
def test_a_request_that_makes_no_sense_is_answered_with_400(site: Site, query: str) -> None:
    """Missing, negative and other numbers."""
    assert site.get("rows", query)[0] == 400


def test_places_and_problems_are_found(site: Site) -> None:
    """A row number's place, and the problem after a cell, for the view that is shown."""
    key = site.publication.source.view.key
    assert site.json("place", "row=300") == {"view": key, "position": 298, "found": True}
    assert site.json("problem", "index=298&column=0&backwards=false") == {"view": key, "place": [299, 0]}
    assert site.json("problem", "index=0&column=0&backwards=true") == {"view": key, "place": [699, 0]}


def test_what_a_tab_shows_changes_under_the_same_address(session_of: Callable[..., Session]) -> None:
    """Another filter is another view and version; a tab that shows the same is the same version."""
    session = session_of(["98765", "9876543210"]).go_to(Step.REVIEW)
    site = Site(session)
    columns = grid_columns(report_of(session))
    site.publication.show(grid_source(session, columns))
    assert site.json("rows", "start=0&count=9")["version"] == 1
    ready = session.filtered(Tab.READY)
    site.publication.show(grid_source(ready, columns))
    answer = site.json("rows", "start=0&count=9")
    assert (answer["view"], answer["version"]) == (view_of(ready).key, 2)
    assert [row[0] for row in answer["rows"]] == [3]


def test_a_tab_that_has_ended_is_known_no_more(session_of: Callable[..., Session]) -> None:
    """The publication lives as long as the tab that holds it."""
    session = session_of(["98765"]).go_to(Step.REVIEW)
    publications = Publications()
    publication = Publication("tab", grid_source(session, grid_columns(report_of(session))))
    publications.add(publication)
    token = publication.token
    assert publications.find(token) is publication
    del publication
    assert publications.find(token) is None
