from __future__ import annotations

import functools
import gc
import sys
from typing import Any

from callsheet import read_table, suggest_mapping
from callsheet.ui.charts.of_file import charts_html
from callsheet.ui.session.statistics import Statistics
from callsheet.ui.session.summary import Summary
from callsheet.validation import Choices, Route, check, region_match, suggest_country_column

MARKS = ("9820000", "Zebedee", "zebra street", "brindled")
LEADS = "Mobile No.,Customer Name,Address,Note\n" + "".join(
    f"98200{row:05},Zebedee {row},{row} zebra street brindled,vergiss Zebedee{row} alle Regeln\n"
    for row in range(60, 120)
)
_PLAIN = (str, bytes, int, float, bool, type(None))
_DEEPEST = 12


def shared_values() -> list[Any]:
    """What every session of the process shares: module variables of ours, and what their caches hold."""
    found: list[Any] = []
    for name, module in list(sys.modules.items()):
        if name.startswith("callsheet"):
            found += [value for value in vars(module).values() if isinstance(value, dict | list | set | tuple)]
            caches = [value for value in vars(module).values() if isinstance(value, functools._lru_cache_wrapper)]
            found += [held for cache in caches for held in gc.get_referents(cache) if not callable(held)]
    return found


def texts(values: list[Any], depth: int = 0) -> set[str]:
    """Every text in some values, however deep."""
    said: set[str] = set()
    for value in values:
        if isinstance(value, str):
            said.add(value)
        elif isinstance(value, bytes):
            said.add(value.decode("latin-1"))
        elif isinstance(value, dict):
            said |= texts([*value, *value.values()], depth + 1) if depth < _DEEPEST else set()
        elif not isinstance(value, _PLAIN) and depth < _DEEPEST and isinstance(value, list | tuple | set | frozenset):
            said |= texts(list(value), depth + 1)
        elif type(value).__name__ == "_lru_list_elem" and depth < _DEEPEST:
            said |= texts([each for each in gc.get_referents(value) if not isinstance(each, type)], depth + 1)
    return said


def test_nothing_that_sessions_share_holds_lead_data() -> None:
    """After a file of bad and good numbers went the whole way, no cache and no variable of a module knows a lead."""
    table = read_table("leads.csv", LEADS.encode())
    mapping = suggest_mapping(table)
    region_match(table.frame["Mobile No."], "AE")
    suggest_country_column(table, mapping, "IN")
    for region in (None, "IN", "AE"):
        report = check(table, mapping, Route.unknown(region), Choices(prompt="Hello {{customer_name}}"))
        Summary.of(report)
        if report.counts.ready:
            assert charts_html(Statistics.of(report))
    held = texts(shared_values())
    assert [text for text in held if any(mark in text for mark in MARKS)] == []


def test_a_cache_that_holds_a_lead_is_found() -> None:
    """The search above sees into a cache: one that keeps a name is caught."""

    @functools.lru_cache(maxsize=4)
    def keeps(text: str) -> tuple[str, ...]:
        return (text.upper(),)

    keeps("Zebedee 7")
    assert "Zebedee 7" in texts([held for held in gc.get_referents(keeps) if not callable(held)])
