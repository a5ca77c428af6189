"""Charts of a file as HTML: ready leads by country and by their local hour, rows that are not sent by cause."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from callsheet.ui.session.statistics import SLEEPING_HOUR, WAKING_HOUR
from callsheet.validation import CallState
from callsheet.wording import issues
from callsheet.wording.format import count
from callsheet.wording.ui import prompt as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callsheet.ui.session.statistics import Statistics

_MAX_BARS = 6
_HOURS = 24
_KEYS = {CallState.NOW: "", CallState.LATER: "asleep", CallState.DEPENDS: "maybe", CallState.UNKNOWN: "unknown"}
"""State → class of its colour in the legend."""

_STYLE = """
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 1.5rem 2.5rem;
  margin: .25rem 0 .5rem; font-size: .875rem; line-height: 1.35 }
.picture b { display: block; font-weight: 600; margin-bottom: .6rem }
.bars { display: grid; grid-template-columns: minmax(0, max-content) minmax(3rem, 1fr) max-content; gap: .35rem .75rem;
  align-items: center }
.bars > div { display: contents }
.bars em { font-style: normal }
.bars em:last-child { text-align: end; font-variant-numeric: tabular-nums }
.picture i { display: block; height: .5rem; min-width: 2px; border-radius: .25rem; background: var(--primaryColor) }
.hours { display: grid; grid-template-columns: repeat(24, 1fr); align-items: end; gap: 2px; height: 4.6rem;
  border-bottom: 1px solid var(--borderColor) }
.hours i { height: 0; min-width: 0; border-radius: .15rem .15rem 0 0 }
.hours span { height: 100%; display: flex; flex-direction: column; justify-content: end }
.hours .asleep { background: color-mix(in srgb, var(--textColor) 7%, transparent) }
.hours .asleep i, .key.asleep { background: var(--redTextColor) }
.hours .maybe, .key.maybe { --stripe: var(--primaryColor);
  background: repeating-linear-gradient(135deg, var(--stripe) 0 2px, transparent 2px 4px) }
.hours .asleep .maybe { --stripe: var(--redTextColor);
  background: repeating-linear-gradient(135deg, var(--stripe) 0 2px, transparent 2px 4px) }
.key.unknown { background: none; box-sizing: border-box; border: 1px solid var(--textColor) }
.axis { display: grid; grid-template-columns: repeat(24, 1fr); font-size: .75rem; opacity: .75; margin-top: .15rem }
.axis span { grid-column: span 6 }
.picture p { font-size: inherit; margin: .5rem 0 0; display: flex; flex-wrap: wrap; gap: .15rem 1rem }
.key { display: inline-block; width: .6rem; height: .6rem; border-radius: .15rem; margin-inline-end: .4rem;
  background: var(--primaryColor) }
"""


def charts_html(statistics: Statistics) -> str:
    """All charts as HTML; contains numbers, country names and our own words only, no text of the file."""
    charts = []
    if statistics.ready:
        leads_by_country = [(issues.country(region), leads) for region, leads in statistics.countries.items()]
        charts.append(_chart(words.BY_COUNTRY, _bars(leads_by_country, words.OTHERS)))
        charts.append(_chart(words.BY_TIME, _hours(statistics)))
    if statistics.causes:
        charts.append(_chart(words.BY_CAUSE, _bars(statistics.causes.items(), words.OTHER_CAUSES)))
    return f'<style>{_STYLE}</style><div class="pictures">{"".join(charts)}</div>'


def _chart(title: str, body: str) -> str:
    return f'<div class="picture"><b>{title}</b>{body}</div>'


def _bars(rows_by_name: Iterable[tuple[str, int]], others: str) -> str:
    """One bar per name, the longest first; everything after the sixth is added up in one bar."""
    ranked = sorted(rows_by_name, key=lambda item: -item[1])
    shown, rest = ranked[:_MAX_BARS], ranked[_MAX_BARS:]
    if rest:
        shown.append((others.format(n=len(rest)), sum(rows for _, rows in rest)))
    most = max(rows for _, rows in shown)
    bars = (
        f'<div role="listitem"><em>{escape(name)}</em><span aria-hidden="true">'
        f'<i style="width:{100 * rows / most:.1f}%"></i></span><em>{rows:,}</em></div>'
        for name, rows in shown
    )
    return f'<div class="bars" role="list">{"".join(bars)}</div>'


def _hours(statistics: Statistics) -> str:
    """The 24 hours of the day with the leads whose local time it is now, or may be; the hours of sleep are shaded."""
    tallest = max((_leads_at(statistics, hour) for hour in range(_HOURS)), default=0)
    columns = "".join(_hour(statistics, hour, max(tallest, 1)) for hour in range(_HOURS))
    axis = "".join(f"<span>{hour}:00</span>" for hour in range(0, _HOURS, 6))
    legend = "".join(_key(state, leads) for state, leads in statistics.awake.items() if leads)
    return (
        f'<div class="hours" aria-hidden="true">{columns}</div><div class="axis" aria-hidden="true">{axis}</div>'
        f"<p>{legend}</p>"
    )


def _key(state: CallState, leads: int) -> str:
    """A line of the legend."""
    text = words.AWAKE[state.value].format(leads=count(leads, "lead"))
    return f'<span><span class="key {_KEYS[state]}"></span>{text}</span>'


def _hour(statistics: Statistics, hour: int, most: int) -> str:
    """The bar of an hour: the leads whose hour it may be on those whose hour it is."""
    parts = (("maybe", statistics.possible_hours), ("", statistics.hours))
    bars = "".join(
        f'<i class="{name}" style="height:{100 * leads[hour] / most:.1f}%"></i>'
        for name, leads in parts
        if hour in leads
    )
    return f'<span class="{"" if WAKING_HOUR <= hour < SLEEPING_HOUR else "asleep"}">{bars}</span>'


def _leads_at(statistics: Statistics, hour: int) -> int:
    return statistics.hours.get(hour, 0) + statistics.possible_hours.get(hour, 0)
