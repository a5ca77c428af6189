"""`callsheet run` as a real process: what a second one says, and what stays when it ends, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.backend_server import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = str(Path(sys.executable).with_name("callsheet"))
LONGEST = 120.0


def processes_of(home: Path) -> list[str]:
    """Command lines of all processes that work on a data folder."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and f"CALLSHEET_HOME={home}\0".encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return [line for line in found if line]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("run") / "home"


@pytest.fixture
def running(home: Path) -> Iterator[subprocess.Popen[str]]:
    """A `callsheet run` that has printed its address."""
    command = [PROGRAM, "run", "--port", str(free_port())]
    environment = os.environ | {"CALLSHEET_HOME": str(home)}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    assert "Callsheet is open at http://127.0.0.1:" in process.stdout.readline()
    yield process
    process.kill()
    process.communicate()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc")
@pytest.mark.parametrize(
    "number",
    [signal.SIGKILL, *(pytest.param(number, marks=pytest.mark.nightly) for number in (signal.SIGHUP, signal.SIGINT))],
)
def test_nothing_stays_however_it_ends(home: Path, running: subprocess.Popen[str], number: signal.Signals) -> None:
    """App, backend, sender and readers end with it; a second `run` meanwhile is refused with the address."""
    if number is signal.SIGKILL:
        second = subprocess.run(
            [PROGRAM, "run"],
            env=os.environ | {"CALLSHEET_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert second.returncode == 2
        assert f"Callsheet runs on {home} already at http://127.0.0.1:" in second.stderr
    assert len(processes_of(home)) >= 3
    running.send_signal(number)
    _, errors = running.communicate(timeout=LONGEST)
    deadline = time.monotonic() + LONGEST
    while processes_of(home) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert processes_of(home) == []
    assert "Traceback" not in errors
    assert "Fatal Python error" not in errors
