"""Notes as operators write them after a call, labelled by hand: those that ask for no more calls, and others.

Written after the phrases, by the same hand, and a few misses were mended afterwards: strangers' notes fare worse.
"""

from __future__ import annotations

REFUSING = {
    "english": [
        "Do not call", "do not call again, was very angry", "DND", "Customer is on DND", "DNC", "STOP",
        "Please don't call me again", "Asked not to be called", "Requested to be removed from our list",
        "remove me from your database", "Take me off your list", "No more calls please", "stop calling!!",
        "He doesn't want to be contacted", "doesnt want any more calls", "Opted out", "opt-out 12/3", "unsubscribed",
        "Wife said never call him again", "replied STOP", "Customer withdrew consent", "told us to stop calling",
        "DO NOT CONTACT - legal threat", "Not to be contacted", "wants no further contact",
        "says she didn't sign up, don't phone her",
        "Has asked us to stop ringing", "No calls please", "Do-not-call request",
        "number should not be called",
    ],
    "german": [
        "Nicht anrufen", "Bitte nicht mehr anrufen!", "Kunde möchte nicht angerufen werden", "keine Anrufe mehr",
        "will keinen Kontakt", "Kontakt nicht mehr erwünscht, nicht kontaktieren", "Werbung widersprochen",
        "Einwilligung widerrufen am 3.5.", "bitte aus der Liste löschen", "wünscht keine Anrufe", "Werbesperre",
        "soll nicht mehr angerufen werden",
    ],
    "french": [
        "Ne pas appeler", "ne plus appeler svp", "Ne plus contacter", "ne souhaite plus être contacté",
        "Ne veut pas être rappelée", "inscrit sur Bloctel", "merci de ne plus me déranger", "supprimer de la liste",
        "N'appelez plus", "refuse les appels, ne pas rappeler",
    ],
    "spanish": [
        "No llamar", "no volver a llamar", "No quiere que le llamen", "No contactar más", "dar de baja",
        "No desea recibir llamadas", "pidió que no lo llamen",
        "quitar de la lista", "Lista Robinson", "que dejen de llamar",
    ],
    "portuguese": [
        "Não ligar", "Nao ligar mais", "Não deseja ser contactado", "pediu para não ligar", "não me liguem mais",
        "Não contatar", "remover da lista", "não quer receber ligações", "parem de ligar", "Descadastrar",
    ],
    "italian": [
        "Non chiamare", "non chiamare più", "Non vuole essere contattato", "non desidera ricevere telefonate",
        "Non contattare", "cancellare dalla lista",
        "registro delle opposizioni", "ha chiesto di non essere richiamato",
    ],
    "dutch": [
        "Niet bellen", "niet meer bellen aub", "Wil niet gebeld worden", "Bel mij niet meer", "wil geen telefoontjes",
        "staat in bel-me-niet register", "niet benaderen", "van de lijst halen",
    ],
    "polish": [
        "Nie dzwonić", "proszę nie dzwonić więcej", "Nie życzy sobie telefonów", "nie kontaktować", "usunąć z bazy",
        "nie chce kontaktu", "Prosi, żeby nie dzwonić",
    ],
    "turkish": [
        "Aramayın", "bir daha aramayın", "Aranmak istemiyor", "lütfen rahatsız etmeyin", "listeden çıkarın",
        "tekrar aranmasın", "müşteri aranmak istemedi",
    ],
    "russian": [
        "Не звонить", "больше не звонить", "Просит не звонить", "не беспокоить", "удалить из базы",
        "Отказался от звонков", "Не хочет чтобы ему звонили", "чёрный список", "просил не беспокоить",
    ],
    "indonesian": [
        "Jangan hubungi", "jangan ditelepon lagi",
        "Tidak mau dihubungi", "minta jangan telp lagi", "hapus dari daftar",
        "tidak bersedia dihubungi", "berhenti menghubungi",
    ],
    "vietnamese": [
        "Đừng gọi nữa", "không muốn nhận cuộc gọi",
        "yêu cầu không gọi lại", "đừng làm phiền", "Không muốn bị làm phiền",
        "xóa khỏi danh sách", "khách không muốn được liên hệ",
    ],
    "arabic": [
        "لا تتصل", "لا تتصل مرة أخرى", "لا يريد الاتصال",
        "طلب عدم الاتصال", "توقفوا عن الاتصال", "لا ترغب في التواصل",
        "إزالة من القائمة",
    ],
    "hindi": [
        "कॉल न करें", "फोन मत करो", "दोबारा कॉल न करें", "call mat karo", "phone na kare", "संपर्क न करें",
        "सूची से हटा दें", "dobara call nahi karna",
    ],
    "chinese": [
        "请勿致电", "不要再打电话", "别打电话了", "客户要求不要联系",
        "免打扰", "拉黑", "不想再被打扰", "從名單刪除，勿擾",
    ],
    "japanese": [
        "電話しないでください", "架電禁止", "今後電話不要",
        "連絡不可", "二度と電話しない", "リストから削除希望", "営業お断り",
        "電話をかけてこないで",
    ],
    "korean": [
        "전화하지 마세요", "수신거부", "연락 금지",
        "전화를 원하지 않음", "명단에서 삭제 요청", "더 이상 연락하지 말 것",
        "전화 거부",
    ],
}  # fmt: skip
HARMLESS = {
    "english": [
        "Called twice, no answer", "Call back tomorrow", "Interested, wants a brochure", "Please call after 6pm",
        "do not call before 6pm", "Don't call at work, use mobile", "Don't call on Sundays", "Not on DND", "DND: No",
        "did not call yet", "They don't answer the phone", "Stopped by the office", "bus stop near the school",
        "we will never know", "Wants to stop his other policy", "no call made", "Nobody called him back",
        "contact person: wife", "Not interested", "asked why we did not call", "wrong number", "Called, line busy",
        "do not call until he is back from holiday", "Has two phones",
        "Removed the old address from the list of offices",
        "opted for plan B", "wants to opt in", "Please don't call early in the morning", "ring the bell twice",
        "Do not disturb him with details, he knows the offer", "call list of June", "subscribed to newsletter",
    ],
    "german": [
        "Nicht erreicht", "heute nicht angerufen", "Bitte nicht vor 18 Uhr anrufen", "nicht anrufen vor 10 Uhr",
        "Kontakt per Mail", "Rückruf erwünscht", "Hat Interesse", "kein Interesse", "nicht am Wochenende anrufen",
        "Anruf angenommen",
    ],
    "french": [
        "Pas de réponse", "Rappeler demain", "ne pas appeler avant 18h", "ne répond pas", "intéressé", "à contacter",
        "N'a pas été appelé", "Ne pas rappeler le matin",
    ],
    "spanish": [
        "No contesta", "Llamar mañana", "no llamar antes de las 10",
        "No llamó", "interesado", "no le gusta el producto",
        "quiere que le llamen", "no llamaron ayer",
    ],
    "portuguese": [
        "Não atende", "Ligar amanhã", "não ligar antes das 9", "não ligou ainda", "interessado", "ligar mais tarde",
        "Não contactado",
    ],
    "italian": [
        "Non risponde", "Richiamare domani", "non chiamare prima delle 10", "non interessato", "non ha chiamato",
        "chiamare dopo pranzo",
    ],
    "dutch": [
        "Geen gehoor", "Morgen terugbellen", "niet bellen voor 10 uur", "nog niet gebeld", "heeft interesse",
    ],
    "polish": ["Nie odbiera", "Zadzwonić jutro", "nie dzwonić przed 10", "nie dzwonił jeszcze", "zainteresowany"],
    "turkish": ["Cevap vermedi", "Yarın arayın", "18'den sonra aramayın", "aradık açmadı", "ilgileniyor"],
    "russian": [
        "Не отвечает", "Перезвонить завтра", "не звонить до 10", "не звонил", "интересно", "не дозвонились",
    ],
    "indonesian": ["Tidak diangkat", "Hubungi besok", "jangan telepon sebelum jam 9", "belum dihubungi", "tertarik"],
    "vietnamese": [
        "Không liên lạc được", "gọi lại ngày mai", "không gọi được", "khách bận", "đừng gọi trước 9 giờ", "quan tâm",
    ],
    "arabic": ["لا يرد", "اتصل غدا", "لم نتصل بعد", "مهتم", "لا تتصل قبل العاشرة"],
    "hindi": ["फोन नहीं उठाया", "कल कॉल करें", "call nahi kiya", "रुचि है", "शाम के बाद फोन न करें"],
    "chinese": ["没有接电话", "明天再打电话", "无人接听", "有兴趣", "晚上不要打电话", "电话打不通"],
    "japanese": ["電話に出ない", "明日電話する", "留守番電話", "興味あり", "18時以降は電話しないで", "電話済み"],
    "korean": ["전화 안 받음", "내일 전화", "부재중", "관심 있음", "저녁에는 전화하지 마세요", "연락 없음"],
}  # fmt: skip
