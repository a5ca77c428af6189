"""A balancer of TCP connections: to the first server that accepts; what was sent once is never sent again."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BLOCK = 65_536


class Balancer:
    """Listens on a port of this machine.

    Args:
        ports: of the servers.
        is_sticky: True prefers the first server that is up; False takes turns.
    """

    def __init__(self, ports: Sequence[int], *, is_sticky: bool) -> None:
        self._ports, self._is_sticky = list(ports), is_sticky
        self._turn = count()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = int(self._listener.getsockname()[1])
        self.refused = 0
        """Connections for which no server was up."""
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        first = 0 if self._is_sticky else next(self._turn) % len(self._ports)
        for port in self._ports[first:] + self._ports[:first]:
            try:
                server = socket.create_connection(("127.0.0.1", port), timeout=2)
            except OSError:
                continue
            server.settimeout(None)
            with client, server:
                back = threading.Thread(target=self._copy, args=(server, client), daemon=True)
                back.start()
                self._copy(client, server)
                back.join()
            return
        self.refused += 1
        client.close()

    @staticmethod
    def _copy(source: socket.socket, target: socket.socket) -> None:
        """Pass on what one side sends until it ends, then end the other side in that direction."""
        try:
            while block := source.recv(BLOCK):
                target.sendall(block)
        except OSError:
            pass
        for side in (target, source):
            with suppress(OSError):
                side.shutdown(socket.SHUT_WR if side is target else socket.SHUT_RD)
