"""Sentences of the prompt panel, and titles of highlights and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE = "What the agent says"
SHOW_SCRIPT = "Show the script"
PASTE = "Paste your agent's script to check that every lead fills it"
PREVIEW_HERE = "With your agent's script, each call is shown here word for word."
EXAMPLE = "Hello {{name}}, I am calling about your {{product_interest}} …"
FALLBACK = "Said where {name} is empty"
FILLED_BY = {
    "built_in": "Every call has it.",
    "agent_default": "The agent has a default.",
    "as_is": "Read aloud as it is where a lead has none.",
    "column": "Every lead has one.",
}
IF_EMPTY, SAME_FOR_ALL = "If empty, say", "The same text for every lead"
USE_COLUMN, CHOOSE_COLUMN = "Use a column", "Choose a column"
AGENT_DEFAULT = "The agent has a default"
CHANGE = "Change"
WORTH = "Check these before you send"
PREVIOUS_ROW, NEXT_ROW = "Previous row", "Next row"
NOBODY_TO_CALL = "No row can be called yet."
PICTURES = "Leads by country, local time and cause"
BY_COUNTRY, BY_TIME = "Ready leads by country", "Their local time now"
AWAKE = {
    "now": "Daytime for {leads}",
    "later": "Night for {leads} (before 8am or after 9pm)",
    "depends": "Day or night for {leads}, depending on where they are",
    "unknown": "Not known for {leads}",
}
"""Whether it is day for leads; `CallState` value → words of the legend."""
BY_CAUSE = "Rows that will not be sent, by cause"
OTHERS = "{n} more countries"
OTHER_CAUSES = "{n} more causes"

USE_AGENTS = "Use the agent's script"


def agents_default(name: str) -> str:
    """What the preview of a call says where the agent fills a variable itself."""
    return f"(the agent's own {name})"


def read_from(agent: str, version: int) -> str:
    """Where the script comes from."""
    return f"This is the script of {agent}, version {version}, as the server shows it."


def not_of_agent(agent: str, version: int) -> str:
    """That the script on Match is not the agent's."""
    return f"This is not the script that the server shows for {agent}, version {version}."


def changed_since(agent: str, version: int) -> str:
    """That the agent says something else than these leads were checked against."""
    return f"{agent}, version {version}, has another script than the one we checked these leads against."


def coverage(filled_by: str, name: str, *, held_back: int, without: int, text: str, near: str) -> str:
    """What fills a variable of the script, and how many leads are held back because nothing does.

    Args:
        filled_by: a `Filled` value.
        name: of the variable.
        held_back: leads that lack it.
        without: leads whose column has no value, of those that get a text.
        text: the text that they or all leads get.
        near: header of the column that it may mean, or "".
    """
    if filled_by == "nothing":
        held = f"{count(held_back, 'lead is', 'leads are')} held back." if held_back else ""
        guess = f"Is it {near}?" if near else ""
        missing = text or f"Nothing fills {{{{{name}}}}}."
        return " ".join(filter(None, [missing, held, guess]))
    if filled_by == "fallback":
        return f"{count(without, 'lead has', 'leads have')} none. The agent says “{text}”."
    if filled_by == "constant":
        return f"Every lead gets “{text}”."
    return FILLED_BY[filled_by]


def empty_in(leads: int) -> str:
    """How many leads have no value in the column of a variable."""
    return f"{count(leads, 'lead has', 'leads have')} none."


def fill(name: str) -> str:
    """The button that opens the ways to fill a variable."""
    return f"Fill {{{{{name}}}}}"


def say_as_it_is(name: str) -> str:
    """The button that lets the agent read the braces aloud."""
    return f"Read “{{{{{name}}}}}” aloud as it is"


def use(header: str) -> str:
    """The button that uses a column for a variable."""
    return f"Use {header}"


def column_for(name: str) -> str:
    """The label of the column that fills a variable."""
    return f"Column for {name}"


def row_hears(row: str) -> str:
    """The heading of the preview of a call."""
    return f"Row {row} will hear"


def position(number: int, total: int) -> str:
    """Which of the rows that can be called is shown: "7 of 632"."""
    return f"{number:,} of {total:,}"


def odd_row(why: str, row: str) -> str:
    """A row that may sound odd: "longest texts · row 88"."""
    return f"{why[:1].upper()}{why[1:]} · row {row}"


def held_back(leads: Mapping[str, int]) -> str:
    """Which variables hold leads back, the worst first: "621 leads held back by {{company}}, 63 by {{amount}}"."""
    (first, number), *others = sorted(leads.items(), key=lambda item: -item[1])
    more = [f"{other:,} by {{{{{name}}}}}" for name, other in others]
    return ", ".join([f"{count(number, 'lead')} held back by {{{{{first}}}}}", *more])


def row(label: str) -> str:
    """A row by its label, as `Table.row_label` gives it: "Row 1,240", "Row North.csv:5"."""
    return f"Row {label}"
