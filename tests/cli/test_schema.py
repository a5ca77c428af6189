"""The JSON of the command line is what the published schemas say."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from callsheet.cli.options.arguments import SCHEMAS
from tests.cli.conftest import jsonl_of
from tests.support.published.json_schemas import FOLDER, encoded, schema_of
from tests.support.representatives import representatives

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import CommandResult
    from tests.support.running_backend import Backend

SAMPLES = Path(__file__).parents[1] / "samples"
FILES = sorted(path for path in SAMPLES.rglob("*") if path.is_file() and path.suffix != ".json")
LEADS = "phone_number,name\n9876543210,Asha\n12345,Ravi\n"


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    """A strict one: a key that the schema does not list fails, too."""
    return jsonschema.Draft202012Validator(schema_of(name, is_strict=True))


def check(name: str, value: Any) -> None:
    """Validate what a command printed."""
    validator(name).validate(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_printed_as_it_is_made_from_the_codes(callsheet: Callable[..., CommandResult], name: str) -> None:
    """`make reference` writes them again; each is a valid schema with an id that has its version."""
    assert (FOLDER / f"{name}.json").read_text("utf-8") == encoded(name)
    printed = callsheet("schema", name)
    assert (printed.code, printed.out) == (0, encoded(name))
    jsonschema.Draft202012Validator.check_schema(printed.json)
    assert printed.json["$id"] == f"urn:callsheet:{name}:1"


def kind_of(sample: Path) -> tuple[str, str]:
    """A sample's format, and the code of its refusal."""
    answer = sample.with_suffix(".json")
    expected = json.loads(answer.read_text("utf-8")) if answer.exists() else {}
    return sample.suffix, str(expected.get("refused", ""))


@pytest.mark.parametrize("path", representatives(FILES, kind_of), ids=lambda path: str(path.relative_to(SAMPLES)))
def test_the_json_of_a_sample_file(callsheet: Callable[..., CommandResult], path: Path) -> None:
    """`check` and `read`, as one object and as lines; both have the same issues and counts."""
    checked = callsheet("check", path, "--country", "IN", "--json").json
    check("check", checked)
    check("read", callsheet("read", path, "--json").json)
    lines = jsonl_of(callsheet("check", path, "--country", "IN", "--jsonl").out)
    for line in lines:
        check("jsonl", line)
    if "refused" in checked:
        assert lines == [{"type": "refused", **checked["refused"]}]
        return
    issues = [{key: value for key, value in line.items() if key != "type"} for line in lines[1:-1]]
    assert (issues, lines[-1]["counts"]) == (checked["issues"], checked["counts"])
    assert (lines[-1]["issue_count"], lines[0]["columns"]) == (len(issues), checked["columns"])


def test_the_json_of_several_files(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """An object with a list; a file that is refused and one that an option does not fit are in it, too."""
    good, refused, other = file(LEADS, "a.csv"), file("", "b.csv"), file("phone_number\n1\n", "c.csv")
    ran = callsheet("check", good, refused, other, "--country", "IN", "--map", "name=first_name", "--json")
    check("check", ran.json)
    first, second, third = ran.json["files"]
    assert (ran.code, first["counts"]["ready"]) == (2, 1)
    assert second == {"file": {"name": "b.csv"}, "refused": {"code": "empty", "message": second["refused"]["message"]}}
    assert third["refused"]["code"] == "invalid_option"
    lines = jsonl_of(callsheet("check", good, refused, "--country", "IN", "--jsonl").out)
    for line in lines:
        check("jsonl", line)
    assert [line["type"] for line in lines] == ["file", "issue", "counts", "refused"]


def test_the_json_of_sends(
    callsheet: Callable[..., CommandResult],
    file: Callable[..., Path],
    backend: Backend,
    campaign: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`send` with and without `--dry-run`, `submissions`, `receipt` and `campaigns`."""
    monkeypatch.setenv("CALLSHEET_API_KEY", backend.key)
    monkeypatch.setenv("CALLSHEET_API_URL", backend.url)
    send = ("send", file(LEADS), "--campaign", campaign, "--yes", "--json")
    planned = callsheet(*send, "--dry-run").json
    check("send", planned)
    assert planned["dry_run"]["parts"] == [1]
    assert planned["dry_run"]["first_calls"][0]["variables"] == {"phone_number": "+919876543210", "name": "Asha"}
    check("send", callsheet(*send).json)
    for line in jsonl_of(callsheet(*send[:-1], "--jsonl").out):
        check("jsonl", line)
    listed = callsheet("submissions", "--json").json
    check("submissions", listed)
    check("receipt", callsheet("receipt", listed["submissions"][0]["id"], "--json").json)
    campaigns = callsheet("campaigns", "--json").json
    check("campaigns", campaigns)
    check("campaigns", callsheet("campaigns", "--json", "--start", campaigns["campaigns"][0]["id"]).json)


def test_text_in_json_never_controls_a_terminal(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path]
) -> None:
    """Control characters, and marks that reverse a line, are escapes; the value is the cell's."""
    cell = "a\x1b[2J\x7f\x9b\u202eb\u2028"
    ran = callsheet("check", file(f"phone_number,name\n12,{cell}\n"), "--json")
    assert not set("\x1b\x7f\x9b\u202e\u2028") & set(ran.out)
    assert cell in [issue["value"] for issue in ran.json["issues"]]
    assert json.loads(ran.out) == ran.json
