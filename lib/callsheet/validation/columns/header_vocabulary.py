"""Words of column headers, in the languages of lead files. They only support what the cells show.

A star matches the rest of a word. Words of scripts without spaces match anywhere in a header.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import cache

from callsheet.validation.normalize import plain_words

_PHONE = (
    "*phone* *telefon* telefoon* telepon* telp tel tel1 tel2 tlf tlf1 tlf2 *handy*"
    " mobil* mob1 mob2 *mobile mobiel* cell cell1 cell2 cellular* celular* cel cel1 cel2 movil* movel portable*"
    " gsm msisdn ph hp ponsel wa"
    " whatsapp* rufnummer* *rufnummer fernsprech* puhelin* matkapuhelin* fone telemovel komorka komorkowy fono"
    " dien_thoai* sdt di_dong cep_tel* cep_no cep_numara* mob contact_no contact_number contact_num contact_nos"
    " number_to_call numero_de_contact* numero_contatto recapito* contatto kontaktnummer nomor_kontak no_kontak"
    " iletisim_no"
    " телефон* *телефон мобильн* моб тел сотов* мобила τηλεφων* κινητο* טלפון* נייד*"
    " मोबाइल* फ़ोन* फोन* दूरभाष* संपर्क_नंबर ফোন* মোবাইল* போன்* கைபேசி* ఫోన్* మొబైల్* ಫೋನ್* ಮೊಬೈಲ್* ફોન* મોબાઇલ*"
    " هاتف* جوال* موبايل* تلفون* محمول* نقال* تليفون* واتساب* شماره_تلفن موبایل* تلفن* فون*"
    " 电话 電話 手机 手機 携帯 전화 휴대폰 핸드폰 연락처 โทร มือถือ"
)
_OTHER = (
    "id ids *id_no account* acct* order* invoice* aadhaar aadhar card cards pin pincode zip* postal* postcode* plz"
    " postleitzahl gst* gstin pan passport* amount* price* salary balance* value* date* dob *birth* serial* sku"
    " ean isbn"
    " barcode ticket* reference ref policy vin imei iban tax* ssn *fax* customer_no customer_number customer_code"
    " customer_id client_no client_number member* loan* employee* roll_no count quantity qty year* timestamp*"
    " created*"
    " updated* score* age"
    " kunden* konto* *konto bestell* auftrag* rechnung* kd_nr kdnr* kd steuer* karten* *karte betrag datum"
    " *datum vertrag* personal* ausweis*"
    " mitglied* artikel*"
    " codigo* cuenta tarjeta pedido* dni nif cedula rut fecha* importe cliente_no no_de_cliente *_de_cliente"
    " factura*"
    " poliza contrato* *_cliente cpf cnpj rg cartao conta data valor cap conto ordine ordini carta partita* importo"
    " fattura* polizza contratto*"
    " client *_client commande* compte* carte securite* postal montant date* naissance facture* adherent* telecopie"
    " contrat* siret siren"
    " klient* zamowien* zamowieni* konta karty pesel nip regon kod* kwota faktur* faks*"
    " pelanggan pesanan rekening nik ktp npwp kartu kode* tanggal jumlah faktur"
    " musteri* siparis* hesap* kimlik* tc_kimlik* kart posta* tarih tutar fatura* vergi*"
    " заказ* счет* инн снилс индекс* паспорт* клиент* карт* дата* сумм* договор* факс* накладн*"
    " खाता* आधार* ग्राहक* ऑर्डर* कार्ड* पिन* दिनांक* राशि* फैक्स* आदेश* बिल*"
    " حساب* طلب* هويه* بطاقه* عميل* رمز* تاريخ* مبلغ* فاكس* فاتوره* رقم_قومي"
    " 订单 訂單 账号 帳號 账户 身份证 卡号 客户编号 客户号 会员 邮政 邮编 日期 金额 传真 傳真 注文 口座 顧客"
    " 会員 カード マイナンバー 郵便 日付"
    " 金額 ファックス ファクス 주문 계좌 고객번호 고객_번호 회원 주민등록 카드 우편 날짜 금액 팩스"
)
_SECOND = (
    "alternat* *alternativ* other* second* emergency home* office* work* landline* *land_line backup spouse*"
    " parent*"
    " father* mother* husband* wife* guardian* nominee* relative* reference* referr* agent* company* branch*"
    " additional*"
    " assistant* manager*"
    " *privat* buero* buro* *buro *festnetz* geschaft* *dienst* firmen* firma zentrale notfall* weitere* zweit*"
    " fijo oficina casa trabajo otro otra secundario adicional emergencia bureau fixe domicile pro"
    " professionnel travail"
    " urgence secours autre ufficio lavoro fisso altro secondario emergenza comercial fixo residencial trabalho"
    " recado*"
    " outro outra słuzbowy domowy stacjonarny praca dodatkowy inny kantor rumah darurat lain lainnya keluarga"
    " is is_tel* ev sabit acil diger yedek"
    " рабоч* домашн* дополнит* друг* запасн* экстренн* городск*"
    " कार्यालय* घर* वैकल्पिक* आपातकालीन* दूसरा* عمل* منزل* بديل* طوارئ* ثابت* اخر*"
    " 公司 家庭 办公 单位 备用 紧急 固定 会社 自宅 勤務 緊急 代替 予備 회사 집 직장 비상 자택"
)
_MESSENGER = "whatsapp* wa واتساب*"
_PERHAPS = (
    "cep contact contacts contacto contato number numbers nummer numero numeros no nr num nomor kontakt iletisim 1"
    " номер контакт контакты नंबर संपर्क رقم اتصال 号码 番号 連絡先 联系方式 번호"
)
"""Words that mean a phone only when the header has no others and the cells are valid numbers: "cep" is a mobile phone
in Turkish, a postcode in Portuguese."""

_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_COUNTED = re.compile(r"(?:^|\s|[a-z])[2-9]$")
"""A header that ends in a number above 1, as in "Phone 2"."""

_LETTERS = str.maketrans("أإآةđłøı", "اااهdloi")
"""Letters with two spellings."""

_NUMBER_WORDS = frozenset(_PERHAPS.split())


class HeaderKind(Enum):
    """What the words of a header may mean.

    PHONE: a phone number. OTHER: another number (customer, order, account, card, date, amount). SECOND: a phone that is
    not the first to call (office, home, emergency). MESSENGER: a number for chats.
    """

    PHONE = _PHONE
    OTHER = _OTHER
    SECOND = _SECOND
    MESSENGER = _MESSENGER


def normalized_header(header: str) -> str:
    """Return a header in lower case with single spaces, without accents and the Arabic article.

    Args:
        header: as written.
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    words = unicodedata.normalize("NFC", plain_words(spaced)).translate(_LETTERS).split()
    return " ".join(word.removeprefix("ال") for word in words).replace("whats app", "whatsapp")


