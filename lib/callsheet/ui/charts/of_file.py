"""Charts of a file: ready leads by country and by their local hour, rows that are not sent by cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.ui.charts.bars import bars
from callsheet.ui.charts.frame import beside_each_other, chart
from callsheet.ui.charts.hours import hours_chart
from callsheet.wording import issues
from callsheet.wording.ui import prompt as words

if TYPE_CHECKING:
    from callsheet.ui.session.statistics import Statistics


def charts_html(statistics: Statistics) -> str:
    """All charts as HTML.

    Args:
        statistics: of the file.
    """
    charts = []
    if statistics.ready:
        by_country = sorted(statistics.countries.items(), key=lambda item: -item[1])
        named = [(issues.country(region), leads) for region, leads in by_country]
        charts.append(chart(words.BY_COUNTRY, bars(named, words.OTHERS)))
        charts.append(chart(words.BY_TIME, hours_chart(statistics.local_hours)))
    if statistics.causes:
        by_cause = sorted(statistics.causes.items(), key=lambda item: -item[1])
        charts.append(chart(words.BY_CAUSE, bars(by_cause, words.OTHER_CAUSES)))
    return beside_each_other(charts)
