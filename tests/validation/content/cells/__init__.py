"""Labelled cells: texts made to steer the agent, and harmless ones as lead files have them."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Literal

from tests.validation.content.cells.cell import Cell, read_cells

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


Part = Literal["train", "validation"]


def steering(part: Part) -> list[Cell]:
    """Texts made to steer the agent, as written."""
    files = (
        "steering.txt",
        "paraphrases.txt",
        "further_steering.txt",
        "independent_steering.txt",
        "natural_orders.txt",
    )
    return [cell for file in files if (path := _HERE / part / file).exists() for cell in read_cells(path)]


def notes(part: Part) -> list[Cell]:
    """Harmless cells, as written."""
    files = ("harmless.txt", "further_harmless.txt", "independent_harmless.txt", "notes_like_orders.txt")
    return [cell for file in files if (path := _HERE / part / file).exists() for cell in read_cells(path)]


def independent(name: Literal["steering", "harmless"]) -> list[Cell]:
    """Cells that were written without sight of the code or of other cells; README.md says what they are used for."""
    return read_cells(_HERE / "independent" / f"{name}.txt")


def harmless(part: Part) -> list[Cell]:
    """Cells of lead files: notes, and names, companies, addresses and products made of parts."""
    written = notes(part)
    dice = Random(len(part))
    texts = [cell.text for cell in written]
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
                (f"{dice.choice(texts)}. {dice.choice(texts)}", "two notes"),
                (f"{dice.choice(texts)} ({first})", "note"),
                (f"{first}: {dice.choice(texts)}", "note"),
            ]
        )
        made[text] = group
    return [*written, *(Cell(text, group) for text, group in made.items())]
