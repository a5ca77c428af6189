"""The JSON Schemas of the command line's output, made from the codes of the code; `make reference` writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from callsheet.cli.checks.several_files import INVALID_OPTION
from callsheet.cli.options.arguments import SCHEMAS
from callsheet.cli.terminal.json_output import VERSION
from callsheet.client import Found
from callsheet.client.prober import PATHS
from callsheet.errors import RefusalCode
from callsheet.store import (
    AttentionReason,
    CallOutcome,
    DestinationKind,
    PartState,
    ReadProblem,
    RowState,
    SubmissionState,
)
from callsheet.validation import (
    ABOUT_CONSENT,
    PRESETS,
    CallState,
    ConsentKind,
    ConsentState,
    Filled,
    IssueCode,
    LocalTimeSource,
    NoteCode,
    RuleKind,
    Severity,
)
from callsheet.wording.sending import OUTCOMES

FOLDER = Path(__file__).parents[3] / "lib" / "callsheet" / "cli" / "reference" / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER_FROM_1: Schema = {"type": "integer", "minimum": 1}
SHARE: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
REGION: Schema = {"type": ["string", "null"], "pattern": "^[A-Z]{2}$"}
SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
MOMENT: Schema = {"type": "string", "format": "date-time"}


def optional(schema: Schema) -> Schema:
    """The schema of a value that may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(values: Any) -> Schema:
    """The schema of one of some texts."""
    return {"enum": [str(value) for value in values]}


def many(schema: Schema) -> Schema:
    """The schema of a list."""
    return {"type": "array", "items": schema}


def these(properties: dict[str, Schema], *, optional_keys: tuple[str, ...] = ()) -> Schema:
    """The schema of an object with these keys; `schema_of` decides whether others may be added."""
    required = [name for name in properties if name not in optional_keys]
    return {"type": "object", "properties": properties, "required": required}


FILE = these(
    {
        "name": TEXT,
        "sha256": SHA256,
        "format": one_of(("csv", "xlsx", "xls", "html", "xml", "ods", "several")),
        "encoding": optional(TEXT),
        "delimiter": optional(TEXT),
        "sheet": optional(TEXT),
        "header_row": COUNT,
        "parts": many(
            these({"name": TEXT, "sheet": optional(TEXT), "header_row": COUNT, "rows": COUNT, "offset": COUNT})
        ),
    },
    optional_keys=("parts",),
)
COLUMN = these({"column": NUMBER_FROM_1, "header": TEXT})
COLUMNS = many(
    these(
        {
            **COLUMN["properties"],
            "becomes": one_of(("phone_number", "variable", "left_out")),
            "variable": optional(TEXT),
        }
    )
)
PHONE_CANDIDATES = many(
    these(
        {
            **COLUMN["properties"],
            "chosen": FLAG,
            "filled": COUNT,
            "numbers": COUNT,
            "repairable": COUNT,
            "adds": COUNT,
        }
    )
)
SCHEDULED = these({"at": MOMENT, "leads": COUNT})
"""When leads leave that wait for a time or for calling hours."""

