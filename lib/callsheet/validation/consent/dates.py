"""Days in cells: 2026-03-01, 1.3.2026, 03/01/26, 1 March 2026, and Excel's count of days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from callsheet.validation.normalize import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
"""Years in which consent may have been given; mobile phones and opt-in lists are not older."""
_CENTURY = 2000
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)[-./年](\d{1,2})[-./月](\d{1,2})日?")
_COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ]((?:19|20)?\d\d)\.?")
_EXCEL = re.compile(r"([34]\d{4})(?:\.\d+)?")
"""30000 is in 1982, 49999 in 2036."""
_NAMED = re.compile(r"(\d{1,2}) (?:de |di |of )?([^\W\d]+)\.? (?:de |del |di )?((?:19|20)?\d\d)")
_NAMED_FIRST = re.compile(r"([^\W\d]+) (\d{1,2}) ((?:19|20)\d\d)")
_TIME = re.compile(r"[T ,]+\d{1,2}[:.]\d\d.*$", re.DOTALL)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º|\.)(?= )")

_MONTHS = (
    (
        "jan januar january janvier enero ene janeiro gennaio gen januari styczen stycznia ocak январь января янв "
        "януари sty oca"
    ),
    (
        "feb februar february fevrier fev febrero fevereiro febbraio februari luty lutego lut subat sub февраль "
        "февраля фев"
    ),
    "mar marz maerz march mars marzo marco maart marzec marca mart март марта maret mrt mrz",
    "apr april avril avr abril abr aprile kwiecien kwietnia kwi nisan nis апрель апреля апр",
    "may mai mayo maio maggio mag mei maj maja mayis май мая",
    "jun juni june juin junio junho giugno giu czerwiec czerwca cze haziran haz июнь июня июн",
    "jul juli july juillet juil julio julho luglio lug lipiec lipca lip temmuz tem июль июля июл",
    "aug august aout agosto ago augustus sierpien sierpnia sie agustos agu август августа авг agustus agt",
    (
        "sep sept september septembre septiembre setembro set settembre wrzesien wrzesnia wrz eylul eyl сентябрь "
        "сентября сен"
    ),
    (
        "oct okt october oktober octobre octubre outubro out ottobre ott pazdziernik pazdziernika paz ekim eki "
        "октябрь октября окт"
    ),
    "nov november novembre noviembre novembro listopad listopada lis kasim kas ноябрь ноября ноя nopember",
    (
        "dec dez december dezember decembre diciembre dic dezembro dicembre grudzien grudnia gru aralik ara декабрь "
        "декабря дек des desember"
    ),
)
_MONTH = {name: month for month, names in enumerate(_MONTHS, 1) for name in map(plain_words, names.split())}


def read_days(texts: Iterable[str]) -> dict[str, date | None]:
    """Return the day that each text names; None: it names no day between 1990 and 2100.

    Whether the day or the month is written first is decided by the texts that allow one order only. Where none does,
    or they disagree, the older of the two days is taken: consent is then rather too old than too young.

    Args:
        texts: distinct cells of one column, as shown.
    """
    texts = list(texts)
    bare = {text: _TIME.sub("", text).strip() for text in texts}
    written = [found for found in map(_YEAR_LAST.fullmatch, bare.values()) if found]
    day_first = any(int(found[1]) > 12 for found in written)  # noqa: PLR2004 - months
    month_first = any(int(found[2]) > 12 for found in written)  # noqa: PLR2004 - months
    order = (day_first, month_first) if day_first != month_first else (True, True)
    return {text: _day(bare[text], *order) for text in texts}


def _day(text: str, day_first: bool, month_first: bool) -> date | None:  # noqa: FBT001 - a pair
    found = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if found:
        return _date(found[1], found[2], found[3])
    found = _YEAR_LAST.fullmatch(text)
    if found:
        first, second, year = found.groups()
        days = [_date(year, second, first) if day_first else None, _date(year, first, second) if month_first else None]
        return min((day for day in days if day is not None), default=None)
    if _EXCEL.fullmatch(text):
        return _EXCEL_EPOCH + timedelta(days=int(text.partition(".")[0]))
    return _named(text)


def _named(text: str) -> date | None:
    words = plain_words(_ORDINAL.sub("", text).replace("-", " "))
    found = _NAMED.fullmatch(words)
    if found and found[2] in _MONTH:
        return _date(found[3], str(_MONTH[found[2]]), found[1])
    found = _NAMED_FIRST.fullmatch(words)
    if found and found[1] in _MONTH:
        return _date(found[3], str(_MONTH[found[1]]), found[2])
    return None


def _date(year: str, month: str, day: str) -> date | None:
    number = int(year) if len(year) > 2 else _CENTURY + int(year)  # noqa: PLR2004 - two digits
    try:
        return date(number, int(month), int(day)) if _FIRST_YEAR <= number <= _LAST_YEAR else None
    except ValueError:
        return None
