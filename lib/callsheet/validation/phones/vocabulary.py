"""Words written beside phone numbers, as patterns of RE2 for texts as shown."""

from __future__ import annotations

OR = r"(?:or|and|oder|und|ou|et|o|y|e|или|и|या|और|أو|و|veya|ve|atau|dan|lub|i)"
"""Words between two numbers."""

EXTENSION = (
    r"(?:x|#|;ext=|ext(?:n|ension|ensao|ensión)?|доб|вн|anexo|ramal|int(?:erno)?|durchwahl|dw|app(?:arat)?|poste|toestel"
    r"|dahili|wew|内線|内线|分机)[\s.:\-]*"
)
"""Words before an extension."""

_PHONE_KINDS = (
    r"mobile|mob|mobil|cell|cel|celular|cellulare|celulare|handy|movil|móvil|portable|hp|gsm|whatsapp|wa|fone|phone|ph|"
    r"tel|telephone|telefon|telefone|telefono|teléfono|tél|téléphone|telp|telepon|cep|home|res|residence|office|off|work|"
    r"direct|privat|private|personal|geschäftlich|dienstlich|büro|casa|trabajo|oficina|ufficio|bureau|domicile|kantor|"
    r"rumah|тел|телефон|моб|мобильный|раб|дом|मो|मोबाइल|फोन|फ़ोन|电话|電話|手机|手機|携帯|هاتف|جوال|موبايل"
)
_NUMBER = r"(?:[\s.]*(?:no|nr|num|number|numéro|número|numero|№|n°|nº|नं|नंबर))?"

LABEL = rf"(?:(?:{_PHONE_KINDS}){_NUMBER}|contact{_NUMBER}|no|nr|number)"
"""What a number may be labelled with before it; fax is missing because a fax cannot be called."""

LABEL_AFTER = rf"(?:{_PHONE_KINDS})"
"""What a number may be labelled with behind it: the kind of phone."""

NOT_A_NAME = (
    r"(?:fax|pager|not?|non|never|dont|wrong|old|invalid|dead|dnd|dnc|stop|spam|blocked|removed?|unsubscribed?|switched|"
    r"order|ord|invoice|inv|id|uid|ref|reference|txn|transaction|policy|account|acct|acc|loan|card|aadhaar|aadhar|pan|gst|"
    r"pin|zip|code|otp|imei|serial|sr|sl|bill|ticket|case|booking|pnr|awb|tracking|item|sku|lot|amount|amt|total|price|"
    r"budget|rs|inr|usd|eur|gbp|aed|lakhs?|crores?|km|sqft|ask|for|after|before|only|until|till|from|if|call|instead|"
    r"then|morning|evening|wife|husband|son|daughter|father|mother|brother|sister|neighbou?r|relative|friend|driver|agent|"
    r"broker|watchman|security|guard|reception|assistant|secretary|manager|papa|mummy|beta|pati|patni|bhai|didi)"
)
"""Words beside a number that are no name of the lead: no phone number, not to be called, or somebody else."""

LABEL_INITIAL = r"[mphoctrw]"
"""A label of one letter (m for mobile); without brackets or a colon it could be a mistyped digit."""
