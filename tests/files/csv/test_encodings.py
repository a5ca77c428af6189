"""Every encoding a file of leads comes in: the same text out of all."""

from __future__ import annotations

import pytest

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import read_table
from callsheet.files.csv.encodings import decode
from callsheet.validation import NoteCode

TEXTS = {
    "German": "phone;name;ort\n0171;Jürgen Müller;Köln\n0172;Käthe Größe;Straße 5\n",
    "French": "tel;nom\n06;François Lefèvre, Orléans\n07;Chloé Bézier à Nîmes\n",
    "Spanish": "tel;nombre\n6;José Muñoz\n7;María Peña, Málaga\n",
    "Portuguese": "tel;nome\n1;João Gonçalves, São Paulo\n2;Antônio Conceição\n",
    "Swedish": "tel;namn\n1;Åsa Öberg\n2;Björn Sjöström\n",
    "one accent": "phone,name\n1,José\n",
    "signs": "phone,name\n1,Café 5 €\n2,“Quote” – it’s ok\n",
    "no-break spaces": "phone,name\n1,Ana\xa0de\xa0la\xa0Cruz\n2,price\xa0list\n",
    "one no-break space": "phone,name\n1,price\xa0list\n",
    "German quotes": "phone,name\n1,„Acme“ GmbH\n2,»Bau«\n3,‚Otto‘\n",
    "soft hyphens": "phone,name\n1,co\xadop\n2,a·b\n",
    "Spanish capitals": "tel,nombre\n1,JOSÉ NÚÑEZ\n2,ANDRÉ PEÑA\n3,Íñigo\n4,GARCÍA\n",
    "a Spanish cell that begins with an accent": "tel,area\n1,Gómez\n2,área\n3,Martín\n4,Sánchez\n",
    "Polish without letters of 1252": "a;b\n1;Łukasz\n2;Paweł\n3;Świątek\n4;Michał\n",
    "Icelandic": "a;b\n1;Guðmundur Þórsson\n2;Sigríður Ýr\n",
    "Polish": "a;b\n1;Paweł Wiśniewski, Łódź\n2;Małgorzata Dąbrowska, Gdańsk\n",
    "Czech": "a;b\n1;Jiří Dvořák, Plzeň\n2;Tereza Žižková, České Budějovice\n",
    "Hungarian": "a;b\n1;Szőke Ödön, Győr\n2;Kovács Béla, Hajdúszoboszló, Üllő\n",
    "Croatian": "a;b\n1;Đorđe Šimić\n2;Živković Čačak\n",
    "Turkish": "a;b\n1;Yıldız Şahin, İstanbul\n2;Gökçe Erdoğan, Eskişehir\n",
    "Lithuanian": "a;b\n1;Žydrūnas Šimkėnas, Šiauliai\n2;Ąžuolas Čiurlionis\n",
    "Russian": "тел;имя;город\n1;Иван Петров;Москва\n2;Ольга Смирнова;Санкт-Петербург\n",
    "Ukrainian": "тел;ім'я\n1;Олексій Шевченко;Київ\n2;Наталія Ковальчук;Львів\n",
    "Serbian": "a;b\n1;Јован Јовановић;Београд\n",
    "Greek": "τηλ;όνομα\n1;Γιώργος Παπαδόπουλος;Αθήνα\n2;Μαρία Ιωάννου;Θεσσαλονίκη\n",
    "Hebrew": "טלפון;שם\n1;דוד כהן;תל אביב\n2;שרה לוי;ירושלים\n",
    "Arabic": "هاتف;اسم\n1;محمد أحمد;القاهرة\n2;فاطمة علي;الرياض\n",
    "one Thai name": "phone,name\n1,สมหญิง ใจดี\n",
    "Thai": "โทร;ชื่อ\n1;สมชาย ใจดี;กรุงเทพ\n",
    "Japanese": "電話,名前\n1,山田太郎,東京都新宿区\n2,鈴木花子,サトウ\n",
    "Chinese": "电话,姓名\n1,张伟,北京市\n2,王芳,上海\n",
    "Taiwanese": "電話,姓名\n1,陳志明,台北市\n2,林美惠,高雄\n",
    "Korean": "전화,이름\n1,김민수,서울\n2,이영희,부산\n",
    "Hindi": "फ़ोन,नाम\n1,प्रिया शर्मा,मुंबई\n",
}
MARKED = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le")
WESTERN = ("cp1252", "latin-1", "iso8859-15", "mac-roman", "cp850")
CENTRAL = ("cp1250", "iso8859-2", "mac-latin2", "cp852")
OLDER = {
    **dict.fromkeys(("German", "French", "Spanish", "Portuguese", "Swedish", "one accent"), WESTERN),
    "signs": ("cp1252", "mac-roman"),
    **dict.fromkeys(("no-break spaces", "one no-break space", "German quotes", "soft hyphens"), ("cp1252",)),
    "a Spanish cell that begins with an accent": ("cp1252", "cp850"),
    "Spanish capitals": ("cp1252", "cp850", "mac-roman"),
    "Polish without letters of 1252": ("cp1250", "iso8859-2"),
    "Icelandic": ("cp1252",),
    **dict.fromkeys(("Polish", "Czech"), CENTRAL),
    **dict.fromkeys(("Hungarian", "Croatian"), ("cp1250", "iso8859-2", "cp852")),
    "Turkish": ("cp1254", "iso8859-9", "mac-turkish", "cp857"),
    "Lithuanian": ("cp1257", "iso8859-13"),
    "Russian": ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic"),
    "Ukrainian": ("cp1251", "koi8-u"),
    "Serbian": ("cp1251", "iso8859-5"),
    "Greek": ("cp1253", "iso8859-7"),
    "Hebrew": ("cp1255", "iso8859-8"),
    "Arabic": ("cp1256", "iso8859-6"),
    **dict.fromkeys(("Thai", "one Thai name"), ("cp874",)),
    "Japanese": ("cp932", "euc-jp", "iso2022-jp"),
    "Chinese": ("gb18030",),
    "Taiwanese": ("big5",),
    "Korean": ("cp949",),
}
CASES = [(name, encoding) for name in TEXTS for encoding in (*MARKED, *OLDER.get(name, ()))]


