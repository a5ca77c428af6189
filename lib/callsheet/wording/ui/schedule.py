"""Labels of the fields that say when the leads of a send leave."""

from __future__ import annotations

from callsheet.wording.format import count

HOURS = "Calling hours"
HOURS_HELP = (
    "Each lead is sent only while these hours are open where the person is, by the time zone, postal code, state or"
    " city in the file, else by the number."
)
_HOURS = {
    "": "Any hour",
    "in": "India, 10:00 to 21:00",
    "us": "United States, 8:00 to 21:00",
    "us-strict": "United States, strict states",
    "ca": "Canada",
    "au": "Australia",
    "gb-eu": "Britain and EU, 8:00 to 21:00",
    "own": "My own hours",
}
OWN = "My own hours"
OWN_EXAMPLE = "Mon-Fri 9:00-18:00, Sat 10:00-14:00"
TYPE_HOURS = f"Type the hours, as in {OWN_EXAMPLE}."
AT_ONCE = "Calls at a time"
AT_ONCE_HELP = (
    "How many people the server calls at the same time. This server does not tell, and it decides how many leads can be"
    " called before the hours end."
)
WHEN = "Send"
_WHENS = {"now": "Now", "at": "At a time"}
DAY = "Day"
CLOCK = "Time"
TIME_IS_OVER = "This time is over. Choose a later one."
BY_DAY = "Choose calling hours to send each lead by day."
CHARTS = "Local time of these leads"
CHARTS_LATER = "Local time of these leads, and when they leave"
LEAVING = "When leads leave"
LEAVING_NOW = "Now"
LEFT = "Sent"
LEAVING_AFTER = "{n} more times"
SEND_UNKNOWN = "Also send the leads whose local time is not known"


def hours(name: str) -> str:
    """The label of calling hours.

    Args:
        name: id of a preset, "own", or "" for any hour.
    """
    return _HOURS[name]


def when(name: str) -> str:
    """The label of "now" or "at"."""
    return _WHENS[name]


def without_time(leads: int) -> str:
    """How many leads are held back, because no time is known for them."""
    return f"{count(leads, 'lead is', 'leads are')} held back: no local time is known."
