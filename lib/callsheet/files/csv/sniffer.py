"""Which delimiter and quote a text file uses: each is tried, and the reading that makes most sense is taken."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.entities import name2codepoint
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from callsheet.files.csv.model import Dialect, TextLines, column_is_phone
from callsheet.files.csv.records import RecordReader

if TYPE_CHECKING:
    from collections.abc import Sequence

DELIMITERS = (",", ";", "\t", "|")
QUOTES = ('"', "'")
LOOKED_AT = 120
"""Lines that are tried."""
_BYTES = 200_000
_NEARLY, _ALONE, _HALF = 0.85, 0.05, 0.5
_COLUMNS_TRIED = 200
_STATED = re.compile(rb'(?i)\s*"?sep=([\x21\x23-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e\t]?)"?[,; \t]*(?=[\r\n])')
_ESCAPED_QUOTE = re.compile(rb'\\(["\\])')
_PLAIN = re.compile(r"[^,;\t|\"]*")
_BESIDE_DELIMITER = re.compile(r'[,;\t|]"|"[,;\t|]')
_ENTITY = re.compile(rf"(&(?:#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|apos|{'|'.join(name2codepoint)}));")
"""A character as HTML writes it, whose semicolon stands between no cells."""
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,\s][0-9]+)*\s?[%€$£]?")


class Trial(NamedTuple):
    """What a delimiter and a quote make of some lines.

    Args:
        score: how much sense they make, 0.0 to about 1.5.
        dialect: with the width and phone columns that they give.
    """

    score: float
    dialect: Dialect


def stated_delimiter(data: bytes) -> tuple[str, bytes]:
    """The delimiter that a first line `sep=;` states, and the text with that line blank.

    Args:
        data: the whole text in UTF-8.
    """
    found = _STATED.match(data[:64])
    return (found[1].decode(), data[found.end() :]) if found else ("", data)


def find_dialect(data: bytes, stated: str = "") -> Dialect:
    """Find how a text is written.

    Args:
        data: the whole text in UTF-8.
        stated: the delimiter that it states itself; "": none.
    """
    trials = _trials(_sample(data), (stated,)) if stated else []
    if not trials or max(trial.dialect.width for trial in trials) == 1:
        trials = _trials(_sample(data), DELIMITERS)
    best = max(trials, key=lambda trial: trial.score)
    rivals = [trial for trial in trials if trial.dialect.delimiter != best.dialect.delimiter]
    nearest = max((trial.score for trial in rivals if trial.dialect.width > 1), default=0.0)
    found = best.dialect
    is_sure = found.quote == '"' and (bool(stated) or nearest < best.score * _NEARLY)
    return replace(found, escaped=found.escaped or _is_escaped(data, found), is_sure=is_sure)


def _trials(sample: str, delimiters: Sequence[str]) -> list[Trial]:
    quotes, plain = _quotes(sample), sample
    trials = [_trial(sample, Dialect(delimiter, quote)) for quote in quotes for delimiter in delimiters]
    if '\\"' in sample:
        plain = double_escaped_quotes(sample.encode()).decode()
        trials += [_trial(plain, Dialect(delimiter, escaped=True)) for delimiter in delimiters]
    if quotes == ('"',) and '"' in sample and max(_in_place(plain, delimiter) for delimiter in delimiters) < _HALF:
        trials += [_trial_without_quotes(sample, Dialect(delimiter)) for delimiter in delimiters]
    return trials


def _in_place(sample: str, delimiter: str) -> float:
    """Share of lines without a stray quote, once every cell is closed that can be."""
    edge = rf"[{re.escape(delimiter)}\r\n]"
    closed = re.sub(rf'(?:\A|(?<={edge})) *"(?:[^"]++|"")*+" *(?={edge}|\Z)', "x", sample)
    lines = list(filter(None, re.split(r"[\r\n]+", closed)))
    return 1 - sum(map(_has_stray, lines)) / max(len(lines), 1)


def _has_stray(line: str) -> bool:
    """True when a quote has no second one, or stands beside a delimiter."""
    return line.count('"') % 2 == 1 or _BESIDE_DELIMITER.search(line) is not None


def _trial_without_quotes(sample: str, dialect: Dialect) -> Trial:
    """What a delimiter makes of each line by itself, where no reading has its quotes in place."""
    lines, reader = TextLines(sample), RecordReader(dialect)
    rows = [reader.broken(line).cells for line in map(lines.line, range(len(lines))) if line]
    return _judged(rows, dialect, len(rows) * 2)


def double_escaped_quotes(data: bytes) -> bytes:
    """Quotes written with a backslash as doubled ones, backslashes themselves as one.

    Args:
        data: UTF-8.
    """
    return _ESCAPED_QUOTE.sub(lambda found: b'""' if found[1] == b'"' else b"\\", data)


def _sample(data: bytes) -> str:
    """The first lines, whole, HTML entities without their semicolons."""
    start = data[:_BYTES].decode("utf-8", "ignore")
    lines = list(islice(re.finditer(r"[^\r\n]*(?:\r\r\n|\r\n|\n|\r|\Z)", start), LOOKED_AT))
    if len(lines) > 1 and lines[-1].end() == len(start) and len(data) > _BYTES:
        lines.pop()
    sample = start[: lines[-1].end()]
    return _ENTITY.sub(r"\1", sample) if "&" in sample else sample


def _quotes(sample: str) -> tuple[str, ...]:
    """The quotes worth a trial: single ones only where cells stand between them and no double one does."""
    between = len(re.findall(r"(?m)(?:^|[,;\t|])'[^'\r\n]+'(?=[,;\t|\r\n]|$)", sample))
    doubled = len(re.findall(r'(?m)(?:^|[,;\t|])"', sample))
    return QUOTES if between > max(2, doubled) else QUOTES[:1]


def _trial(sample: str, dialect: Dialect) -> Trial:
    """What a dialect makes of lines; cells over several lines count where that makes more sense."""
    lines, reader = TextLines(sample), RecordReader(dialect)
    whole = [lines.line(index) for index in range(len(lines)) if lines.line(index).count(dialect.quote) % 2 == 0]
    read = [reader.cells_in_place(line) for line in whole]
    by_line = _judged([cells for cells in read if cells], dialect, len(lines) - whole.count(""))
    if len(whole) == len(lines) and read.count([]) == whole.count(""):
        return by_line
    rows, quote_problems = reader.all(lines)
    calm = [row for row, quote_problem in zip(rows, quote_problems, strict=True) if not quote_problem]
    whatever = _judged(rows, dialect, len(rows) * 2)
    return max(_judged(calm, dialect, len(rows)), by_line, whatever, key=lambda trial: trial.score)


def _judged(rows: list[list[str]], dialect: Dialect, of: int) -> Trial:
    """How much sense some records make.

    Args:
        rows: those whose quotes are in place.
        dialect: in which they were read.
        of: how many records there are.
    """
    share = len(rows) / max(of, 1)
    rows = [row for row in rows if any(map(str.strip, row))]
    if not rows:
        return Trial(share, replace(dialect, width=1))
    widths = Counter(map(len, rows))
    width = max(widths, key=lambda count: (widths[count], count))
    even = [row for row in rows if len(row) == width]
    columns = islice(zip(*even[1:], strict=True), _COLUMNS_TRIED)
    phones = tuple(index for index, column in enumerate(columns) if column_is_phone(column))
    found, sense, agreement = replace(dialect, width=width, phones=phones), _sense(even), len(even) / len(rows)
    if width == 1:
        return Trial(_ALONE * sense * share, found)
    quoted = 0.1 if dialect.quote == "'" else 0.0
    return Trial(share * (agreement * agreement * sense * (1 + min(width, 20) / 100) + quoted * sense), found)


def _sense(rows: list[list[str]]) -> float:
    """How much the cells look like whole ones: without other delimiters and stray quotes in them."""
    cells = [cell for row in rows for cell in row[:_COLUMNS_TRIED] if cell]
    return sum(map(_whole, cells)) / len(cells) if cells else 0.0


def _whole(cell: str) -> float:
    if _PLAIN.fullmatch(cell) or _NUMBER.fullmatch(cell):
        return 1.0
    if any(delimiter in cell for delimiter in ";\t|"):
        return 0.25
    return 0.2 if cell.count('"') % 2 or cell[0] == '"' else 0.85


def _is_escaped(data: bytes, dialect: Dialect) -> bool:
    """True when lines with a backslash before a quote make sense only when that one does not close a cell."""
    if dialect.quote != '"' or b'\\"' not in data:
        return False
    with_one = islice(re.finditer(rb'[^\r\n]*\\"[^\r\n]*', data), LOOKED_AT)
    reader = RecordReader(dialect)
    gained = 0
    for found in with_one:
        cells = (reader.cells_in_place(line.decode()) for line in (found[0], double_escaped_quotes(found[0])))
        as_it_is, otherwise = (len(row) == dialect.width for row in cells)
        gained += otherwise - as_it_is
    return gained > 0
