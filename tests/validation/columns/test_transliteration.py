from __future__ import annotations

import re

import pytest

from callsheet.validation import safe_name, safe_names
from callsheet.validation.columns.translated_words import translations

NAMES = {
    "تاريخ الميلاد": "date_birth",
    "رقم العميل": "number_customer",
    "المدينة القديمة": "city_old",
    "الحالة الاجتماعية": "status_social",
    "المندوب المسؤول": "agent_masuwal",
    "تقسيط": "taqsit",
    "بطاقة": "bataqa",
    "تاریخ تولد": "date_birth",
    "خریداری کی تاریخ": "purchase_date",
    "מספר לקוח": "number_customer",
    "קמפיין": "kampiyan",
    "ग्राहक का पता": "customer_address",
    "अगली किस्त": "agali_kist",
    "客户编号": "customer_number",
    "下次付款日期": "next_payment_date",
    "备用联系人": "bei_yong_person",
    "お客様番号": "customer_number",
    "예약 날짜": "appointment_date",
    "ชื่อลูกค้า": "name_customer",
    "Budget الميزانية": "budget_budget",
    "رقم 2": "number_2",
    "Имя клиента": "imya_klienta",
    "Straße": "strasse",
}


@pytest.mark.parametrize("header", NAMES)
def test_headers_of_other_scripts_become_readable_names(header: str) -> None:
    """Known words in English, without articles and small words; others as they sound, with vowels."""
    assert safe_name(header) == NAMES[header]


def test_no_known_word_becomes_a_number_of_a_column() -> None:
    """Every word of the list gives a name that can be read: letters, and no `column_3`."""
    words = list(translations())
    assert len(words) > 890
    for name in safe_names(words, range(1, len(words) + 1)):
        assert re.fullmatch(r"[a-z][a-z_]*(_[0-9]+)?", name)
        assert not name.startswith("column_")
