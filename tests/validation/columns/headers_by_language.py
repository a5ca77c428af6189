"""Headers of lead files in fifteen languages, by what their columns have."""

from __future__ import annotations

from typing import NamedTuple


class Headers(NamedTuple):
    """Headers of one language.

    Args:
        region: of the numbers in the phone column.
        phone: names of the phone column.
        other_phone: names of a second phone column that is not called first: office, fax, emergency.
        customer: customer numbers of the company.
        order: numbers of orders or invoices.
        account: numbers of bank accounts.
        identity: numbers of the state: identity card, tax.
        card: numbers of payment cards.
        postal: postcodes.
        date: dates.
        amount: money.
        name: people.
        city: places.
        vague: a header without a clear meaning.
    """

    region: str
    phone: tuple[str, ...]
    other_phone: tuple[str, ...]
    customer: str
    order: str
    account: str
    identity: str
    card: str
    postal: str
    date: str
    amount: str
    name: str
    city: str
    vague: str


LANGUAGES = {
    "English": Headers(
        "US",
        ("Phone Number", "Cell", "Mobile #", "PrimaryPhone", "phone_number", "Tel.", "Best number to call"),
        ("Work phone", "Fax", "Emergency contact number"),
        *("Customer no.", "Order ID", "Account number", "SSN", "Card number", "ZIP code", "Created at", "Amount"),
        *("Full name", "City", "Field 7"),
    ),
    "Hindi": Headers(
        "IN",
        ("मोबाइल नंबर", "फ़ोन", "Mobile No.", "फोन नं.", "Contact Number", "WhatsApp", "दूरभाष"),
        ("कार्यालय फ़ोन", "फैक्स", "Alternate Mobile"),
        *("ग्राहक संख्या", "ऑर्डर नंबर", "खाता संख्या", "आधार नंबर", "कार्ड नंबर", "पिन कोड", "दिनांक", "राशि"),
        *("नाम", "शहर", "विवरण"),
    ),
    "German": Headers(
        "DE",
        ("Telefon", "Handynummer", "Rufnummer", "Mobilnummer", "Tel", "Telefonnummer", "Mobil"),
        ("Telefon privat", "Telefax", "Festnetz"),
        *("Kundennummer", "Bestellnummer", "Kontonummer", "Steuernummer", "Kartennummer", "PLZ", "Datum", "Betrag"),
        *("Name", "Ort", "Spalte 7"),
    ),
    "French": Headers(
        "FR",
        ("Téléphone", "Portable", "Numéro de téléphone", "Tél.", "Mobile", "N° de téléphone", "N° portable"),
        ("Téléphone fixe", "Télécopie", "Tél. bureau"),
        *("N° client", "N° de commande", "N° de compte", "N° de sécurité sociale", "N° de carte", "Code postal"),
        *("Date de naissance", "Montant", "Nom", "Ville", "Champ 7"),
    ),
    "Spanish": Headers(
        "ES",
        ("Teléfono", "Móvil", "Celular", "Número de teléfono", "Tel", "Teléfono móvil", "Nº de teléfono"),
        ("Teléfono fijo", "Fax", "Teléfono oficina"),
        *("Nº de cliente", "Nº de pedido", "Número de cuenta", "DNI", "Número de tarjeta", "Código postal"),
        *("Fecha", "Importe", "Nombre", "Ciudad", "Campo 7"),
    ),
    "Italian": Headers(
        "IT",
        ("Telefono", "Cellulare", "Numero di telefono", "Tel.", "Cell.", "Telefono cellulare", "N. telefono"),
        ("Telefono ufficio", "Fax", "Telefono casa"),
        *("Codice cliente", "Numero ordine", "Numero conto", "Partita IVA", "Numero carta", "CAP", "Data", "Importo"),
        *("Nome", "Città", "Campo 7"),
    ),
    "Portuguese": Headers(
        "BR",
        ("Telefone", "Celular", "WhatsApp", "Telefone celular", "Tel", "Número de telefone", "Fone"),
        ("Telefone comercial", "Fax", "Telefone fixo"),
        *("Código do cliente", "Número do pedido", "Número da conta", "CPF", "Número do cartão", "CEP", "Data"),
        *("Valor", "Nome", "Cidade", "Campo 7"),
    ),
    "Russian": Headers(
        "RU",
        ("Телефон", "Мобильный", "Номер телефона", "Моб. телефон", "Тел.", "Сотовый", "Контактный телефон"),
        ("Рабочий телефон", "Факс", "Домашний телефон"),
        *("Номер клиента", "Номер заказа", "Номер счёта", "ИНН", "Номер карты", "Почтовый индекс", "Дата", "Сумма"),
        *("Имя", "Город", "Поле 7"),
    ),
    "Chinese": Headers(
        "CN",
        ("手机", "电话", "手机号", "手机号码", "联系电话", "电话号码", "移动电话"),
        ("公司电话", "传真", "家庭电话"),
        *("客户编号", "订单号", "银行账号", "身份证号", "银行卡号", "邮政编码", "日期", "金额", "姓名", "城市", "备注"),
    ),
    "Japanese": Headers(
        "JP",
        ("電話番号", "携帯電話", "携帯", "電話", "携帯番号", "お電話", "連絡先電話番号"),
        ("会社電話", "ファックス", "自宅電話"),
        *(
            "顧客番号",
            "注文番号",
            "口座番号",
            "マイナンバー",
            "カード番号",
            "郵便番号",
            "日付",
            "金額",
            "氏名",
            "市区町村",
        ),
        "備考",
    ),
    "Korean": Headers(
        "KR",
        ("전화번호", "휴대폰", "연락처", "휴대전화", "핸드폰", "휴대폰 번호", "전화"),
        ("회사 전화", "팩스", "집 전화"),
        *(
            "고객번호",
            "주문번호",
            "계좌번호",
            "주민등록번호",
            "카드번호",
            "우편번호",
            "날짜",
            "금액",
            "이름",
            "도시",
            "비고",
        ),
    ),
    "Arabic": Headers(
        "AE",
        ("هاتف", "رقم الهاتف", "جوال", "رقم الجوال", "الموبايل", "موبايل", "رقم المحمول"),
        ("هاتف العمل", "فاكس", "هاتف المنزل"),
        *("رقم العميل", "رقم الطلب", "رقم الحساب", "رقم الهوية", "رقم البطاقة", "الرمز البريدي", "التاريخ", "المبلغ"),
        *("الاسم", "المدينة", "ملاحظات"),
    ),
    "Polish": Headers(
        "PL",
        ("Telefon", "Numer telefonu", "Komórka", "Tel.", "Telefon komórkowy", "Nr telefonu", "Nr tel."),
        ("Telefon służbowy", "Faks", "Telefon domowy"),
        *("Numer klienta", "Numer zamówienia", "Numer konta", "PESEL", "Numer karty", "Kod pocztowy", "Data", "Kwota"),
        *("Imię i nazwisko", "Miasto", "Pole 7"),
    ),
    "Indonesian": Headers(
        "ID",
        ("No. HP", "Nomor HP", "Nomor Telepon", "Telepon", "No. Telp", "Ponsel", "No WA"),
        ("Telepon kantor", "Faks", "Telepon rumah"),
        *("Nomor pelanggan", "Nomor pesanan", "Nomor rekening", "NIK", "Nomor kartu", "Kode pos", "Tanggal", "Jumlah"),
        *("Nama", "Kota", "Kolom 7"),
    ),
    "Turkish": Headers(
        "TR",
        ("Telefon", "Cep telefonu", "Cep", "Telefon numarası", "GSM", "Tel. no", "Cep no"),
        ("İş telefonu", "Faks", "Ev telefonu"),
        *("Müşteri no", "Sipariş no", "Hesap no", "TC kimlik no", "Kart no", "Posta kodu", "Tarih", "Tutar"),
        *("Ad soyad", "Şehir", "Alan 7"),
    ),
}
