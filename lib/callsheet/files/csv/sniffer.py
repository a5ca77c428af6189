"""Detect the delimiter and quote of a text file: parse a sample with every candidate and take the best score.

The score of a candidate is the product of the share of records without quote problems, the squared share of records
with the usual width, and the mean plausibility of the cells, plus small bonuses. A candidate counts less if it finds no
phone numbers, no column names of the usual width, or mostly delimiters with a space behind, because lists inside cells
have even numbers of semicolons or commas too. The weights were set by hand; the samples and `make ugly` check the
detections that result.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.entities import name2codepoint
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from callsheet.files.csv.line_cells import LineReader
from callsheet.files.csv.model import Dialect, TextLines, column_is_phone
from callsheet.files.csv.records import RecordReader

if TYPE_CHECKING:
    from collections.abc import Sequence

DELIMITERS = (",", ";", "\t", "|")
RARE_DELIMITERS = ("#", "^", "~", "\x1f", ":", " ")
_IN_SENTENCES = (":", " ")
"""Tried where none of the usual ones gives columns with phone numbers."""
QUOTES = ('"', "'")
SAMPLE_LINES = 120
"""Lines of the sample."""
_SAMPLE_BYTES = 200_000
_RIVAL = 0.85  # a second delimiter with this share of the best score makes the result unsure
_SINGLE_COLUMN = 0.05  # weight of one column, so that any delimiter that splits the lines wins
_WITHOUT_PHONES, _WITHOUT_NAMES, _SPACES = 0.7, 0.75, 0.3
"""Factors: no column has phone numbers; the first record of the usual width has data, not names; spaces follow it."""
_HALF = 0.5
_RARE_SCORE = 0.7  # reached only if the records are even and the first one has names
_MAX_COLUMNS = 200
_STATED = re.compile(rb'(?i)\s*"?sep=([\x21\x23-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e\t]?)"?[,; \t]*(?=[\r\n])')
_ESCAPED_QUOTE = re.compile(rb'\\(["\\])')
_DATA = re.compile(r"\d{5}|@")
_PLAIN = re.compile(r"[^,;\t|\"]*")
_BESIDE_DELIMITER = re.compile(r'[,;\t|]"|"[,;\t|]')
_ENTITY = re.compile(rf"(&(?:#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|apos|{'|'.join(name2codepoint)}));")
"""An HTML character reference, whose semicolon is not a delimiter."""
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,\s][0-9]+)*\s?[%€$£]?")


class Trial(NamedTuple):
    """The result of parsing the sample with one candidate.

    Args:
        score: plausibility, 0.0 to about 1.3.
        dialect: with the width and phone columns found.
        has_names: whether the first record of the usual width has no data.
    """

    score: float
    dialect: Dialect
    has_names: bool = False


def stated_delimiter(data: bytes) -> tuple[str, bytes]:
    """The delimiter that a first line `sep=;` states, and the text without that line's content.

    Args:
        data: the whole text in UTF-8.
    """
    match = _STATED.match(data[:64])
    return (match[1].decode(), data[match.end() :]) if match else ("", data)


def find_dialect(data: bytes, stated: str = "") -> Dialect:
    """Detect the dialect of a text.

    Args:
        data: the whole text in UTF-8.
        stated: the delimiter that the text states itself; "" if it does not.
    """
    trials = _trials(_sample(data), (stated,)) if stated else []
    if not trials or max(trial.dialect.width for trial in trials) == 1:
        trials = _trials(_sample(data), DELIMITERS)
    best = max(trials, key=lambda trial: trial.score)
    if not best.dialect.phones:
        rare = [trial for trial in _trials(_sample(data), RARE_DELIMITERS) if _makes_sense(trial)]
        best = max([best, *rare], key=lambda trial: trial.score)
    rivals = [trial for trial in trials if trial.dialect.delimiter != best.dialect.delimiter]
    nearest = max((trial.score for trial in rivals if trial.dialect.width > 1), default=0.0)
    dialect = best.dialect
    is_sure = (
        dialect.quote == '"'
        and dialect.delimiter not in RARE_DELIMITERS
        and (bool(stated) or nearest < best.score * _RIVAL)
    )
    return replace(dialect, escaped=dialect.escaped or _is_escaped(data, dialect), is_sure=is_sure)


def _makes_sense(trial: Trial) -> bool:
    """Whether a rare delimiter gives several columns, one of them with phone numbers, in nearly all records.

    Spaces and colons separate words, too, so they need a record of names.
    """
    dialect = trial.dialect
    is_even = dialect.width > 1 and bool(dialect.phones) and trial.score >= _RARE_SCORE
    return is_even and (trial.has_names or dialect.delimiter not in _IN_SENTENCES)


def _trials(sample: str, delimiters: Sequence[str]) -> list[Trial]:
    quotes, plain = _quotes(sample), sample
    trials = [_trial(sample, Dialect(delimiter, quote)) for quote in quotes for delimiter in delimiters]
    if '\\"' in sample:
        plain = double_escaped_quotes(sample.encode()).decode()
        trials += [_trial(plain, Dialect(delimiter, escaped=True)) for delimiter in delimiters]
    if quotes == ('"',) and '"' in sample and max(_in_place(plain, delimiter) for delimiter in delimiters) < _HALF:
        trials += [_trial_without_quotes(sample, Dialect(delimiter)) for delimiter in delimiters]
    return _with_phones_preferred(trials)


def _with_phones_preferred(trials: list[Trial]) -> list[Trial]:
    """Lower the scores of the delimiters that give several columns, none of them with phone numbers.

    All candidates of a delimiter count together: each leaves out other records, and phone numbers say nothing about
    quotes.
    """
    delimiters = {trial.dialect.delimiter for trial in trials if trial.dialect.phones}
    return [
        trial
        if trial.dialect.width == 1 or trial.dialect.delimiter in delimiters
        else trial._replace(score=trial.score * _WITHOUT_PHONES)
        for trial in trials
    ]


def _in_place(sample: str, delimiter: str) -> float:
    """Share of lines without a stray quote, after all well-quoted cells are removed."""
    edge = rf"[{re.escape(delimiter)}\r\n]"
    closed = re.sub(rf'(?:\A|(?<={edge})) *"(?:[^"]++|"")*+" *(?={edge}|\Z)', "x", sample)
    lines = list(filter(None, re.split(r"[\r\n]+", closed)))
    return 1 - sum(map(_has_stray, lines)) / max(len(lines), 1)


def _has_stray(line: str) -> bool:
    """Whether the number of quotes is odd, or a quote is next to a delimiter."""
    return line.count('"') % 2 == 1 or _BESIDE_DELIMITER.search(line) is not None


def _trial_without_quotes(sample: str, dialect: Dialect) -> Trial:
    """Score a delimiter on single lines, for texts in which no candidate makes the quotes well placed."""
    lines, reader = TextLines(sample), LineReader(dialect)
    rows = [reader.split(line) for line in map(lines.line, range(len(lines))) if line]
    return _score(rows, dialect, len(rows) * 2)


def double_escaped_quotes(data: bytes) -> bytes:
    """Replace quotes escaped by a backslash by doubled quotes, and doubled backslashes by one.

    Args:
        data: UTF-8.
    """
    return _ESCAPED_QUOTE.sub(lambda match: b'""' if match[1] == b'"' else b"\\", data)


def _sample(data: bytes) -> str:
    """The first whole lines, with HTML references without their semicolons."""
    start = data[:_SAMPLE_BYTES].decode("utf-8", "ignore")
    lines = list(islice(re.finditer(r"[^\r\n]*(?:\r\r\n|\r\n|\n|\r|\Z)", start), SAMPLE_LINES))
    if len(lines) > 1 and lines[-1].end() == len(start) and len(data) > _SAMPLE_BYTES:
        lines.pop()
    sample = start[: lines[-1].end()]
    return _ENTITY.sub(r"\1", sample) if "&" in sample else sample


def _quotes(sample: str) -> tuple[str, ...]:
    """The quotes to try: single quotes only if they enclose more cells than double quotes do."""
    between = len(re.findall(r"(?m)(?:^|[,;\t|])'[^'\r\n]+'(?=[,;\t|\r\n]|$)", sample))
    doubled = len(re.findall(r'(?m)(?:^|[,;\t|])"', sample))
    return QUOTES if between > max(1, doubled) else QUOTES[:1]


def _trial(sample: str, dialect: Dialect) -> Trial:
    """Score a dialect on the sample: by single lines, by whole records, or by all records, whichever is highest."""
    lines, reader = TextLines(sample), LineReader(dialect)
    whole = [lines.line(index) for index in range(len(lines)) if lines.line(index).count(dialect.quote) % 2 == 0]
    read = [reader.cells_in_place(line) for line in whole]
    by_line = _score([cells for cells in read if cells], dialect, len(lines) - whole.count(""))
    if len(whole) == len(lines) and read.count([]) == whole.count(""):
        return by_line
    rows, quote_problems = RecordReader(dialect).all(lines)
    calm = [row for row, quote_problem in zip(rows, quote_problems, strict=True) if not quote_problem]
    whatever = _score(rows, dialect, len(rows) * 2)
    return max(_score(calm, dialect, len(rows)), by_line, whatever, key=lambda trial: trial.score)


def _score(rows: list[list[str]], dialect: Dialect, of: int) -> Trial:
    """Score records.

    Args:
        rows: the records with well-placed quotes.
        dialect: in which they were read.
        of: number of all records.
    """
    share = len(rows) / max(of, 1)
    rows = [row for row in rows if any(map(str.strip, row))]
    if not rows:
        return Trial(share, replace(dialect, width=1))
    widths = Counter(map(len, rows))
    width = max(widths, key=lambda count: (widths[count], count))
    even = [row for row in rows if len(row) == width]
    columns = islice(zip(*even[1:], strict=True), _MAX_COLUMNS)
    phones = tuple(index for index, column in enumerate(columns) if column_is_phone(column))
    spaced = _spaced(even)
    detected = replace(dialect, width=width, phones=phones, is_spaced=spaced > _HALF)
    plausibility, agreement = _plausibility(even), len(even) / len(rows)
    if width == 1:
        return Trial(_SINGLE_COLUMN * plausibility * share, detected)
    has_names = not any(map(_DATA.search, even[0]))
    plausibility *= 1 if has_names else _WITHOUT_NAMES
    plausibility *= 1 - _SPACES * spaced
    quote_bonus = 0.1 if dialect.quote == "'" else 0.0  # single quotes are tried only where they enclose cells
    width_bonus = 1 + min(width, 20) / 100  # breaks ties in favour of more columns
    return Trial(share * plausibility * (agreement * agreement * width_bonus + quote_bonus), detected, has_names)


def _spaced(rows: list[list[str]]) -> float:
    """Share of cells after a delimiter that begin with a space, as after the commas and semicolons of text."""
    cells = [cell for row in rows for cell in row[1:_MAX_COLUMNS] if cell]
    return sum(cell[0] == " " and not cell.isspace() for cell in cells) / max(len(cells), 1)


def _plausibility(rows: list[list[str]]) -> float:
    """Mean plausibility of the cells: whole cells hold no other delimiter and no stray quote."""
    cells = [cell for row in rows for cell in row[:_MAX_COLUMNS] if cell]
    return sum(map(_whole, cells)) / len(cells) if cells else 0.0


def _whole(cell: str) -> float:
    """Plausibility of one cell; commas cost least, because text holds them, other delimiters and quotes most."""
    if len(cell) > 1 and cell[0] == cell[-1] == "'":  # a quote that was read as text
        return 0.5
    if _PLAIN.fullmatch(cell) or _NUMBER.fullmatch(cell):
        return 1.0
    if any(delimiter in cell for delimiter in ";\t|"):
        return 0.25
    return 0.2 if cell.count('"') % 2 or cell[0] == '"' else 0.85


def _is_escaped(data: bytes, dialect: Dialect) -> bool:
    """Whether more lines have the usual width if a backslash escapes the quote after it."""
    if dialect.quote != '"' or b"\\" not in data or b'\\"' not in data:
        return False
    with_one = islice(re.finditer(rb'[^\r\n]*\\"[^\r\n]*', data), SAMPLE_LINES)
    reader = LineReader(dialect)
    gained = 0
    for line in with_one:
        cells = (reader.cells_in_place(text.decode()) for text in (line[0], double_escaped_quotes(line[0])))
        as_it_is, otherwise = (len(row) == dialect.width for row in cells)
        gained += otherwise - as_it_is
    return gained > 0
