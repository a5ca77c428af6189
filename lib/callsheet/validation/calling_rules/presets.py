"""The presets of calling hours: data with their source and, where somebody compared them with its page, the day.

They are hours that regulators publish, and no legal advice: exceptions, consent and rules of single states remain.
"""

from __future__ import annotations

from datetime import date

from callsheet.errors import InvalidArgument
from callsheet.validation.calling_rules.model import CallingRule, RuleKind, Week, Window
from callsheet.validation.calling_rules.own_windows import parse_windows
from callsheet.wording.rules.calling_hours import unknown_preset


def _week(weekdays: tuple[str, str], saturday: tuple[str, str] | None, sunday: tuple[str, str] | None) -> Week:
    return (*[_day(weekdays)] * 5, _day(saturday), _day(sunday))


def _day(hours: tuple[str, str] | None) -> tuple[Window, ...]:
    return () if hours is None else (Window(_minute(hours[0]), _minute(hours[1])),)


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return 60 * int(hour) + int(minute)


PRESETS = {
    rule.id: rule
    for rule in (
        CallingRule(
            "in",
            _week(("10:00", "21:00"), ("10:00", "21:00"), ("10:00", "21:00")),
            RuleKind.RULE,
            source="TCCCPR 2018, default hours of promotional calls as answered in parliament and reported in 2019; the"
            " rule before it allowed 9:00 to 21:00",
        ),
        CallingRule(
            "us",
            _week(("8:00", "21:00"), ("8:00", "21:00"), ("8:00", "21:00")),
            RuleKind.RULE,
            source="47 CFR 64.1200(c)(1), 16 CFR 310.4(c)",
            address="https://www.ecfr.gov/current/title-47/section-64.1200",
        ),
        CallingRule(
            "us-strict",
            _week(("9:00", "20:00"), ("9:00", "20:00"), ("12:00", "20:00")),
            RuleKind.RULE,
            source="the strictest hours of Florida, Oklahoma, Maryland (8:00 to 20:00) and Texas (9:00 to 21:00, on"
            " Sundays from 12:00); some other states allow less",
        ),
        CallingRule(
            "ca",
            _week(("9:00", "21:30"), ("10:00", "18:00"), ("10:00", "18:00")),
            RuleKind.RULE,
            source="CRTC Unsolicited Telecommunications Rules",
            address="https://crtc.gc.ca/eng/trules-reglest.htm",
        ),
        CallingRule(
            "au",
            _week(("9:00", "20:00"), ("9:00", "17:00"), None),
            RuleKind.RULE,
            holidays="AU",
            source="Telecommunications (Telemarketing and Research Calls) Industry Standard 2017",
            address="https://www.donotcall.gov.au/consumers/consumer-overview/industry-standards/",
            checked=date(2026, 11, 29),
        ),
        CallingRule(
            "gb-eu",
            _week(("8:00", "21:00"), ("8:00", "21:00"), ("8:00", "21:00")),
            RuleKind.COURTESY,
            source="PECR regulation 19 and Directive 2002/58/EC article 13(1): automated marketing calls need consent;"
            " the hours are a courtesy",
            address="https://www.legislation.gov.uk/uksi/2003/2426/regulation/19",
        ),
    )
}
"""Id → preset."""

_ALSO = {"gb": "gb-eu", "uk": "gb-eu", "eu": "gb-eu"}
"""Other words for a preset."""


def calling_rule(text: str) -> CallingRule:
    """Return the rule that an option names: a preset, or own windows as "Mon-Fri 9:00-18:00, Sat 10-14".

    Args:
        text: as the operator wrote it.

    Raises:
        InvalidArgument: it is neither.
    """
    name = text.strip().casefold()
    name = _ALSO.get(name, name)
    if name in PRESETS:
        return PRESETS[name]
    if not any(sign.isdigit() for sign in name):
        raise InvalidArgument(unknown_preset(text, list(PRESETS)))
    return parse_windows(text)