COUNTS = these(
    dict.fromkeys(
        ("rows", "ready", "errors", "duplicates", "blank", "left_out", "missing", "suppressed", "without_consent"),
        COUNT,
    )
)
COUNTRY = these(
    {
        "used": REGION,
        "by": optional(one_of(("option", "recipe", "route", "column"))),
        "fits": SHARE,
        "asked": FLAG,
        "likely": REGION,
        "counts": optional(these(dict.fromkeys(("used", "likely", "both", "neither"), COUNT))),
    }
)
ISSUE = these(
    {
        "row": NUMBER_FROM_1,
        "column": optional(NUMBER_FROM_1),
        "header": optional(TEXT),
        "code": one_of(IssueCode),
        "severity": one_of(Severity),
        "value": optional(TEXT),
    }
)
NOTES = many(
    these({"code": one_of(NoteCode), "rows": many(NUMBER_FROM_1), "columns": many(COLUMN), "facts": {"type": "object"}})
)
REFUSED = these({"code": one_of([*RefusalCode, INVALID_OPTION]), "message": TEXT})
SCRIPT_VARIABLE = these({"variable": TEXT, "filled_by": one_of(Filled), "held_back": COUNT, "near": many(COLUMN)})
FACTS = {
    "counts": COUNTS,
    "country": COUNTRY,
    "country_column": optional(COLUMN),
    "consent": optional(
        these(
            {
                "columns": many(these({"column": NUMBER_FROM_1, "header": TEXT, "kind": one_of(ConsentKind)})),
                "policy": TEXT,
                "left_out": {"type": "object", "propertyNames": one_of(ABOUT_CONSENT), "additionalProperties": COUNT},
            }
        )
    ),
    "constants": {"type": "object", "additionalProperties": TEXT},
    "script": optional(many(SCRIPT_VARIABLE)),
    "issue_count": COUNT,
    "notes": NOTES,
    "not_checked": many(one_of(IssueCode)),
}
VERSIONED = {"version": {"const": VERSION}}
UTC_OFFSET: Schema = {"type": "string", "pattern": r"^[+-]\d\d:\d\d$"}
CALLING_HOURS = these(
    {
        "hours": one_of([*PRESETS, "own"]),
        "kind": one_of(RuleKind),
        "holidays": REGION,
        "source": TEXT,
        "checked": optional({"type": "string", "format": "date"}),
        "at": MOMENT,
        "counts": these({state.value: COUNT for state in CallState}),
        "local_time_from": these({source.value: COUNT for source in LocalTimeSource}),
        "columns": many(these({**COLUMN["properties"], "holds": one_of(LocalTimeSource)})),
        "next_opening": optional(these({"at": MOMENT, "leads": NUMBER_FROM_1})),
        "groups": many(
            these(
                {
                    "utc_offsets": many(UTC_OFFSET),
                    "state": one_of(CallState),
                    "leads": NUMBER_FROM_1,
                    "next_at": optional(MOMENT),
                    "until": optional(MOMENT),
                }
            )
        ),
    }
)
WITHIN = {"calling_hours": CALLING_HOURS}
"""With --within."""

REPORT = {
    "file": FILE,
    "columns": COLUMNS,
    "phone_candidates": PHONE_CANDIDATES,
    **FACTS,
    "issues": many(ISSUE),
    **VERSIONED,
}
QUESTION = these(
    {
        "part": TEXT,
        "leads": COUNT,
        "left_at": MOMENT,
        "count_before": optional(COUNT),
        "sent_since": COUNT,
        "quarantine_seconds_left": {"type": ["number", "null"]},
        "on_hold": optional(these({"count_before": COUNT, "count_now": COUNT})),
    }
)
SUBMISSION = these(
    {
        "id": TEXT,
        "state": one_of(SubmissionState),
        "file": these({"name": TEXT, "sha256": SHA256}),
        "campaign_id": TEXT,
        "destination": one_of(DestinationKind),
        "created_at": MOMENT,
        "created_by": TEXT,
        "rows": {"type": "object", "propertyNames": one_of(RowState), "additionalProperties": COUNT},
        "parts": many(these({"id": TEXT, "state": one_of(PartState), "rows": COUNT, "batch_call": TEXT})),
        "scheduled": many(SCHEDULED),
        "message": TEXT,
        "refused": many(these({"row": NUMBER_FROM_1, "reason": TEXT})),
        "questions": many(QUESTION),
    }
)
DRY_RUN = these(
    {
        "campaign": these({"id": TEXT, "name": TEXT}),
        "rows_to_send": COUNT,
        "called_again": COUNT,
        "already_sent": COUNT,
        "in_campaign": COUNT,
        "capped": COUNT,
        "called_elsewhere": {"type": "object", "additionalProperties": COUNT},
        "parts": many(NUMBER_FROM_1),
        "scheduled": many(SCHEDULED),
        "first_calls": many(
            these(
                {
                    "row": NUMBER_FROM_1,
                    "says": optional(TEXT),
                    "variables": {"type": "object", "additionalProperties": TEXT},
                }
            )
        ),
    }
)
SENT = {"submission": optional(SUBMISSION), "submissions": many(SUBMISSION)}
NOT_READ = these({"file": these({"name": TEXT}), "refused": REFUSED})


