"""Letter frequencies of languages and the encodings they are written in, to score candidate encodings.

Only the order of the letters is stored; frequencies follow Zipf's law with an offset of 4. All logarithms below are
hand-set probabilities; `tests/files/csv/test_encodings.py` and the samples check the detections that result.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from math import log
from typing import NamedTuple

from callsheet.files.csv.signs import SIGNS, sign_log_likelihood


class Language(NamedTuple):
    """A language, or several with similar letters.

    Args:
        letters: beyond ASCII, lower case, most frequent first.
        encodings: Python codec names, most common first.
        rarity: how much rarer than Western European ones lead files in the language are, as a logarithm (nats).
        latin: whether its words also contain ASCII letters.
    """

    letters: str
    encodings: tuple[str, ...]
    rarity: float = 0.0
    latin: bool = True


_WESTERN = ("cp1252", "iso8859_15", "mac_roman", "cp850", "cp437")
_CENTRAL = ("cp1250", "iso8859_2", "mac_latin2", "cp852")
_CYRILLIC = ("cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic", "koi8_u")
LANGUAGES = (
    Language("éäüöáíóèñçãàåøßêôâæúîëõïùòìûœÿ", _WESTERN),
    Language("üäößé", _WESTERN),
    Language("éèàçêôîâûëïùœ", _WESTERN),
    Language("áóíñéúü", _WESTERN),
    Language("ëéïöüèó", _WESTERN, 0.5),
    Language("ãçáéíóõâêôúà", _WESTERN),
    Language("öäåøæéü", _WESTERN),
    Language("áíóöúðþæéý", ("cp1252", "mac_iceland"), 4),
    Language("łóąęśżćńź", (*_CENTRAL, "iso8859_16"), 3.5),
    Language("íáéřčěšžýůúňďťóôľäĺŕ", _CENTRAL, 4),
    Language("áéöóőüíúű", _CENTRAL, 4),
    Language("ăîșțâşţ", ("cp1250", "iso8859_16", "iso8859_2", "cp852"), 4.5),
    Language("čšžćđ", _CENTRAL, 4),
    Language("ıüöşçğâîû", ("cp1254", "iso8859_9", "mac_turkish", "cp857"), 3),
    Language("ėšžąįųčūęāēīņļķģäõöüł", ("cp1257", "iso8859_13", "iso8859_4", "cp775"), 6),
    Language("оаеинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", _CYRILLIC, 2, latin=False),
    Language("оаиентврсікдлмпуязьгбчхїйжюєшщцфґ", ("cp1251", "koi8_u", "iso8859_5", "mac_cyrillic"), 2.5, latin=False),
    Language("аиоенрстјвукдпмлзгбчцшћжњхљђфџ", ("cp1251", "iso8859_5", "mac_cyrillic"), 3, latin=False),
    Language("αοιετσνηυρπκμλςωγδχάίόθφέήβύώξζψϊϋΐΰ", ("cp1253", "iso8859_7", "mac_greek", "cp737"), 2, latin=False),
    Language("יולהאמרתבנשדקעםחפטגכצסזןךףץ", ("cp1255", "iso8859_8", "cp862"), 2, latin=False),
    Language("الميرنوتبةدسعفحهكقجشصخطأضئذزغثءىظآإؤپچژگک", ("cp1256", "iso8859_6"), 2, latin=False),
    Language("านรอกเ่งมยลวดท้ตสัีิบปคหขะ์ไพจชแโธผุูศณใญภถำซฟ็ืึ", ("cp874",), 2, latin=False),
)
ENCODING_RARITY = {
    "mac_roman": 4, "cp850": 4, "cp437": 5.5, "iso8859_15": 6, "mac_iceland": 5,
    "iso8859_2": 1.5, "cp852": 2, "mac_latin2": 4, "iso8859_16": 5,
    "iso8859_9": 2, "cp857": 3, "mac_turkish": 4, "iso8859_13": 2, "iso8859_4": 3, "cp775": 3,
    "koi8_r": 1.5, "iso8859_5": 3, "cp866": 4, "mac_cyrillic": 6, "koi8_u": 7.5,
    "iso8859_7": 1.5, "mac_greek": 3, "cp737": 4, "iso8859_8": 1.5, "cp862": 3, "iso8859_6": 1.5,
}  # fmt: skip
"""How much rarer than the most common encoding of its language an encoding is, as a logarithm (nats)."""
_NASAL, _VOWELS = "ąę", frozenset("aeiouyąęó")
"""Polish vowels that no vowel follows, and only i comes before."""
_VOWEL_LETTERS = frozenset("aeiouyæœøı")
REPLACEMENT = "\ufffd"
COMMON_CHARACTERS = {
    "cp932": "のにはをたがでてとしれさいなかるあまりこっくどらスントルアイリクシラマタコフテッドジメ"
    "山田中本木村小川大高東京都市区町丁目番号様株式会社佐藤鈴伊渡辺加吉松井上野石林清水名前電話県府島崎橋池藤森岡長谷原三子美",
    "gb18030": "的王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "北京上海广州深圳天津重庆成都杭南武汉西安市省区县路号街室电话手机姓名地址公司有限小大中国明华建文伟芳娜秀英敏静丽强",
    "big5hkscs": "的王李張劉陳楊趙黃周吳徐孫胡朱高林何郭馬羅梁宋鄭謝韓唐馮于董蕭程曹袁鄧許傅沈曾彭呂蘇盧蔣蔡賈丁魏薛葉"
    "臺台北高雄新竹中南市縣區路號街樓室電話手機姓名地址公司有限小大國明華建文偉芳娜秀英敏靜麗強香港九龍淑惠美怡君志",
    "cp949": "이김박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진지영수현은준서울부산"
    "대구인광주시도동구로길호이름전화번호주소회사에는을를의가다한기사아나리자고어스라해일보",
}
COMMON_CHARACTERS["euc_jp"] = COMMON_CHARACTERS["cp932"]
WIDE_ENCODINGS = tuple(COMMON_CHARACTERS)
"""Double-byte encodings."""

# Probabilities of a character: a rare Latin letter, a foreign letter, a control character; and for double-byte text a
# common, a first-level and any other character.
_RARE, _FOREIGN, _JUNK = log(4e-4), log(2e-5), log(1e-6)
_COMMON, _USUAL, _UNUSUAL = log(4e-3), log(1e-4), log(2e-6)


@cache
def _frequencies(language: Language) -> dict[str, float]:
    weights = {letter: 1 / (index + 4) for index, letter in enumerate(language.letters)}
    whole = sum(weights.values())
    return {letter: log(weight / whole) for letter, weight in weights.items()}


@lru_cache(maxsize=1 << 17)
def log_likelihood(language: Language, before: str, letter: str, after: str) -> float:
    """Log probability of a character beyond ASCII between its neighbours.

    Args:
        language: of the text.
        before: the character before it; "" at the start of a line.
        letter: the character.
        after: the character after it; "" at the end of a line.
    """
    if letter in SIGNS:
        return sign_log_likelihood(before, letter, after)
    category = unicodedata.category(letter)
    if category[0] not in "LM":
        return _JUNK if category[0] == "C" or letter == REPLACEMENT else _FOREIGN
    low = "ı" if letter == "İ" else letter.lower()
    known = _frequencies(language).get(low)
    if known is None:
        known = _RARE if language.latin and "LATIN" in unicodedata.name(letter, "") else _FOREIGN
    between_vowels = low in _NASAL and (after.lower() in _VOWELS or before.lower() in _VOWELS - {"i"})
    penalty = _case_penalty(before, letter, after) + _neighbour_penalty(language, before, after)
    penalty += _sound_penalty(before, low, after) if language.latin else 0.0
    return known + penalty + (log(0.02) if between_vowels else 0.0)


def _sound_penalty(before: str, letter: str, after: str) -> float:
    """Log penalty for a consonant between two consonants, or a vowel between two vowels."""
    if not (before.isalpha() and after.isalpha()):
        return 0.0
    return log(0.12) if _is_vowel(before) == _is_vowel(letter) == _is_vowel(after) else 0.0


@cache
def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[0].lower() in _VOWEL_LETTERS


def _case_penalty(before: str, letter: str, after: str) -> float:
    """Log penalty for a capital inside a word, or a small letter among capitals or after one at the end of a word."""
    if letter.isupper():
        return log(0.01) if before.islower() else log(0.3)
    if letter.islower() and after.isupper():
        return log(0.02)
    return log(0.1) if letter.islower() and before.isupper() and not after.isalpha() else 0.0


def _neighbour_penalty(language: Language, before: str, after: str) -> float:
    """Log penalty for adjacent accented letters in Latin words, and for a lone letter of another script."""
    near = [character for character in (before, after) if character.isalpha()]
    if not near:
        return log(0.1)
    ascii_near = sum(character.isascii() for character in near)
    if language.latin:
        return log(0.3) * (len(near) - ascii_near)
    return log(0.02) * ascii_near


def wide_log_likelihood(encoding: str, letter: str) -> float:
    """Log probability of a character in a double-byte encoding.

    Args:
        encoding: one of `WIDE_ENCODINGS`.
        letter: the character, beyond ASCII.
    """
    if letter in COMMON_CHARACTERS[encoding]:
        return _COMMON
    if letter == REPLACEMENT or "\ue000" <= letter <= "\uf8ff":
        return 2 * _JUNK
    if "\u3000" <= letter <= "\u30ff" or "\uff00" <= letter <= "\uff5e":
        return _USUAL if encoding in ("cp932", "euc_jp") or letter < "\u3040" else _UNUSUAL
    if "\uff61" <= letter <= "\uff9f":
        return _FOREIGN if encoding == "cp932" else _JUNK
    return _USUAL if _is_first_level(encoding, letter) else _UNUSUAL


def _is_first_level(encoding: str, letter: str) -> bool:
    """Whether a character is in the first level of its standard, which holds the common ones."""
    bounds = {"cp932": (0x88, 0x98), "euc_jp": (0xB0, 0xD0), "gb18030": (0xB0, 0xD8), "big5hkscs": (0xA4, 0xC7)}
    low, high = bounds.get(encoding, (0xB0, 0xC9))
    written = letter.encode(encoding, "ignore")
    return len(written) == 2 and low <= written[0] < high and (encoding[0] in "cb" or written[1] >= 0xA1)  # noqa: PLR2004 - two bytes; GB 2312 and JIS X 0208 begin at A1
