"""Patterns of text that reads like an instruction to the agent (prompt injection), in the languages of the leads.

For RE2, case-insensitive. They only cause warnings, so they need not cover every trick.
"""

from __future__ import annotations

HINTS = (
    r"ignor|disregard|forget|overrid|bypass|reveal|print|show|repeat|output|leak|expose|system|developer"
    r"|you\s+(?:are|must|should)|assistant|ai\s*:|act\s+as|pretend|from\s+now|instead|do\s+not|instruction|jailbr|<\||inst\]"
    r"|###|hang\s+up|end\s+th|transfer|tell\s|inform\s|say\s|always|never|vergiss|olvida|esque|dimentica|oublie"
    r"|zapomnij|игнор|забудь|abaikan|talimat|忽略|指示|지시|निर्देश|आदेश|تجاهل"
)
"""A short pattern to search whole columns with: every text that matches `INJECTION` matches it too."""

_START = r"^\s*"

_RULES = r"(?:prompts?|instructions?|rules|guidelines|orders)"
_BEFORE = r"(?:previous|prior|above|earlier|preceding|everything|anything|what\s+you)"
_LEAD = r"(?:the\s+)?(?:customer|caller|user|lead|client|person|them|him|her)"
_FILLING = r"(?:(?:all|any|of|the|your|my|these|those|this|about)\s+)*"

_PARTS = (
    rf"(?:ignore|disregard|forget|override|bypass)\s+{_FILLING}(?:{_BEFORE}|{_RULES})",
    rf"(?:reveal|print|show|repeat|output|leak|expose)\s+(?:me\s+)?(?:your|the)\s+(?:\w+\s+)?{_RULES}",
    r"(?:your|the)\s+(?:system|developer)\s+(?:prompt|message|instructions?)",
    r"(?:system|developer)\s*(?:prompt|message|instructions?)\s*:",
    r"you\s+are\s+now\s|you\s+are\s+(?:an?\s+)?(?:ai|bot|chatgpt|assistant|helpful|language\s+model)",
    r"(?:from\s+now\s+on|instead),?\s+(?:you|say|tell|act|respond)",
    r"act\s+as\s+(?:an?|the|if|my)\s|pretend\s+(?:to\s+be|you|that)",
    rf"do\s+not\s+(?:follow|obey)\s+{_FILLING}{_RULES}|(?:your|my|here\s+are)\s+new\s+instructions?|new\s+instructions?\s*:",
    r"jailbr(?:eak|oken)\s+(?:mode|prompt|yourself)|<\|[a-z_]+\|>|\[/?inst\]|###\s*(?:instruction|system|response)",
    r"hang\s+up|end\s+(?:the|this)\s+call|transfer\s+(?:the|this|my)\s+call|repeat\s+after\s+me",
    rf"{_START}(?:system|assistant|ai)\s*:",
    rf"{_START}(?:please\s+)?(?:tell|inform)\s+{_LEAD}\s",
    rf"{_START}(?:please\s+)?say\s+['\"“‘«]",
    rf"{_START}(?:you\s+(?:must|should)|always|never)\s+(?:now\s+)?(?:say|tell|answer|respond|reply|mention|pretend)",
    r"ignorier\w*\s+(?:alle|die|deine|vorherige)|vergiss\s+(?:alle|die|deine)",
    r"ignor[ae]\s+(?:las|los|todas|todos|as|os|tus|suas|le|tutte|tutto)\s|olvida\s+(?:todo|las|tus)",
    r"esqueça\s+(?:tudo|as|suas)|dimentica\s+(?:tutto|le)",
    r"ignore[zr]\s+(?:les|toutes|tes|vos)\s|oublie[zr]?\s+(?:tout|les|tes|vos)\s",
    r"ignoruj\s+(?:poprzednie|wszystkie|te|swoje)|zapomnij\s+o|игнорируй|забудь\s+(?:вс[её]|предыдущие|инструкции)",
    r"abaikan\s+(?:semua|instruksi|perintah)|talimat\pL*\s+(?:yok\s+say|unut|görmezden)",
    r"忽略.{0,8}(?:指令|指示|提示)|指示.{0,6}無視|지시.{0,8}무시|(?:निर्देश|आदेश).{0,12}(?:अनदेखा|नज़रअंदाज़|भूल)",
    r"تجاهل.{0,16}(?:تعليمات|أوامر|التعليمات|الأوامر)",
)
INJECTION = "|".join(_PARTS)
