"""What `import callsheet` offers, and the example of the README."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import callsheet

README = Path(__file__).parents[2] / "README.md"
OFFERED = {
    "CallsheetError", "Choices", "ColumnMapping", "Edit", "FileRefused", "Issue", "Report", "Route", "Table",
    "check", "contract_mapping", "validate_numbers", "read_table", "safe_name", "suggest_mapping",
}  # fmt: skip


def test_the_front_door_opens_on_what_it_promises() -> None:
    """The way through is there by name; each name of `__all__` can be had and says what it is."""
    assert set(callsheet.__all__) >= OFFERED
    for name in callsheet.__all__:
        assert getattr(callsheet, name).__doc__, name


def test_importing_the_package_loads_no_room() -> None:
    """`import callsheet` is cheap: nothing heavy comes along until it is asked for."""
    heavy = "{'pandas', 'fastapi', 'streamlit', 'sqlalchemy'} & set(sys.modules)"
    command = [sys.executable, "-c", f"import sys, callsheet; print({heavy})"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "set()"


def test_the_example_of_the_readme_prints_what_it_says() -> None:
    """The Python example runs as written; each `# …` after a print is what is printed."""
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - the example is what is under test
    said = re.findall(r"print\(.*\)  # (.*)", example)
    assert said
    assert printed.getvalue().splitlines() == said
