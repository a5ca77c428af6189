"""Columns that a variable of the script may mean, by the spelling and the meaning of their headers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from callsheet.validation.content.prompt import plain_name
from callsheet.validation.normalize import plain_words

if TYPE_CHECKING:
    from callsheet.validation.model.mapping import ColumnMapping
    from callsheet.validation.model.table import Table

_MEANINGS = (
    (
        "name|first_name|full_name|customer_name|client_name|lead_name|contact_name|given_name"
        "|fname|firstname|forename|contact|person|nombre|nome|nom|prenom|vorname|imie|imya|nama"
        "|ad|isim|naam|नाम|نام|الاسم|имя|姓名|名前|이름"
        "|اسم|اسم العميل|الاسم الكامل|नाम पूरा|ग्राहक का नाम|客户姓名|客户名称|名字|氏名|お名前|שם|ชื่อ"
    ),
    (
        "last_name|surname|family_name|lname|lastname|apellido|apellidos|sobrenome|cognome"
        "|nachname|familienname|nazwisko|soyad|soyadi|фамилия|姓|성"
    ),
    (
        "company|organisation|organization|business|employer|firm|account|company_name"
        "|business_name|account_name|org|empresa|compania|societe|entreprise|azienda|firma"
        "|unternehmen|bedrijf|perusahaan|sirket|компания|организация"
        "|公司|会社|회사|شركة|कंपनी|الشركة|اسم الشركة|کمپنی|公司名称|会社名|חברה|บริษัท"
    ),
    (
        "city|town|location|place|ciudad|cidade|ville|citta|stadt"
        "|ort|miasto|kota|sehir|город|城市|市|도시|مدينة|शहर|المدينة|شہر|城市名|עיר|เมือง"
    ),
    (
        "address|street|street_address|direccion|endereco|adresse"
        "|indirizzo|adres|alamat|адрес|地址|住所|주소|عنوان|पता|العنوان|پتہ|כתובת|ที่อยู่"
    ),
    "state|province|region|estado|provincia|bundesland|wojewodztwo|il|область",
    "country|pais|pays|land|nazione|kraj|ulke|negara|страна|国家|国|국가|देश|الدولة|البلد|ملک|国籍|מדינה|ประเทศ",
    (
        "email|e_mail|mail|email_address|correo|courriel|почта|邮箱"
        "|メール|이메일|البريد الإلكتروني|الإيميل|ईमेल|ای میل|电子邮件|メールアドレス|אימייל|อีเมล"
    ),
    (
        "product|item|interest|product_interest|interested_in|product_name|plan|service"
        "|offering|producto|produto|produit|prodotto|produkt|urun"
        "|produk|товар|продукт|产品|製品|제품|المنتج|उत्पाद|商品|מוצר|สินค้า"
    ),
    ("budget|price_range|max_price|spend|presupuesto|orcamento|budżet|bütçe|бюджет|预算|予算|예산|बजट"),
    (
        "amount|amount_due|balance|due|outstanding|total|sum|price|cost|value|importe|valor"
        "|montant|importo|betrag|kwota|tutar|jumlah|сумма|金额|金額|금액|राशि|المبلغ|المبلغ المستحق|रकम|رقم المبلغ|סכום"
    ),
    (
        "date|appointment_date|appointment|visit_date|due_date|meeting_date|day|fecha|data"
        "|datum|termin|tarih|tanggal|дата|日期|日付|날짜|तारीख|التاريخ|تاريخ|تاریخ|दिनांक|תאריך|วันที่"
    ),
    (
        "time|appointment_time|slot|hour|hora|heure|ora|uhrzeit"
        "|godzina|saat|waktu|время|时间|時間|시간|समय|الوقت|وقت|שעה|เวลา"
    ),
    ("agent|sales_rep|owner|rep|salesperson|account_manager|lead_owner|vendedor|vendeur|berater|менеджер"),
    "title|salutation|prefix|anrede|titulo|titre|titolo",
    ("job|job_title|role|position|designation|occupation|profession|cargo|puesto|poste|beruf|stanowisko|должность"),
    (
        "order|order_id|order_number|reference|ref|booking|booking_id|pedido|commande|ordine"
        "|bestellung|zamowienie|заказ|订单|注文|주문|رقم الطلب|订单号|注文番号"
    ),
    (
        "language|lang|preferred_language|idioma|langue|lingua"
        "|sprache|jezyk|dil|bahasa|язык|语言|言語|언어|भाषा|اللغة|زبان|שפה|ภาษา"
    ),
    (
        "notes|note|comment|comments|remarks|description|details"
        "|notas|observaciones|commentaire|bemerkung|uwagi|notlar|ملاحظات|टिप्पणी|备注|備考|הערות|หมายเหตุ"
    ),
    "source|lead_source|channel|campaign|utm_source|origen|origem|quelle|kaynak|источник",
    ("loan|loan_type|policy|policy_type|insurance|prestamo|emprestimo|pret|kredit|kredi|кредит"),
    "age|dob|birthday|date_of_birth|birth_date|edad|idade|alter|yas|возраст|年龄|年齢|나이",
)
"""Names of one thing, in the languages of lead files."""

_FILLER_WORDS = (
    "the of my your their customer client lead contact user caller prospect member person account cust s in lakhs lakh"
    " lacs usd inr eur rs k total no number type value field column data info cliente kunde kunden client"
)
_FILLERS = frozenset(_FILLER_WORDS.split())
"""Words that a header adds without meaning another thing: "Customer City", "budget_lakhs"."""


def similar_columns(table: Table, mapping: ColumnMapping, variable: str) -> tuple[str, ...]:
    """Return the columns that a variable may mean, the likeliest first; phone columns never are.

    First those that differ in case, separators or plural, then those with the same words beside filler words, then
    those that name the same thing in other words, then those of which one has all words of the other.

    Args:
        table: the file.
        mapping: what its columns became.
        variable: as the script writes it.
    """
    ranked = []
    for index, column in enumerate(table.frame.columns):
        if column in mapping.phone:
            continue
        names = {table.header_of(column), mapping.variables.get(column, "")} - {""}
        rank = min((_rank(name, variable) for name in names), default=None, key=lambda value: value or 99)
        if rank:
            ranked.append((rank, column not in mapping.variables, index, str(column)))
    return tuple(column for *_, column in sorted(ranked))


def meaning_of(header: str) -> str:
    """Return the English name of what a header in any language names; "" when it is not known.

    Args:
        header: as written.
    """
    numbers = _by_name().get("_".join(plain_words(header).split()), set())
    return _MEANINGS[min(numbers)].split("|")[0] if numbers else ""


def _rank(name: str, variable: str) -> int:
    """How near two names are, 1 nearest; 0: not."""
    if plain_name(name) == plain_name(variable):
        return 1
    mine, other = _words(name), _words(variable)
    if mine and other and mine == other:
        return 2
    if _meanings(name) & _meanings(variable):
        return 3
    return 4 if mine and other and (mine < other or other < mine) else 0


def _words(name: str) -> frozenset[str]:
    """The words of a name without fillers, plurals and order."""
    words = {word.removesuffix("s") for word in _split(name)}
    return frozenset(words - _FILLERS)


def _split(name: str) -> list[str]:
    """Words: "firstName" → first, name."""
    spaced = "".join(f" {letter}" if letter.isupper() else letter for letter in name) if not name.isupper() else name
    return plain_words(spaced).split()


def _meanings(name: str) -> frozenset[int]:
    """Numbers of the meanings that a name has: its own words, or those without fillers."""
    words = _split(name)
    spellings = {"_".join(words), "_".join(word for word in words if word not in _FILLERS)}
    return frozenset(number for spelling in spellings for number in _by_name().get(spelling, ()))


@cache
def _by_name() -> dict[str, set[int]]:
    numbers: dict[str, set[int]] = {}
    for number, names in enumerate(_MEANINGS):
        for name in names.split("|"):
            numbers.setdefault("_".join(plain_words(name.replace("_", " ")).split()), set()).add(number)
    return numbers
