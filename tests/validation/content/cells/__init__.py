"""Labelled cells: texts made to steer the agent, and harmless ones as lead files have them."""

from __future__ import annotations

import zlib
from pathlib import Path
from random import Random
from typing import NamedTuple

_MADE = 2_700
_HERE = Path(__file__).parent
_PARTS = {
    "first": (
        "Asha;Ravi;Priya;José;Meera;Wei;Lakshmi;Zoë;Olga;Ivan;Mehmet;Fatma;Ngozi;Chidi;Yuki;Haruto"
        ";Minjun;Linh;Siti;Budi;Juan;María;João;Luca;Giulia;Hans;Jürgen;Anaïs;Pierre;Sven;Åsa;Pekka"
        ";Zsófia;Jiří;Ana;Nikos;Omar;Layla;Reza;Tariq;Kwame;राज;सीता;রমা;প্রিয়া;முத்து;లక్ష్మి;ഗീത"
        ";ಸುಮಾ;王伟;李娜;佐藤;김민수;สมชาย;Дмитрий;Олена;محمد;فاطمة;דוד;ነጋ"
    ),
    "last": (
        "Sharma;Patel;Nair;O'Neil;García;Silva;Dubois;Müller;Rossi;Kowalski;Nowak;Novák;Nagy;Ivanov"
        ";Shevchenko;Yılmaz;Okafor;Mwangi;Tanaka;Kim;Nguyen;Wijaya;Santos;Smith-Jones;Papadopoulos"
        ";Cohen;Haddad;Hosseini;Khan;Andersson"
    ),
    "trades": (
        "Traders;Bakery;Cafe;Logistics;Motors;Foods;Textiles;Realty;Clinic;Pharmacy;Travels;Studio"
        ";Consulting;Tools;Systems;Call Center;Card Services;Security Systems;Virtual Assistants"
        ";Act & Play School;Print House;Secret Spa"
    ),
    "forms": ("Ltd;GmbH;S.A.;Pvt Ltd;Inc.;& Sons;LLC;Oy;株式会社;有限公司;ООО;S.r.l."),
    "streets": ("High St;MG Road;Hauptstraße;Calle Mayor;Rue de la Paix;Via Roma;Ring Road;Bypass Road;улица Ленина"),
    "cities": ("Pune;New Delhi;São Paulo;Lagos;東京;서울;Москва;القاهرة;Kraków;Hyderabad;Zürich;Tell City"),
    "plans": ("Gold Card;Term Life;Family Plan;2 BHK;Solar 5kW;SUV 2019;Home Loan;MBA online;Laptop Pro 14"),
}
_FIRST, _LAST, _TRADES, _FORMS, _STREETS, _CITIES, _PLANS = (words.split(";") for words in _PARTS.values())


class Cell(NamedTuple):
    """A labelled cell.

    Args:
        text: as written.
        group: language, or kind of column.
    """

    text: str
    group: str


def steering(which: int) -> list[Cell]:
    """Half of the texts made to steer the agent: 0, which the words were written with, or 1."""
    return [cell for path in sorted(_HERE.glob("steering_*.txt")) for cell in _half(_read(path), which)]


def paraphrases() -> list[Cell]:
    """Further texts made to steer the agent: fourteen orders in other words, in more than thirty languages."""
    return _read(_HERE / "paraphrases.txt")


def harmless_notes() -> list[Cell]:
    """All harmless cells as written."""
    return _read(_HERE / "harmless.txt")


def harmless(which: int) -> list[Cell]:
    """Half of the cells of lead files: notes, and names, companies, addresses and products made of parts."""
    written = _half(_read(_HERE / "harmless.txt"), which)
    dice = Random(which)
    notes = [cell.text for cell in written]
    made: dict[str, str] = {}
    while len(made) < _MADE:
        first, last = dice.choice(_FIRST), dice.choice(_LAST)
        text, group = dice.choice(
            [
                (f"{first} {last}", "name"),
                (f"{last} {dice.choice(_TRADES)} {dice.choice(_FORMS)}", "company"),
                (f"{dice.randint(1, 400)} {dice.choice(_STREETS)}, {dice.choice(_CITIES)} {last}", "address"),
                (f"{dice.choice(_PLANS)}, {dice.choice(_CITIES)}", "interest"),
                (f"{first.lower()}.{last.lower()}{dice.randint(1, 99)}@example.com", "e-mail"),
                (f"{dice.choice(notes)}. {dice.choice(notes)}", "two notes"),
                (f"{dice.choice(notes)} ({first})", "note"),
                (f"{first}: {dice.choice(notes)}", "note"),
            ]
        )
        made[text] = group
    return [*written, *(Cell(text, group) for text, group in made.items())]


def _half(cells: list[Cell], which: int) -> list[Cell]:
    """The cells whose checksum is even (0) or odd (1)."""
    return [cell for cell in cells if zlib.crc32(cell.text.encode()) % 2 == which]


def _read(path: Path) -> list[Cell]:
    cells, group = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            group = line[2:]
        elif line:
            cells.append(Cell(line, group))
    return cells
