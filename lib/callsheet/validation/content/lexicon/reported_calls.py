"""What became of a call, by language: words of an order in a form that reports ("the phone is off", "she hung up")."""

from __future__ import annotations

REPORTED_CALLS: dict[str, str] = {
    "english": (
        "will_share won_t_share wont_share not_share didn_t_share didnt_share doesn_t_share can_share"
        " cannot_share can_t_share to_share wants_to_share asked_to_transfer wants_to_transfer"
        " want_to_transfer requested_to_transfer asked_to_connect wants_to_connect asked_to_end wants_to_end"
        " asked_to_close wants_to_close asked_to_cancel wants_to_cancel"
    ),
    "arabic": (
        "العميل_أغلق* أغلق_العميل* أغلق_الخط_في أغلق_الهاتف_في أغلق_السماعة_في قام_بإغلاق* العميل_قطع*"
        " قطع_العميل* انقطع* انقطعت* مغلق* تم_إغلاق* تم_قطع*"
    ),
    "persian_and_pashto": "قطع_کرد قطع_کردند قطع_شد* قطع_است خاموش* را_قطع_کرد",
    "hebrew": "ניתק_את ניתקה ניתקו נותק* כבוי*",
    "hindi": (
        "बंद_है* बंद_था बंद_थी बंद_थे बंद_हो* बंद_आ_रहा* बंद_आता* बंद_मिला* बंद_बता* बंद_रहता* बंद_पड़ा*"
        " बंद_जा_रहा* बंद_कर_दिया* बंद_कर_दी बंद_किया* बंद_करवाना* बंद_करवा* काट_दिया* काट_दी काट_दी_है"
        " काट_देता* काट_देते* काट_रहा* कट_गया* कट_गई* कट_गयी* कट_जाता* कट_जाती* काट_देती* खत्म_हो* ख़त्म_हो*"
        " समाप्त_हो* ट्रांसफर_किया* ट्रांसफर_हुआ* ट्रांसफर_हो* रख_दिया* रख_दी"
    ),
    "hindi_roman": (
        "band_hai* band_h band_tha band_thi band_ho* band_aa_raha* band_aa_rha* band_aata* band_mila*"
        " band_bata* band_rehta* band_jaa_raha* band_kar_diya* band_kar_di band_kardi* band_kiya*"
        " band_karwana* band_karva* cut_kar_diya* cut_kar_di cut_kardiya* cut_kardi* cut_kar_rahe*"
        " cut_kar_raha* cut_kar_deta* cut_kar_dete* cut_kar_deti* cut_ho* cut_kiya* kaat_diya* kaat_di"
        " kaat_dete* kaat_deta* kat_gaya* kat_gayi* kat_gyi* kat_gya* kat_jata* kat_jati* kat_diya* kat_di"
        " khatam_ho* transfer_kiya* transfer_kar_diya* transfer_ho* forward_ho* disconnect_kar_diya*"
        " disconnect_kar_di disconnect_ho* disconnect_kiya* rakh_diya* rakh_di share_nahi* share_nahin*"
        " share_mat share_na share_karne_se"
    ),
    "urdu": (
        "بند_ہے* بند_تھا بند_تھی بند_ہو* بند_آ_رہا* بند_کر_دیا* بند_کر_دی بند_جا_رہا* کاٹ_دیا* کاٹ_دی"
        " کاٹ_دیتے* کاٹ_دیتا* کٹ_گیا* کٹ_گئی* ختم_ہو*"
    ),
    "bengali": (
        "বন্ধ_করে_দিয়েছেন* বন্ধ_করেছেন* বন্ধ_আছে* বন্ধ_ছিল* বন্ধ_হয়* বন্ধ_পাওয়া* বন্ধ_দেখা* বন্ধ_থাকে*"
        " বন্ধ_করে_দিয়েছে* বন্ধ_করেছে* বন্ধ_বলছে* কেটে_দিয়েছে* কেটে_দিয়েছেন* কেটে_দিল* কেটে_দিলেন*"
        " কেটে_গেছে* কেটে_গেল* কেটে_যায়* কেটে_দেয়* bondho_ache* bondho_chilo* kete_diyeche* kete_dilo*"
        " kete_geche*"
    ),
    "marathi": (
        "बंद_आहे* बंद_होता* बंद_होते* बंद_येतो* बंद_येत* बंद_झाला* बंद_असतो* बंद_लागतो* बंद_केला* बंद_दाखव*"
        " कट_केला* कट_झाला* कट_करतात* कट_करतो* कट_करते* कट_केले* band_aahe* band_ahe* band_hota* band_yeto*"
        " band_zala* cut_kela* cut_zala* cut_kartat*"
    ),
    "nepali": ("बन्द_छ* बन्द_थियो* बन्द_भयो* बन्द_आयो* काट्यो* काटियो* काटिदियो* काट्नुभयो* काटेको*"),
    "punjabi": ("ਬੰਦ_ਹੈ* ਬੰਦ_ਸੀ* ਬੰਦ_ਆ_ਰਿਹਾ* ਬੰਦ_ਹੋ* ਬੰਦ_ਕਰ_ਦਿੱਤਾ* ਕੱਟ_ਦਿੱਤਾ* ਕੱਟ_ਦਿੱਤੀ* ਕੱਟ_ਗਿਆ* ਕੱਟ_ਗਈ* ਕੱਟਿਆ* band_hai* band_si*"),
    "gujarati": (
        "બંધ_છે* બંધ_હતો* બંધ_હતી* બંધ_આવે* બંધ_થઈ* બંધ_કરી_દીધો* બંધ_કર્યો* બંધ_બતાવે* કાપી_નાખ્યો*"
        " કાપી_નાખ્યું* કાપી_નાખે* કાપી_દીધો* કાપ્યો* કપાઈ* કટ_થઈ* કટ_કર્યો* band_che* band_chhe* band_hato*"
        " band_aave* kapi_nakhyo*"
    ),
    "odia": ("ବନ୍ଦ_ଅଛି* ବନ୍ଦ_ଥିଲା* ବନ୍ଦ_ଆସୁଛି* ବନ୍ଦ_ହୋଇ* କାଟି_ଦେଲେ* କାଟିଦେଲେ* କାଟି_ଦେଲା* କାଟିଦେଲା* କଟିଗଲା* କଟି_ଗଲା*"),
    "sinhala": "විසන්ධි_කළා* විසන්ධි_විය* විසන්ධි_වුණා* කපලා* කැපුවා* කැපුණා* අවසන්_විය*",
    "tamil": (
        "துண்டித்தார்* துண்டித்துவிட்டார்* துண்டிக்கப்பட்டது* துண்டிக்கப்பட்டுள்ளது* துண்டித்தனர்*"
        " துண்டித்து_விட்டார்* கட்_பண்ணிட்டார்* கட்_ஆகிவிட்டது* கட்_ஆயிடுச்சு* கட்_செய்தார்* முடிந்தது*"
        " முடித்தார்* வைத்துவிட்டார்* வைத்து_விட்டார்* cut_pannitar* cut_pannittar* cut_pannitaru*"
        " cut_pannitanga* cut_pannitaanga* cut_panniduranga* cut_agiduchu* cut_aayiduchu* cut_aagiduchu*"
        " cut_aachu*"
    ),
    "telugu": (
        "కట్_చేశారు* కట్_చేసారు* కట్_చేశాడు* కట్_చేసింది* కట్_అయింది* కట్_అయ్యింది* కట్_అయిపోయింది*"
        " కట్_చేస్తున్నారు* ముగించారు* ముగిసింది* పెట్టేశారు* పెట్టేసారు* డిస్కనెక్ట్_చేశారు*"
        " డిస్కనెక్ట్_అయింది* బదిలీ_చేశారు* cut_chesaru* cut_chesadu* cut_chesindi* cut_chesesaru* cut_ayindi*"
        " cut_ayipoyindi* pettesaru* disconnect_chesaru*"
    ),
    "kannada": (
        "ಕಟ್_ಮಾಡಿದರು* ಕಟ್_ಮಾಡಿದ್ದಾರೆ* ಕಟ್_ಮಾಡಿದ* ಕಟ್_ಆಯಿತು* ಕಟ್_ಆಗಿದೆ* ಕಟ್_ಮಾಡುತ್ತಾರೆ* ಕಟ್_ಮಾಡ್ತಾರೆ*"
        " ಕಟ್_ಮಾಡಿಬಿಟ್ಟ* ಮುಗಿಸಿದರು* ಸ್ಥಗಿತಗೊಂಡಿದೆ* ಸ್ಥಗಿತವಾಗಿದೆ* cut_madidru* cut_madidaru* cut_madidare*"
        " cut_madbittru* cut_madtare* cut_aytu* cut_agide*"
    ),
    "malayalam": (
        "കട്ട്_ചെയ്തു* കട്ട്_ആയി* കട്ട്_ആക്കി* കട്ട്_ചെയ്യുന്നു* കട്ടായി* കട്ടാക്കി* വിച്ഛേദിച്ചു*"
        " വിച്ഛേദിക്കപ്പെട്ടു* അവസാനിപ്പിച്ചു* അവസാനിച്ചു* cut_cheythu* cut_aayi* cut_ayi* cut_aakki*"
    ),
    "chinese": (
        "客户挂断 對方掛斷 对方挂断 客戶掛斷 已挂断 已掛斷 被挂断 被掛斷 挂断了 掛斷了 直接挂断 直接掛斷"
        " 挂断电话了 对方挂机 已挂机 客户挂机 自动挂断 中途挂断 本人挂断 家人挂断 接通后挂断 接听后挂断"
        " 挂了电话 掛了電話 挂掉了 掛掉了 通话中断 通話中斷 通话结束 通話結束 已结束 已結束 已转接 已轉接"
        " 已终止 接起来挂"
    ),
    "japanese": (
        "切られた 切られる 切られました 切れた 切れました 切れて 電話を切った 電話を切りました ガチャ切り"
        " 電源切れ 電源が切 切断された 切断されました 終了しました 終了した 終了済 転送された 転送済"
        " 転送しました 転送した"
    ),
    "korean": (
        "끊어버림 끊어버렸 끊어졌 끊어짐 끊었 끊음 끊김 끊겼 끊기 끊어서 끊는 종료됨 종료되 종료했 종료함"
        " 연결안됨 연결_안됨 연결_안_됨 연결되지 연결이 연결됨 연결불가 연결_불가 연결실패 중단됨 중단되"
        " 전환됨 이관됨 차단됨 차단했 돌려줌"
    ),
    "vietnamese": (
        "khách_cúp_máy khách_hàng_cúp_máy cúp_máy_giữa cúp_máy_ngang đã_cúp_máy bị_cúp_máy tự_cúp_máy"
        " cúp_máy_luôn cúp_máy_khi cúp_máy_trước khách_dập_máy đã_dập_máy khách_gác_máy đã_gác_máy bị_ngắt*"
        " đã_kết_thúc đã_chuyển_cuộc đã_chuyển_máy khách_tắt_máy tắt_máy"
    ),
    "indonesian_and_malay": (
        "ditutup* terputus* diputus* dimatikan* dialihkan* dipindahkan* disambungkan* telah_tutup sudah_tutup"
        " dia_tutup pelanggan_tutup"
    ),
    "filipino": "binaba* binabaan* naputol* pinutol* inilipat* natapos* tinapos* pinatay*",
    "thai_and_lao": (
        "วางสายใส่ วางสายไป ลูกค้าวางสาย วางสายแล้ว วางสายก่อน วางสายทันทีที่ วางสายเลย สายตัด สายหลุด"
        " ตัดสายทิ้ง ตัดสายไป ลูกค้าตัดสาย ปิดเครื่อง ปิดสาย โอนสายแล้ว จบสายแล้ว จบแล้ว ໄດ້ວາງສາຍ ປິດເຄື່ອງ"
    ),
    "khmer_and_burmese": ("បានបិទ បិទទូរស័ព្ទហើយ បិទហើយ ဖုန်းပိတ်ထား ပိတ်ထား ဖုန်းချသွား ချသွား ဖုန်းချပစ် ဖုန်းပိတ် ပြတ်သွား ကျသွား"),
    "swahili": "alikata* amekata* ilikatika* imekatika* imezimwa* amezima*",
    "turkish_and_azeri": (
        "telefonu_yüzüme_kapattı telefonu_kapattı* telefonu_kapatmış* telefon_kapalı* kapalı* hat_kesildi* kesildi*"
    ),
    "spanish": (
        "siempre_responde no_responde responde_rápido se_cortó la_llamada_se_corta corta_la_llamada_siempre"
        " siempre_corta siempre_cuelga nos_cuelga me_cuelga cuelga_siempre cuelga_al_oír cuelga_cuando"
    ),
    "portuguese": (
        "sempre_responde não_responde responde_rápido sempre_desliga desliga_sempre ele_desliga ela_desliga"
        " cliente_desliga desliga_quando desliga_na_cara caiu_a_ligação"
    ),
    "french": (
        "il_raccroche elle_raccroche qui_raccroche raccroche_toujours raccroche_au_nez raccroche_quand"
        " raccroche_dès on_nous_raccroche"
    ),
    "italian": ("lui_riattacca sempre_riattacca riattacca_sempre riattacca_quando ogni_volta_riattacca cade_la_linea"),
    "german": (
        "legt_auf legte_auf legt_immer_auf legt_sofort_auf hat_aufgelegt einfach_aufgelegt wurde_beendet"
        " wurde_getrennt verbindung_schlecht schlechte_verbindung"
    ),
    "dutch": (
        "hangt_op hing_op hangt_meteen_op hangt_altijd_op verbinding_verbroken verbinding_slecht slechte_verbinding"
    ),
}
"""Language → expressions as in `Words`; those of scripts without spaces match anywhere."""
