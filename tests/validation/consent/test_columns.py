"""Columns about consent: which are recognised by header and cells, and what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.validation import ColumnMapping, ConsentKind, Table, suggest_consent_columns

if TYPE_CHECKING:
    from collections.abc import Callable

PHONES = [f"+91982000000{row}" for row in range(5)]

YES_NO = ["Yes", "no", "", "YES", "No"]
DAYS = ["2025-01-03", "2025-02-14", "", "2024-12-24", "2025-03-01"]
FOUND = [
    ("Consent", YES_NO, ConsentKind.CONSENT),
    ("Opt-in", ["1", "0", "1", "1", ""], ConsentKind.CONSENT),
    ("OptIn", ["TRUE", "FALSE", "TRUE", "", ""], ConsentKind.CONSENT),
    ("Marketing", YES_NO, ConsentKind.CONSENT),
    ("Permission to call", ["✓", "", "✗", "✓", "✓"], ConsentKind.CONSENT),
    ("GDPR consent", ["web form", "verbal", "", "Yes", "no"], ConsentKind.CONSENT),
    ("Consent", DAYS, ConsentKind.CONSENT),
    ("Einwilligung", ["ja", "nein", "", "Ja", "ja"], ConsentKind.CONSENT),
    ("Consentement", ["oui", "non", "oui", "", ""], ConsentKind.CONSENT),
    ("Consentimiento", ["sí", "no", "Sí", "", ""], ConsentKind.CONSENT),
    ("Consentimento", ["sim", "não", "", "Sim", ""], ConsentKind.CONSENT),
    ("Consenso", ["sì", "no", "", "", "sì"], ConsentKind.CONSENT),
    ("Toestemming", ["ja", "nee", "ja", "", ""], ConsentKind.CONSENT),
    ("Zgoda", ["tak", "nie", "tak", "", ""], ConsentKind.CONSENT),
    ("Onay", ["evet", "hayır", "evet", "", ""], ConsentKind.CONSENT),
    ("Согласие", ["да", "нет", "да", "", ""], ConsentKind.CONSENT),
    ("Persetujuan", ["ya", "tidak", "ya", "", ""], ConsentKind.CONSENT),
    ("Đồng ý", ["có", "không", "có", "", ""], ConsentKind.CONSENT),
    ("موافقة", ["نعم", "لا", "نعم", "", ""], ConsentKind.CONSENT),
    ("सहमति", ["हाँ", "नहीं", "हां", "", ""], ConsentKind.CONSENT),
    ("同意", ["是", "否", "是", "", ""], ConsentKind.CONSENT),
    ("同意", ["はい", "いいえ", "はい", "", ""], ConsentKind.CONSENT),
    ("동의", ["예", "아니오", "예", "", ""], ConsentKind.CONSENT),
    ("DNC", ["", "", "", "Y", ""], ConsentKind.REFUSAL),
    ("Do Not Call", ["0", "1", "0", "0", "0"], ConsentKind.REFUSAL),
    ("DoNotCall", ["false", "true", "false", "", ""], ConsentKind.REFUSAL),
    ("DND status", ["dnd", "", "", "", ""], ConsentKind.REFUSAL),
    ("Opted out", ["no", "no", "yes", "", ""], ConsentKind.REFUSAL),
    ("Opt-out date", ["", "2025-03-01", "", "", ""], ConsentKind.REFUSAL),
    ("Nicht anrufen", ["x", "", "", "", ""], ConsentKind.REFUSAL),
    ("Ne pas appeler", ["oui", "non", "", "", ""], ConsentKind.REFUSAL),
    ("No llamar", ["sí", "", "no", "", ""], ConsentKind.REFUSAL),
    ("Не звонить", ["да", "", "", "", ""], ConsentKind.REFUSAL),
    ("수신거부", ["예", "아니오", "", "", ""], ConsentKind.REFUSAL),
    ("Consent date", DAYS, ConsentKind.DATE),
    ("Opted in at", ["2025-01-03T10:12:00Z", "2025-02-14 09:00", "", "", ""], ConsentKind.DATE),
    ("Datum der Einwilligung", ["03.01.2025", "14.02.2025", "", "", ""], ConsentKind.DATE),
    ("Consent withdrawn on", ["", "", "2025-03-01", "", ""], ConsentKind.REVOKED),
    ("Consent source", ["web form", "Facebook lead ad", "fair", "", ""], ConsentKind.BASIS),
]
NOT_FOUND = [
    ("Notes", YES_NO),
    ("Consent", ["Asha", "Dev", "Ravi", "Uma", "Lata"]),
    ("Email opt-in", YES_NO),
    ("SMS consent", YES_NO),
    ("Newsletter opt out", YES_NO),
    ("Marketing", ["Facebook", "Google", "Referral", "yes", ""]),
    ("Agreement date", DAYS),
    ("Last contact", DAYS),
    ("Content", ["a", "b", "c", "d", "e"]),
    ("State", ["ok", "no", "ne", "ca", "in"]),
    ("Consent", ["", "", "", "", ""]),
    ("Option", YES_NO),
]


def columns_of(file: Table) -> dict[str, ConsentKind]:
    return suggest_consent_columns(file, ColumnMapping(("Mobile",)))


@pytest.mark.parametrize(("header", "cells", "kind"), FOUND)
def test_a_column_about_consent_is_found(
    table: Callable[..., Table], header: str, cells: list[str], kind: ConsentKind
) -> None:
    assert columns_of(table({"Mobile": PHONES, header: cells})) == {header: kind}


@pytest.mark.parametrize(("header", "cells"), NOT_FOUND)
def test_other_columns_are_not(table: Callable[..., Table], header: str, cells: list[str]) -> None:
    assert columns_of(table({"Mobile": PHONES, header: cells})) == {}
