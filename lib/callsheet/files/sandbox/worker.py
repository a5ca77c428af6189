"""The worker process: sets its limits, then reads one file after another from standard input."""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO

from callsheet.errors import ConservationError, FileRefused, RefusalCode
from callsheet.files.exchange.clean_csv import sample_csv, sample_workbook
from callsheet.files.limits import MAX_BYTES, Limits
from callsheet.files.pipeline import parse_table
from callsheet.files.sandbox.messages import LENGTHS, encode_head, pack_table
from callsheet.system.child_process import when_parent_ends
from callsheet.system.platform_support import address_space_bytes, memory_bytes, return_memory_at_once, trim_memory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.files.sandbox.messages import ArrowStream

MAX_IDLE_MEMORY = 300_000_000
"""Bytes of memory above which an idle worker is replaced by a fresh one."""
FRESH_ADDRESSES, FRESH_MEMORY = 360 * 2**20, 130_000_000
"""Reserved addresses and resident memory, in bytes, of a worker that is started afresh (measured on Linux). What one
that is forked has beyond that it shares with its parent, and is not counted as its own."""

LARGE_BLOCK = 1 << 17
"""Bytes of freed blocks that are returned to the system at once while a large file is read: the pieces in which its
columns are read have some hundred kilobytes each."""

FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn", "pty.")
Answer = tuple[dict[str, Any], "Sequence[ArrowStream]"]


def main() -> int:
    """Read a small file of each kind, then serve."""
    _warm_up()
    return serve()


def serve() -> int:
    """Answer until standard input ends, a file exceeded a limit, or idle memory has grown too large."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    when_parent_ends(lambda: os._exit(0))  # also in the middle of a file
    source, answers = os.fdopen(0, "rb", closefd=False), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _drop_rights()
    shared_addresses = max(0, address_space_bytes() - FRESH_ADDRESSES)
    most_idle = MAX_IDLE_MEMORY + max(0, memory_bytes() - FRESH_MEMORY)
    _send(answers, {"ready": True}, ())
    while message := _next(source):
        (head, *data), message = message, None
        _send(answers, {"began": True}, ())
        limits = Limits.of(len(data[0]))
        if len(data[0]) > MAX_BYTES:
            return_memory_at_once(LARGE_BLOCK)
        _set_limits(limits, shared_addresses)
        facts, body = answer(head["name"], data, head["sheet"], head["header_row"], limits)
        last = facts.get("last", False) or _idle_memory(most_idle) > most_idle
        _send(answers, facts | {"last": last}, body)
        del body
        if last:
            break
    return 0


def _warm_up() -> None:
    """Read one small file of each kind, so that imports and caches are ready before an operator waits."""
    parse_table("leads.csv", sample_csv())
    parse_table("leads.xlsx", sample_workbook())


def answer(name: str, data: list[bytes], sheet: str | None, header_row: int | None, limits: Limits) -> Answer:
    """Read one file and return the facts and streams of the answer; every outcome is an answer.

    Args:
        name: the file's name.
        data: its bytes, taken out of the list: they are freed when the cells have been read.
        sheet: as for `parse_table`.
        header_row: as for `parse_table`.
        limits: of the file.
    """
    try:
        table = parse_table(name, data.pop(), sheet, header_row)
        head, body = pack_table(table)
        if sum(part.size for part in body) > limits.table:
            return {"refused": RefusalCode.OUT_OF_MEMORY, "facts": {}}, ()
    except FileRefused as refused:
        return {"refused": refused.code, "facts": refused.facts}, ()
    except ConservationError as error:
        return {"lost": str(error)}, ()
    except MemoryError:
        return {"refused": RefusalCode.OUT_OF_MEMORY, "facts": {}, "last": True}, ()
    except BaseException as error:  # noqa: BLE001 - a panic of a library is not an Exception; all of it means unreadable
        return {"refused": RefusalCode.UNREADABLE, "facts": {}, "raised": type(error).__name__, "last": True}, ()
    return head, body


def _next(source: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    lengths = source.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head_length, body_length = LENGTHS.unpack(lengths)
    head, body = source.read(head_length), source.read(body_length)
    return (json.loads(head), body) if len(body) == body_length else None


def _send(answers: BinaryIO, facts: dict[str, Any], body: Sequence[ArrowStream]) -> None:
    answers.write(encode_head(facts, sum(part.size for part in body)))
    answers.flush()
    for part in body:
        part.write_to(answers)
    answers.flush()


def _drop_rights() -> None:
    """Forbid file writes, core dumps, programs and sockets, whatever a file makes a library do."""
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.addaudithook(_refuse_event)


def _refuse_event(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(event)


def _set_limits(limits: Limits, shared_addresses: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + limits.cpu_seconds
    for name, limit in (("RLIMIT_AS", limits.memory + shared_addresses), ("RLIMIT_CPU", seconds)):
        # macOS refuses to limit the address space, others do not know that limit; CPU and wall clock still hold.
        with suppress(OSError, ValueError, AttributeError):
            what = getattr(resource, name)
            resource.setrlimit(what, (limit, resource.getrlimit(what)[1]))


def _idle_memory(most: int) -> int:
    """Resident memory in bytes, above `most` after returning free memory to the system; 0 where it is not measured."""
    if memory_bytes() > most:
        gc.collect()
        trim_memory()
    return memory_bytes()


if __name__ == "__main__":
    raise SystemExit(main())
