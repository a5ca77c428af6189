"""The guard: what a child does and what becomes of it is told, and never harms the process that asks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pandas.testing import assert_frame_equal

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import read_table, reader_pool
from callsheet.files.pipeline import parse_table
from callsheet.files.sandbox.pool import FILES_AT_ONCE, IDLE_SECONDS, ReaderPool
from callsheet.files.sandbox.process import ReaderProcess
from tests.support.files.workbooks import as_xls, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from signal import Signals


LEADS = b"phone_number,name\n9876543210,Asha\n"
RAGGED = 'Notes,Notes,,phone\n1,ä,,987\n\n2,x\n3,"y\nz",,😀,more\n'.encode()
QUESTION = {"name": "leads.csv", "sheet": None, "header_row": None}
LARGE = b"phone_number,name\n" + b"9876543210,Asha\n" * 100_000


SLOW = b"phone_number,name\n" + b'9876543210,"A ""b"" \n c"\n' * 100_000


@pytest.fixture(scope="module")
def readers() -> Iterator[ReaderPool]:
    own = ReaderPool()
    yield own
    own.end()


def rests(readers: ReaderPool) -> ReaderProcess:
    """The warm child, stopped: whatever it is asked, it does not answer yet."""
    readers.read("leads.csv", LEADS, None, None)
    child = readers.idle[-1]
    os.kill(child.id, signal.SIGSTOP)
    return child


def ticks(child: ReaderProcess) -> int:
    """What it has used of the processor, in hundredths of a second."""
    return sum(map(int, Path(f"/proc/{child.id}/stat").read_text().rpartition(")")[2].split()[11:13]))


@pytest.mark.parametrize(
    ("name", "data", "header_row"),
    [
        ("leads.csv", LEADS, None),
        ("leads.csv", RAGGED, None),
        ("leads.csv", LEADS, 0),
        ("leads.csv", "phone;straße\n1;é\n".encode("cp1252"), None),
        ("leads.xlsx", as_xlsx([["phone_number", "x"], ["9876543210", "=A1"], ["", "#N/A"], ["1", "2"]]), None),
        ("leads.xls", as_xls([["phone_number"], ["9876543210"]]), None),
        ("named.xls", LEADS, None),
    ],
)
def test_a_table_comes_back_as_it_was_read(name: str, data: bytes, header_row: int | None) -> None:
    """Cells, row numbers, headers, marks, notes and source survive the way out of the child unchanged."""
    guarded, plain = read_table(name, data, None, header_row), parse_table(name, data, None, header_row)
    assert_frame_equal(guarded.frame, plain.frame)
    assert_frame_equal(guarded.flags, plain.flags)
    assert (guarded.headers, guarded.source, guarded.notes) == (plain.headers, plain.source, plain.notes)


@pytest.mark.parametrize(
    ("death", "code"),
    [
        (signal.SIGKILL, RefusalCode.OUT_OF_MEMORY),
        (signal.SIGXCPU, RefusalCode.TIMED_OUT),
        (signal.SIGABRT, RefusalCode.UNREADABLE),
    ],
)
def test_the_death_of_a_child_is_a_refusal(readers: ReaderPool, death: Signals, code: RefusalCode) -> None:
    """Whatever kills the child, the file is refused for it, and the next file is read."""
    readers.read("leads.csv", LEADS, None, None)
    child = readers.idle[-1]
    before = ticks(child)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(readers.read, "leads.csv", SLOW, None, None)
        while ticks(child) < before + 3:
            time.sleep(0.001)
        os.kill(child.id, death)
        with pytest.raises(FileRefused) as refused:
            asked.result()
    assert refused.value.code is code
    assert len(readers.read("leads.csv", LEADS, None, None).frame) == 1
    assert not child.is_alive


def test_a_child_that_takes_too_long_is_ended(readers: ReaderPool) -> None:
    """After its time the file is refused and the child gone, also when it never reads what it is sent."""
    child = rests(readers)
    with pytest.raises(FileRefused) as refused:
        child.request(QUESTION, LARGE, 0.1)
    assert refused.value.code is RefusalCode.TIMED_OUT
    assert not child.is_alive


def test_a_child_that_died_at_rest_is_no_refusal(readers: ReaderPool) -> None:
    """A file is not blamed for what happened before it came."""
    child = rests(readers)
    os.kill(child.id, signal.SIGKILL)
    assert len(readers.read("leads.csv", LEADS, None, None).frame) == 1


def test_two_files_are_read_at_once_and_the_others_wait(readers: ReaderPool) -> None:
    """Six files at once never have more than two children, and all are read."""
    most = 0
    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(readers.read, "leads.csv", LARGE, None, None) for _ in range(6)]
        while not all(each.done() for each in asked):
            most = max(most, len(children()))
            time.sleep(0.002)
    assert [len(each.result().frame) for each in asked] == [100_000] * 6
    assert most == FILES_AT_ONCE + others()


def test_children_that_were_needed_are_used_again(readers: ReaderPool) -> None:
    """Two at once, again and again, are two children; one that rested long is ended."""
    readers.end()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: readers.read("leads.csv", LEADS, None, None), range(40)))
    known = {child.id for child in readers.idle}
    assert 1 <= len(known) <= FILES_AT_ONCE
    for child in readers.idle:
        child.idle_since -= 2 * IDLE_SECONDS
    readers.read("leads.csv", LEADS, None, None)
    assert len(readers.idle) == 1
    assert {child.id for child in readers.idle} <= known


def children() -> list[int]:
    """Process ids of this process's living children that read files."""
    tasks = Path(f"/proc/{os.getpid()}/task")
    found = [int(each) for task in tasks.iterdir() for each in (task / "children").read_text().split()]
    return [each for each in found if b"sandbox.worker" in Path(f"/proc/{each}/cmdline").read_bytes()]


