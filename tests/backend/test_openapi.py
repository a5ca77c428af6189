"""The server does what its OpenAPI document says; `make schemathesis` checks it with many more cases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import requests

from tests.backend.api_cases import Cases

if TYPE_CHECKING:
    from tests.support.running_backend import Backend

EXAMPLES = 2


@pytest.mark.nightly
def test_the_server_follows_its_openapi(workspace: Backend) -> None:
    """Every operation passes all checks of schemathesis: no 5xx, no undocumented status, no undocumented fields."""
    cases = Cases(workspace)
    operations = cases.operations()
    assert len(operations) == 37
    for operation in operations:
        cases.run(operation, EXAMPLES)
    assert sum(cases.tried.values()) > len(operations) * EXAMPLES / 2


@pytest.mark.nightly
def test_observed_answers_follow_their_openapi(observed_backend: Backend) -> None:
    """Where answers differ from the documented ones, so does the OpenAPI document."""
    cases = Cases(observed_backend.new_workspace())
    differing = [operation for operation in cases.operations() if re.search("agents|batch-calls", operation.path)]
    assert len(differing) == 5
    for operation in differing:
        cases.run(operation, 1)


@pytest.mark.parametrize("style", ["sqlite_backend", "observed_backend"])
def test_every_operation_is_documented(request: pytest.FixtureRequest, style: str) -> None:
    """Every operation has a description, an example of each response, its headers, and needs a key below /v1."""
    backend: Backend = request.getfixturevalue(style)
    document = backend.call("GET", "/../openapi.json").json()
    schemas = document["components"]["schemas"]
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert operation["description"] or operation["summary"]
            for status, response in operation["responses"].items():
                content = response["content"]["application/json"]
                assert "example" in content or has_example(content["schema"], schemas), (path, status)
                assert "X-Request-Id" in response["headers"]
            if path.startswith("/v1"):
                assert operation["security"]
                assert {"401", "429", "500"} <= set(operation["responses"])
                assert "Retry-After" in operation["responses"]["429"]["headers"]


def has_example(schema: dict[str, Any], schemas: dict[str, Any]) -> bool:
    """Whether a schema, or the entries of a list, has an example."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[-1]]
    inner = [
        schema.get("items"),
        *schema.get("anyOf", ()),
        *(schema.get("properties", {}).get(name) for name in ("data", "items")),
    ]
    return "examples" in schema or any(has_example(entry, schemas) for entry in inner if entry)


def test_the_documentation_page_needs_no_other_host(backend: Backend) -> None:
    """`/docs` loads everything from this server, and the root redirects to it."""
    page = backend.call("GET", "/../", key="")
    assert page.url == f"{backend.root}/docs"
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(addresses) == 3
    for address in addresses:
        assert address.startswith(backend.root)
        assert requests.get(address, timeout=30).status_code == 200
    assert "https://" not in page.text
