"""A program with one thread that prepares children and starts them, and prints what became of them, as JSON."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callsheet.system.prepared_child import PreparedChildren

if TYPE_CHECKING:
    from callsheet.system.prepared_child import ChildProcess

REPORT = "tests.system.reporting_program"


def facts(folder: Path) -> dict[str, Any]:
    """What prepared programs have, and what becomes of one that died before it began."""
    children = PreparedChildren()
    children.prepare(REPORT, "first", before=lambda: os.environ.update(BEFORE="yes"), has_piped_errors=True)
    children.prepare(REPORT, "killed", has_piped_errors=True)
    children.prepare(REPORT, "unused")
    environment = os.environ | {"CHILD": "one"}
    seen: dict[str, Any] = {}
    first = children.start_child(
        "-m", REPORT, "first", "7", environment=environment, folder=folder, has_piped_errors=True, has_own_group=True
    )
    seen["first"] = outcome(first)
    (waiting, _) = children._waiting[REPORT, "killed"]
    os.kill(waiting.pid, signal.SIGKILL)
    waiting.wait()
    again = children.start_child("-m", REPORT, "killed", "3", environment=environment, has_piped_errors=True)
    seen["killed"] = outcome(again)
    (unused, _) = children._waiting[REPORT, "unused"]
    children.dismiss()
    seen["unused"] = unused.poll()
    return seen


def outcome(child: ChildProcess) -> dict[str, Any]:
    """What a program reported on standard error, its exit code, and whether it was a fork of this process."""
    assert child.stdin is not None
    assert child.stderr is not None
    line = child.stderr.readline()
    child.stdin.close()
    code = child.wait(60)
    child.stderr.close()
    return {**json.loads(line), "code": code}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(facts(Path(sys.argv[1]))))
