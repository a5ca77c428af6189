"""Tables and progress on a terminal, as wide as it is; in a pipe plain lines that stay the same."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from callsheet.cli.terminal.console import say, visible
from callsheet.cli.terminal.interrupts import cleaned_on_exit
from callsheet.wording.cli import findings as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import IO

    from rich.progress import ProgressColumn
    from rich.table import Table
    from rich.text import Text

    from callsheet.cli.terminal.findings import Example, Finding

NARROW = 80
"""Columns below which a table of four columns is hard to read; the findings are then listed one after the other."""


def is_screen(stream: IO[str]) -> bool:
    """True for a terminal that can do more than print lines."""
    return stream.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def print_findings(findings: Sequence[Finding]) -> None:
    """Print findings: those of rows that are not ready, then those of ready rows.

    Args:
        findings: in the order in which they are shown.
    """
    if is_screen(sys.stdout):
        _print_on_screen(findings)
        return
    for finding in findings:
        say()
        say(words.heading(finding.number, finding.why, is_warning=finding.is_warning))
        for example in finding.examples:
            say(f"  {_example(example)}")
        say(f"  {words.remedy(finding.advice, finding.option, finding.number)}")


def print_text(text: str) -> None:
    """Print lines of our own: wrapped between words on a terminal, as they are in a pipe.

    Args:
        text: one or more lines; text of others in it is made visible already.
    """
    if is_screen(sys.stdout):
        _print(_text(text))
    else:
        say(text)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: with borders and wrapped cells on a terminal, else one line a row with two spaces between cells.

    Args:
        columns: their titles.
        rows: their cells.
    """
    if not is_screen(sys.stdout):
        for row in rows:
            say("  ".join(map(visible, row)).rstrip())
        return
    table = _table()
    for title in columns:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*map(_text, row))
    _print(table)


@contextmanager
def progress(label: str, *, is_shown: bool, is_counted: bool = False) -> Iterator[Callable[[int, int], None]]:
    """Show on standard error that work is under way, where that is a terminal.

    Args:
        label: what is being done.
        is_shown: False with `--quiet`.
        is_counted: True where it is known how much there is to do.

    Yields:
        A function to call with how much is done and how much there is.
    """
    if not (is_shown and is_screen(sys.stderr)):
        yield lambda _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415 - on a terminal only
    from rich.progress import (  # noqa: PLC0415 - as above
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns: list[ProgressColumn] = [TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn()]
    if is_counted:
        columns.insert(2, MofNCompleteColumn())
    console = Console(file=sys.stderr)
    with cleaned_on_exit(sys.stderr.fileno()), Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(visible(label), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _print_on_screen(findings: Sequence[Finding]) -> None:
    from rich.console import Console  # noqa: PLC0415 - on a terminal only

    is_narrow = Console(file=sys.stdout).width < NARROW
    for title, some in (
        (words.NEED_YOU, [finding for finding in findings if not finding.is_warning]),
        (words.TO_CHECK, [finding for finding in findings if finding.is_warning]),
    ):
        if some:
            say()
            _print(_text(title, "bold"))
            if is_narrow:
                _print_blocks(some)
            else:
                _print_findings_table(some)


def _print_blocks(findings: Sequence[Finding]) -> None:
    from rich.padding import Padding  # noqa: PLC0415 - on a terminal only

    for finding in findings:
        say()
        _print(_text(words.heading(finding.number, finding.why, is_warning=finding.is_warning), _style(finding)))
        for example in finding.examples:
            _print(Padding(_text(_example(example)), (0, 0, 0, 2)))
        _print(Padding(_text(words.remedy(finding.advice, finding.option, finding.number), "bold"), (0, 0, 0, 2)))


def _print_findings_table(findings: Sequence[Finding]) -> None:
    table = _table()
    table.add_column(words.ROWS, justify="right", no_wrap=True)
    table.add_column(words.WHY, ratio=3)
    table.add_column(words.EXAMPLE, ratio=5, overflow="fold")
    table.add_column(words.WHAT_TO_DO, ratio=5)
    for finding in findings:
        examples = "\n".join(map(_example, finding.examples))
        advice = "\n".join(filter(None, [finding.advice, finding.option]))
        table.add_row(f"{finding.number:,}", _text(finding.why, _style(finding)), _text(examples), _text(advice))
    _print(table)


def _style(finding: Finding) -> str:
    return "yellow" if finding.is_warning else "red"


def _example(example: Example) -> str:
    value = words.shortened(visible(example.value))
    return words.example(visible(example.row), visible(example.header), value, visible(example.after))


def _table() -> Table:
    from rich import box  # noqa: PLC0415 - on a terminal only
    from rich.table import Table  # noqa: PLC0415 - as above

    return Table(box=box.HORIZONTALS, expand=False, header_style="bold", show_lines=True)


def _text(text: str, style: str = "") -> Text:
    from rich.text import Text  # noqa: PLC0415 - on a terminal only

    return Text("\n".join(map(visible, text.split("\n"))), style=style)


def _print(value: object) -> None:
    from rich.console import Console  # noqa: PLC0415 - on a terminal only

    Console(file=sys.stdout, highlight=False).print(value)
