"""The server is what its OpenAPI says; `make schemathesis` asks the same at length."""

from __future__ import annotations

import pytest
from backend.api_cases import Cases
from live import running

EXAMPLES = 12


@pytest.fixture(scope="module")
def own(tmp_path_factory, database_url):
    """A backend that the cases may change as they like."""
    with running(tmp_path_factory.mktemp("described"), backend_database_url=database_url()) as live:
        yield live


def test_the_server_keeps_to_its_description(own):
    """Every operation, by every check of schemathesis: no 5xx, no undocumented status, no shape of its own."""
    cases = Cases(own)
    operations = cases.operations()
    assert len(operations) == 18
    for operation in operations:
        cases.run(operation, EXAMPLES)
    assert sum(cases.tried.values()) > len(operations) * EXAMPLES / 2


def test_every_operation_is_described(backend):
    """A summary, its refusals with examples, and a key for all but `/health`."""
    described = backend.call("GET", "/../openapi.json").json()
    for path, operations in described["paths"].items():
        for operation in operations.values():
            assert operation["description"] or operation["summary"]
            if path.startswith("/v1"):
                assert operation["security"]
                for status in ("401", "429", "500"):
                    assert operation["responses"][status]["content"]["application/json"]["example"]
    assert backend.call("GET", "/../docs").status_code == 200
