"""Completion in shells, and the manual page."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from callsheet.cli.arguments import SHELLS, make_parser
from callsheet.cli.commands.man import PAGE
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


@pytest.mark.parametrize("shell", SHELLS)
def test_a_completion_script_is_printed(callsheet: Callable[..., CommandResult], shell: str) -> None:
    """It knows every command, countries, and where campaigns come from."""
    ran = callsheet("completion", shell)
    assert ran.code == 0
    for word in ("submissions", "--leave-out", "callsheet campaigns --quiet"):
        assert word in ran.out
    assert ran.out.count("AE") >= 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("callsheet che", {"check"}),
        ("callsheet check --cou", {"--country"}),
        ("callsheet check leads.csv --country G", {"GA", "GB", "GR"}),
        ("callsheet send --campaign c", {"cmp_1", "cmp_2"}),
    ],
)
def test_bash_completes(
    callsheet: Callable[..., CommandResult], tmp_path: Path, words: str, expected: set[str]
) -> None:
    """Commands, options, countries, and the campaigns that `callsheet campaigns` lists."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    (tmp_path / "script").write_text(callsheet("completion", "bash").out)
    (tmp_path / "callsheet").write_text("#!/bin/sh\nprintf 'cmp_1\\ncmp_2\\n'\n")
    (tmp_path / "callsheet").chmod(0o755)
    source = COMPLETE.format(script=tmp_path / "script", words=words)
    done = subprocess.run(
        [bash, "--norc", "-c", source],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert expected <= set(done.stdout.split()), done


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