def others() -> int:
    """Children that belong to the readers of the whole process, which other tests used."""
    return len(reader_pool().idle)


@pytest.mark.parametrize("ending", ["os.kill(os.getpid(), signal.SIGKILL)", "sys.exit(0)"])
def test_a_child_does_not_outlive_its_parent(ending: str) -> None:
    """However a process ends, its child ends with it."""
    program = (
        "import os, signal, sys; from callsheet.files import reader_pool, read_table\n"
        f"read_table('leads.csv', {LEADS!r}); print(reader_pool().idle[0].id, flush=True); {ending}"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).stdout
    child, deadline = Path(f"/proc/{int(said)}/cmdline"), time.monotonic() + 30
    while child.exists() and b"sandbox.worker" in child.read_bytes():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_fork_gets_children_of_its_own() -> None:
    """Two processes never speak into the same pipe."""
    program = (
        "import os; from callsheet.files import reader_pool, read_table\n"
        f"read_table('leads.csv', {LEADS!r}); before = reader_pool().idle[0].id\n"
        f"pid = os.fork(); table = read_table('leads.csv', {LEADS!r})\n"
        "assert len(table.frame) == 1 and (reader_pool().idle[0].id == before) == bool(pid)\n"
        "if pid: assert os.waitpid(pid, 0)[1] == 0\n"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_child_knows_nothing_of_screens_servers_and_databases() -> None:
    """It starts with what reading needs, and with none of our keys."""
    program = "import sys, callsheet.files.sandbox.worker; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout.split()
    assert not {"streamlit", "fastapi", "sqlalchemy", "requests", "uvicorn"} & set(said)


def test_a_child_is_told_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that takes over the child finds no key and no database there."""
    monkeypatch.setenv("CALLSHEET_API_KEY", "secret")
    child = ReaderProcess()
    assert b"CALLSHEET_API_KEY" not in Path(f"/proc/{child.id}/environ").read_bytes()
    child.end()


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "open(sys.argv[1], 'w').write('x' * 100_000)",
    ],
)
def test_a_child_has_given_up_its_rights(attempt: str, tmp_path: Path) -> None:
    """No socket, no program, no file that grows."""
    program = (
        "import sys; from callsheet.files.sandbox import worker; worker._drop_rights()\n"
        f"try: {attempt}\nexcept OSError: print('refused')"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "written")]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout == "refused\n"
    assert not sum(path.stat().st_size for path in tmp_path.iterdir())


def test_reading_from_many_threads_gives_each_its_own() -> None:
    """Answers are never mixed up."""
    files = [b"phone_number\n" + b"9876543210\n" * count for count in range(1, 25)]
    with ThreadPoolExecutor(8) as pool:
        tables = list(pool.map(lambda data: read_table("leads.csv", data), files))
    assert [len(table.frame) for table in tables] == list(range(1, 25))
    assert threading.active_count() < 50
