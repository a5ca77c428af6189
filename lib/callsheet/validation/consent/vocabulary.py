"""Words of cells about consent, as `plain_words` writes them: yes and no, agreed and withdrew, how, nothing known.

Compiled from dictionaries and from the value lists of CRM and telephony exports; in a column of consent "x" and a tick
are a yes, because people tick the box.
"""

from __future__ import annotations

from callsheet.validation.normalize import plain_words


def _words(text: str) -> frozenset[str]:
    """Words and phrases separated by |, normalised as cells are."""
    return frozenset(filter(None, map(plain_words, text.split("|"))))


YES = _words(
    "yes|y|yep|true|t|1|1.0|x|on|ok|okay|checked|ja|j|jo|oui|o|vrai|wahr|si|sí|s|sim|verdadero|verdadeiro|vero|waar"
    "|tak|prawda|ano|igen|da|evet|e|doğru|kyllä|да|д|истина|так|iya|ya|benar|có|co|đúng|oo|opo|ναι|כן|نعم|أجل|"
    "بله|ہاں|جی ہاں"
    "|हाँ|हां|हा|haan|han|ji haan|হ্যাঁ|হ্যা|ஆம்|అవును|ಹೌದು|അതെ|હા|ਹਾਂ|होय|ใช่|是|是的|有|对|對|はい|有り|あり|예|네"
)
NO = _words(
    "no|n|nope|false|f|0|0.0|off|unchecked|nein|non|faux|falsch|nee|não|nao|falso|onwaar|nie|fałsz|ne|nem|nu|"
    "hayır|hayir|h"
    "|yanlış|nej|nei|ei|нет|н|ложь|ні|tidak|tdk|salah|không|khong|hindi|όχι|לא|لا|كلا|خیر|نه|نہیں|नहीं|नही|नाही|"
    "nahi|nahin"
    "|না|இல்லை|కాదు|లేదు|ಇಲ್ಲ|അല്ല|ഇല്ല|ના|ਨਹੀਂ|ไม่|ไม่ใช่|否|不|不是|无|無|没有|沒有|いいえ|無し|なし|不可|"
    "아니오|아니요|없음"
)
GIVEN = _words(
    "opt in|opted in|optin|opt-in|opted-in|double opt in|subscribed|subscriber|active consent|consent|consented|"
    "consent given|given|granted|agreed"
    "|agree|accepted|accept|approved|allowed|allow|permitted|confirmed|may be called|ok to call|can call|contactable"
    "|zugestimmt|zustimmung|einverstanden|einwilligung erteilt|eingewilligt|erteilt|erlaubt|liegt vor"
    "|accepté|accord|d'accord|consentement|consenti|autorisé|inscrit"
    "|acepta|aceptado|acepto|aceptó|consiente|consentido|autorizado|autoriza|permitido|suscrito|de acuerdo"
    "|aceito|aceita|aceitou|concedido|consentiu|concorda|inscrito|accettato|acconsente|consenso|autorizzato|iscritto"
    "|akkoord|toegestaan|toestemming|ingeschreven|zgoda|zgadzam się|wyraził zgodę|wyrażona|udzielona|souhlas|souhlasí"
    "|onaylandı|onaylı|onay verdi|izin var|izinli|kabul|kabul etti|согласен|согласна|согласие|разрешено|дал "
    "согласие|згоден"
    "|згода|setuju|disetujui|bersedia|diizinkan|đồng ý|cho phép|موافق|وافق|موافقة|مسموح|सहमत|सहमति|स्वीकृत|"
    "अनुमति|sahmat"
    "|同意|已同意|同意済み|同意する|允许|允許|許可|可|承諾|동의|동의함|허용|수신동의|hyväksytty|samtykke|"
    "samtycke|godkjent|godkänt"
)
REFUSED = _words(
    "opt out|opted out|optout|opt-out|opted-out|unsubscribed|unsubscribe|withdrawn|withdrew|revoked|refused|"
    "refuses|declined|denied"
    "|rejected|objected|objection|not given|not granted|not agreed|not allowed|no consent|do not call|don't call|"
    "dont call"
    "|do not contact|don't contact|dnc|dnd|ndnc|ncpr|blocked|stop|stopped|never|not interested do not call"
    "|widerrufen|widersprochen|widerspruch|abgelehnt|verweigert|nicht anrufen|kein kontakt|gesperrt|keine zustimmung"
    "|refusé|refus|refuse|retiré|désinscrit|désabonné|opposition|opposé|ne pas appeler|ne pas contacter|sans accord"
    "|rechazado|rechaza|revocado|no acepta|no autoriza|no llamar|no contactar|baja|retirado|sin consentimiento"
    "|recusado|recusou|revogado|não aceita|não ligar|não contatar|não contactar|descadastrado|sem consentimento"
    "|rifiutato|rifiuta|revocato|negato|non chiamare|non contattare|disiscritto|opposizione"
    "|geweigerd|ingetrokken|afgemeld|niet bellen|geen toestemming|bezwaar|odmowa|cofnięta|wycofana|brak zgody|"
    "nie dzwonić"
    "|sprzeciw|odvoláno|nevolat|reddedildi|reddetti|iptal|aramayın|aramayin|izin yok|onay yok"
    "|отказ|отказался|отказалась|отозвано|не звонить|запрещено|отписан|відмова|не дзвонити|відкликано"
    "|menolak|ditolak|dicabut|jangan hubungi|jangan telepon|berhenti|tidak setuju|từ chối|không đồng ý|không gọi|"
    "rút lại"
    "|رفض|مرفوض|ألغى|لا تتصل|ممنوع|غير موافق|असहमत|अस्वीकृत|मना|फोन न करें|कॉल न करें|call mat karo|mana kiya"
    "|不同意|拒绝|拒絕|已拒绝|勿打|请勿致电|撤回|退订|拒否|同意しない|同意なし|電話不可|架電不可|撤回済み|거부|"
    "미동의|동의안함|철회|전화금지|수신거부"
)
BASIS = _words(
    "written|in writing|signed|signature|paper|paper form|form|web form|webform|website|web|online|online form|"
    "landing page"
    "|checkbox|email|e mail|sms|whatsapp|ivr|verbal|verbally|oral|orally|spoken|phone|by phone|telephone|"
    "recorded|recorded call"
    "|voice recording|in person|event|store|app|contract|contractual|customer|existing customer|ebr"
    "|established business relationship|legitimate interest|soft opt in|express|express written|express consent|"
    "implied"
    "|schriftlich|mündlich|telefonisch|formular|webformular|unterschrift|vertrag|bestandskunde|berechtigtes interesse"
    "|écrit|par écrit|oral|verbale|formulaire|formulaire web|site web|téléphone|contrat|client|intérêt légitime"
    "|escrito|por escrito|verbal|formulario|formulario web|sitio web|teléfono|contrato|cliente|interés legítimo"
    "|formulário|site|telefone|interesse legítimo|scritto|per iscritto|verbale|modulo|modulo web|contratto"
    "|schriftelijk|mondeling|formulier|webformulier|klant|pisemna|pisemnie|ustna|ustnie|formularz|umowa|klient"
    "|yazılı|sözlü|web formu|sözleşme|müşteri|письменное|письменно|устное|устно|анкета|форма|договор|сайт|клиент"
    "|tertulis|lisan|formulir|situs web|pelanggan|bằng văn bản|bằng lời|biểu mẫu|khách hàng|كتابي|شفهي|نموذج|عقد|عميل"
    "|लिखित|मौखिक|फॉर्म|फ़ॉर्म|अनुबंध|ग्राहक|书面|書面|口头|口頭|网站|表单|合同|客户|ウェブフォーム|契約|顧客|"
    "서면|구두|웹 양식|계약|고객"
)
NOTHING = _words(
    "na|n a|nil|null|none|nan|unknown|unk|not known|not asked|not specified|tbd|pending|blank|empty|unbekannt|offen"
    "|nicht gefragt|inconnu|en attente|desconocido|pendiente|sin dato|desconhecido|pendente|sconosciuto|in "
    "attesa|onbekend"
    "|nieznany|brak|bilinmiyor|неизвестно|не указано|невідомо|tidak diketahui|không rõ|غير معروف|अज्ञात|未知|"
    "不明|未確認|모름|미확인"
)

TICKS = frozenset("✓✔☑✅●○◯〇☒✗✘❌×☐")
"""Marks that are no letters; those of `CROSSES` are a no."""
CROSSES = frozenset("✗✘❌×☐")
