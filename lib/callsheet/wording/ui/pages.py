"""Sentences of the other pages: Campaigns, Settings, open drafts, remembered mappings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from babel.dates import format_timedelta

from callsheet.wording.format import count, listed
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from collections.abc import Mapping

_MINUTE = 60
"""Seconds."""
APP_NAME = "Callsheet"
DROP_WORDS = {"upload": "Drop your file anywhere", "corrected": "Drop your corrected rows anywhere"}
IMPORT = "Import"
HISTORY = "History"
CAMPAIGNS = "Campaigns"
SETTINGS = "Settings"
COMING_BACK = "The connection dropped. Nothing is lost: this page comes back by itself."
NO_DOWNLOAD = "This file could not be made. Reload the page, then try again."
NOT_YOURS = "This download belongs to another session. Open your own upload to download it."
NO_UPLOAD = "This page may not upload files. Reload it, and sign in if it asks you to."
TOO_MANY_UPLOADS = "Too many files are open in this tab. Reload the page, then upload the file again."
UNKNOWN_HOST = "Callsheet does not answer to this address. Whoever runs it can add the name to CALLSHEET_HOSTS."
OTHER_ORIGIN = "This request came from a page of another address."

CAMPAIGNS_INTRO = "Where leads can go, and which countries may be called."
CAMPAIGN_HEADS = ("Campaign", "Status", "Calls from", "Leads", "Waiting", "Called")
NO_CAMPAIGN_YET = "No campaign yet. Make the first one."
CAMPAIGNS_NOT_LISTED = "This server does not list its campaigns. On Import, type the campaign’s id instead."
NEW_CAMPAIGN = "New campaign"
CAMPAIGN_NAME = "Name"
AGENT = "Agent id"
AGENT_HELP = "The agent that speaks, as the server names it: agent_…"
CALLS_FROM = "Calls from"
CREATE_CAMPAIGN = "Create campaign"
OPEN_CAMPAIGN = "Open a campaign"
NO_NUMBERS = "This server does not list its numbers: type one with + and country code."
SIP = "SIP trunk"

COUNTRIES = "Countries that may be called"
COUNTRIES_INTRO = "These settings apply to all campaigns except those on a SIP trunk (Telephony Config)."
COUNTRIES_UNKNOWN = "This server does not tell which countries it may call. Numbers are checked, destinations are not."
COUNTRIES_ELSEWHERE = "Change it in the server’s own dashboard."
NO_COUNTRY = "No country is enabled: nobody can be called."
COUNTRY_HEADS = ("Country", "Allowed number prefixes")
ADD_COUNTRY = "Add a country"
REMOVE, UNDO = "Remove", "Undo"
NOTHING_STARTS = "Enter at least one prefix. Until then nobody is called here."
ONLY_DIGITS = "Type digits with commas between: 6, 7, 80"
SAVED = "Saved"

_CAMPAIGN_STATUS = {
    "draft": "Draft",
    "active": "Active",
    "running": "Running",
    "paused": "Paused",
    "completed": "Completed",
    "cancelled": "Cancelled",
}
ACTIVITY = "Who did what"
ACTIVITY_INTRO = "The latest entries, in UTC. All of them, with their signatures: callsheet audit export."
NO_ACTIVITY = "Nothing yet."
ACTIVITY_COLUMNS = ("When", "Who", "What", "Which", "How much")
ACTIVITIES = {
    "uploaded": "uploaded a file",
    "fixed": "fixed cells",
    "deleted": "deleted an upload",
    "columns_deleted": "deleted remembered columns",
    "setting": "changed a setting",
    "list_created": "made a do-not-call list",
    "list_dated": "dated a do-not-call list",
    "stopped": "took out a person who asked us to stop",
    "campaign_started": "started a campaign",
    "seen": "saw what failed of a send",
    "listed": "added to the do-not-call list",
    "unlisted": "removed from the do-not-call list",
    "list_emptied": "emptied the do-not-call list",
    "erased": "erased a number",
    "number_forgotten": "erased a number from a send",
    "key_created": "made an API key",
    "key_revoked": "revoked an API key",
    "backup": "made a backup",
    "restore": "restored a backup",
    "pressed": "pressed Send",
    "counted": "counted the leads of a campaign",
    "on_hold": "gave a count that does not decide",
    "acked": "said that leads arrived",
    "absent": "said that leads did not arrive",
    "partly_arrived": "said which leads arrived",
    "reopened": "changed an answer",
    "left_earlier": "found leads that had arrived",
    "withdrawn": "stopped a send",
    "resumed": "sent the rest",
    "take_back_asked": "removed leads from a campaign",
    "take_back_done": "stopped removing leads",
}


def campaign_status(status: str) -> str:
    """A campaign's status in a word; an unknown status is shown as the server sends it."""
    return _CAMPAIGN_STATUS.get(status, status)