def files_or_one(report: Schema) -> Schema:
    """One object for one file; for several files an object with a list of them."""
    several = these({**VERSIONED, "files": many({"anyOf": [report, NOT_READ]})})
    return {"anyOf": [report, these({"refused": REFUSED}), several]}


def line(kind: str, properties: dict[str, Schema], *, optional_keys: tuple[str, ...] = ()) -> Schema:
    """The schema of one line of `--jsonl`."""
    return these({"type": {"const": kind}, **properties}, optional_keys=optional_keys)


BODIES: dict[str, tuple[str, Schema]] = {
    "check": (
        "What `callsheet check --json` prints.",
        files_or_one(these({**REPORT, **WITHIN}, optional_keys=tuple(WITHIN))),
    ),
    "send": (
        "What `callsheet send --json` prints; `dry_run` with --dry-run, else the submissions.",
        files_or_one({"anyOf": [these({**REPORT, **SENT}), these({**REPORT, "dry_run": DRY_RUN})]}),
    ),
    "jsonl": (
        "Each line that `check --jsonl` and `send --jsonl` print.",
        {
            "anyOf": [
                line("file", {**VERSIONED, "file": FILE, "columns": COLUMNS}),
                line("issue", ISSUE["properties"]),
                line(
                    "counts",
                    {"phone_candidates": PHONE_CANDIDATES, **FACTS, **WITHIN, **SENT, "dry_run": DRY_RUN},
                    optional_keys=(*WITHIN, *SENT, "dry_run"),
                ),
                line("refused", {"name": TEXT, **REFUSED["properties"]}, optional_keys=("name",)),
            ]
        },
    ),
    "read": (
        "What `callsheet read --json` prints.",
        {
            "anyOf": [
                these(
                    {
                        "file": FILE,
                        "sheets": many(these({"name": TEXT, "visible": FLAG, "rows": COUNT})),
                        "rows": COUNT,
                        "broken_rows": many(NUMBER_FROM_1),
                        "notes": NOTES,
                        **VERSIONED,
                    }
                ),
                these({"refused": REFUSED}),
            ]
        },
    ),
    "submissions": (
        "What `callsheet submissions --json` prints.",
        these(
            {
                **VERSIONED,
                "submissions": many(SUBMISSION),
                "attention": {"type": "object", "additionalProperties": one_of(AttentionReason)},
            }
        ),
    ),
    "campaigns": (
        "What `callsheet campaigns --json` prints.",
        these(
            {
                **VERSIONED,
                "campaigns": many(these({"id": TEXT, "name": TEXT, "status": TEXT, "leads": COUNT})),
                "start": these(
                    {
                        "started": FLAG,
                        "waiting": COUNT,
                        "known": COUNT,
                        "listed": COUNT,
                        "outside_hours": COUNT,
                        "no_local_time": COUNT,
                        "hours": many(TEXT),
                        "next_at": optional(MOMENT),
                    }
                ),
            },
            optional_keys=("start",),
        ),
    ),
    "doctor": (
        "What `callsheet doctor --json` prints.",
        these(
            {
                **VERSIONED,
                "server": these(
                    {
                        "url": TEXT,
                        "reached": FLAG,
                        "key_accepted": optional(FLAG),
                        "clock_skew_seconds": optional({"type": "number"}),
                        "rate_limit": optional(COUNT),
                        "calls": these(
                            {
                                name: these(
                                    {"found": one_of(Found), "status": optional(COUNT), "shape": optional(TEXT)}
                                )
                                for name in PATHS
                            }
                        ),
                        "capabilities": {"type": "object", "additionalProperties": FLAG},
                        "agents_published": optional(COUNT),
                        "prompts_readable": optional(FLAG),
                    }
                ),
                "findings": many(
                    these({"check": TEXT, "result": one_of(("ok", "problem", "no", "not_known")), "meaning": TEXT})
                ),
            }
        ),
    ),
    "results": (
        "What `callsheet results --json` prints.",
        these(
            {
                "submission": TEXT,
                "fetched_at": optional(MOMENT),
                "counts": {"type": "object", "additionalProperties": COUNT},
                "simulated": COUNT,
                "is_over": FLAG,
                "problem": one_of(ReadProblem),
                "next": optional(
                    these(
                        {
                            "rows": many(NUMBER_FROM_1),
                            "out": {"type": "object", "additionalProperties": COUNT},
                        }
                    )
                ),
                "rows": many(
                    these(
                        {
                            "row": NUMBER_FROM_1,
                            "outcome": one_of(CallOutcome),
                            "attempts": COUNT,
                            "last_call": optional(COUNT),
                            "duration": optional(COUNT),
                            "simulated": FLAG,
                            "recording": TEXT,
                            "transcript": TEXT,
                        }
                    )
                ),
            }
        ),
    ),
    "receipt": (
        "What `callsheet receipt --json` prints.",
        these(
            {
                "receipt": TEXT,
                "file": these({"name": TEXT, "sha256": SHA256}),
                "server": TEXT,
                "destination": one_of(DestinationKind),
                "campaign": these({"id": TEXT, "name": TEXT}),
                "batch_calls": many(TEXT),
                "files_for_dashboard": many(these({"name": TEXT, "rows": COUNT, "sha256": SHA256})),
                "pressed_at": MOMENT,
                "settled_at": optional(MOMENT),
                "state": one_of(SubmissionState),
                "message": TEXT,
                "pressed_by": TEXT,
                "called_again": FLAG,
                "decided": {"type": "object"},
                "counts": these({"rows": COUNT, **dict.fromkeys(OUTCOMES, COUNT)}),
                "checks": many(
                    these(
                        {
                            "at": MOMENT,
                            "lists": many(these({"name": TEXT, "as_of": optional(TEXT), "numbers": COUNT})),
                            "list_revision": COUNT,
                            "calls": optional(NUMBER_FROM_1),
                            "days": NUMBER_FROM_1,
                            "consent": TEXT,
                            "hours_until": optional(MOMENT),
                        },
                        optional_keys=("consent",),  # parts of before do not say it
                    )
                ),
                "rows": many(
                    these(
                        {
                            "row": NUMBER_FROM_1,
                            "row_in_file": TEXT,
                            "phone_number": TEXT,
                            "outcome": one_of(OUTCOMES),
                            "message": TEXT,
                            "lead_id": TEXT,
                            "check": optional(NUMBER_FROM_1),
                            "consent": optional(these({"said": one_of(ConsentState), "day": optional(TEXT)})),
                            "link": TEXT,
                        },
                        optional_keys=("row_in_file",),  # where several files were put together
                    )
                ),
                "seal": these({"key_id": TEXT, "hmac_sha256": SHA256}),
                **VERSIONED,
            }
        ),
    ),
}


def schema_of(name: str, *, is_strict: bool = False) -> Schema:
    """The schema of a command's output.

    Args:
        name: one of `SCHEMAS`.
        is_strict: True refuses keys that the schema does not list, as the tests do. As published it allows them: a key
            may be added without a new version.
    """
    description, body = BODIES[name]
    head = {"$schema": DIALECT, "$id": f"urn:callsheet:{name}:{VERSION}", "title": name, "description": description}
    return {**head, **(_closed(body) if is_strict else body)}


def _closed(schema: Any) -> Any:
    """A schema whose objects have no other keys."""
    if isinstance(schema, list):
        return [_closed(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: _closed(entry) for name, entry in schema.items()}
    return closed | {"additionalProperties": False} if isinstance(schema.get("required"), list) else closed


def encoded(name: str) -> str:
    """A schema as its file."""
    return json.dumps(schema_of(name), indent=1) + "\n"


def main() -> None:
    """Write the schemas."""
    FOLDER.mkdir(exist_ok=True)
    for name in SCHEMAS:
        (FOLDER / f"{name}.json").write_text(encoded(name), encoding="utf-8")


if __name__ == "__main__":
    main()
