"""A check for programs: its options, and its report as JSON, the same on the command line and over HTTP."""

from callsheet.reporting.calling_hours import calling_times_json
from callsheet.reporting.issues_json import encode_issue_lines
from callsheet.reporting.list_country import ListCountry, find_list_country
from callsheet.reporting.options import LEAVE_OUT, CheckOptions
from callsheet.reporting.phone_columns import phone_leads
from callsheet.reporting.remedies import CAUSES, FIXABLE, apply_remedies, has_remedy
from callsheet.reporting.report_json import VERSION, encode_report, report_facts
from callsheet.reporting.script import ScriptAnswers, split_answer
from callsheet.reporting.table_json import column_json, file_json, notes_json, sheets_json

__all__ = [
    "CAUSES",
    "FIXABLE",
    "LEAVE_OUT",
    "VERSION",
    "CheckOptions",
    "ListCountry",
    "ScriptAnswers",
    "apply_remedies",
    "calling_times_json",
    "column_json",
    "encode_issue_lines",
    "encode_report",
    "file_json",
    "find_list_country",
    "has_remedy",
    "notes_json",
    "phone_leads",
    "report_facts",
    "sheets_json",
    "split_answer",
]
