"""The sessions on the command line that the documentation shows: blocks of ```console, commands and their output."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.command_forks import CommandForks

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ABOUT_NIGHT = re.compile(r"^Now it (is|may be) night .*\n", re.MULTILINE)
"""A line that is printed at some times of the day only."""
CAMPAIGN = "June offers"
FILES = {
    "leads.csv": "Mobile,Name,City\n98765 43210,Priya,Mumbai\n9876543211 ext. 4,Rahul,Pune\n'9123456789,Asha,Delhi\n"
    "12345,Vikram,Goa\n98765 43210,Priya again,Mumbai\n",
    "may.csv": "Mobile,Name,City\n9811122233,Mira,Jaipur\n9811122244,Dev,Surat\n",
    "usa.csv": "Phone,Name,State\n+1 212 555 0123,Ann,NY\n+1 212 555 0124,Bob,CA\n"
    "+1 850 555 0125,Cal,\n+1 800 555 0126,Dee,\n",
    "script.txt": "Hello {{Name}}, are you still in {{City}}?\n",
}
"""The files that the sessions use; the campaign `CAMPAIGN` is at the server."""


class Command(NamedTuple):
    """A command of a session.

    Args:
        line: behind the prompt.
        output: below it.
    """

    line: str
    output: str


def commands_of(page: str) -> Iterator[list[Command]]:
    """The commands of each session of a page, in order.

    Args:
        page: Markdown.
    """
    for block in BLOCK.findall(page):
        parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
        yield [Command(line, output) for line, _, output in (part.partition("\n") for part in parts)]


def replay(commands: list[Command], forks: CommandForks, folder: Path, environment: dict[str, str]) -> list[Command]:
    """Run a session; returns its commands with what they print now.

    Args:
        commands: `callsheet …`, `cat FILE` and `echo $?`.
        forks: runs the commands.
        folder: the working folder, with `FILES`.
        environment: of the server.
    """
    code = 0
    ran = []
    for command in commands:
        words = shlex.split(command.line)
        if command.line == "echo $?":
            output = f"{code}\n"
        elif words[0] == "cat":
            output = (folder / words[1]).read_text("utf-8")
        else:
            redirections = " ".join(word for word in words if word.startswith("<"))
            arguments = [word for word in words[1:] if not word.startswith("<")]
            result = forks.run(arguments, folder, environment, redirections)
            code, output = result.code, _ABOUT_NIGHT.sub("", result.text)
        ran.append(Command(command.line, output))
    return ran


def encoded(commands: list[Command]) -> str:
    """A session as the text of its block."""
    return "".join(f"$ {command.line}\n{command.output}" for command in commands)
