"""Exports with lists in cells, signs of Windows-1252, notes over several lines and shifted rows, and their content."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

NAMES = ("Asha Rao", "Ravi Das", "Mina Shah", "Peter O'Neil", "Jon Lee", "Uma Cole", "Ola Reyes")
CITIES = ("Pune", "Goa", "Agra", "Delhi", "Mumbai")
TAGS = ("vip", "pune", "follow up", "hot lead", "web", "no calls", "renewal", "trial")
ACCENTS = (
    *("Søren Kjær", "Zoë Lefèvre", "José Núñez", "Jürgen Groß", "Anaïs Noël", "Håkan Åberg", "João Conceição", "Siân"),
    *("François", "MUÑOZ PEÑA", "Íñigo", "Guðrún", "Saïd", "Käthe Böhm", "Inês Araújo", "Björn", "Hélène", "Àngels"),
)
SIGNS = ("“Gold” plan", "call – later", "£25 a month", "20 °C room", "Asha’s shop", "…", "5 • 6", "© 2024", "½ price")
MORE_SIGNS = (*SIGNS, "5 µg", "100 m²", "«sí»", "¿Sí?", "Nº 5", "1ª planta", "3×2", "a·b", "±3", "€ 30", "")
HEADERS = (("name", "phone"), ("Full Name", "Mobile No."), ("Contact", "Phone Number"), ("lead_name", "phone_number"))
KINDS = ("list", "signs", "note", "shift")
DELIMITERS = ",;\t|"


@dataclass
class LeadExport:
    """A file and what it contains.

    Args:
        name: how it was made.
        data: its bytes.
        headers: the column names.
        rows: row number → cells as they should be read.
        marked: numbers of rows that must be marked, because their cells are shifted.
    """

    name: str
    data: bytes = b""
    headers: tuple[str, ...] = ()
    rows: dict[int, tuple[str, ...]] = field(default_factory=dict)
    marked: set[int] = field(default_factory=set)


def lead_exports(count: int, seed: int = 1) -> list[LeadExport]:
    """Some of them, a quarter of each kind.

    Args:
        count: how many.
        seed: of the random choices.
    """
    return [_Maker(random.Random(f"{seed}-{index}"), KINDS[index % len(KINDS)]).export() for index in range(count)]


def accent_exports(count: int, seed: int = 1) -> list[LeadExport]:
    """Windows-1252 files in which one to ninety names have accents of several languages, and notes have signs.

    Args:
        count: how many.
        seed: of the random choices.
    """
    return [_Maker(random.Random(f"{seed}-{index}"), "accents").export() for index in range(count)]


class _Maker:
    """Makes one file.

    Args:
        chance: what it is made of.
        kind: one of `KINDS`, or "accents".
    """

    def __init__(self, chance: random.Random, kind: str) -> None:
        self.chance, self.kind = chance, kind
        self.delimiter = chance.choice(DELIMITERS)
        self.end = chance.choice(["\r\n", "\r\n", "\n"])
        self.quotes_all = kind != "shift" and chance.random() < 0.25
        self.width = chance.choice([3, 3, 4, 5]) if kind != "note" else chance.choice([2, 3, 4, 5])

    def export(self) -> LeadExport:
        """The file."""
        leads = self.chance.choice([3, 4, 6, 12, 30, 90])
        name, phone = self.chance.choice(HEADERS)
        columns = {2: (phone, "notes"), 3: (name, phone, "tags"), 4: (name, phone, "city", "notes")}
        headers = columns.get(self.width, (name, phone, "city", "source", "notes"))
        list_separator = self.chance.choice(
            [mark for mark in (";", ",", "|", "; ", ", ", " | ") if self.delimiter not in mark]
        )
        detail = {"list": repr(list_separator)}.get(self.kind, "")
        made = LeadExport(f"{self.kind}-{self.delimiter!r}-{self.width}-{leads}-{detail}", headers=headers)
        records = [self._record(headers)]
        troubled = self.chance.randrange(leads)
        for index in range(leads):
            cells = self._cells(headers, list_separator)
            number = len(records) + 1
            if self.kind == "shift" and index == troubled and leads > 2:
                records.append(self._shifted(cells))
                made.marked.add(number)
            else:
                records.append(self._record(cells))
                made.rows[number] = cells
        tail = self.chance.choice(["", self.end])
        made.data = (self.end.join(records) + tail).encode("cp1252" if self.kind in ("signs", "accents") else "utf-8")
        return made

    def _cells(self, headers: tuple[str, ...], list_separator: str) -> tuple[str, ...]:
        number = self.chance.choice(["", "+91", "0"]) + str(self.chance.randint(6 * 10**9, 10**10 - 1))
        if self.kind == "signs" and self.chance.random() < 0.3:
            number = f"{number[:-5]}\xa0{number[-5:]}"
        values = {"city": self.chance.choice(CITIES), "source": self.chance.choice(["web", "fair", "referral"])}
        last = self._last(list_separator)
        names = ACCENTS if self.kind == "accents" and self.chance.random() < 0.5 else NAMES
        first = [self.chance.choice(names), number] if len(headers) > 2 else [number]
        return (*first, *(values[header] for header in headers[len(first) : -1]), last)

    def _last(self, list_separator: str) -> str:
        """The last cell: a list, text with signs, a note, or often nothing."""
        if self.kind == "list":
            return list_separator.join(self.chance.sample(TAGS, self.chance.choice([2, 3, 3, 3])))
        if self.kind == "signs":
            return self.chance.choice(SIGNS)
        if self.kind == "accents":
            return self.chance.choice(MORE_SIGNS)
        if self.kind == "note" and self.chance.random() < 0.5:
            return self._note()
        return self.chance.choice(["", "", "call back", "vip"])

    def _note(self) -> str:
        number = str(self.chance.randint(6 * 10**9, 10**10 - 1))
        space = " " if self.delimiter in ",;" else ""
        second = self.chance.choice(
            [
                f"{number}{self.delimiter}{space} wife",
                number,
                f"wife{self.delimiter}{space} {number}",
                f"ask for {number}",
                f"{number}{self.delimiter}{space} x{self.delimiter}{space} y",
            ]
        )
        lines = ["Alternate number:", second, self.chance.choice(["after 5 pm", "", 'said "yes"', "Flat 5"])]
        return self.chance.choice(["\n", "\n", self.end]).join(lines[: self.chance.choice([2, 3, 3])])

    def _shifted(self, cells: tuple[str, ...]) -> str:
        """A record with one delimiter too many before a cell in the middle; its last cell may be blank."""
        before = self.chance.randrange(1, len(cells))
        cells = (*cells[:-1], self.chance.choice(["", "", "vip"]))
        return self._record((*cells[:before], "", *cells[before:]))

    def _record(self, cells: tuple[str, ...]) -> str:
        return self.delimiter.join(map(self._cell, cells))

    def _cell(self, cell: str) -> str:
        needed = any(mark in cell for mark in (self.delimiter, '"', "\n", "\r"))
        return '"' + cell.replace('"', '""') + '"' if needed or self.quotes_all else cell
