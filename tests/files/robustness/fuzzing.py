"""Our own files, damaged at random: a table or a refusal comes of each, and never anything else.

python -m tests.files.robustness.fuzzing 20000 [seed]     exit code 1 when a file was worse than refused
"""

from __future__ import annotations

import io
import logging
import random
import sys
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from xml.sax.saxutils import escape

from callsheet.errors import FileRefused
from callsheet.files import reader_pool, sample_csv, sample_workbook
from tests.files.robustness.hostile_archives import GOOD, workbook
from tests.files.robustness.hostile_text import LEADS, PAGE, ROW, WORKBOOK
from tests.support.files.lead_files import DOCUMENTATION, rows_of
from tests.support.files.workbooks import as_xls, as_xlsx, ods_workbook

ZIP = b"PK\x03\x04"
MOST_CHANGES = 4
ODD = (b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff", b"-1", b"99999999", b"\x00", b'"', b"<")
ROWS: list[list[object]] = [
    ["phone_number", "name", "amount"],
    *([f"98765{n:05d}", f'Lead "{n}", {chr(0x410 + n)}', n / 7] for n in range(40)),
]


@cache
def samples() -> list[tuple[str, bytes]]:
    """Files that are read as they are: name and bytes."""
    careful = 'a,b\n1,"x\ny"\n2,"z ""q"" "\n\n3,"broken\n4,d\n5,e,f\n'
    return [
        ("leads.csv", DOCUMENTATION),
        ("leads.csv", sample_csv()),
        ("leads.csv", careful.encode()),
        ("leads.csv", LEADS.replace(",", ";").replace("Asha", "Zoë").encode("cp1252")),
        ("leads.csv", LEADS.encode("utf-16")),
        ("leads.tsv", b"sep=\t\n" + LEADS.replace(",", "\t").encode()),
        ("leads.xlsx", sample_workbook()),
        ("leads.xlsx", as_xlsx(ROWS)),
        ("leads.xlsx", as_xlsx(rows_of(DOCUMENTATION))),
        ("leads.xlsx", workbook(sheet1=GOOD)),
        ("leads.ods", ods_workbook(f'<table:table table:name="Leads">{ods_rows()}</table:table>')),
        ("leads.xls", as_xls(ROWS)),
        ("leads.xls", as_xls(rows_of(DOCUMENTATION))),
        ("leads.xls", PAGE.encode()),
        ("leads.xls", WORKBOOK.format("", ROW.format("")).encode()),
    ]


def ods_rows() -> str:
    """`ROWS` as the rows of an OpenDocument spreadsheet."""
    rows = []
    for row in ROWS:
        cells = (f"<table:table-cell><text:p>{escape(str(cell))}</text:p></table:table-cell>" for cell in row)
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return "".join(rows)


def damaged(case: str) -> tuple[str, bytes]:
    """A sample with one to four changes: flipped bits, cut ends, pieces of another, pieces gone or doubled.

    Args:
        case: tells which; the same one is always the same file.
    """
    chance = random.Random(case)
    name, data = chance.choice(samples())
    if data.startswith(ZIP) and chance.random() < 0.7:
        return name, _inside(data, chance)
    return name, _changed(data, chance)


def _inside(data: bytes, chance: random.Random) -> bytes:
    """A workbook with one part changed and packed again, so that the change reaches the engines."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    wanted = chance.choice(sorted(parts))
    parts[wanted] = _changed(parts[wanted], chance)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _changed(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, MOST_CHANGES)):
        if not data:
            break
        start = chance.randrange(len(data))
        stop = min(len(data), start + chance.choice((1, 2, 8, 64, 512)))
        match chance.randrange(8):
            case 0 | 1 | 2:
                data = data[:start] + bytes([data[start] ^ 1 << chance.randrange(8)]) + data[start + 1 :]
            case 3:
                data = data[:start] if chance.random() < 0.3 else data[start:] + data[:start]
            case 4:
                other = chance.choice(samples())[1]
                piece = chance.randrange(len(other))
                data = data[:start] + other[piece : piece + stop - start] + data[stop:]
            case 5:
                data = data[:start] + data[stop:]
            case 6:
                data = data[:stop] + data[start:]
            case _:
                numbers = (
                    b"\xff\xff\xff\xff",
                    b"\x00\x00\x00\x00",
                    b"\x7f\xff",
                    b"-1",
                    b"99999999",
                    b"\x00",
                    b'"',
                    b"<",
                )
                data = data[:start] + chance.choice(numbers) + data[stop:]
    return data


@dataclass
class Outcomes(logging.Handler):
    """What became of the files.

    Args:
        counts: by outcome.
        bad: cases that were worse than refused, with what was raised.
    """

    counts: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.INFO)

    __hash__ = object.__hash__

    def emit(self, record: logging.LogRecord) -> None:
        """Count what the guard says of exceptions and deaths in children."""
        self.counts[record.getMessage()] += 1

    def read(self, case: str) -> None:
        """Read one damaged file."""
        name, data = damaged(case)
        try:
            reader_pool().read(name, data, None, None)
        except FileRefused as refused:
            self.counts[f"refused: {refused.code}"] += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            self.bad.append(f"{case}: {type(error).__name__}: {error}")
        else:
            self.counts["table"] += 1


def fuzz(runs: int, seed: str) -> Outcomes:
    """Read so many damaged files, two at once."""
    outcomes = Outcomes()
    log = logging.getLogger("callsheet.files")
    log.setLevel(logging.INFO)
    log.addHandler(outcomes)
    with ThreadPoolExecutor(2) as pool:
        for _ in pool.map(outcomes.read, (f"{seed}-{run}" for run in range(runs))):
            pass
    log.removeHandler(outcomes)
    return outcomes


def main(words: list[str]) -> int:
    """Fuzz and print what came of it."""
    runs, seed = int(words[0]), words[1] if len(words) > 1 else "1"
    outcomes = fuzz(runs, seed)
    for outcome, count in outcomes.counts.most_common():
        print(f"{count:>7,}  {outcome}")
    for line in outcomes.bad[:20]:
        print(line)
    print(
        f"{runs:,} damaged files: {outcomes.counts['table'] / runs:.0%} read as a table, {len(outcomes.bad)} bad ends"
    )
    return int(bool(outcomes.bad))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
