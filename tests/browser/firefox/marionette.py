"""Drives Firefox through Marionette, its own remote control: a socket that takes WebDriver's commands as JSON."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from tests.browser.backend_server import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 30.0
"""Seconds for Firefox to start, and for a page to show what is expected."""
_KEYS = {
    "Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Control": "\ue009", "Escape": "\ue00c",
    "PageUp": "\ue00e", "PageDown": "\ue00f", "End": "\ue010", "Home": "\ue011",
    "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
    "Delete": "\ue017", "F2": "\ue032", "F8": "\ue038",
}  # fmt: skip
"""The characters by which WebDriver names keys."""


class Firefox:
    """A Firefox with one page.

    Args:
        connection: to its Marionette.
        answers: what comes from it.
    """

    def __init__(self, connection: socket.socket, answers: BinaryIO) -> None:
        self._connection = connection
        self._answers = answers
        self._number = 0
        self._read()  # it says who it is
        self._command("WebDriver:NewSession", capabilities={"alwaysMatch": {}})

    def open(self, address: str) -> None:
        """Load a page."""
        self._command("WebDriver:Navigate", url=address)

    def evaluate(self, expression: str, *arguments: object) -> Any:
        """The value of a JavaScript expression, in which `arguments` are the arguments."""
        script = f"return {expression}"
        return self._command("WebDriver:ExecuteScript", script=script, args=list(arguments))["value"]

    def expect(self, expression: str, wanted: object) -> None:
        """Wait until an expression has a value.

        Raises:
            AssertionError: it has another one after half a minute.
        """
        end = time.monotonic() + _PATIENCE
        while (value := self.evaluate(expression)) != wanted and time.monotonic() < end:
            time.sleep(0.05)
        assert value == wanted, f"{expression} is {value!r}, not {wanted!r}"

    def press(self, keys: str) -> None:
        """Press keys at the same time: "Control+Shift+ArrowDown"."""
        held = [_KEYS.get(key, key) for key in keys.split("+")]
        steps = [{"type": "keyDown", "value": key} for key in held]
        steps += [{"type": "keyUp", "value": key} for key in reversed(held)]
        self._act({"type": "key", "id": "keys", "actions": steps})

    def type(self, text: str) -> None:
        """Type a text."""
        steps = [{"type": kind, "value": sign} for sign in text for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keys", "actions": steps})

    def drag(self, start: str, end: str, button: int = 0) -> None:
        """Press the mouse in the middle of one element, move to another one and release it; the same one: a click."""
        path = [self._middle(start), self._middle(end)]
        first, *others = [{"type": "pointerMove", "duration": 50, "x": x, "y": y} for x, y in path]
        steps = [first, {"type": "pointerDown", "button": button}, *others, {"type": "pointerUp", "button": button}]
        self._act({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps})

    def wheel(self, selector: str, pixels: int) -> None:
        """Turn the wheel over an element."""
        x, y = self._middle(selector)
        step = {"type": "scroll", "duration": 50, "x": x, "y": y, "deltaX": 0, "deltaY": pixels}
        self._act({"type": "wheel", "id": "wheel", "actions": [step]})

    def _middle(self, selector: str) -> tuple[int, int]:
        box = self.evaluate("document.querySelector(arguments[0]).getBoundingClientRect().toJSON()", selector)
        return round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 2)

    def _act(self, source: dict[str, Any]) -> None:
        self._command("WebDriver:PerformActions", actions=[source])

    def _command(self, name: str, **parameters: object) -> Any:
        self._number += 1
        data = json.dumps([0, self._number, name, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(data), data))
        _, _, error, result = self._read()
        if error is not None:
            raise RuntimeError(name, error["error"], error["message"])
        return result

    def _read(self) -> Any:
        """One message: its length, a colon, JSON."""
        length = b""
        while (sign := self._answers.read(1)) != b":":
            if not sign:
                raise ConnectionError
            length += sign
        return json.loads(self._answers.read(int(length)))


@contextmanager
def started(program: str, profile: Path) -> Iterator[Firefox]:
    """A Firefox without a window and without a past, ended afterwards.

    Args:
        program: its path.
        profile: an empty folder.
    """
    port = free_port()
    (profile / "user.js").write_text(f'user_pref("marionette.port", {port});\n', encoding="utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with _connected(port) as connection, connection.makefile("rb") as answers:
            yield Firefox(connection, answers)
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _connected(port: int) -> socket.socket:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), _PATIENCE)
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
