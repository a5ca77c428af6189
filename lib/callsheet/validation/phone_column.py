"""Which column holds the phone numbers: content first, header as a witness, and a question where neither can tell."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.validation.codes import IssueCode
from callsheet.validation.mapping import PHONE_NUMBER, PhoneCandidate
from callsheet.validation.phone_text import read_phone_texts
from callsheet.validation.phones import judge_column
from callsheet.validation.text import as_shown, plain_words
from callsheet.validation.verdicts import CODE_PLACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.validation.table import Table

_SAMPLE = 300
_SURE = 0.8
_PLAUSIBLE = 0.5
_WITH_A_NAME = 0.3
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15

_PHONE_WORDS = re.compile(
    r"phone|mobile|mobil\b|mobiel|handy|telefon|telefoon|puhelin|matkapuhelin|cellulare|celular|\bcell\b|whats\s?app"
    r"|movil|portable|\btel\b|\btlf\b|\bgsm\b|\bmob\b|\bmsisdn\b|contact (?:no|number|num)|number to call|\bph\b"
    r"|rufnummer|fernsprech|numero de contact|nomor (?:hp|ponsel)|\bhp\b|ponsel|"
    r"dien thoai|\bsdt\b|di dong|cep\b|contatto|numer tel"
    r"|телефон|мобильн|тел\b|сотов|मोबाइल|फ़ोन|फोन|दूरभाष|电话|電話|手机|手機|手机号|携帯|전화|휴대폰|연락처|هاتف|جوال|موبايل"
    r"|تلفون|טלפון|נייד|τηλεφων|κινητο|โทร|มือถือ|போன்|கைபேசி|ফোন|মোবাইল"
)
_OTHER_WORDS = re.compile(
    r"\b(?:id|account|acct|order|invoice|aadhaar|aadhar|card|pin|pincode|zip|postal|postcode|plz|gst|gstin|pan|passport"
    r"|amount|price|salary|balance|value|date|dob|birth|serial|sku|ean|isbn|barcode|ticket|reference|ref|policy|vin|imei"
    r"|iban|tax|ssn|customer (?:no|number|code)|kunden\w*|konto\w*|bestell\w*|rechnung\w*|codigo|cuenta|pedido|compte"
    r"|commande|cliente|conto|ordine|cpf|cnpj|cep|fax|count|quantity|qty|year|timestamp)\b"
    r"|заказ|счет|счёт|карт|инн|индекс|паспорт|खाता|आधार|订单|訂單|账号|帳號|身份证|卡号|注文|口座|郵便|주문|계좌|우편|حساب|طلب|هوية|بطاقة"
)
_SECOND_WORDS = re.compile(
    r"alternat|other|second|\b[2-9]\b|emergency|home|office|work|landline|fax|backup|spouse|whats|parent|reference|agent"
    r"|company|branch|privat|buero|büro|festnetz|fijo|casa|fixe|domicile|рабоч|дом"
)
_DATE_LIKE = re.compile(
    r"(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d|(?:19|20)\d\d))(?:[T\s].*)?"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6})?"
)
_PHONE_TROUBLES = [
    CODE_PLACE[code] for code in (IssueCode.SHORTENED_BY_EXCEL, IssueCode.HAS_EXTENSION, IssueCode.SEVERAL_NUMBERS)
]


@dataclass(frozen=True)
class _Evidence:
    """What a column shows.

    Args:
        shape: share of filled sample cells that read as a phone number.
        valid: share that is a valid number.
        counts_up: True when the numbers run in a narrow or rising band, as account and order numbers do.
        named: True when the header says phone.
        other: True when the header says something else.
    """

    shape: float
    valid: float
    counts_up: bool
    named: bool
    other: bool


def phone_candidates(table: Table, region: str | None) -> list[PhoneCandidate]:
    """Columns that may hold the phone numbers, the best first.

    Args:
        table: the file as read.
        region: of numbers without country code; None: not known.
    """
    found = []
    for column in table.frame.columns:
        evidence = _evidence(table.frame[column], table.header_of(column), region)
        score = _score(evidence, table.header_of(column))
        if score > 0:
            found.append((score, PhoneCandidate(column, round(evidence.shape, 4), evidence.named)))
    found.sort(key=lambda each: -each[0])
    return [candidate for _, candidate in found]


def is_called_phone(header: str) -> bool:
    """True when a header says phone, and nothing else.

    Args:
        header: as written.
    """
    title = _title(header)
    return bool(_PHONE_WORDS.search(title)) and not _OTHER_WORDS.search(title)


def chosen_phone_column(candidates: Sequence[PhoneCandidate], table: Table) -> tuple[str, ...]:
    """The column to take without asking; none where the candidates do not stand apart."""
    if not candidates:
        return ()
    first = candidates[0]
    rival = next((each for each in candidates[1:] if not each.named), None)
    if first.named or table.header_of(first.column).strip() == PHONE_NUMBER:
        return (first.column,)
    if first.share >= _SURE and (rival is None or rival.share < _PLAUSIBLE):
        return (first.column,)
    return ()


def _evidence(values: pd.Series[str], header: str, region: str | None) -> _Evidence:
    sample = _sample(values)
    title = _title(header)
    named, other = bool(_PHONE_WORDS.search(title)), bool(_OTHER_WORDS.search(title))
    shaped = _shaped(sample)
    if not shaped:
        return _Evidence(0.0, 0.0, counts_up=False, named=named, other=other)
    verdicts = judge_column(pd.Series(shaped, dtype="str"), region)
    valid = float(np.count_nonzero(verdicts.number)) / len(sample)
    return _Evidence(len(shaped) / len(sample), valid, _counts_up(shaped), named, other)


def _score(evidence: _Evidence, header: str) -> float:
    """How much speaks for the column; 0: it is no candidate."""
    if header.strip() == PHONE_NUMBER:
        return 10.0
    if evidence.named and not evidence.other and evidence.shape >= _WITH_A_NAME:
        second = bool(_SECOND_WORDS.search(_title(header)))
        return 4.0 + evidence.valid + evidence.shape - 1.5 * second
    if evidence.other or evidence.counts_up:
        return 0.0
    return evidence.valid + evidence.shape if evidence.shape >= _PLAUSIBLE else 0.0


def _sample(values: pd.Series[str]) -> list[str]:
    """Distinct filled cells as shown, evenly from the whole column."""
    filled = values[values != ""]
    step = max(1, len(filled) // _SAMPLE)
    some = pa.array(dict.fromkeys(filled.iloc[::step].tolist()), pa.string())
    return [text for text in map(str, as_shown(some).to_pylist()) if text]


def _shaped(sample: list[str]) -> list[str]:
    """Cells of a sample that read as a phone number, or as one that something happened to."""
    read = read_phone_texts(pa.array(sample, pa.string()))
    digits = pc.binary_length(pc.utf8_ltrim(read.digits, "+")).to_numpy(zero_copy_only=False)
    reads = (digits >= _FEWEST_DIGITS) & (digits <= _MOST_DIGITS) | np.isin(read.code, _PHONE_TROUBLES)
    return [text for text, good in zip(sample, reads.tolist(), strict=True) if good and not _DATE_LIKE.fullmatch(text)]


def _counts_up(shaped: list[str]) -> bool:
    """True for numbers given out in order: in file order always rising, or all within a narrow band."""
    numbers = [int("".join(filter(str.isdecimal, text)) or 0) for text in shaped]
    if len(numbers) < 5:  # noqa: PLR2004 - fewer say nothing
        return False
    rising = all(one < other for one, other in pairwise(numbers))
    return rising or max(numbers) - min(numbers) < 100 * len(numbers)


def _title(header: str) -> str:
    """The header in lower case, accents off, words apart."""
    return unicodedata.normalize("NFC", plain_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)))
