"""`callsheet check --within`: counts, next opening and JSON, for one file and several."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from tests.cli.conftest import jsonl_of
from tests.support.published.json_schemas import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult

INDIA = "Mobile,Name\n" + "".join(f"+9198123456{number:02},N\n" for number in range(5))
AMERICA = "Phone,State\n+12125550123,NY\n+12125550124,CA\n+18005550126,\n+19075550127,AK\n+12\n"
AUSTRALIA = "Mobile\n+61412345678\n+61412345679\n"
AT = "2026-12-01T22:00+05:30"


def test_an_indian_list_at_ten_in_the_evening(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path]
) -> None:
    """Nobody may be called; all of them at ten in the morning of their own time."""
    ran = callsheet("check", file(INDIA), "--within", "in", "--at", AT, "--json")
    jsonschema.validate(ran.json, schema_of("check", is_strict=True))
    hours = ran.json["calling_hours"]
    assert hours["counts"] == {"now": 0, "later": 5, "depends": 0, "unknown": 0}
    assert hours["next_opening"] == {"at": "2026-12-02T04:30:00Z", "leads": 5}
    assert hours["groups"] == [
        {"utc_offsets": ["+05:30"], "state": "later", "leads": 5, "next_at": "2026-12-02T04:30:00Z", "until": None}
    ]


def test_a_list_over_several_time_zones(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """The state beats the area code; a toll-free number may be anywhere; rows that are not ready are not judged."""
    ran = callsheet("check", file(AMERICA), "--within", "us", "--at", "2026-12-01T14:00Z", "--json")
    hours = ran.json["calling_hours"]
    assert hours["counts"] == {"now": 1, "later": 2, "depends": 1, "unknown": 0}
    assert hours["columns"] == [{"column": 2, "header": "State", "holds": "state"}]
    assert hours["local_time_from"] == {"time_zone": 0, "postal_code": 0, "state": 3, "city": 0, "number": 1, "none": 0}
    assert hours["next_opening"] == {"at": "2026-12-01T16:00:00Z", "leads": 1}
    assert sum(group["leads"] for group in hours["groups"]) == ran.json["counts"]["ready"] == 4


def test_the_sentences_name_time_and_place(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """Hours with source, counts at the time asked for with its UTC offset, the next opening, and the columns used."""
    text = callsheet("check", file(AMERICA), "--within", "us", "--at", "2026-12-01T09:00-05:00").out
    assert "Calling hours of the United States: every day 8:00-21:00, in the local time of the person (47 CFR" in text
    assert "checked" not in text.partition("Calling hours of the United States")[2]
    assert "Tue 1 Dec 2026, 09:00 (UTC-05:00): of 4 leads, 1 may be called now, 2 not now, 1 depending on where" in text
    assert "Next: 1 lead may be called from Tue 1 Dec 2026, 11:00 (UTC-05:00)." in text
    assert "Local time is taken from State (3) and their phone numbers (1)." in text


@pytest.mark.parametrize(
    ("within", "hours"),
    [
        ("au", "Mon-Fri 9:00-20:00, Sat 9:00-17:00, Sun no calls, no calls on public holidays of Australia"),
        ("au", "Telemarketing and Research Calls) Industry Standard 2017; checked 29 Nov 2026)."),
        ("us-strict", "Mon-Sat 9:00-20:00, Sun 12:00-20:00"),
        ("Mon-Fri 9-12, Mon-Fri 14-18", "Mon-Fri 9:00-12:00 and 14:00-18:00, Sat-Sun no calls"),
        ("Sat 22-2", "Mon-Fri no calls, Sat 22:00-2:00, Sun no calls"),
        ("daily 0-24", "every day 0:00-24:00"),
    ],
)
def test_the_hours_are_said_as_days(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], within: str, hours: str
) -> None:
    """Days with the same hours are said together, and a comparison with the source only where there was one."""
    assert hours in callsheet("check", file(AUSTRALIA), "--within", within, "--at", AT).out


def test_several_files_lines_and_silence(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """Each of several files has its own answer, as JSON, as lines and as sentences; `--quiet` prints none."""
    files = (file(INDIA, "in.csv"), file(AUSTRALIA, "au.csv"))
    options = ("--within", "au", "--at", AT)
    both = callsheet("check", *files, *options, "--json").json
    jsonschema.validate(both, schema_of("check", is_strict=True))
    assert [one["calling_hours"]["counts"]["later"] for one in both["files"]] == [5, 2]
    last = jsonl_of(callsheet("check", files[1], *options, "--jsonl").out)[-1]
    jsonschema.validate(last, schema_of("jsonl", is_strict=True))
    assert json.dumps(last["calling_hours"]) == json.dumps(both["files"][1]["calling_hours"])
    assert callsheet("check", *files, *options).out.count("Calling hours of Australia") == 2
    assert callsheet("check", *files, *options, "--quiet").out == ""


def test_without_the_option_nothing_is_said(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """The report is as before."""
    assert "calling_hours" not in callsheet("check", file(INDIA), "--json").json
    assert "Calling hours" not in callsheet("check", file(INDIA)).out
