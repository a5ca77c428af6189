"""Headers in twenty languages that say whose phone a column has, and headers of second phones."""

from __future__ import annotations

from typing import NamedTuple


class OwnedPhones(NamedTuple):
    """Headers of one language.

    Args:
        region: of the numbers.
        owned: names of the main phone column with a word for its owner: client, customer, member, order.
        second: names of phone columns that are not called first: alternative, home, office.
        identifier: an identifier of the owner, no phone.
    """

    region: str
    owned: tuple[str, str, str]
    second: tuple[str, str, str]
    identifier: str


OWNED = {
    "English": OwnedPhones(
        "GB", ("Client Phone", "Member's mobile no.", "Order phone number"),
        ("Alternate phone", "Home phone", "Office number phone"), "Client ID",
    ),
    "Hindi": OwnedPhones(
        "IN", ("ग्राहक मोबाइल नंबर", "खाता धारक फ़ोन", "ऑर्डर फोन"),
        ("वैकल्पिक मोबाइल", "घर का फ़ोन", "कार्यालय फ़ोन"), "ग्राहक आईडी",
    ),
    "German": OwnedPhones(
        "DE", ("Kundentelefon", "Telefon des Kunden", "Mitglied Handynummer"),
        ("Telefon alternativ", "Festnetz Telefon", "Telefon geschäftlich"), "Kundennummer",
    ),
    "French": OwnedPhones(
        "FR", ("Téléphone client", "Portable de l'adhérent", "Tél. commande"),
        ("Téléphone secondaire", "Téléphone domicile", "Téléphone bureau"), "N° client",
    ),
    "Spanish": OwnedPhones(
        "ES", ("Teléfono del cliente", "Móvil del titular", "Teléfono pedido"),
        ("Teléfono alternativo", "Teléfono casa", "Teléfono oficina"), "Nº de cliente",
    ),
    "Italian": OwnedPhones(
        "IT", ("Telefono cliente", "Cellulare del cliente", "Telefono ordine"),
        ("Altro telefono", "Telefono casa", "Telefono ufficio"), "Codice cliente",
    ),
    "Portuguese": OwnedPhones(
        "BR", ("Telefone do cliente", "Celular do titular", "Telefone 1 - Valor"),
        ("Outro telefone", "Telefone residencial", "Telefone comercial"), "Código do cliente",
    ),
    "Dutch": OwnedPhones(
        "NL", ("Telefoon klant", "Mobiel nummer klant", "Telefoonnummer bestelling"),
        ("Ander telefoonnummer", "Telefoon thuis", "Telefoon werk"), "Klantnummer",
    ),
    "Swedish": OwnedPhones(
        "SE", ("Kund telefon", "Kundens mobilnummer", "Telefonnummer order"),
        ("Alternativt telefonnummer", "Telefon hem", "Telefon arbete"), "Kundnummer",
    ),
    "Polish": OwnedPhones(
        "PL", ("Telefon klienta", "Komórka klienta", "Telefon do zamówienia"),
        ("Telefon dodatkowy", "Telefon domowy", "Telefon służbowy"), "Numer klienta",
    ),
    "Turkish": OwnedPhones(
        "TR", ("Müşteri telefonu", "Müşteri cep telefonu", "Sipariş telefonu"),
        ("Yedek telefon", "Ev telefonu", "İş telefonu"), "Müşteri no",
    ),
    "Russian": OwnedPhones(
        "RU", ("Телефон клиента", "Мобильный клиента", "Телефон заказа"),
        ("Дополнительный телефон", "Домашний телефон", "Рабочий телефон"), "Номер клиента",
    ),
    "Ukrainian": OwnedPhones(
        "UA", ("Телефон клієнта", "Мобільний клієнта", "Телефон замовлення"),
        ("Додатковий телефон", "Домашній телефон", "Робочий телефон"), "Номер клієнта",
    ),
    "Indonesian": OwnedPhones(
        "ID", ("Telepon pelanggan", "No. HP pelanggan", "Nomor telepon pesanan"),
        ("Telepon lain", "Telepon rumah", "Telepon kantor"), "Nomor pelanggan",
    ),
    "Vietnamese": OwnedPhones(
        "VN", ("Điện thoại khách hàng", "SĐT khách hàng", "Điện thoại đơn hàng"),
        ("Điện thoại khác", "Điện thoại nhà riêng", "Điện thoại văn phòng"), "Mã khách hàng ID",
    ),
    "Arabic": OwnedPhones(
        "SA", ("هاتف العميل", "جوال العميل", "هاتف الطلب"), ("هاتف بديل", "هاتف المنزل", "هاتف العمل"), "رقم العميل",
    ),
    "Chinese": OwnedPhones(
        "CN", ("客户手机", "会员电话", "订单联系电话"), ("备用电话", "家庭电话", "办公电话"), "客户编号",
    ),
    "Japanese": OwnedPhones(
        "JP", ("お客様電話番号", "会員携帯電話", "注文者電話番号"),
        ("予備電話番号", "自宅電話", "勤務先電話"), "顧客番号",
    ),
    "Korean": OwnedPhones(
        "KR", ("고객 전화번호", "회원 휴대폰", "주문자 연락처"), ("비상 전화번호", "집 전화", "회사 전화"), "고객번호",
    ),
    "Thai": OwnedPhones(
        "TH", ("เบอร์โทรลูกค้า", "มือถือสมาชิก", "โทรศัพท์ลูกค้า"), ("เบอร์โทรสำรอง", "โทรศัพท์บ้าน", "โทรศัพท์ที่ทำงาน"), "รหัสลูกค้า",
    ),
}  # fmt: skip
