"""The language of the headers of a file, where it is one of few countries: English says nothing."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from callsheet.validation.normalize import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_SCRIPTS = {
    "DEVANAGARI": "hi mr ne", "BENGALI": "bn", "TAMIL": "ta", "TELUGU": "te", "GUJARATI": "gu", "KANNADA": "kn",
    "MALAYALAM": "ml", "GURMUKHI": "pa", "SINHALA": "si", "THAI": "th", "HANGUL": "ko",
    "CJK": "zh zh_Hans zh_Hant ja", "HEBREW": "he", "GREEK": "el", "CYRILLIC": "ru uk kk be bg sr",
    "ARABIC": "ar fa ur", "GEORGIAN": "ka", "ARMENIAN": "hy", "ETHIOPIC": "am", "KHMER": "km", "LAO": "lo",
    "MYANMAR": "my",
}  # fmt: skip
"""First word of a character's Unicode name → the languages written so."""

_WORDS = {
    "de": "vorname nachname strasse ort plz firma anrede telefon handy rufnummer kunde betrag datum land",
    "fr": "prenom nom ville adresse societe telephone portable rue montant pays civilite",
    "es": "nombre apellido apellidos ciudad calle direccion empresa telefono movil celular importe monto pais correo",
    "pt": "nome sobrenome cidade endereco rua telefone celular bairro valor estado pais empresa",
    "it": "nome cognome citta indirizzo via azienda telefono cellulare importo provincia",
    "nl": "voornaam achternaam naam plaats straat telefoon mobiel bedrijf woonplaats bedrag",
    "pl": "imie nazwisko miasto ulica firma telefon komorka kwota",
    "sv": "fornamn efternamn namn stad ort adress telefon mobil foretag",
    "da": "fornavn efternavn navn by adresse telefon mobil firma",
    "nb": "fornavn etternavn navn sted adresse telefon mobil firma",
    "fi": "etunimi sukunimi nimi kaupunki osoite puhelin matkapuhelin yritys",
    "tr": "ad soyad adi soyadi isim sehir adres telefon firma tutar cep",
    "id": "nama kota alamat telepon nomor perusahaan jumlah",
    "vi": "ten ho dia chi thanh pho dien thoai cong ty so",
    "ro": "prenume nume oras adresa telefon firma judet",
    "cs": "jmeno prijmeni mesto ulice telefon firma castka",
    "hu": "nev keresztnev vezeteknev varos cim telefon ceg",
}
"""Language → words of headers of leads, as `plain_words` writes them. Words of several languages count for each."""

_FEWEST = 2
"""Words of a Latin language that must be there, more than of any other one."""


def header_languages(headers: Iterable[str]) -> tuple[str, ...]:
    """Return the languages that headers may be in; empty when they are English, mixed or too few.

    Args:
        headers: as written.
    """
    words = [word for header in headers for word in plain_words(header).split()]
    scripts = Counter(_script(word) for word in words)
    script, times = max(scripts.items(), key=lambda entry: entry[1], default=("", 0))
    if script in _SCRIPTS and 2 * times > len(words):
        return _in_script("".join(words), script)
    counts = {language: len(set(words) & set(known.split())) for language, known in _WORDS.items()}
    most = max(counts.values())
    return tuple(language for language, times in counts.items() if times == most) if most >= _FEWEST else ()


def _in_script(text: str, script: str) -> tuple[str, ...]:
    languages = _SCRIPTS[script]
    if script == "CJK" and any("\u3041" <= letter <= "\u30ff" for letter in text):  # syllables: Japanese
        languages = "ja"
    if script == "CYRILLIC":
        languages = "uk" if set(text) & set("іїєґ") else "ru kk be"
    if script == "ARABIC" and set(text) & set("پچژگ"):
        languages = "fa ur"
    return tuple(languages.split())


def _script(word: str) -> str:
    script = unicodedata.name(word[0], "").partition(" ")[0]
    return "CJK" if script in {"HIRAGANA", "KATAKANA"} else script