@pytest.mark.parametrize(("name", "encoding"), CASES)
def test_a_text_is_read_whatever_its_encoding(name: str, encoding: str) -> None:
    """By its mark, its zeros, UTF-8's rules, or because it makes sense as text of a language."""
    assert decode(TEXTS[name].encode(encoding)).data.decode() == TEXTS[name]


@pytest.mark.parametrize(("name", "encoding"), [("Polish", "cp1250"), ("Russian", "koi8-r"), ("German", "mac-roman")])
def test_an_encoding_found_by_evidence_is_told(name: str, encoding: str) -> None:
    """A person can see what was assumed, and check the accents."""
    notes = read_table("leads.csv", TEXTS[name].encode(encoding)).notes
    assert [note.code for note in notes] == [NoteCode.ENCODING_GUESSED]


def test_a_few_broken_bytes_do_not_change_the_rest() -> None:
    """UTF-8 stays UTF-8; the broken places are shown as such, and their rows are named."""
    data = ("phone,name\n" + "9876543210,Zoë\n" * 9).encode()
    data = data[:-5] + b"\xe0\xa4,\xc3\xab\n"
    table = read_table("leads.csv", data)
    assert table.frame["name"].tolist()[:8] == ["Zoë"] * 8
    assert [(note.code, note.rows) for note in table.notes if note.rows][:1] == [(NoteCode.BROKEN_CHARACTERS, (10,))]


def test_lines_of_an_older_encoding_among_others_are_read_in_theirs() -> None:
    """Two exports put together: each line is what it is."""
    data = "phone,name\n9876543210,Zoë\n9876543211,Łukasz\n".encode() * 2 + "9876543212,José\n".encode("cp1252")
    assert read_table("leads.csv", data).frame["name"].tolist()[-1] == "José"


def test_a_mark_at_the_beginning_of_a_later_line_is_taken_out_and_told() -> None:
    """Files joined together bring the byte order mark of each; that of the file itself is no part of it."""
    table = read_table("leads.csv", "\ufeffphone,name\n9876543210,A\n\ufeff9876543211,B\ufeffC\n".encode())
    assert table.frame.to_numpy().tolist() == [["9876543210", "A"], ["9876543211", "B\ufeffC"]]
    assert [(note.code, note.facts) for note in table.notes] == [(NoteCode.ZERO_CHARACTERS_REMOVED, {"characters": 1})]


def test_zero_characters_are_taken_out_and_told() -> None:
    """Fields that an old system filled up with zeros hold what is before them."""
    table = read_table("leads.csv", b"phone,name\x00\x00\n9876543210,Asha\x00\x00\n9876543211,B\n")
    assert table.frame["name"].tolist() == ["Asha", "B"]
    assert [(note.code, note.facts) for note in table.notes] == [(NoteCode.ZERO_CHARACTERS_REMOVED, {"characters": 4})]


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 40, b"phone,name\n" + bytes(range(1, 9)) * 500, b"\xff\xfe\xd8" * 99]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """Control characters everywhere, and halves of characters, are no leads."""
    with pytest.raises(FileRefused) as refused:
        decode(data)
    assert refused.value.code is RefusalCode.UNREADABLE
