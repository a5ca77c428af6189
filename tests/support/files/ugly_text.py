"""Ugly text files as old CRMs, phones and spreadsheets of many countries write them, and what they were made from."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

PEOPLE = {
    "cp1252": (
        ("Jürgen Müller", "José Muñoz", "Zoë Lefèvre", "Søren Kjær", "Peter O'Neil"),
        ("Köln", "Málaga", "Genève"),
    ),
    "mac_roman": (("Jürgen Größe", "José Muñoz", "François Bézier"), ("Zürich", "Orléans")),
    "cp850": (("Käthe Müller", "José Muñoz", "André Lefèvre"), ("Köln", "Nîmes")),
    "cp1250": (("Paweł Wiśniewski", "Małgorzata Dąbrowska", "Grażyna Żak"), ("Łódź", "Gdańsk", "Kraków")),
    "iso8859_2": (("Jiří Dvořák", "Tereza Žižková", "Šárka Nováková"), ("Plzeň", "Děčín")),
    "cp1251": (("Иван Петров", "Ольга Смирнова", "Юрий Щукин"), ("Москва", "Санкт-Петербург")),
    "koi8_r": (("Иван Петров", "Наталья Жукова"), ("Москва", "Тверь")),
    "cp1253": (("Γιώργος Παπαδόπουλος", "Μαρία Ιωάννου"), ("Αθήνα", "Πάτρα")),
    "cp1254": (("Yıldız Şahin", "Gökçe Erdoğan", "İbrahim Çelik"), ("İstanbul", "Eskişehir")),
    "cp1255": (("דוד כהן", "שרה לוי"), ("תל אביב", "ירושלים")),
    "cp1256": (("محمد أحمد", "فاطمة علي"), ("القاهرة", "الرياض")),
    "cp932": (("山田太郎", "鈴木花子", "佐藤健"), ("東京都", "大阪府")),
    "gb18030": (("张伟", "王芳", "李娜"), ("北京市", "上海市")),
    "big5hkscs": (("陳志明", "林美惠"), ("台北市", "高雄市")),
    "cp949": (("김민수", "이영희"), ("서울", "부산")),
    "utf-8": (("प्रिया शर्मा", "Rahul Mehra", "José Muñoz", "王芳", "Łukasz 😀"), ("मुंबई", "Pune", "Zürich")),
}
MARKED = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
HEADS = (
    ("Phone", "Name", "City", "Notes"),
    ("phone_number", "name", "city", "note"),
    ("Mobile No.", "Full Name", "Town", "Remarks"),
    ("Telefon", "Name", "Ort", "Bemerkung"),
    ("Téléphone", "Nom", "Ville", "Notes"),
)
TROUBLES = ("none", "none", "none", "stray", "too_many", "too_few", "inner", "blank", "total")


@dataclass
class Ugly:
    """A file and what it holds.

    Args:
        name: how it was made.
        data: its bytes.
        header: row number of the column names.
        heads: those names.
        rows: row number → its cells; rows that are marked are not among them.
        marked: row numbers that have to be marked.
    """

    name: str
    data: bytes = b""
    header: int = 1
    heads: tuple[str, ...] = ()
    rows: dict[int, tuple[str, ...]] = field(default_factory=dict)
    marked: set[int] = field(default_factory=set)


def ugly_files(count: int, seed: int = 1) -> list[Ugly]:
    """Some of them, every encoding and habit among them when they are many.

    Args:
        count: how many.
        seed: which.
    """
    return [_Maker(random.Random(f"{seed}-{place}")).file() for place in range(count)]


class _Maker:
    """Makes one file.

    Args:
        chance: what it is made of.
    """

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        people = chance.choice(list(PEOPLE))
        self.people = PEOPLE[people]
        self.encoding = chance.choice([people, people, *MARKED, "utf-8"])
        self.delimiter = chance.choice(",,;;\t|")
        self.end = chance.choice(["\r\n", "\r\n", "\n", "\r"])
        self.quoting = chance.choice(["all", "needed", "needed", "backslash", "text"])
        self.defect = chance.choice(TROUBLES)
        self.heads = chance.choice(HEADS) if people in ("cp1252", "utf-8") else HEADS[chance.randrange(3)]
        self.records: list[str] = []
        self.made = Ugly("", heads=self.heads)

    def file(self) -> Ugly:
        """The file."""
        before = self.chance.choice(["", "", "", "title", "comment", "sep", "blank"])
        self._before(before)
        self.records.append(self._record(self.heads))
        self.made.header = len(self.records)
        leads = self.chance.randint(6, 30)
        troubled = self.chance.randrange(2, leads - 1)
        for place in range(leads):
            self._lead(place == troubled)
        if self.defect == "total":
            self._add(("", f"Total: {leads}", "", ""))
        tail = self.chance.choice(["", self.end, self.end, self.end + "\x1a", self.end * 3])
        text = self.end.join(self.records) + tail
        encoding = self.encoding
        self.made.data = text.encode(encoding)
        self.made.name = "-".join([encoding, self.quoting, self.defect, before, repr(self.delimiter), repr(self.end)])
        return self.made

    def _before(self, kind: str) -> None:
        lines = {
            "title": ["Leads of March", self.delimiter * 3],
            "comment": ["# exported by CRM 4.2", "# leads"],
            "sep": [f"sep={self.delimiter}"],
            "blank": ["", ""],
        }
        self.records += lines.get(kind, [])

    def _lead(self, troubled: bool) -> None:
        phone = self.chance.choice(["", "0", "+91"]) + str(self.chance.randint(6 * 10**9, 10**10 - 1))
        cells = (phone, self.chance.choice(self.people[0]), self.chance.choice(self.people[1]), self._note())
        if not troubled or self.defect in ("none", "total"):
            self._add(cells)
            return
        plain = (*cells[:3], "vip")
        if self.defect == "blank":
            self.records.append("")
            self._add(cells)
        elif self.defect == "inner":
            self._inner(plain)
        else:
            self._spoiled(plain)

    def _inner(self, cells: tuple[str, ...]) -> None:
        """A nickname in quotes that nobody doubled."""
        named = (cells[0], f'Robert "Bob" {cells[1]}', *cells[2:])
        self.records.append(self.delimiter.join(f'"{cell}"' for cell in named))
        self.made.rows[len(self.records)] = named

    def _spoiled(self, cells: tuple[str, ...]) -> None:
        """A row that has to be marked."""
        if self.defect == "stray":
            self.records.append(self.delimiter.join([cells[0], '"' + cells[1], *cells[2:]]))
        elif self.defect == "too_many":
            self.records.append(self._record((*cells, "more")))
        else:
            self.records.append(self._record(cells[:2]))
        self.made.marked.add(len(self.records))

    def _note(self) -> str:
        kind = self.chance.randrange(9)
        street = f"Flat {self.chance.randint(1, 99)}{self.delimiter} MG Road"
        inside = "\n" if self.end == "\r\n" or self.quoting == "all" else " "
        return {
            0: "",
            1: street,
            2: f"Line one{inside}line two",
            3: f"a{self.delimiter} b{self.delimiter} c{self.delimiter} d{inside}e",
            4: 'said "yes" twice',
            5: f'<p class="x">call</p>{inside}<br/>',
            6: "1.234,50 EUR",
            7: "it's fine",
        }.get(kind, "call back")

    def _add(self, cells: tuple[str, ...]) -> None:
        self.records.append(self._record(cells))
        self.made.rows[len(self.records)] = cells

    def _record(self, cells: tuple[str, ...]) -> str:
        return self.delimiter.join(map(self._cell, cells))

    def _cell(self, cell: str) -> str:
        needed = any(each in cell for each in (self.delimiter, '"', "\n", "\r"))
        if self.quoting == "backslash":
            return '"' + cell.replace("\\", "\\\\").replace('"', '\\"') + '"'
        if self.quoting == "all" or needed or (self.quoting == "text" and not cell[-1:].isdigit()):
            return '"' + cell.replace('"', '""') + '"'
        return cell
