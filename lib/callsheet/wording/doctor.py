"""What `callsheet doctor` and the test of a server on Settings say."""

from __future__ import annotations

from callsheet.wording.format import count

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
    "phone_header": "phone column of a batch call",
}
PRESENT = {
    "campaigns": "Leads can be sent to a campaign chosen from a list.",
    "batch_calls": "The server has batch calls. Callsheet sends to campaigns.",
    "workflows": "The server has workflows. Callsheet sends to campaigns.",
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
LEDGER_OK = "Drafts, lists and sends can be read."


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
