"""Completion in shells, and the manual page."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from callsheet.cli.commands.reference.man import PAGE
from callsheet.cli.options.arguments import SHELLS, make_parser
from tests.support.published.manual_page import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult

COMPLETE = """
source {script}
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMP_LINE="${{COMP_WORDS[*]}}"
COMP_POINT=${{#COMP_LINE}}
_shtab_callsheet "callsheet" "${{COMP_WORDS[COMP_CWORD]}}" "${{COMP_WORDS[COMP_CWORD-1]}}" 2>/dev/null
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
"""What bash does when Tab is pressed behind the words."""
PREPARE_ZSH = """PS1='READY> '; unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; source ./script
compdef _shtab_callsheet callsheet; LISTMAX=0; print -r -- SOURCED
"""
COMPLETIONS = [
    ("callsheet che", {"check"}),
    ("callsheet check --cou", {"--country"}),
    ("callsheet check leads.csv --country G", {"GA", "GB", "GR"}),
    ("callsheet check leads.csv --fix drop_ex", {"drop_extension"}),
    ("callsheet check leads.csv --leave-out too_", {"too_few_digits", "too_many_digits"}),
    ("callsheet send --campaign c", {"cmp_1", "cmp_2"}),
]
"""Words → what is offered for the last of them: commands, options, countries, causes and campaigns."""


@pytest.mark.parametrize("shell", SHELLS)
def test_a_completion_script_is_printed(callsheet: Callable[..., CommandResult], shell: str) -> None:
    """It knows every command, countries, and where campaigns come from."""
    ran = callsheet("completion", shell)
    assert ran.code == 0
    for word in ("submissions", "--leave-out", "callsheet campaigns --quiet"):
        assert word in ran.out
    assert ran.out.count("AE") >= 1


@pytest.fixture
def prepared(callsheet: Callable[..., CommandResult], tmp_path: Path) -> Callable[[str], str]:
    """Write a shell's script, and a `callsheet` that lists two campaigns, into the folder; returns the shell's path."""

    def prepare(shell: str) -> str:
        path = shutil.which(shell)
        if path is None:
            pytest.skip(f"there is no {shell} here")
        (tmp_path / "script").write_text(callsheet("completion", shell).out)
        (tmp_path / "callsheet").write_text("#!/bin/sh\nprintf 'cmp_1\\ncmp_2\\n'\n")
        (tmp_path / "callsheet").chmod(0o755)
        return path

    return prepare


def run_shell(command: list[str], folder: Path) -> set[str]:
    """The words that a shell prints."""
    environment = {"PATH": f"{folder}:/usr/bin:/bin", "HOME": str(folder)}
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    return set(done.stdout.split())


def test_bash_completes(prepared: Callable[[str], str], tmp_path: Path) -> None:
    """Commands, options, countries, causes, and the campaigns that `callsheet campaigns` lists."""
    bash = prepared("bash")
    for words, expected in COMPLETIONS:
        source = COMPLETE.format(script=tmp_path / "script", words=words)
        assert expected <= run_shell([bash, "--norc", "-c", source], tmp_path), words


def test_fish_completes(prepared: Callable[[str], str], tmp_path: Path) -> None:
    """The same, as fish itself answers for a line."""
    fish = prepared("fish")
    for words, expected in COMPLETIONS:
        command = [fish, "--no-config", "-c", f"source ./script; complete -C '{words}'"]
        assert expected <= run_shell(command, tmp_path), words


def test_zsh_completes(prepared: Callable[[str], str], tmp_path: Path) -> None:
    """The same, on a terminal with Tab pressed twice: zsh completes a word only while a line is edited."""
    zsh = prepared("zsh")
    for words, expected in COMPLETIONS:
        shown = pressed_in_zsh(zsh, tmp_path, f"{words}\t\t")
        assert all(word in shown for word in expected), (words, shown)


def pressed_in_zsh(zsh: str, folder: Path, keys: str) -> str:
    """What zsh shows behind its prompt after some keys, once it is quiet for a second."""
    terminal, end = pty.openpty()
    home = str(folder)
    environment = {"PATH": f"{home}:/usr/bin:/bin", "HOME": home, "ZDOTDIR": home, "TERM": "dumb", "COLUMNS": "160"}
    process = subprocess.Popen(
        [zsh, "-f", "-i"], cwd=folder, env=environment, stdin=end, stdout=end, stderr=end, start_new_session=True
    )
    os.close(end)
    try:
        os.write(terminal, PREPARE_ZSH.encode())
        _read_until(terminal, "\nSOURCED", 30)
        os.write(terminal, keys.encode())
        return _read_until(terminal, None, 1)
    finally:
        process.kill()
        process.wait()
        os.close(terminal)


def _read_until(terminal: int, text: str | None, seconds: float) -> str:
    """What a terminal shows until a text, or until it is quiet for some seconds."""
    shown = ""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and select.select([terminal], [], [], seconds)[0]:
        shown += os.read(terminal, 65_536).decode("utf-8", "replace").replace("\r", "")
        if text is not None and text in shown:
            break
    return shown


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="argparse words its usage differently in other versions")
def test_the_manual_page_is_what_the_parser_says() -> None:
    """`make reference` writes it again."""
    assert PAGE.read_text("utf-8") == render()


def test_the_manual_page_has_every_command_and_option(callsheet: Callable[..., CommandResult]) -> None:
    """`callsheet man` prints it."""
    page = callsheet("man").out.replace("\\-", "-")
    for action in make_parser()._actions:
        for name, command in (getattr(action, "choices", None) or {}).items():
            assert f"callsheet {name}" in page
            for option in command._option_string_actions:
                assert option in page or option in ("-h", "--help", "--embedded")
