"""Ctrl+C at random moments of `check` and `send`, as a terminal sends it: to the whole process group.

`make interrupts` presses it at many moments; `test_interrupts.py` at a few.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from tests.support.running_backend import Backend, run_backend

if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRAM = Path(sys.executable).with_name("callsheet")
INTERRUPTED = 130
KILLED_BEFORE_PYTHON = -signal.SIGINT
"""How a process ends that Ctrl+C reaches before its interpreter has begun."""
START_SECONDS = 0.12
"""In which a fresh interpreter loads the command line."""
LEADS = "phone_number,name\n" + "".join(f"98{number:08},Lead {number}\n" for number in range(12_000)) + "12345,bad\n"
NUMBERS = 12_000
OURS = b"/callsheet/cli/"
"""In every traceback of the command line. Before it can see to Ctrl+C, the interpreter prints one of its own."""


class Pressed(NamedTuple):
    """What Ctrl+C did.

    Args:
        code: exit code, or minus the signal.
        seconds: when it was pressed.
        errors: standard error.
    """

    code: int
    seconds: float
    errors: bytes


def press(arguments: list[str], folder: Path, environment: Mapping[str, str], seconds: float) -> Pressed:
    """Run `callsheet ARGUMENTS` in a process group of its own and interrupt the group after some seconds."""
    process = subprocess.Popen(
        [str(PROGRAM), *arguments],
        cwd=folder, env=os.environ | dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, process_group=0,
    )  # fmt: skip
    time.sleep(seconds)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=600)
    return Pressed(process.returncode, seconds, errors)


def duration(arguments: list[str], folder: Path, environment: Mapping[str, str]) -> float:
    """How long a command takes that nobody interrupts, in seconds."""
    started = time.monotonic()
    subprocess.run(
        [str(PROGRAM), *arguments], cwd=folder, env=os.environ | dict(environment), capture_output=True, check=False
    )
    return time.monotonic() - started


def prepare(folder: Path) -> None:
    """The file of leads, and an older clean set."""
    (folder / "leads.csv").write_text(LEADS)
    (folder / "clean.csv").write_text("old")


CHECK = ["check", "leads.csv", "--country", "IN", "--clean", "clean.csv", "--errors", "errors.xlsx", "--force"]


def problem_of_check(folder: Path, pressed: Pressed) -> str:
    """Why an interrupted `check` is not as it should be; "" when it is: no half file, no file of ours left, silence."""
    clean = (folder / "clean.csv").read_bytes()
    if clean not in (b"old", whole_clean()):
        return f"half a file of {len(clean)} bytes"
    left = {path.name for path in folder.iterdir()} - {"leads.csv", "clean.csv", "errors.xlsx", "home"}
    if left:
        return f"files are left: {left}"
    return problem_of(pressed, (0, 1, INTERRUPTED, KILLED_BEFORE_PYTHON))


def whole_clean() -> bytes:
    """The clean set of the file."""
    lines = (line.split(",") for line in LEADS.splitlines()[1:-1])
    return ("phone_number,name\n" + "".join(f"+91{number},{name}\n" for number, name in lines)).encode()


def problem_of(pressed: Pressed, codes: tuple[int, ...]) -> str:
    """Why an exit code or what was printed is not as it should be; "" when it is."""
    if pressed.code not in codes:
        return f"exit code {pressed.code}: {pressed.errors.decode()[-300:]}"
    if b"Traceback" in pressed.errors and OURS in pressed.errors:
        return pressed.errors.decode()[-600:]
    return ""


def interrupt_check(seconds: float) -> str:
    """Interrupt one `check`; returns what is wrong."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        return problem_of_check(folder, press(CHECK, folder, {"CALLSHEET_HOME": str(folder / "home")}, seconds))


def interrupt_send(backend: Backend, seconds: float) -> str:
    """Interrupt one `send`, then run it again to its end; returns what is wrong."""
    campaign = backend.campaign()
    with TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        environment = send_environment(backend, folder)
        arguments = send_arguments(campaign)
        problem = problem_of(
            press(arguments, folder, environment, seconds), (0, 1, 2, 3, INTERRUPTED, KILLED_BEFORE_PYTHON)
        )
        if problem:
            return problem
        for _ in range(3):
            done = subprocess.run(
                [str(PROGRAM), *arguments],
                cwd=folder, env=os.environ | environment, capture_output=True, check=False, timeout=600,
            )  # fmt: skip
            if done.returncode == 1:
                break
        numbers = [lead["phone_number"] for lead in backend.leads(campaign)]
    if len(numbers) != len(set(numbers)):
        return f"{len(numbers) - len(set(numbers))} numbers were sent twice"
    return "" if len(numbers) == NUMBERS else f"{len(numbers)} of {NUMBERS} leads arrived: {done.stderr.decode()}"


def send_arguments(campaign: str) -> list[str]:
    """The command line of a send."""
    return ["send", "leads.csv", "--country", "IN", "--campaign", campaign, "--yes"]


def send_environment(backend: Backend, folder: Path) -> dict[str, str]:
    """A send to the backend, whose unanswered uploads are settled at once."""
    return {
        "CALLSHEET_HOME": str(folder / "home"),
        "CALLSHEET_API_URL": backend.url,
        "CALLSHEET_API_KEY": backend.key,
        "CALLSHEET_QUARANTINE_SECONDS": "1",
    }


def moments_of(count: int, longest: float, chance: random.Random) -> list[float]:
    """Moments at which a command is interrupted, in seconds: a fifth of them while it starts, the others at any time.

    Args:
        count: how many.
        longest: how long the command takes.
        chance: where they come from.
    """
    starts = count // 5
    return [chance.uniform(0, START_SECONDS if index < starts else longest) for index in range(count)]


def main() -> int:
    """Interrupt as many checks, and as many sends, as the argument says."""
    count, chance = int(sys.argv[1]), random.Random(23)
    failed = 0
    with TemporaryDirectory() as name, run_backend(Path(name) / "backend") as backend:
        folder = Path(name)
        prepare(folder)
        longest = {
            "check": duration(CHECK, folder, {"CALLSHEET_HOME": str(folder / "home")}),
            "send": duration(send_arguments(backend.campaign()), folder, send_environment(backend, folder)),
        }
        for kind, interrupt in (("check", interrupt_check), ("send", partial(interrupt_send, backend))):
            for seconds in moments_of(count, longest[kind], chance):
                problem = interrupt(seconds)
                failed += bool(problem)
                line = f"{kind} interrupted after {seconds:.3f} s of {longest[kind]:.2f}: {problem or 'ok'}"
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{2 * count - failed} passed, {failed} failed\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
