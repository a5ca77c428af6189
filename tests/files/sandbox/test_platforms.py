"""Workers without the calls that only Linux has: each is taken away, and files are still read."""

from __future__ import annotations

import fcntl
import resource
from typing import TYPE_CHECKING

from callsheet.files.limits import Limits
from callsheet.files.sandbox import worker
from callsheet.files.sandbox.pool import ReaderPool

if TYPE_CHECKING:
    import pytest

LEADS = b"phone_number,name\n9876543210,Asha\n"


def test_a_pipe_of_default_size_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """MacOS cannot enlarge a pipe: a file larger than the pipe is read all the same."""
    monkeypatch.delattr(fcntl, "F_SETPIPE_SZ", raising=False)
    pool = ReaderPool()
    try:
        assert len(pool.read("leads.csv", LEADS + b"9123456789,Ravi\n" * 100_000, None, None).frame) == 100_001
    finally:
        pool.end()


def test_the_cpu_limit_holds_where_the_address_space_cannot_be_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """MacOS refuses that limit, other systems do not know it."""
    limited: list[int] = []

    def setrlimit(what: int, limits: tuple[int, int]) -> None:
        if what == getattr(resource, "RLIMIT_AS", None):
            raise ValueError(limits)
        limited.append(what)

    monkeypatch.setattr(resource, "setrlimit", setrlimit)
    worker._set_limits(Limits.of(1_000), 0)
    monkeypatch.delattr(resource, "RLIMIT_AS", raising=False)
    worker._set_limits(Limits.of(1_000), 0)
    assert limited == [resource.RLIMIT_CPU, resource.RLIMIT_CPU]
