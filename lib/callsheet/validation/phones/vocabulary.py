"""Words that stand beside phone numbers, as patterns of RE2 for texts as shown."""

from __future__ import annotations

OR = r"(?:or|and|oder|und|ou|et|o|y|e|или|и|या|और|أو|و|veya|ve|atau|dan|lub|i)"
"""Words between two numbers."""

EXTENSION = (
    r"(?:x|#|;ext=|ext(?:n|ension|ensao|ensión)?|доб|вн|anexo|ramal|int(?:erno)?|durchwahl|dw|app(?:arat)?|poste|toestel"
    r"|dahili|wew|内線|内线|分机)[\s.:\-]*"
)
"""Words before an extension."""

_PLACES = (
    r"mobile|mob|mobil|cell|cel|celular|cellulare|celulare|handy|movil|móvil|portable|hp|gsm|whatsapp|wa|fone|phone|ph|"
    r"tel|telephone|telefon|telefone|telefono|teléfono|tél|téléphone|telp|telepon|cep|home|res|residence|office|off|work|"
    r"direct|privat|private|personal|geschäftlich|dienstlich|büro|casa|trabajo|oficina|ufficio|bureau|domicile|kantor|"
    r"rumah|тел|телефон|моб|мобильный|раб|дом|मो|मोबाइल|फोन|फ़ोन|电话|電話|手机|手機|携帯|هاتف|جوال|موبايل"
)
_NUMBER = r"(?:[\s.]*(?:no|nr|num|number|numéro|número|numero|№|n°|nº|नं|नंबर))?"

LABEL = rf"(?:(?:{_PLACES}){_NUMBER}|contact{_NUMBER}|no|nr|number)"
"""What a number may be called before it; fax is no place to call."""

PLACE = rf"(?:{_PLACES})"
"""What may stand behind a number, and says where it rings."""

INITIAL = r"[mphoctrw]"
"""A label of one letter: alone it may be a mistyped digit."""
