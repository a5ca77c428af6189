"""States and provinces of the countries with several time zones, and the zones that each of them has.

A state that lies in two zones has both, even where the second one is a few villages.
"""

from __future__ import annotations

from functools import cache

from callsheet.validation.normalize import plain_words

_EAST, _CENTRAL, _MOUNTAIN, _PACIFIC = "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"
_STATES = {
    "US": {
        _EAST: "CT Connecticut, DE Delaware, DC District of Columbia, DC Washington DC, GA Georgia, ME Maine,"
        " MD Maryland, MA Massachusetts, NH New Hampshire, NJ New Jersey, NY New York, NC North Carolina, OH Ohio,"
        " PA Pennsylvania, RI Rhode Island, SC South Carolina, VT Vermont, VA Virginia, WV West Virginia",
        _CENTRAL: "AL Alabama, AR Arkansas, IL Illinois, IA Iowa, LA Louisiana, MN Minnesota, MS Mississippi,"
        " MO Missouri, OK Oklahoma, WI Wisconsin",
        _MOUNTAIN: "CO Colorado, MT Montana, NM New Mexico, UT Utah, WY Wyoming",
        _PACIFIC: "CA California, WA Washington",
        f"{_EAST} {_CENTRAL}": "FL Florida, KY Kentucky, TN Tennessee",
        f"{_CENTRAL} {_MOUNTAIN}": "KS Kansas, NE Nebraska, ND North Dakota, SD South Dakota, TX Texas",
        f"{_PACIFIC} {_MOUNTAIN}": "NV Nevada, OR Oregon",
        f"America/Boise {_PACIFIC}": "ID Idaho",
        f"America/Indiana/Indianapolis {_CENTRAL}": "IN Indiana",
        f"America/Detroit {_CENTRAL}": "MI Michigan",
        f"America/Phoenix {_MOUNTAIN}": "AZ Arizona",
        "America/Anchorage America/Adak": "AK Alaska",
        "Pacific/Honolulu": "HI Hawaii",
        "America/Puerto_Rico": "PR Puerto Rico",
        "America/St_Thomas": "VI Virgin Islands, VI US Virgin Islands",
        "Pacific/Guam": "GU Guam",
        "Pacific/Saipan": "MP Northern Mariana Islands",
        "Pacific/Pago_Pago": "AS American Samoa",
    },
    "CA": {
        "America/Edmonton": "AB Alberta, NT Northwest Territories",
        "America/Vancouver America/Dawson_Creek America/Fort_Nelson America/Creston America/Edmonton": (
            "BC British Columbia"
        ),
        "America/Winnipeg": "MB Manitoba",
        "America/Moncton": "NB New Brunswick",
        "America/St_Johns America/Goose_Bay": "NL Newfoundland and Labrador, NL Newfoundland, NF Labrador",
        "America/Halifax": "NS Nova Scotia, PE Prince Edward Island, PE PEI",
        "America/Iqaluit America/Rankin_Inlet America/Resolute America/Edmonton America/Atikokan": "NU Nunavut",
        "America/Toronto America/Winnipeg America/Atikokan": "ON Ontario",
        "America/Toronto America/Halifax America/Blanc-Sablon": "QC Quebec, PQ Québec",
        "America/Regina America/Edmonton": "SK Saskatchewan",
        "America/Whitehorse": "YT Yukon, YK Yukon Territory",
    },
    "AU": {
        "Australia/Sydney Australia/Broken_Hill Australia/Lord_Howe": "NSW New South Wales",
        "Australia/Sydney": "ACT Australian Capital Territory",
        "Australia/Melbourne": "VIC Victoria",
        "Australia/Brisbane": "QLD Queensland",
        "Australia/Adelaide": "SA South Australia",
        "Australia/Perth Australia/Eucla": "WA Western Australia",
        "Australia/Hobart": "TAS Tasmania",
        "Australia/Darwin": "NT Northern Territory",
    },
    "BR": {
        "America/Sao_Paulo": "AL Alagoas, AP Amapá, BA Bahia, CE Ceará, DF Distrito Federal, ES Espírito Santo,"
        " GO Goiás, MA Maranhão, MG Minas Gerais, PA Pará, PB Paraíba, PR Paraná, PI Piauí, RJ Rio de Janeiro,"
        " RN Rio Grande do Norte, RS Rio Grande do Sul, SC Santa Catarina, SP São Paulo, SE Sergipe, TO Tocantins",
        "America/Recife America/Noronha": "PE Pernambuco",
        "America/Manaus America/Eirunepe": "AM Amazonas",
        "America/Porto_Velho": "RO Rondônia",
        "America/Boa_Vista": "RR Roraima",
        "America/Cuiaba": "MT Mato Grosso",
        "America/Campo_Grande": "MS Mato Grosso do Sul",
        "America/Rio_Branco": "AC Acre",
    },
    "MX": {
        "America/Mexico_City": "AGS Aguascalientes, CAMP Campeche, CHIS Chiapas, CDMX Ciudad de México, COL Colima,"
        " DGO Durango, GTO Guanajuato, GRO Guerrero, HGO Hidalgo, JAL Jalisco, MEX México, MEX Estado de México,"
        " MICH Michoacán, MOR Morelos, OAX Oaxaca, PUE Puebla, QRO Querétaro, SLP San Luis Potosí, TAB Tabasco,"
        " TLAX Tlaxcala, VER Veracruz, YUC Yucatán, ZAC Zacatecas",
        "America/Tijuana": "BC Baja California",
        "America/Mazatlan": "BCS Baja California Sur, SIN Sinaloa",
        "America/Mazatlan America/Bahia_Banderas": "NAY Nayarit",
        "America/Hermosillo": "SON Sonora",
        "America/Chihuahua America/Ciudad_Juarez America/Ojinaga": "CHIH Chihuahua",
        "America/Cancun": "QROO Quintana Roo",
        "America/Monterrey America/Matamoros": "TAMPS Tamaulipas, COAH Coahuila, NL Nuevo León",
    },
}
"""Country → zones → codes and names of its states."""

_SHARED = {"US": ("US", "CA"), "CA": ("CA", "US")}
"""Countries under one calling code: a toll-free number, and one taken along when moving, are of either."""


def has_states(region: str) -> bool:
    """Tell whether the states of a country are known here."""
    return region in _STATES


def zones_of_state(text: str, region: str) -> tuple[str, ...]:
    """Return the zones of a state or province by its code or name; () if the country has none of that name.

    Args:
        text: "CA", "us-ca" or "California".
        region: country of the phone number, "US".
    """
    plain = plain_words(text)
    for country in _SHARED.get(region, (region,)):
        zones = _zones(country).get(plain.removeprefix(f"{country.lower()} "))
        if zones:
            return zones
    return ()


@cache
def _zones(region: str) -> dict[str, tuple[str, ...]]:
    """Codes and names in plain words → zones."""
    zones = {}
    for names, states in _STATES.get(region, {}).items():
        for state in states.split(", "):
            code, _, name = state.strip().partition(" ")
            zones[plain_words(code)] = zones[plain_words(name)] = tuple(names.split())
    return zones
