"""Each call that only some systems offer, taken away: what happens on the others."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from callsheet.cli import main
from callsheet.system import platform_support

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def fresh_boot_id() -> Iterator[None]:
    platform_support.boot_id.cache_clear()
    yield
    platform_support.boot_id.cache_clear()


def test_without_clock_boottime_the_monotonic_clock_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS, where it goes on while the machine sleeps."""
    monkeypatch.delattr(time, "CLOCK_BOOTTIME")
    before = time.clock_gettime(time.CLOCK_MONOTONIC)
    assert before <= platform_support.boot_seconds() <= time.clock_gettime(time.CLOCK_MONOTONIC)


def test_without_a_boot_id_the_start_of_the_machine_is_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is the same whenever it is asked for, and another one after a restart."""
    monkeypatch.setattr(platform_support, "BOOT_ID", tmp_path / "missing")
    monkeypatch.setattr(time, "time", lambda: 1_000_000.0)
    for seconds, expected in ((100.0, "started-999900"), (40.0, "started-999960")):
        monkeypatch.setattr(platform_support, "boot_seconds", lambda now=seconds: now)
        platform_support.boot_id.cache_clear()
        assert platform_support.boot_id() == expected


def test_with_proc_everything_is_known(tmp_path: Path) -> None:
    """On Linux: a boot id, a file system, a size of this process."""
    assert len(platform_support.boot_id()) == 36
    assert platform_support.file_system(tmp_path)
    assert platform_support.memory_bytes() > 1_000_000


def test_without_proc_nothing_is_known_and_nothing_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No mounts: no file system is known; no memory statistics: 0 bytes."""
    for name in ("MOUNTS", "MEMORY"):
        monkeypatch.setattr(platform_support, name, tmp_path / "missing")
    assert platform_support.file_system(tmp_path) == ""
    assert platform_support.memory_bytes() == 0


def test_the_innermost_mount_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder with a space in its name is listed with an escape."""
    folder = tmp_path / "net drive"
    mounts = tmp_path / "mounts"
    escaped = str(folder).replace(" ", "\\040")
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {escaped} nfs4 rw 0 0\nsysfs /sys sysfs rw 0 0\n")
    monkeypatch.setattr(platform_support, "MOUNTS", mounts)
    assert platform_support.file_system(folder / "callsheet.db") == "nfs4"
    assert platform_support.file_system(tmp_path / "callsheet.db") == "ext4"


@pytest.mark.parametrize("library", [object(), None], ids=["no such call", "no C library"])
def test_without_malloc_trim_nothing_happens(monkeypatch: pytest.MonkeyPatch, library: object) -> None:
    """Only glibc has it."""

    def load(_: None) -> object:
        if library is None:
            raise OSError
        return library

    monkeypatch.setattr(ctypes, "CDLL", load)
    platform_support.trim_memory()
    platform_support.return_memory_at_once()


def test_on_windows_the_command_line_says_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, before a module is loaded that Windows does not have."""
    monkeypatch.setattr(sys, "platform", "win32")
    assert main(["check", "leads.csv"]) == 2
    assert capsys.readouterr().err == "Callsheet runs on Linux and macOS; on Windows use WSL.\n"


def test_the_command_line_loads_nothing_that_windows_lacks() -> None:
    """Modules of POSIX systems alone are loaded after that sentence."""
    source = "import sys; sys.modules |= dict.fromkeys(('fcntl', 'resource', 'pwd', 'termios')); import callsheet.cli"
    subprocess.run([sys.executable, "-c", source], check=True)
