"""The real backend on a real socket, in a thread of the test process."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import requests
import uvicorn

from callsheet.backend import create_app
from callsheet.backend.db.api_keys import key_digest
from callsheet.backend.server import server_config
from callsheet.contract import AgentVersion
from callsheet.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from callsheet.backend.services import Services

HEADER = "phone_number,name\n"
LEADS = HEADER + "9876543210,Asha\n9123456789,Ravi\n"
NUMBER = "+912234567890"
"""The phone number of the sandbox, from which its campaigns call."""


class Backend:
    """A running backend, called with the API key of one workspace.

    Args:
        settings: with which it was started.
        root: its address, without a path.
        services: of its application.
        key: API key of the workspace.
    """

    def __init__(self, settings: Settings, root: str, services: Services, key: str) -> None:
        self.settings = settings
        self.services = services
        self.root = root
        self.url = f"{root}/v1"
        self.key = key
        self._session = requests.Session()

    def new_workspace(self) -> Backend:
        """The same backend, called with the key of a new and empty workspace."""
        return self.with_key(self.services.keys.create(None, "a test")[2])

    def new_calling_workspace(self) -> Backend:
        """A new workspace that has a phone number and may call Indian numbers that begin with 9."""
        workspace = self.new_workspace()
        workspace.call("POST", "/organization-phone-numbers", json={"phone_number": NUMBER})
        rules = [{"country_iso": "IN", "prefixes": ["9"]}]
        workspace.call("PUT", "/telephony-config", json={"countries": rules})
        return workspace

    def with_key(self, key: str) -> Backend:
        """The same backend, called with another key."""
        return Backend(self.settings, self.root, self.services, key)

    @property
    def workspace_id(self) -> str:
        """The id of the workspace."""
        return str(self.services.keys.workspace_of(key_digest(self.key)))

    def call(self, method: str, path: str, *, key: str | None = None, **more: Any) -> requests.Response:
        """Make one request under `/v1`, with the key of the workspace or another one ("": no key)."""
        key = self.key if key is None else key
        headers = ({"Authorization": f"Bearer {key}"} if key else {}) | more.pop("headers", {})
        return self._session.request(method, f"{self.url}{path}", headers=headers, timeout=120, **more)

    def get(self, path: str, **more: Any) -> Any:
        """Make a GET request that must succeed, and return its JSON."""
        response = self.call("GET", path, **more)
        assert response.status_code == 200, response.text
        return response.json()

    def campaign(self, name: str = "A campaign", number: str = NUMBER) -> str:
        """Create a campaign and return its id."""
        new = {"name": name, "agent_id": "agent_1", "from_phone_number": number}
        response = self.call("POST", "/campaigns", json=new)
        assert response.status_code == 201, response.text
        return str(response.json()["id"])

    def agent(self, prompt: str = "Hello {{name}}") -> str:
        """Create an agent and return its id: version 1 and 4 can call, 2 is a draft, 3 has no number."""
        versions = [
            AgentVersion(version_number=number, title="Asha", is_published=number != 2, prompt_text=prompt)
            for number in (1, 2, 3, 4)
        ]
        return self.services.agents.create(
            self.workspace_id, [(version, None if version.version_number == 3 else NUMBER) for version in versions]
        )

    def workflow(self, agent_id: str, status: str = "draft") -> str:
        """Create a workflow and return its id."""
        values = {"agent_id": agent_id, "agent_version_number": 1, "from_number": NUMBER, "status": status}
        return self.services.workflows.create(self.workspace_id, values | {"title": "A workflow"})

    def batch_call(
        self, agent_id: str, data: bytes | str, name: str = "leads.csv", /, **fields: Any
    ) -> requests.Response:
        """Create a batch call from a file as curl does, with version 4 of an agent."""
        form = {"title": "June offers", "agent_id": agent_id, "agent_version_number": "4"} | fields
        return self.call("POST", "/batch-calls", files={"file": (name, data)}, data=form)

    def enrol(self, workflow_id: str, data: bytes | str, name: str = "leads.csv") -> requests.Response:
        """Enrol the leads of a file in a workflow as curl does."""
        return self.call("POST", f"/workflows/{workflow_id}/leads", files={"file": (name, data)})

    def upload(self, campaign_id: str, data: bytes | str, name: str = "leads.csv", **more: Any) -> requests.Response:
        """Upload a file as curl does."""
        return self.call("POST", f"/campaigns-leads/upload-file/{campaign_id}", files={"file": (name, data)}, **more)

    def leads(self, campaign_id: str) -> list[dict[str, Any]]:
        """Return all leads of a campaign, in the order in which they were queued."""
        leads: list[dict[str, Any]] = []
        page = 1
        while True:
            body = self.get(f"/campaigns/{campaign_id}/leads", params={"page": page, "limit": 100})
            leads += body["data"]
            if page >= body["meta"]["totalPages"]:
                return leads
            page += 1


@contextmanager
def run_backend(home: Path, **more: Any) -> Iterator[Backend]:
    """Run a backend until the block ends.

    Args:
        home: the data folder.
        more: further settings.
    """
    settings = Settings(home=home, **({"rate_limit": 0} | more))
    app = create_app(settings)
    config = server_config(app, settings)
    config.port = 0
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the backend did not start"
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    key = settings.key_file.read_text("ascii").strip()
    try:
        yield Backend(settings, f"http://127.0.0.1:{port}", app.state.services, key)
    finally:
        server.should_exit = True
        thread.join()
