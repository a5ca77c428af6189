"""The table of cities by country and time zones, for countries with several: `make places` writes it.

Cities of the United States, Canada, Mexico and Brazil are those of the package's area codes, which name the state; they
have those zones of the state that the area code has too. The cities after which zones are named come from Unicode. For
Australia, Indonesia and Russia the largest cities are added by hand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from phonenumbers import PhoneNumber
from phonenumbers.geodata import GEOCODE_DATA
from phonenumbers.timezone import time_zones_for_geographical_number

from callsheet.validation.calling_rules.states import zones_of_state
from callsheet.validation.normalize import plain_words
from tests.support.published.place_names import cities_of_zones

FILE = Path(__file__).parents[3] / "lib" / "callsheet" / "validation" / "calling_rules" / "city_zones.txt"
_WITH_STATE = {"1": "US CA", "52": "MX", "55": "BR"}
_NAME = re.compile(r"(.+?)(?:, | - )([A-Z]{2,4})")
_FEWEST_LETTERS = 3

_LARGEST = {
    "AU": {
        "Australia/Sydney": "Newcastle, Wollongong, Canberra, Parramatta, Gosford, Central Coast, Liverpool, Penrith,"
        " Wagga Wagga, Albury, Coffs Harbour, Tamworth, Dubbo, Orange, Bathurst, Port Macquarie",
        "Australia/Melbourne": "Geelong, Ballarat, Bendigo, Shepparton, Mildura, Warrnambool, Wodonga, Traralgon",
        "Australia/Brisbane": "Gold Coast, Sunshine Coast, Townsville, Cairns, Toowoomba, Mackay, Rockhampton,"
        " Bundaberg, Hervey Bay, Gladstone, Ipswich, Logan City",
        "Australia/Adelaide": "Mount Gambier, Whyalla, Gawler, Murray Bridge, Port Augusta",
        "Australia/Perth": "Fremantle, Mandurah, Bunbury, Rockingham, Joondalup, Geraldton, Albany, Kalgoorlie, Broome",
        "Australia/Hobart": "Launceston, Devonport, Burnie",
        "Australia/Darwin": "Alice Springs, Palmerston, Katherine",
    },
    "ID": {
        "Asia/Jakarta": "Surabaya, Bandung, Medan, Semarang, Palembang, Tangerang, Depok, Bekasi, Bogor, Yogyakarta,"
        " Malang, Surakarta, Batam, Pekanbaru, Padang, Bandar Lampung",
        "Asia/Makassar": "Denpasar, Balikpapan, Samarinda, Banjarmasin, Manado, Mataram, Kupang, Palu, Kendari",
        "Asia/Jayapura": "Ambon, Sorong, Manokwari, Ternate",
    },
    "RU": {
        "Europe/Moscow": "Saint Petersburg, St Petersburg, Kazan, Nizhny Novgorod, Rostov-on-Don, Krasnodar, Voronezh,"
        " Sochi, Tula, Yaroslavl, Ryazan, Lipetsk, Penza, Stavropol, Tver, Kursk, Belgorod, Bryansk, Cheboksary,"
        " Санкт-Петербург, Казань, Нижний Новгород, Ростов-на-Дону, Краснодар, Воронеж, Сочи, Тула, Ярославль, Рязань,"
        " Липецк, Пенза, Ставрополь, Тверь, Курск, Белгород, Брянск, Чебоксары",
        "Europe/Samara": "Togliatti, Tolyatti, Izhevsk, Тольятти, Ижевск",
        "Asia/Yekaterinburg": "Chelyabinsk, Ufa, Perm, Tyumen, Orenburg, Surgut, Magnitogorsk, Челябинск, Уфа, Пермь,"
        " Тюмень, Оренбург, Сургут, Магнитогорск",
        "Asia/Krasnoyarsk": "Kemerovo, Abakan, Кемерово, Абакан",
        "Asia/Vladivostok": "Khabarovsk, Хабаровск",
    },
}


def city_zones() -> str:
    """The table: a line for each country and set of zones, "AU Australia/Perth: bunbury, perth"."""
    zones: dict[tuple[str, str], set[str]] = defaultdict(set)
    for region, city, names in (*_of_area_codes(), *_of_zones(), *_by_hand()):
        plain = plain_words(city)
        if len(plain) >= (_FEWEST_LETTERS if plain.isascii() else 2):
            zones[region, plain] |= set(names)
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (region, plain), found in zones.items():
        lines[region, " ".join(sorted(found))].append(plain)
    return "".join(f"{head[0]} {head[1]}: {', '.join(sorted(cities))}\n" for head, cities in sorted(lines.items()))


def _split(prefix: str) -> tuple[int, int]:
    """The country code and a national number of an area code."""
    code = next(code for code in _WITH_STATE if prefix.startswith(code))
    return int(code), int(prefix[len(code) :].ljust(10, "2"))


def _of_area_codes() -> set[tuple[str, str, tuple[str, ...]]]:
    """Country, city and zones of the cities whose state is named."""
    found = set()
    for prefix, texts in GEOCODE_DATA.items():
        regions = next((names for code, names in _WITH_STATE.items() if prefix.startswith(code)), "")
        for text in texts.values() if regions else ():
            name = _NAME.fullmatch(text)
            for region in regions.split() if name else ():
                of_state = zones_of_state(f"{region} {name[2]}", region) if name else ()
                both = set(time_zones_for_geographical_number(PhoneNumber(*_split(prefix)))) & set(of_state)
                zones = tuple(both) or of_state
                if name and zones:
                    found |= {(region, part, zones) for part in re.split(r"[/&]| and ", name[1])}
    return found


def _of_zones() -> list[tuple[str, str, tuple[str, ...]]]:
    """The cities of the zones of a country that has several."""
    cities = cities_of_zones()
    several = {region for region, _, zone in cities if any(r == region and z != zone for r, _, z in cities)}
    return [(region, city, (zone,)) for region, city, zone in cities if region in several]


def _by_hand() -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (region, city, (zone,))
        for region, by_zone in _LARGEST.items()
        for zone, names in by_zone.items()
        for city in names.split(", ")
    ]


if __name__ == "__main__":
    FILE.write_text(city_zones(), encoding="utf-8")
