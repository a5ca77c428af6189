"""Words of headers about consent, as patterns for headers in plain words."""

from __future__ import annotations

import re
import unicodedata

from callsheet.validation.model.consent import ConsentKind
from callsheet.validation.normalize import plain_words

_AGREED = (
    r"consent|\bopt(?:ed|s)? ?in\b|\boptin|\bgdpr\b|\bdsgvo\b|\brgpd\b|\blgpd\b|\btcpa\b|\bpermission to (?:call|"
    r"contact)|"
    r"einwilligung|zustimmung|einverstandnis|werbeerlaubnis|consentement|consentim|consenso|toestemming|\bzgod[ay]\b|"
    r"souhlas|suhlas|\bonay\w*|\brizasi?\b|iletisim izni|arama izni|соглас|згод[аи]|persetujuan|\bizin\b|[dđ]ong y|"
    r"موافق|सहमति|同意|許諾|许可|동의|suostumus|samtykke|samtycke|συγκαταθεση|הסכמה|ความยินยอม"
)
"""A header with one of these is about consent."""
_MAYBE_AGREED = (
    r"\bmarketing\b|\bpermission\b|\bagree[ds]?\b|\baccepts?(?:ed)?\b|\bsubscribed\b|\bcontactable\b|"
    r"\bcall(?:ing)? allowed|"
    r"\bmay (?:we )?call|\bcan (?:we )?call|\bok to call|\bcall ok\b|\berlaubnis\b|darf angerufen|\bautoris\w+|"
    r"\bautoriz\w+|\bpermiso\b|\bpermissao\b|\bpermesso\b|разрешен|дозв[іо]л|\bizinli\b|अनुमति|cho phep|允许|允許|"
    r"許可|허용"
)
"""A header with one of these may be: nearly all cells must say yes or no."""
_REFUSED = (
    r"\bn?dnc\b|\bdnd\b|\bdo ?not ?(?:call|contact|phone|ring|disturb)|\bdon ?t call|\bno ?calls?\b|\bnot to be "
    r"called|"
    r"\bopt(?:ed|s)? ?out|\boptout|\bunsubscri|\bblack ?list|\bblock(?:ed)? ?list|\bstop ?list|\bc?tps\b|\brobinson|"
    r"\bbloctel|werbesperre|werbewiderspruch|sperrvermerk|anrufsperre|nicht anrufen|keine anrufe|widerspruch|"
    r"ne pas (?:appeler|contacter)|liste rouge|\bno (?:llamar|contactar)|nao (?:ligar|perturbe|contat)|"
    r"non (?:chiamare|contattare)|opposizion|niet bellen|bel me niet|nie dzwonic|\bnevolat|\baramay|\baranmas|"
    r"не звонить|не беспокоить|не дзвонити|jangan (?:hubungi|telepon|telp)|khong goi|لا تتصل|عدم الاتصال|कॉल न|"
    r"डीएनडी|"
    r"勿打|勿扰|免打扰|拒接|电话禁止|電話禁止|架電禁止|架電不可|수신거부|수신 거부|전화금지|ring inte|ikke ring"
)
_REVOKED = (
    r"revo[ck]|\brevoga|withdraw|\bcancell?ed consent|widerruf|zuruckgezogen|retrait|intrekking|ingetrokken|cofni|"
    r"wycofan|iptal|отозва|отзыв|відклик|dicabut|pencabutan|rut lai|撤回|철회"
)
_DAY = (
    r"\bdate\b|\bdated\b|\bday\b|\bat\b|\bon\b|\bwhen\b|\btime\b|\btimestamp|\bsince\b|datum|\bdata\b|\bfecha|"
    r"\btarih|дата|"
    r"\btanggal|\btgl\b|\bngay\b|تاريخ|तारीख|दिनांक|日|날짜|일자|일시|\bam\b|\bvom\b|ημερομηνια|תאריך|วันที่"
)
_HOW = (
    r"\bsource|\bbasis|\bbase\b|\bwording|\btext\b|\bmethod|\bchannel|\btype\b|\bkind\b|\bhow\b|\bform\b|\bproof|"
    r"\bquelle|"
    r"\bgrundlage|\bart\b|\bherkunft|\bnachweis|\bpreuve|\borigin|\bfuente|\borigen|\bmedio\b|\bfonte|\bmetod|"
    r"\bbron\b|"
    r"\bpodstawa|\bzrodlo|\bkaynak|основани|источник|спос[оі]б|джерел|\bsumber|\bnguon|مصدر|स्रोत|来源|方式|根拠|"
    r"取得方法|출처|방법"
)
_OTHER_CHANNEL = re.compile(
    r"\be ?mails?\b|\bmails?\b|\bmailing|\bsms\b|\btext messages?|\bwhats ?app|\bnewsletter|\bfax\b|\bpostal?\b|"
    r"\bpush\b|"
    r"\bcookies?\b|\bdata sharing|\bphotos?\b|\btreatment|\bmedical"
)
"""Consent to something else than a call."""
_CALLS = re.compile(
    r"\bcalls?\b|\bcalling|\bphone|\btel|\bvoice|\bmobile|\bcontact|anruf|appel|llama|ligac|chiama|звон"
)

_PATTERNS = {
    kind: re.compile(pattern)
    for kind, pattern in (
        (ConsentKind.CONSENT, _AGREED),
        (ConsentKind.REFUSAL, _REFUSED),
        (ConsentKind.REVOKED, _REVOKED),
        (ConsentKind.DATE, _DAY),
        (ConsentKind.BASIS, _HOW),
    )
}
_MAYBE = re.compile(_MAYBE_AGREED)


def plain_title(header: str) -> str:
    """Return a header in plain words, with the letters of Korean and Indic scripts in one piece.

    Args:
        header: as written.
    """
    return unicodedata.normalize("NFC", plain_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)))


def kinds_by_header(header: str) -> tuple[ConsentKind, ...]:
    """Return what a column may hold by its header, the likeliest first; (): nothing about consent to calls.

    Args:
        header: as written.
    """
    title = plain_title(header)
    if _OTHER_CHANNEL.search(title) and not _CALLS.search(title):
        return ()
    if _PATTERNS[ConsentKind.REVOKED].search(title):
        return (ConsentKind.REVOKED, ConsentKind.REFUSAL)
    if _PATTERNS[ConsentKind.REFUSAL].search(title):
        return (ConsentKind.REFUSAL,)
    if not _PATTERNS[ConsentKind.CONSENT].search(title):
        return ()
    details = [kind for kind in (ConsentKind.DATE, ConsentKind.BASIS) if _PATTERNS[kind].search(title)]
    return (*details, ConsentKind.CONSENT)


def may_be_consent(header: str) -> bool:
    """Return True when a header is about consent only if its cells say yes or no: "Marketing".

    Args:
        header: as written.
    """
    title = plain_title(header)
    return bool(_MAYBE.search(title)) and (not _OTHER_CHANNEL.search(title) or bool(_CALLS.search(title)))