def missing_of_campaign(name: str, agent: str, number: str) -> str:
    """What a new campaign still needs; "" when it has all."""
    if not name:
        return "Enter a name."
    if not agent:
        return "Enter an agent ID."
    return "" if number else "Choose the number it calls from."


def campaigns_in_all(number: int) -> str:
    """How many campaigns there are."""
    return count(number, "campaign")


def number_named(number: str, nickname: str | None, *, sip: bool) -> str:
    """A number to call from: "+91 22 3456 7890 · Sandbox · SIP trunk"."""
    return " · ".join(filter(None, [number, nickname, SIP if sip else ""]))


def prefixes_of(country: str) -> str:
    """Label of a country's prefixes, for screen readers."""
    return f"Allowed number prefixes in {country}"


def remove_country(country: str) -> str:
    """The button that takes a country off the list."""
    return f"Remove {country}"


def server_said(message: str) -> str:
    """A refusal with the server's message."""
    return f"The server did not take it. It said: “{message}”" if message else "The server did not take it."


def country_removed(drafts: int, leads: int) -> str:
    """What removing a country does to uploads that are not sent yet."""
    if not leads:
        return "Removed. No open upload has ready leads there."
    return f"Removed. {count(leads, 'ready lead')} in {count(drafts, 'open upload')} cannot be called any more."


def undo_country(country: str) -> str:
    """The button that puts a removed country back."""
    return f"Allow calls to {country} again"


SETTINGS_INTRO = "Where leads are sent, what is remembered, and for how long."
SERVER = "Server"
SERVER_BUILT_IN = "The built-in server holds the leads on this machine. Type an address to send them to another one."
SERVER_OTHER = "Leads go to this server."
ADDRESS = "Address"
ADDRESS_PLACEHOLDER = "https://api.example.com/v1"
KEY = "API key"
KEY_KEPT = "A key is kept. Type a new one to replace it."
KEY_MISSING = "Paste the key of that server"
TEST = "Test the connection"
SAVE_SERVER = "Save server"
USE_BUILT_IN = "Use the built-in server"
NO_ADDRESS = "Type the address first: https://… with /v1 at its end."
NOT_SAFE = "Use https:// : over http:// anyone on the way can read the leads and the key."
NO_KEY = "Paste the key of this server."
SET_BY_ENVIRONMENT = "Set outside the app, by {name}."
ADMINISTRATORS_ONLY = "Only an administrator can change this."

READING = "Default country"
DEFAULT_COUNTRY = "Numbers without a country code are from"
DEFAULT_COUNTRY_NONE = "The campaign’s country"
DEFAULT_COUNTRY_HELP = (
    "Used where the server names no country for a campaign. Match columns can change it for one file."
)

REMEMBERED = "Remembered columns"
REMEMBERED_INTRO = "When you upload a file with these columns again, we match it the same way."
NOTHING_REMEMBERED = "Nothing yet: columns are remembered when you continue from Match columns."
DOWNLOAD_RECIPE = "Download"
FORGET, FORGET_COLUMNS = "Delete", "Delete this mapping"

