"""Files made to harm: each comes to its one allowed outcome, and nothing else happens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callsheet.errors import FileRefused
from callsheet.files.limits import GIB, MAX_BYTES
from callsheet.files.sandbox.pool import ReaderPool
from tests.files.robustness.hostile_text import TEXT
from tests.files.robustness.hostile_xls import XLS
from tests.files.robustness.hostile_xlsx import TWO, XLSX, Hostile
from tests.support.representatives import representatives

if TYPE_CHECKING:
    from collections.abc import Iterator


HOSTILE = [*XLSX, *XLS, *TEXT]
PARENT_MAY_GROW = 100_000_000


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("work")


@pytest.fixture(scope="module")
def readers(work: Path) -> Iterator[ReaderPool]:
    """Children whose home, temporary folder and folder of work are one empty folder."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME"):
            patch.setenv(name, str(work))
        patch.chdir(work)
        own = ReaderPool()
        yield own
        own.end()


def outcome(readers: ReaderPool, hostile: Hostile) -> object:
    """What becomes of it: the code of its refusal, or rows × columns; two leads are looked at."""
    data = hostile.make()
    assert len(data) <= MAX_BYTES
    try:
        table = readers.read(hostile.file, data, None, None)
    except FileRefused as refused:
        return refused.code
    if hostile.outcome == TWO:
        assert list(table.frame["phone_number"]) == ["9876543210", "9123456789"]
    return table.frame.shape


def memory(process: int | str = "self", line: str = "VmRSS") -> int:
    """Bytes of memory: in use now (`VmRSS`), or the most there ever was (`VmHWM`)."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition(f"{line}:")[2].split()[0]) * 1024


def kind_of(hostile: Hostile) -> tuple[str, object]:
    """The reader that it is for, and what becomes of it."""
    return hostile.file, hostile.outcome


@pytest.mark.parametrize(
    "hostile", representatives(HOSTILE, kind_of), ids=lambda hostile: f"{hostile.file}: {hostile.name}"
)
def test_a_hostile_file_comes_to_its_one_outcome(readers: ReaderPool, hostile: Hostile) -> None:
    """This table or this refusal; the process that asks hardly grows, and its child stays below its limit."""
    before = memory()
    assert outcome(readers, hostile) == hostile.outcome
    assert memory() - before < PARENT_MAY_GROW
    assert all(memory(child.id, "VmHWM") < GIB for child in readers.idle)


def test_hostile_files_leave_nothing_behind(readers: ReaderPool, work: Path) -> None:
    """No file in the folders a program writes to, none open, no socket."""
    assert len({(each.file, each.name) for each in HOSTILE}) == len(HOSTILE) >= 60
    assert list(work.iterdir()) == []
    assert not Path("/tmp/callsheet-hostile").exists()  # noqa: S108 - where one of the files would like to be unpacked to
    (child,) = readers.idle
    opened = [str(link.readlink()) for link in Path(f"/proc/{child.id}/fd").iterdir()]
    assert not [target for target in opened if not target.startswith("pipe:")]