def header_matches(header: str, kind: HeaderKind) -> bool:
    """Tell whether a header has a word of some kind.

    Args:
        header: as written.
        kind: what the word means.
    """
    title = normalized_header(header)
    return bool(_pattern(kind).search(title)) or (kind is HeaderKind.SECOND and bool(_COUNTED.search(title)))


def is_phone_header(header: str) -> bool:
    """Tell whether a header names a phone number and nothing else.

    Args:
        header: as written.
    """
    return header_matches(header, HeaderKind.PHONE) and not header_matches(header, HeaderKind.OTHER)


def is_number_header(header: str) -> bool:
    """Tell whether a header only has words that mean number or contact.

    Args:
        header: as written.
    """
    words = normalized_header(header).split()
    return bool(words) and _NUMBER_WORDS.issuperset(words)


@cache
def _pattern(kind: HeaderKind) -> re.Pattern[str]:
    return re.compile("|".join(map(_word_pattern, kind.value.split())))


def _word_pattern(word: str) -> str:
    """A pattern for a word of the lists, in the form of `normalized_header`."""
    title = " ".join(normalized_header(part) for part in word.strip("*").split("_"))
    if _WITHOUT_SPACES.search(title):
        return re.escape(title)
    before, after = ("" if word.startswith("*") else r"(?<!\S)"), ("" if word.endswith("*") else r"(?!\S)")
    return f"{before}{re.escape(title)}{after}"
