"""The layout that `make machines` starts is that of compose.yaml."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from callsheet.cli.options.arguments import make_parser
from tests.machines.balancer import Balancer
from tests.machines.parts import command_of, compose_services, image_variables, variables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRETS = {"callsheet_backend_database_url": "postgresql://b", "callsheet_database_url": "postgresql://a"}


@pytest.mark.parametrize("name", ["backend", "sender", "app"])
def test_a_part_runs_the_command_of_its_container(name: str) -> None:
    """On this machine only, at its port, with the variables of image and service and its secrets."""
    service = compose_services()[name]
    program, *arguments = command_of(service, 9_999)
    assert program.endswith(service["command"][0])
    assert "0.0.0.0" not in arguments  # noqa: S104 - that is what is tested
    assert arguments[arguments.index("127.0.0.1") + 1 :].count("9999") == 1
    if name != "app":
        assert make_parser().parse_args(arguments).port == 9_999
    variables = variables_of(service, SECRETS, {"CALLSHEET_HOSTS": ""})
    assert variables["CALLSHEET_BACKEND_DATABASE_URL" if name == "backend" else "CALLSHEET_DATABASE_URL"]
    assert not any("${" in value for field, value in variables.items() if field.startswith("CALLSHEET_"))
    assert image_variables()["MALLOC_ARENA_MAX"] == variables["MALLOC_ARENA_MAX"] == "2"


@pytest.fixture
def server() -> Iterator[socket.socket]:
    """A server that is up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


@pytest.mark.parametrize("is_sticky", [True, False])
def test_the_balancer_goes_to_the_server_that_is_up(server: socket.socket, *, is_sticky: bool) -> None:
    """Past one that is down; what one side sends reaches the other once, and its end too."""
    with socket.create_server(("127.0.0.1", 0)) as down:
        port = down.getsockname()[1]
    balancer = Balancer([port, server.getsockname()[1]], is_sticky=is_sticky)
    for _ in range(2):
        with socket.create_connection(("127.0.0.1", balancer.port), timeout=10) as client:
            client.sendall(b"question")
            client.shutdown(socket.SHUT_WR)
            accepted, _ = server.accept()
            with accepted:
                assert accepted.makefile("rb").read() == b"question"
                accepted.sendall(b"answer")
            assert client.makefile("rb").read() == b"answer"
    balancer.close()
    assert not balancer.refused
