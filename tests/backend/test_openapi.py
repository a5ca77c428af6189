"""The server is what its OpenAPI says; `make schemathesis` asks the same at length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import requests

from tests.backend.api_cases import Cases
from tests.support.running_backend import run_backend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.running_backend import Backend


EXAMPLES = 6


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, database_url: Callable[[], str | None]) -> Iterator[Backend]:
    """A backend that the cases may change as they like."""
    with run_backend(tmp_path_factory.mktemp("described"), backend_database_url=database_url()) as live:
        yield live


def test_the_server_keeps_to_its_description(own: Backend) -> None:
    """Every operation, by every check of schemathesis: no 5xx, no undocumented status, no shape of its own."""
    cases = Cases(own)
    operations = cases.operations()
    assert len(operations) == 18
    for operation in operations:
        cases.run(operation, EXAMPLES)
    assert sum(cases.tried.values()) > len(operations) * EXAMPLES / 2


def test_every_operation_is_described(backend: Backend) -> None:
    """Words, an example of each success, each refusal with one, the headers, and a key for all but `/health`."""
    described = backend.call("GET", "/../openapi.json").json()
    shapes = described["components"]["schemas"]
    for path, operations in described["paths"].items():
        for operation in operations.values():
            assert operation["description"] or operation["summary"]
            for status, response in operation["responses"].items():
                content = response["content"]["application/json"]
                assert "example" in content or has_example(content["schema"], shapes), (path, status)
                assert "X-Request-Id" in response["headers"]
            if path.startswith("/v1"):
                assert operation["security"]
                assert {"401", "429", "500"} <= set(operation["responses"])
                assert "Retry-After" in operation["responses"]["429"]["headers"]


def has_example(schema, shapes):
    """Whether a shape, or what a list of it holds, comes with an example."""
    if "$ref" in schema:
        schema = shapes[schema["$ref"].rsplit("/", 1)[-1]]
    inner = [schema.get("items"), *(schema.get("properties", {}).get(name) for name in ("data", "items"))]
    return "examples" in schema or any(has_example(each, shapes) for each in inner if each)


def test_the_documentation_page_needs_nobody_else(backend: Backend) -> None:
    """`/docs` names no other host, what it loads is here, and the root leads to it."""
    page = backend.call("GET", "/../", key="")
    assert page.url == f"{backend.root}/docs"
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(addresses) == 3
    for address in addresses:
        assert address.startswith(backend.root)
        assert requests.get(address, timeout=30).status_code == 200
    assert "https://" not in page.text
