"""The public API: `callsheet.__all__`, its documentation, and the example in the README."""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import callsheet
from callsheet import (
    Choices,
    ColumnMapping,
    Edit,
    InvalidArgument,
    Route,
    check,
    read_table,
    suggest_mapping,
    validation,
)

if TYPE_CHECKING:
    from types import ModuleType

README = Path(__file__).parents[2] / "README.md"
PUBLIC = [(module, name) for module in (callsheet, validation) for name in module.__all__]
EXPECTED = {
    *("CallsheetError", "Choices", "ColumnMapping", "Edit", "FileRefused", "Issue", "Report", "Route", "Table"),
    *("check", "contract_mapping", "read_table", "safe_name", "suggest_mapping", "validate_numbers"),
}
HEAVY = ("pandas", "fastapi", "streamlit", "sqlalchemy")
NOT_NEEDED = ("streamlit", "fastapi", "sqlalchemy", "requests", "openpyxl")


def loaded_by(statement: str, modules: tuple[str, ...]) -> str:
    """Which of some modules a new process has loaded after a statement."""
    program = f"import sys; {statement}; print([name for name in {modules} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    return run.stdout.strip()


@pytest.mark.parametrize(("module", "name"), PUBLIC, ids=lambda value: getattr(value, "__name__", value))
def test_a_public_name_is_documented(module: ModuleType, name: str) -> None:
    """The docstring of a function mentions every parameter."""
    value = getattr(module, name)
    if not inspect.isclass(value) and not inspect.isfunction(value):
        return
    docstring = inspect.getdoc(value) or ""
    assert len(docstring.splitlines()[0]) >= 10
    if inspect.isfunction(value):
        for parameter in inspect.signature(value).parameters:
            assert re.search(rf"\b{parameter}\b", docstring), f"{name} does not document {parameter}"


@pytest.mark.parametrize("name", ["with_edits", "with_choices", "issues_of", "clean", "issues", "causes", "numbers"])
def test_what_a_report_offers_is_documented(name: str) -> None:
    """Shape, columns and what is raised take more than one short line."""
    assert len(inspect.getdoc(getattr(callsheet.Report, name)) or "") >= 40


def test_the_main_names_are_public() -> None:
    """The way from a file to a report needs only names of `callsheet`."""
    assert set(callsheet.__all__) >= EXPECTED


def test_type_checkers_see_the_same_names_as_programs() -> None:
    """The imports for type checkers are the names that `__getattr__` provides."""
    tree = ast.parse(Path(str(callsheet.__file__)).read_text(encoding="utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    imports = [node for node in guarded.body if isinstance(node, ast.ImportFrom)]
    imported = [(str(node.module), alias.name) for node in imports for alias in node.names]
    assert sorted(name for _, name in imported) == sorted(callsheet.__all__)
    for module, name in imported:
        assert getattr(callsheet, name) is getattr(sys.modules[module], name)
    assert set(callsheet.__all__) <= set(dir(callsheet))
    with pytest.raises(AttributeError):
        callsheet.no_such_name  # noqa: B018 - reading it is the test


def test_importing_the_package_loads_nothing_heavy() -> None:
    """Packages are imported when a name of theirs is used."""
    assert loaded_by("import callsheet", HEAVY) == "[]"


def test_validation_loads_no_screen_server_or_reader() -> None:
    """It needs pandas, Arrow and the phone metadata only."""
    assert loaded_by("import callsheet.validation", NOT_NEEDED) == "[]"


def test_the_example_of_the_readme_prints_what_it_says() -> None:
    """The Python example runs as written; the comment behind a print is what it prints."""
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - the example is what is tested
    expected = re.findall(r"print\(.*\)  # (.*)", example)
    assert len(expected) >= 3
    assert printed.getvalue().splitlines() == expected


WRONG_EDITS = {
    "a pair in its place": [((2, "Mobile"), "9820010001")],
    "a row as text": [Edit("2", "Mobile", "9820010001")],  # type: ignore[arg-type]
    "a number as value": [Edit(2, "Mobile", 9820010001)],  # type: ignore[arg-type]
    "nothing as value": [Edit(2, "Mobile", None)],  # type: ignore[arg-type]
    "no column": [Edit(2, None, "9820010001")],  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", WRONG_EDITS)
def test_what_is_no_edit_is_refused_without_its_text(name: str) -> None:
    """An error of our tree with a sentence that repeats no cell; an edit that is one is taken, its row of any kind."""
    table = read_table(b"Mobile,Name\n12,Asha\n")
    report = check(table, ColumnMapping(("Mobile",)), Route("IN"))
    with pytest.raises(InvalidArgument) as refused:
        report.with_edits(WRONG_EDITS[name])  # type: ignore[arg-type]
    assert "98200" not in str(refused.value)
    assert report.with_edits([Edit(np.int64(2), "Mobile", "9820010001")]).counts.ready == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("arguments", [{"header_row": "1"}, {"header_row": -1}, {"sheet": 1}, {"name": 5}], ids=str)
def test_arguments_of_a_reader_of_another_type_are_refused(arguments: dict[str, Any]) -> None:
    """An error of our tree, before a reader is asked."""
    with pytest.raises(InvalidArgument):
        read_table(b"Mobile,Name\n12,Asha\n", **arguments)


def test_an_unknown_fix_is_refused_with_the_nearest() -> None:
    """The sentence names it."""
    table = read_table(b"Mobile,Name\n9820010001,Asha\n")
    with pytest.raises(InvalidArgument, match=r"Did you mean drop_apostrophe\?"):
        check(table, suggest_mapping(table, "IN"), Route("IN"), Choices(fixes=("drop_apostrofe",)))
