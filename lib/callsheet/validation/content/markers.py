"""Marks of prompts, templates and code, which no lead has in a name, an address or a note."""

from __future__ import annotations

import re
from functools import cache

_MARKS = (
    r"<\|[\w ]+\|>",
    r"\[/?(?:inst|sys|system|assistant|user|system\s?message)\]",
    r"<</?sys>>",
    r"</?(?:s|system|assistant|instructions?|prompt|user_?input)>",
    (
        r"#{2,}\s*(?:instructions?|system|response|assistant|user|human|input|end|new|prompt|task|role|"
        r"override|important)"
    ),
    (
        r"^\s*(?:system|assistant|ai|bot|agent|developer|admin|root|prompt|human)(?:\s+(?:message|prompt|"
        r"note|override|instructions?|update|notice))?\s*[:>\]]\s*(?:you|your|please|ignore|disregard|"
        r"forget|say|tell|answer|respond|reply|call|run|end|hang|transfer|do|don|from|new|always|never|"
        r"the\s+(?:user|caller|customer|agent|assistant|call)|sure|ok|okay|reveal|print|repeat|read|ask|"
        r"offer|approve|give|send|override|enable|switch|act|stop|speak|use|mark|confirm|execute|set|grant|"
        r"follow|all|this|user|apply|skip|treat|now)\b"
    ),
    (
        r"""(?:^|[\s\"'.;}\])])(?:system|assistant|user|human|developer|systeme?|sistema)\s*(?:prompt|message|"""
        r"""instructions?|override|mensaje)?\s*[:=]\s*[\"'{\[]?\s*(?:you\b|ignore|say|tell|reveal|end\b|"""
        r"hang)"
    ),
    r"(?:system|developer)\s+(?:prompt|message|instructions?|override|update)\s*(?::|=|\]|-)",
    (
        r"^\s*(?:sistema|syst[eè]me|systeem|система|システム|系统|系統|시스템|asistente|assistente|assistent|ассистент|"
        r"助手|النظام|نظام|सिस्टम|sistem)\s*[:：]\s*(?:eres|tu\b|voc[eê]|du\b|sie\b|vous|sei\b|ты|вы|ти|你|"
        r"您|あなた|너|당신|أنت|انت|तुम|आप|sen\b|je\b|jij|kamu|anda|ignor|olvid|forget|忽略|無視|무시)"
    ),
    r"\brole\s*=\s*\"?(?:admin|root|superuser|owner)",
    r"\"?role\"?\s*[:=]\s*\"?(?:system|assistant|developer)\b",
    r"""(?:^|[.;:!?]\s*)(?:please\s+)?(?:say|repeat|answer|reply|respond)(?:\s+with)?\s*:?\s*['\"“‘«「]\w""",
    r"\{\{[\w.\s]*(?:prompt|system|secret|instruction|api_?key)[\w.\s]*\}\}",
    r"\{%.{0,80}%\}",
    r"\$\{[^}]{1,80}\}",
    r"<%.{0,80}%>",
    r"\{\{\s*(?:system|prompt|config|self|constructor|#|/|>|\d+\s*[*+]|instructions?|[\w.]+\()",
    r"```",
    r"~~~\w*",
    r"<\?php",
    r"\bon(?:error|load|click)\s*=",
    r"javascript:",
    r"\b(?:drop|truncate)\s+table\b",
    r"\bselect\s+[\w*,\s]{1,40}\s+from\s+\w",
    r"\bdelete\s+from\s+\w",
    r"\bunion\s+(?:all\s+)?select\b",
    r"'\s*or\s+'?1'?\s*=\s*'?1",
    r"\binsert\s+into\s+\w+\s*(?:\(|values)",
    r"\bupdate\s+\w+\s+set\s+\w+\s*=",
    (
        r"\b(?:os\.system|subprocess\.|eval\(|exec\(|__import__|import\s+os\b|require\(|console\.log|print\(|"
        r"fetch\(|document\.|process\.env|system\(|globals\(|lambda\s)"
    ),
    r"\b(?:curl|wget)\s+-?\S*\s*https?://",
    r"\brm\s+-rf\b",
    r"\bsudo\s+\w",
    r"\bnc\s+-e",
    r"\bchmod\s+\d",
    r"\bbash\s+-c",
    r";\s*cat\s+/etc/",
    r"/etc/passwd",
    r"\b\w+(?:_\w+)+\([^)]{0,80}\)",
    r"<(?:tool|function)(?:_call)?\b",
    r"\"?(?:tool|function)(?:_call)?\"?\s*[:=]\s*[\"{]",
    r"\btool_?call\b",
    r"\bfunction_?call\b",
    (
        r"(?:begin|end|start|new)\s+(?:of\s+)?(?:(?:the|your)\s+)?(?:system\s+)?(?:prompt|instructions?|"
        r"system\s+message|context|session)\b\s*(?:$|[.:\]\-=*#)>])"
    ),
    r"-{3,}\s*(?:end|begin|system|new|instructions?|ignore|prompt)\b",
    r"={3,}\s*(?:end|begin|system|new|instructions?)\b",
    r"\bprompt\s+injection\b",
    r"\bjailbr(?:eak|oken)\s+(?:mode|prompt|yourself)",
    r"\bdan\s+mode\b",
)
"""In the order in which they are tried."""


@cache
def _markers() -> re.Pattern[str]:
    return re.compile("(?i)" + "|".join(_MARKS))


def has_marker(text: str) -> bool:
    """Return whether a text has marks of a prompt, a template or code: "[INST]", "system: you", "<|im_start|>".

    Args:
        text: as written.
    """
    return marker_in(text) is not None


def marker_in(text: str) -> str | None:
    """Return the first mark of a prompt, a template or code in a text, as written; None where it has no such mark.

    Args:
        text: as written.
    """
    found = _markers().search(text)
    return None if found is None else found.group()
