"""Charts of a send: the local hour of its leads, and how many of them leave when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.ui.charts.bars import bars
from callsheet.ui.charts.frame import beside_each_other, chart
from callsheet.ui.charts.hours import hours_chart
from callsheet.wording.sending import moment
from callsheet.wording.ui import schedule as words
from callsheet.wording.ui.prompt import BY_TIME

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from callsheet.validation import LocalHours


def send_charts(local: LocalHours | None, now: int, later: Mapping[datetime, int], without_time: int = 0) -> str:
    """The charts as HTML.

    Args:
        local: the leads by their local hour; None: not drawn.
        now: leads that left, or leave at once.
        later: when others leave → how many, the earliest first; empty: when they leave is not drawn.
        without_time: leads that are held back, because no time is known for them.
    """
    charts = [] if local is None else [chart(BY_TIME, hours_chart(local))]
    if later:
        charts.append(chart(words.LEAVING, _leaving(now, later, without_time)))
    return beside_each_other(charts)


def _leaving(now: int, later: Mapping[datetime, int], without_time: int) -> str:
    named = [(words.LEAVING_NOW, now)] if now else []
    named += [(moment(at), leads) for at, leads in later.items()]
    drawn = bars(named, words.LEAVING_AFTER)
    return drawn + (f"<p>{words.without_time(without_time)}</p>" if without_time else "")
