"""What `callsheet doctor` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count, listed
from callsheet.wording.sending import duration

if TYPE_CHECKING:
    from collections.abc import Sequence

WHAT_IT_CAN = "What this server can do"
COLUMNS = ("Looked at", "Result", "What that means")
KEY_REFUSED = "The server at {url} does not accept the API key."
NOTHING_FOUND = (
    "The server has none of these calls at {url}. Leads can still be sent to a campaign whose id you know. "
    "If you expected more, look at the address: it usually ends in /v1."
)
OK, WRONG, UNKNOWN, ABSENT = "ok", "problem", "not known", "no"
TITLES = {
    "campaigns": "campaigns",
    "batch_calls": "batch calls",
    "workflows": "workflows",
    "agents": "agents",
    "telephony_config": "Telephony Config",
    "phone_numbers": "phone numbers",
    "capabilities": "extensions",
    "clock": "clock",
    "rate_limit": "rate limit",
    "home": "data folder",
    "room": "free disk space",
    "ledger": "database of the app",
    "private": "private files",
    "backend": "database of the backend",
    "stored_clock": "clock and ledger",
    "restored": "restored ledger",
    "sender": "sender",
    "port_app": "port of the app",
    "port_backend": "port of the backend",
    "hosts": "names",
    "proxy": "proxy",
    "sign_in": "sign-in",
    "open_files": "open files",
    "phone_header": "phone column of a batch call",
}
PRESENT = {
    "campaigns": "Leads can be sent to a campaign chosen from a list.",
    "batch_calls": "The server has batch calls. Choose one on Upload, or use callsheet send --batch.",
    "workflows": "The server has workflows. Choose one on Upload, or use callsheet send --workflow.",
    "telephony_config": "Numbers are checked by the enabled countries and prefixes before they are sent.",
    "phone_numbers": "SIP trunks are known, and the campaign's own number is noticed among the leads.",
    "capabilities": "A server of Callsheet: lost answers are looked up, and sent leads can be removed again.",
}
MISSING = {
    "campaigns": "Type the campaign's id; its country has to be chosen by hand.",
    "batch_calls": "Leads go to campaigns only.",
    "workflows": "Leads go to campaigns only.",
    "agents": "Paste the agent's script on Match columns.",
    "telephony_config": "Which countries may be called is not known. The server may refuse rows that are marked ready.",
    "phone_numbers": "A SIP trunk is not noticed, and neither is the campaign's own number among the leads.",
    "capabilities": (
        "After a lost answer we ask you how many leads the campaign has. We only know what was sent from here."
    ),
}
NOT_ALLOWED = "The API key may not read this."
NOT_CHECKED = "The server gave no usable answer (status {status})."
PHONE_HEADER = "This can only be seen by uploading a file. Callsheet names the column phone_number."
CLOCK_OK = "This machine's clock agrees with the server's."
CLOCK_UNKNOWN = "The server does not say what time it is."
RATE_LIMIT_UNKNOWN = "The server does not say how many requests it allows. We slow down when it asks."
HOME_OK = "{path} can be written."
HOME_WRONG = "{path} cannot be written."
LEDGER_OK = "Drafts, lists and sends can be read, and what is committed is on disk."
PRIVATE_OK = "No other user of this machine may read the files with leads and keys."
BACKEND_OK = "The backend's leads can be read."
NO_BACKEND = "No backend was used here."
DAMAGED = "{path} is damaged. Stop Callsheet, keep a copy of the file, and restore a backup."
STORED_CLOCK_OK = "The clock is not behind what was stored last."
RESTORED = (
    "The ledger was restored and sends nothing. Compare the campaigns, then type: callsheet settle --accept-restored"
)
NOT_RESTORED = "The ledger was not restored, or was compared since."
SENDER_RUNS = "A sender works on this ledger."
NO_SENDER = "No sender works now. The app and callsheet send start one; without them: callsheet work"
PORT_FREE = "Port {port} is free."
PORT_MAY_BE_OURS = "Port {port} is in use, and Callsheet runs here."
PORT_TAKEN = {
    "port_app": "Port {port} is in use by another program. callsheet run takes the next free one.",
    "port_backend": "Port {port} is in use. Another callsheet serve here needs another one: --port.",
}
HOSTS = "App and backend answer to {names}, and to this machine itself."
NO_HOSTS = "App and backend answer to this machine alone."
NO_HOSTS_FOR_A_TEAM = (
    "People sign in, but CALLSHEET_HOSTS names no host: whoever comes by another name than localhost is refused (421)."
)
PROXIES = "The addresses that {networks} report are believed."
NO_PROXIES = "No proxy is believed."
NO_PROXIES_BEHIND_A_NAME = (
    "CALLSHEET_HOSTS names a host, but CALLSHEET_PROXIES no proxy: all clients without a key count as one. "
    "Set it to the proxy's address."
)
SIGN_IN_OK = "People sign in, and lists say who may enter."
SIGN_IN_ELSEWHERE = "Lists say who may enter. The sign-in is not in {path}; it may be beside app.py."
NO_SIGN_IN = "Nobody signs in: everybody who reaches the app may use it, and that is this machine alone."
OPEN_TO_ALL = "Nobody signs in: everybody who reaches the app by its name may use it."
NO_LISTS = "There is a sign-in, but nobody may enter: set CALLSHEET_OPERATORS or CALLSHEET_ADMINISTRATORS."


def clock_differs(seconds: float) -> str:
    """How far this machine's clock is off."""
    way = "ahead of" if seconds > 0 else "behind"
    return f"This machine's clock is {abs(seconds):,.0f} seconds {way} the server's. Calling hours may be wrong."


def agents(number: int, published: int, *, has_prompts: bool | None) -> str:
    """What is known of the agents."""
    can_read = {True: "Their scripts can be read.", False: "Their scripts cannot be read: paste them on Match columns."}
    sentence = f"{count(number, 'agent')}, {published:,} with a published version."
    return f"{sentence} {can_read[has_prompts]}" if has_prompts is not None else sentence


def rate_limit(requests: int) -> str:
    """How many requests the server allows."""
    return f"{count(requests, 'request')} a minute."


def room(free_bytes: int) -> str:
    """How much room is left."""
    return f"{free_bytes / 1e9:,.1f} GB free."


def readable_by_others(paths: Sequence[str]) -> str:
    """Files that others on the machine may read."""
    return f"Others on this machine may read {listed(list(paths))}. Type: chmod go= and these names."


def clock_is_behind(seconds: float) -> str:
    """The clock was set back, or was ahead when something was stored."""
    return (
        f"This machine's clock is {duration(seconds)} behind the last event of the ledger. "
        "Set it right: calling hours and retention depend on it."
    )


def open_files(limit: int, *, is_enough: bool) -> str:
    """How many files a process may open."""
    if is_enough:
        return "Enough files may be open for a server."
    return f"{limit:,} files may be open: enough for a few people. For a server set LimitNOFILE=8192."