KEEPING = "How long things are kept"
DRAFT_DAYS = "Keep unfinished uploads for … days"
DRAFT_DAYS_HELP = "A file nobody touched for this long is deleted, with every change made to it."
CALL_CAP = "One person in several campaigns"
CALL_CAP_INTRO = (
    "Counted are the calls of all campaigns that were sent from here. A lead whose person was called often enough is "
    "left out before Send, and once more when it is sent."
)
CALL_CAP_TELL, CALL_CAP_ONCE, CALL_CAP_MOST = "Only tell me", "Leave the lead out", "Allow some calls"
CALL_CAP_POLICY, CALL_CAP_CALLS, CALL_CAP_DAYS = "Called elsewhere lately", "Calls at most", "in days"
LEDGER_DAYS = "Keep sent leads for … days"
LEDGER_DAYS_HELP = "Afterwards only counts and unreadable marks remain, so that nobody is called twice."


def set_by(field: str) -> str:
    """Why a field cannot be changed: the environment sets it."""
    return SET_BY_ENVIRONMENT.format(name=f"CALLSHEET_{field.upper()}")


def connected(campaigns: int | None) -> str:
    """Result of a connection test; None: the server does not list its campaigns."""
    if campaigns is None:
        return "Connected. This server does not list its campaigns; uploads still work."
    return f"Connected: {count(campaigns, 'campaign')}."


def forget_columns(file_name: str) -> str:
    """What deleting a remembered mapping does."""
    return f"The next file like {file_name} is matched from scratch."


def remembered(headers: tuple[str, ...], file_name: str, when: str) -> tuple[str, str]:
    """A remembered mapping: its column names, and the file it comes from."""
    return listed([header or "(no name)" for header in headers], 6), f"from {file_name}, {when}"


def ago(seconds: float) -> str:
    """How long ago something was: "3 minutes ago"; "just now" for less than a minute."""
    if seconds < _MINUTE:
        return "just now"
    return format_timedelta(timedelta(seconds=-seconds), threshold=1, add_direction=True, locale="en")


CAMPAIGN_ID = "Campaign id"
CAMPAIGN_ID_HELP = "This server lists no campaigns. Copy the id from its dashboard: cmp_…"
CAMPAIGN_ID_NEEDED = "Type the campaign’s id, then drop your file."
ROUTE_SIP = "SIP trunk: any country may be called"
ROUTE_UNKNOWN = "This server does not tell which countries may be called: check them there"
ROUTE_NONE = "No country may be called yet: enable one on Campaigns"
GO_ON = "Continue an earlier upload"
DELETE = "Delete"
AS_LAST_TIME = "Columns as last time."
START_FROM_FILE = "Start over"


def route_may_call(countries: list[str]) -> str:
    """Which countries a campaign may call."""
    return f"May call {listed(countries, 4)}" if countries else ROUTE_NONE


def leads_there(total: int, waiting: int) -> str:
    """How many leads a campaign has and how many wait to be called."""
    if not total:
        return "No leads there yet"
    return f"{count(total, 'lead')} there" + (f", {waiting:,} waiting" if waiting else "")


def campaign_option(name: str, campaign_id: str) -> str:
    """A campaign to choose where another one has its name: "Diwali (cmp_4f)"."""
    return f"{name} ({campaign_id})"


def delete_now(rows: int) -> str:
    """The button that deletes an unfinished upload for good."""
    return f"Delete it with its {count(rows, 'row')}"


def drafts_kept(days: int) -> str:
    """How long an unfinished upload is stored."""
    return f"We delete unfinished uploads after {count(days, 'day')} without changes."


def draft_line(name: str, rows: int, step: str, when: str) -> str:
    """A draft in the list: "leads.csv · 160 rows · Review · 3 minutes ago"."""
    return " · ".join(filter(None, [name, count(rows, "row") if rows else "", steps.STEPS.get(step, ""), when]))


def delete_draft(name: str) -> str:
    """What the button deletes."""
    return f"Delete {name} and every change made to it"


def calls_from(number: str) -> str:
    """The number a campaign calls from."""
    return f"Calls from {number}"


def activity_facts(facts: Mapping[str, object]) -> str:
    """How much of something was done: "cells 3, rows left out 2"."""
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in facts.items() if value not in (0, None, ""))
