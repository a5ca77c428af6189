"""The real backend on a real socket, in a thread of the test process; shared by the rooms that speak to it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import requests
import uvicorn

from callsheet.backend import create_app
from callsheet.backend.server import server_config
from callsheet.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from callsheet.backend.services import Services

HEADER = "phone_number,name\n"
LEADS = HEADER + "9876543210,Asha\n9123456789,Ravi\n"


class Backend:
    """A running backend and the key of its first workspace.

    Args:
        settings: what it was started with.
        port: where it listens.
        services: what it works with.
    """

    def __init__(self, settings: Settings, port: int, services: Services) -> None:
        self.settings = settings
        self.services = services
        self.root = f"http://127.0.0.1:{port}"
        self.url = f"{self.root}/v1"
        self.key = settings.key_file.read_text("ascii").strip()
        self._session = requests.Session()

    def call(self, method: str, path: str, *, key: str | None = None, **more: Any) -> requests.Response:
        """One request under `/v1`, with the first key or another ("" for none)."""
        key = self.key if key is None else key
        headers = ({"Authorization": f"Bearer {key}"} if key else {}) | more.pop("headers", {})
        return self._session.request(method, f"{self.url}{path}", headers=headers, timeout=120, **more)

    def get(self, path: str, **more: Any) -> Any:
        """What a read answers; it must succeed."""
        answer = self.call("GET", path, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def campaign(self, name: str = "A campaign", number: str = "+912234567890") -> str:
        """A new campaign's id."""
        new = {"name": name, "agent_id": "agent_1", "from_phone_number": number}
        answer = self.call("POST", "/campaigns", json=new)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def upload(self, campaign_id: str, data: bytes | str, name: str = "leads.csv", **more: Any) -> requests.Response:
        """Upload a file as curl does."""
        return self.call("POST", f"/campaigns-leads/upload-file/{campaign_id}", files={"file": (name, data)}, **more)

    def leads(self, campaign_id: str) -> list[dict[str, Any]]:
        """All leads of a campaign, in the order they came."""
        found: list[dict[str, Any]] = []
        page = 1
        while True:
            body = self.get(f"/campaigns/{campaign_id}/leads", params={"page": page, "limit": 100})
            found += body["data"]
            if page >= body["meta"]["totalPages"]:
                return found
            page += 1


@contextmanager
def run_backend(home: Path, **more: Any) -> Iterator[Backend]:
    """Serve in a data folder until the block ends.

    Args:
        home: the data folder.
        more: further settings.
    """
    settings = Settings(home=home, **({"rate_limit": 0} | more))
    app = create_app(settings)
    config = server_config(app)
    config.port = 0
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the backend did not start"
        thread.join(0.01)
    try:
        yield Backend(settings, server.servers[0].sockets[0].getsockname()[1], app.state.services)
    finally:
        server.should_exit = True
        thread.join()
