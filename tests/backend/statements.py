"""Act between the statements of a backend's database, where a slow server or another process would."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Engine


@contextmanager
def before_statement(engine: Engine, start: str, act: Callable[[], object]) -> Iterator[None]:
    """Call `act` before each SQL statement that starts with a text, for the duration of the block.

    Args:
        engine: the backend's database.
        start: such as "UPDATE uploads".
        act: may wait, change the database on another connection, or raise.
    """

    def listener(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(start):
            act()

    event.listen(engine, "before_cursor_execute", listener)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", listener)
