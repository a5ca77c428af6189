"""The worker that the command line forks has the guard of any other, and nothing of its parent but the code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from callsheet.files.sandbox.pool import ReaderPool

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
ONE_THREAD = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "OPENBLAS_NUM_THREADS": "1",
}
PROGRAM = [sys.executable, "-m", "tests.files.sandbox.forked_facts"]
HIDDEN = "s3cret-key"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux forks its reader")


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    """What a program with one thread saw of its forked worker."""
    secrets = {"CALLSHEET_API_KEY": HIDDEN, "CALLSHEET_DATABASE_URL": f"postgresql://me:{HIDDEN}@db/x"}
    environment = {**os.environ, **ONE_THREAD, **secrets}
    done = subprocess.run(PROGRAM, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def test_it_is_forked_where_there_is_one_thread(facts: dict[str, Any]) -> None:
    """It is the same program, reads the file, and is forked once."""
    assert (facts["can_fork"], facts["is_fork"], facts["same"], facts["rows"]) == (True, True, True, 1)
    assert not facts["forks_twice"]


def test_it_is_not_forked_beside_another_thread() -> None:
    """A lock that the other thread holds would stay locked in the worker."""
    pool, end = ReaderPool(), threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        pool.fork_worker()
        assert pool.idle == ()
    finally:
        end.set()
        thread.join()


def test_it_knows_no_key_and_no_address(facts: dict[str, Any]) -> None:
    """Neither in its environment nor in the copy that the kernel shows; the parent keeps its own."""
    assert HIDDEN not in facts["environment"]
    assert "CALLSHEET_" not in facts["environment"]
    assert "PATH=" in facts["environment"]
    assert facts["own_key"] == HIDDEN


def test_it_has_no_file_of_its_parent(facts: dict[str, Any]) -> None:
    """Three pipes, and the copy of one on which it answers."""
    assert all(name.startswith("pipe:") for name in facts["files"]), facts["files"]
    assert len(facts["files"]) == 4


def test_it_has_the_limits_of_any_worker(facts: dict[str, Any]) -> None:
    """Memory, processor time, no file writes and no core dumps."""
    limits = facts["limits"]
    assert int(limits["Max address space"]) == facts["expected_memory"]
    assert 0 < int(limits["Max cpu time"]) <= 60
    assert (limits["Max file size"], limits["Max core file size"]) == ("0", "0")


def test_ctrl_c_is_its_parents(facts: dict[str, Any]) -> None:
    """The terminal sends it to both; the worker ends with its parent."""
    assert facts["survives_ctrl_c"]


def test_its_death_is_a_refusal(facts: dict[str, Any]) -> None:
    """The file is refused for it, and the next one is read by a worker that was started afresh."""
    assert facts["killed"] == "out_of_memory"
    assert facts["next_is_read"] == 1
    assert not facts["next_is_fork"]


@pytest.fixture
def parent() -> Iterator[subprocess.Popen[str]]:
    """A program that has forked a worker, printed its id, and waits."""
    source = (
        "import time; from callsheet.files.sandbox.pool import ReaderPool; pool = ReaderPool(); pool.fork_worker();"
        " print(pool.idle[0].id, flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", source], env=os.environ | ONE_THREAD, stdout=subprocess.PIPE, text=True
    )
    yield process
    process.kill()
    process.communicate()


def test_it_ends_with_its_parent(parent: subprocess.Popen[str]) -> None:
    """Also when the parent is killed."""
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    os.kill(parent.pid, signal.SIGKILL)
    deadline = time.monotonic() + 30
    while _runs(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _runs(child)


def _runs(process_id: int) -> bool:
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
