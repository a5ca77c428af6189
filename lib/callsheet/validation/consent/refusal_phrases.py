"""Phrases in notes that say that a person must not be called, by language, for texts in lower case as shown.

Written without look-around and word boundaries, so that RE2 and Python read them alike; `refusal_words` adds both.
"""

from __future__ import annotations

PHRASES = {
    "english": (
        r"do not (?:ever |please )?(?:call|phone|ring|contact|disturb|dial)",
        r"do-not-(?:call|contact)",
        r"don[’']?t (?:ever |you )?(?:call|phone|ring|contact|disturb|dial)",
        r"never (?:call|phone|ring|contact)(?: (?:me|him|her|us|them|again))",
        r"no (?:more|further) (?:call|contact|phone)s?",
        r"no calls? please",
        r"stop (?:call|phon|ring|contact|dial)ing",
        (r"(?:removed?|deleted?|taken?|take) (?:me|him|her|them|us|this number|the number|"
        r"number|my number)? ?(?:off|from) "
        r"(?:the |your |our |all )?(?:calling |call |contact |marketing )?(?:list|database|system)s?"),
        (r"(?:does not|doesn[’']?t|did not|didn[’']?t) (?:want|wish|like) (?:to be |being |us to |any |more |"
        r"further )+(?:call|contact|phone|disturb)(?:s|ed)?"),
        r"not (?:to )?be (?:called|contacted|phoned|disturbed)",
        (r"(?:asked|asks|wants|wanted|requested|requests|told) (?:us |me )?(?:not to|to stop|to not) (?:be "
        r")?(?:call|contact|phon|ring)(?:e|ed|ing)?"),
        r"opt(?:ed|s)?[ -]?out",
        r"unsubscribed?",
        r"(?:withdrew|revoked|withdrawn) (?:his |her |their |the )?consent",
        r"consent (?:was )?(?:withdrawn|revoked)",
        r"n?dnc",
        r"dnd",
        r"(?:replied|texted|said|answered|wrote|sent) [\"“'‘]?stop[\"”'’]?",
    ),
    "german": (
        r"nicht (?:mehr |wieder |erneut )?(?:anrufen|kontaktieren|angerufen werden|kontaktiert werden|stören)",
        r"keine (?:weiteren |werbe)?(?:anrufe|kontaktaufnahme|werbeanrufe|telefonwerbung)(?: mehr| gewünscht)?",
        r"(?:will|möchte|wünscht|wünschen) (?:keine|keinen|nicht)(?: mehr| weiteren?)? (?:anrufe?|kontakt|angerufen)",
        r"(?:werbung|anrufen?|kontakt) widersprochen",
        r"einwilligung (?:widerrufen|zurückgezogen)",
        r"aus (?:der|dem|unserer|ihrer) (?:liste|verteiler|datenbank) (?:löschen|streichen|nehmen|entfernen)",
        r"robinsonliste|anrufsperre|werbesperre",
    ),
    "french": (
        (r"ne (?:plus|pas|jamais) (?:l[ea]s? |l[’']|me |m[’']|nous )?(?:appeler|rappeler|contacter|déranger|"
        r"démarcher|téléphoner)"),
        r"n[’']?(?:e )?(?:appelez|rappelez|contactez) (?:plus|pas)",
        (r"ne (?:veut|souhaite|désire) (?:plus|pas) (?:être |d[’'])?(?:rappelée?|appelée?|contactée?|démarchée?|"
        r"appels?)"),
        r"(?:plus d[’']appels?|arrêter de (?:l[’']|m[’'])?appeler|arrêtez de (?:m[’'])?appeler)",
        r"(?:retirer|supprimer|enlever|rayer) de (?:la|votre|notre|vos) (?:liste|base|fichiers?)",
        r"bloctel|liste rouge",
    ),
    "spanish": (
        (r"no (?:volver a |l[eoa]s? |me |nos |se le )?(?:llam(?:ar|en|e|arle|arlo|arla|arme|ar más)|contact(?:ar|"
        r"en|arle|arlo|arla)|molest(?:ar|en))"),
        (r"no (?:desea|quiere|desean|quieren) (?:más |que (?:le|la|lo) |recibir |ser )+(?:llamadas?|llamen|"
        r"llamad[oa]|contactad[oa]|contacten)"),
        r"no más llamadas",
        r"(?:dar(?:le|se|me)? de baja|(?:quitar|borrar|eliminar|sacar)(?:le|lo|la|me)? de la (?:lista|base))",
        r"dej(?:ar|en|e) de llamar(?:le|me|nos)?",
        r"lista robinson",
    ),
    "portuguese": (
        (r"n[ãa]o (?:me |o |a |lhe |nos |voltar a |é para |quer que )?(?:ligar|ligue|liguem|conta(?:c)?t(?:ar|e|em)|"
        r"incomodar|incomode|perturbe|telefonar)"),
        (r"n[ãa]o (?:quer|deseja|querem) (?:mais |receber |ser )+(?:ligações|ligação|contatos?|contactos?|"
        r"contatad[oa]|contactad[oa]|chamadas)"),
        r"(?:parar|parem|pare) de (?:me )?(?:ligar|telefonar)",
        r"(?:retirar|remover|tirar|excluir) d[aoe] (?:nossa |sua )?(?:lista|cadastro|base)",
        r"descadastr(?:ar|ado|ada|e)",
    ),
    "italian": (
        (r"non (?:l[oaei] |mi |ci |più |piu |deve essere |va )*(?:chiamar(?:e|lo|la|mi|li)|chiamate(?:mi)?|"
        r"contattar(?:e|lo|la|mi|li)|contattate(?:mi)?|essere (?:contattat|chiamat|"
        r"richiamat)[oaie]|disturbare|telefonare|richiamare)(?: "
        r"più)?"),
        (r"non (?:vuole|desidera|vogliono) (?:più |essere |ricevere )+(?:chiamat[aoe]|contattat[aoe]|telefonate|"
        r"richiamat[aoe])"),
        r"(?:cancellare|rimuovere|togliere|eliminare) dal(?:la|l[’'])? ?(?:lista|elenco|database)",
        r"registro (?:delle |pubblico delle )?opposizioni|basta (?:chiamate|telefonate)",
    ),
    "dutch": (
        r"niet (?:meer |opnieuw )?(?:bellen|opbellen|terugbellen|contacteren|benaderen)",
        r"bel (?:mij |me |hem |haar |ons )?niet(?: meer)?",
        r"(?:wil|wenst) (?:niet|geen) (?:meer )?(?:gebeld|telefoontjes|telefonisch contact|benaderd)",
        r"van (?:de|jullie|uw|onze) (?:bel)?lijst (?:halen|verwijderen|afhalen)",
        r"bel-me-niet",
    ),
    "polish": (
        r"nie (?:dzwoni[ćc]|dzwoń|dzwońcie|kontaktowa[ćc]|niepokoi[ćc]|telefonowa[ćc])",
        (r"nie (?:chce|życzy sobie|zyczy sobie) (?:już |więcej |żadnych )*(?:telefonów|kontaktu|dzwonienia|"
        r"połączeń|rozmów)"),
        r"(?:usun[ąa][ćc]|wykreśli[ćc]|wypisa[ćc]) z (?:naszej |waszej )?(?:listy|bazy)",
    ),
    "czech": (r"nevolat|nevolejte|nekontaktovat|nekontaktujte", r"(?:vyřadit|smazat) z (?:databáze|seznamu)"),
    "turkish": (
        r"aramay[ıi]n(?:[ıi]z)?",
        r"aran?mas[ıi]n",
        r"aranmak istem(?:iyor|edi|emekte)\w*",
        r"rahats[ıi]z etmeyin",
        r"listeden (?:ç[ıi]kar|sil)\w*",
    ),
    "russian": (
        r"не (?:надо |нужно )?(?:звони(?:ть|те)|перезванивать|беспоко(?:ить|йте)|тревожить|связываться)",
        r"не (?:хочет|желает|хотят) (?:больше )?(?:звонков|общаться|чтобы (?:ему |ей )?звонили)",
        r"прекратит[ьe] звонить|перестаньте звонить",
        r"(?:удалить|убрать|исключить|вычеркнуть) (?:его |её |ее |номер |меня )?из (?:базы|списка)",
        r"(?:отказался|отказалась|отказ) от звонков|отозвал[а]? согласие|ч[её]рный список",
    ),
    "ukrainian": (
        r"не (?:треба |потрібно )?(?:дзвони(?:ти|ть|іть)|телефонувати|турбувати)",
        r"видалити (?:номер )?з бази",
    ),
    "nordic": (
        r"ring (?:inte|ikke|ej)(?: igen| mer| mere)?",
        (r"(?:vill|vil|ønsker|önskar) (?:inte|ikke) (?:bli |blive |at blive |å bli )?(?:ringd|uppringd|ringet|"
        r"oppringt|kontaktad|kontaktet)"),
    ),
    "indonesian": (
        r"jangan (?:di)?(?:hubungi|telepon|telp|telpon|kontak|ganggu|call)",
        r"tidak (?:mau|ingin|bersedia|berkenan) (?:lagi )?di(?:hubungi|telepon|telp|telpon|kontak|ganggu)",
        r"berhenti (?:menghubungi|menelepon|telepon)",
        r"(?:hapus|keluarkan) (?:nomor )?dari (?:daftar|database)",
    ),
    "vietnamese": (
        r"đừng (?:có )?(?:gọi|liên hệ|liên lạc|làm phiền)",
        r"không (?:muốn|cần) (?:bị |được |nhận )?(?:gọi|liên hệ|làm phiền|cuộc gọi)",
        r"(?:yêu cầu|đề nghị) (?:không|ngừng) (?:gọi|liên hệ)",
        r"không gọi (?:lại )?nữa",
        r"xóa (?:số )?khỏi danh sách",
    ),
    "arabic": (
        r"لا تتصلوا?|لا تتصل|عدم الاتصال|ممنوع الاتصال",
        r"لا (?:يريد|تريد|يرغب|ترغب) (?:في |ب)?(?:الاتصال|اتصال|التواصل|المكالمات|مكالمات|ان نتصل|أن نتصل)",
        r"(?:توقفوا?|التوقف) عن الاتصال",
        r"(?:إزالة|ازالة|حذف) (?:الرقم |رقمه |رقمها )?من القائمة",
    ),
    "hindi": (
        r"(?:कॉल|फोन|फ़ोन|संपर्क) (?:न|ना|मत|नहीं) (?:करें|करो|करना|कीजिए|कीजिये|करे)",
        r"(?:कॉल|फोन|फ़ोन) नहीं चाह",
        r"(?:सूची|लिस्ट) से हटा",
        r"(?:call|phone|fon) (?:mat|na|nahi|nahin) (?:karo|karna|kare|karen|karein|kijiye|karna)",
    ),
    "chinese": (
        (r"(?:不要|别|別|勿|请勿|請勿|停止|不想|不愿|不希望)再?(?:被|给他|给她|给我)?(?:打|来|來|致|拨|"
        r"撥)?(?:电话|電話|来电|來電|致电|致電|联系|聯繫|打扰|打擾|骚扰|騷擾|拨打|呼叫)"),
        r"勿扰|勿擾|免打扰|勿打|拉黑|黑名单|黑名單|退订",
        r"(?:移出|移除|删除|刪除)(?:出)?名单|从名单(?:中)?(?:删除|移除)",
    ),
    "japanese": (
        r"(?:電話|連絡|架電|営業)(?:を|は)?(?:し|かけ|かけてこ)?ないで",
        r"(?:電話|連絡|架電|営業)(?:は|を)?(?:禁止|不可|お断り|拒否|ng|不要)",
        r"(?:二度と|今後(?:は|一切)?)(?:電話|連絡|架電)(?:しない|不要|禁止|を断)",
        r"リストから(?:削除|外し|除外)",
    ),
    "korean": (
        r"(?:전화|연락)(?:를|는|도)? ?(?:하지 ?마|하지 ?말|금지|원하지 ?않|원치 ?않|주지 ?마|거부)",
        r"수신 ?거부",
        r"(?:명단|목록|리스트)에서 (?:삭제|제외|빼)",
        r"더 ?이상 (?:전화|연락)(?:하지|을 원하지)? ?(?:마|말|않)",
    ),
}  # fmt: skip
"""Language → phrases."""
