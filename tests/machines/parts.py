"""Parts of compose.yaml as processes of this machine: the same commands and variables, other ports and folders."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
EVERYWHERE, HERE = "0.0.0.0", "127.0.0.1"  # noqa: S104 - what a container listens on is replaced
PORT_OPTIONS = {"callsheet": "--port", "streamlit": "--server.port"}


def compose_services() -> dict[str, dict[str, Any]]:
    """The services of compose.yaml."""
    services: dict[str, dict[str, Any]] = import_module("yaml").safe_load((ROOT / "compose.yaml").read_text("utf-8"))[
        "services"
    ]
    return services


def image_variables() -> dict[str, str]:
    """The variables that the Dockerfile sets, without the path and the data folder."""
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    pairs = re.findall(r"(\w+)=(\S+)", " ".join(re.findall(r"^ENV (.+)$", text, re.MULTILINE)))
    return {name: value for name, value in pairs if name not in ("PATH", "CALLSHEET_HOME", "PYTHONDONTWRITEBYTECODE")}


def command_of(service: Mapping[str, Any], port: int) -> list[str]:
    """The command of a service: its program from this environment, on this machine only, at another port.

    Args:
        service: of compose.yaml.
        port: to listen on.
    """
    program, *arguments = service["command"]
    arguments = [HERE if argument == EVERYWHERE else argument for argument in arguments]
    if "--secrets.files" in arguments:  # without sign-in
        place = arguments.index("--secrets.files")
        del arguments[place : place + 2]
    option = PORT_OPTIONS[program]
    if option in arguments:
        arguments[arguments.index(option) + 1] = str(port)
    else:
        arguments += [option, str(port)]
    return [str(Path(sys.executable).with_name(program)), *arguments]


def variables_of(service: Mapping[str, Any], secrets: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    """The environment of a service: that of the image, its own, and its secrets, which here are no files.

    Args:
        service: of compose.yaml.
        secrets: name of a secret → value.
        more: what replaces its variables.
    """
    own = {name: re.sub(r"\$\{[^}]*\}", "", value) for name, value in service.get("environment", {}).items()}
    given = {name.upper(): secrets[name] for name in service["secrets"] if name in secrets}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("CALLSHEET_")}
    return inherited | image_variables() | own | given | dict(more)


@dataclass
class Part:
    """One container, as a process group.

    Args:
        name: such as "backend 2".
        port: at which it listens.
        command: what it runs.
        variables: its environment.
        folder: its data folder and its log.
    """

    name: str
    port: int
    command: list[str]
    variables: Mapping[str, str]
    folder: Path
    starts: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _log: TextIO | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        return f"http://{HERE}:{self.port}"

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it, unless it runs."""
        if self.is_running:
            return
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._log = self._log or (self.folder / "log").open("a")
        self.starts += 1
        self._process = subprocess.Popen(
            self.command,
            env={**self.variables, "CALLSHEET_HOME": str(self.folder)},
            cwd=ROOT,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )

    def end(self, number: signal.Signals = signal.SIGKILL, seconds: float = 60) -> None:
        """Send a signal to it and its children, and wait until it has gone."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            if number is signal.SIGKILL:
                os.killpg(self._process.pid, number)
            else:
                self._process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def log(self) -> str:
        """What it wrote."""
        return (self.folder / "log").read_text("utf-8", "replace")
