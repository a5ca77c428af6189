"""Example values of every response model, shown on the API's documentation page."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict

CAMPAIGN_ID, LEAD_ID, MOMENT = "cmp_xyz789abc123", "lead_abc123xyz789", "2026-06-01T03:30:00Z"
CAMPAIGN = {
    "id": CAMPAIGN_ID,
    "organization_id": "org_abc123def456",
    "name": "June offers",
    "agent_id": "agent_1",
    "from_phone_number": "+912234567890",
    "status": "running",
    "max_concurrent_calls": 3,
    "scheduled_at": MOMENT,
    "retry_config": {"max_retries": 2, "retry_interval_minutes": 30},
    "created_at": MOMENT,
    "total_leads": 150,
    "completed_calls": 40,
    "pending_calls": 110,
}
LEAD = {
    "id": LEAD_ID,
    "name": "Priya",
    "phone_number": "+919876543210",
    "campaign_id": CAMPAIGN_ID,
    "status": "pending",
    "notes": {"name": "Priya", "city": "Mumbai"},
    "call_log_id": None,
    "created_at": MOMENT,
}
COUNTRY = {"country_iso": "IN", "country_name": "India", "calling_code": "91", "prefixes": ["6", "7", "8", "9"]}
GROUP = {"prefix_mode": "allow_only_listed", "from_phone_number_country_code": None, "countryRule": COUNTRY}
LISTED = {"id": "pcr_in", **COUNTRY, "max_length": 10, "is_deleted": False}
NUMBER = {
    "id": "phn_abc123def456",
    "phone_number": "+912234567890",
    "provider": "sandbox",
    "status": "active",
    "country_code": "IN",
    "nickname": "Mumbai desk",
    "sip_trunk_enabled": False,
}
UPLOADED = {
    "campaign_id": CAMPAIGN_ID,
    "leads_created": 150,
    "leads_skipped": 3,
    "message": "150 leads queued successfully. 3 rows skipped due to missing phone_number.",
}
UPLOAD_STATE = {"state": "applied", "answer": UPLOADED}
CAPABILITIES = {
    "idempotency_key": True,
    "list_leads": True,
    "all_or_nothing": True,
    "remove_leads": True,
    "lead_cursor": True,
    "lead_lookup": True,
    "bulk_removal": True,
    "number_erasure": True,
    "check": True,
    "agents": True,
    "batch_calls": True,
    "workflows": True,
    "calls": True,
    "simulated_calls": False,
}
ROUTE = '{"default_region": "IN", "sip": false, "countries": null}'
RECIPE = '{"mapping": {"phone": ["Mobile"], "variables": {"Name": "name"}, "left_out": []}, "choices": {}}'
CHECKED = {
    "file": {
        "name": "leads.csv",
        "sha256": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
        "format": "csv",
        "encoding": "utf-8",
        "delimiter": ",",
        "sheet": None,
        "header_row": 1,
    },
    "columns": [
        {"column": 1, "header": "Mobile", "becomes": "phone_number", "variable": None},
        {"column": 2, "header": "Name", "becomes": "variable", "variable": "Name"},
    ],
    "phone_candidates": [
        {"column": 1, "header": "Mobile", "chosen": True, "filled": 2, "numbers": 1, "repairable": 0, "adds": 1}
    ],
    "counts": {
        "rows": 2,
        "ready": 1,
        "errors": 1,
        "duplicates": 0,
        "blank": 0,
        "left_out": 0,
        "missing": 0,
        "suppressed": 0,
        "without_consent": 0,
    },
    "country": {"used": "IN", "by": "option", "fits": 0.5, "asked": False, "likely": None, "counts": None},
    "country_column": None,
    "consent": None,
    "constants": {},
    "script": None,
    "issue_count": 1,
    "issues": [
        {
            "row": 3,
            "column": 1,
            "header": "Mobile",
            "code": "too_few_digits",
            "severity": "error",
            "value": "12345",
        }
    ],
    "notes": [],
    "not_checked": ["no_enabled_countries", "country_not_enabled", "prefix_not_enabled"],
    "version": 1,
}
FILE_REFUSED = {
    "statusCode": 400,
    "message": "This file has column names but no leads below them.",
    "error": "Bad Request",
    "refused": {"code": "no_leads"},
}


def tolerant(example: dict[str, Any]) -> ConfigDict:
    """Return the configuration of a response model: unknown fields are ignored, and the schema shows an example."""
    return ConfigDict(extra="ignore", json_schema_extra={"examples": [example]})
