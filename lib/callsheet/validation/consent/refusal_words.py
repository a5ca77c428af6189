"""Notes that say that a person must not be called: which columns may have them, and which cells say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import from_series, matches, matches_sparse, to_list
from callsheet.validation.consent.headers import plain_title
from callsheet.validation.consent.refusal_phrases import PHRASES
from callsheet.validation.normalize import as_shown

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.model.table import Table

_SAMPLE = 1_000
"""Cells of a column that is not named like notes in which a refusal is looked for; chosen by hand."""

_NOTES = re.compile(
    r"\bnotes?\b|\bcomments?\b|\bremarks?\b|\bfeedback\b|\bdisposition|\boutcome|\bresult\b|\bstatus\b|\bcall log|"
    r"\bhistory"
    r"|\bdescription|\bdetails?\b|\bmessage|\breply\b|\bresponse|\binfo\b|\btags?\b|notiz|bemerkung|kommentar|"
    r"anmerkung|hinweis"
    r"|ergebnis|remarque|commentaire|observation|\bresultat|\bnotas?\b|comentario|observac|\bnote\b|commenti|"
    r"osservazioni|esito"
    r"|opmerking|notitie|uwagi|notatk|komentarz|poznamk|\bnot(?:lar|u)?\b|aciklama|yorum|заметк|примечан|"
    r"комментар|статус|коментар"
    r"|примітк|catatan|keterangan|komentar|ghi chu|binh luan|ملاحظ|تعليق|टिप्पणी|नोट|备注|備註|备考|備考|メモ|"
    r"コメント|비고|메모|코멘트"
)
"""Words of headers over notes, in plain words."""

_BY_RE2 = "|".join(f"(?:{phrase})" for phrases in PHRASES.values() for phrase in phrases)
_WHOLE = r"^\W*(?:stop|no calls?|dnd|dnc)\W*$"
_PHRASE = re.compile(rf"(?<!\w)(?:{_BY_RE2})(?![a-zà-ÿа-яё])")
"""A phrase as whole words; scripts that write without spaces have no word boundaries."""

_ONLY_NOW = re.compile(
    r"(?:\s|,|:)*(?:me |him |her |us |them |back |again |mehr |please |bitte |lo |la |le )*"
    r"(?:before|after|until|till|between|during|while|unless|on (?:mon|tues|wednes|thurs|fri|satur|sun|weekend|"
    r"holiday)"
    r"|at (?:work|home|night|the office|lunch|noon|this hour)|in the (?:morning|evening|afternoon)|today|tomorrow|"
    r"this week|next week"
    r"|too (?:early|late)|early|late\b|from \d|past \d|without|within|over the weekend"
    r"|vor\b|nach\b|zwischen|während|bis\b|am (?:wochenende|vormittag|nachmittag|abend|\w+tag)|abends|morgens|"
    r"mittags|heute|samstags|sonntags"
    r"|avant|après|apres|entre\b|pendant|jusqu|le (?:matin|soir|week|\w+di\b|dimanche)|aujourd|demain|au "
    r"(?:travail|bureau)"
    r"|antes|después|despues|durante|hasta|por la|los (?:\w+s\b)|en (?:la|el) |hoy|mañana|depois|após|apos\b|até|"
    r"hoje|amanhã|de manhã|à noite|no trabalho|aos "
    r"|prima|dopo|fino|oggi|domani|la (?:mattina|sera|domenica)|al lavoro|di (?:mattina|sera|domenica)"
    r"|voor\b|na\b|tussen|tijdens|tot\b|vandaag|op (?:zondag|zaterdag|het werk)|[’']s "
    r"|przed|po \d|między|podczas|do \d|dziś|jutro|w (?:niedziel|pracy|weekend|sobot)|rano|wieczorem"
    r"|до\b|после|раньше|позже|в (?:выходн|воскрес|суббот|обед|рабоч)|сегодня|завтра|утром|вечером|на работу|с \d"
    r"|sebelum|setelah|sesudah|saat|hari ini|besok|malam|pagi|sampai|trước|sau\b|vào|hôm nay|ngày mai|buổi|trong giờ"
    r"|قبل|بعد|اليوم|غدا|خلال|أثناء)"
)
"""After a phrase: when or where not to call, which does not refuse calls in general."""

_ONLY_THEN = re.compile(
    r"(?:sonra|önce|akşam(?:ları)?|sabah(?:ları)?|bugün|yarın|pazar(?:ları)?|saatlerinde|बाद|पहले|सुबह|शाम|रात(?: "
    r"को)?|आज|कल|रविवार(?: को)?"
    r"|ke baad|se pehle|aaj|raat ko|晚上|上午|下午|中午|早上|周末|週末|今天|明天|上班时间|工作时间|点(?:前|后|"
    r"以前|以后|之前|之后)"
    r"|時(?:以降|以前|前|後)|夜|朝|午前|午後|平日|土日|本日|今日|明日|今週|이후|이전|오전|오후|저녁|아침|주말|"
    r"오늘|내일|전|후)(?:は|に|の|には|에|는|에는)?\s*$"
)
"""Before a phrase, in languages whose verb comes last."""

_DENIED_BEFORE = re.compile(
    r"(?:\bnot|\bnon|\bno|isn[’']?t|\bnever|\bkein|\bnicht|\bif|\bwhether|\bwhy)[ -](?:on |in |auf |under |they |"
    r"you )?(?:the |der |a )?$"
)
_DENIED_AFTER = re.compile(
    r"\s*(?:status)?\s*[:=?-]*\s*(?:no\b|false\b|off\b|removed|cleared|check(?:ed)? ok|deactivated|not )"
)
"""Around a phrase: "not on DND", "DND: no"."""


def notes_columns(table: Table) -> tuple[str, ...]:
    """Return the columns in which a refusal may be written, by header, else by the first one in a sample of cells.

    Args:
        table: the file.
    """
    found = []
    for column in table.frame.columns:
        if _NOTES.search(plain_title(table.header_of(column))):
            found.append(column)
            continue
        values = table.frame[column]
        step = max(1, len(values) // _SAMPLE)
        if len(refusing_cells(values.iloc[::step])):
            found.append(column)
    return tuple(found)


def refusing_cells(values: pd.Series[str]) -> NDArray[np.intp]:
    """Return the positions of the cells that say that the person must not be called, ascending.

    Args:
        values: n cells.
    """
    lower = pc.utf8_lower(from_series(values))
    candidates = np.flatnonzero(matches_sparse(lower, _BY_RE2) | matches(lower, _WHOLE))
    if not len(candidates):
        return candidates
    texts = to_list(as_shown(lower.take(pa.array(candidates, pa.int64()))))
    meanings = {text: says_no(text) for text in set(texts)}
    return candidates[np.array([meanings[text] for text in texts], np.bool_)]


def says_no(text: str) -> bool:
    """Return True when a note says that the person must not be called.

    Args:
        text: in lower case, as shown.
    """
    if re.match(_WHOLE, text):
        return True
    for found in _PHRASE.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if _ONLY_NOW.match(after) or _ONLY_THEN.search(before):
            continue
        if _DENIED_BEFORE.search(before) or _DENIED_AFTER.match(after):
            continue
        return True
    return False
