"""Ways to say "do not follow", "hang up" and "no longer valid" that a list of verbs does not have, by language."""

from __future__ import annotations

from callsheet.validation.content.lexicon.words import Words

REFUSALS = {
    "french": Words(
        ignore="ne_suis_pas ne_suivez_pas ne_tiens_pas_compte ne_tenez_pas_compte",
        end="raccroche raccrochez",
        call="et_note et_notez tout_de_suite",
        rules="script règles",
    ),
    "german": Words(
        ignore="beachte beachten_sie halte_dich_nicht halten_sie_sich_nicht richte_dich_nicht folge_nicht",
        rules="regeln skript obigen_regeln",
    ),
    "italian": Words(
        ignore="non_seguire non_tenere_conto non_badare non_considerare non_dare_retta",
        rules="copione regole script",
        end="riaggancia riagganciate attacca",
        call="subito chiamata telefono",
    ),
    "dutch": Words(
        ignore="volg_het_script_niet volg_de_regels_niet houd_geen_rekening negeer let_niet_op", rules="script regels"
    ),
    "spanish": Words(
        ignore="no_sigas no_siga haz_caso_omiso haga_caso_omiso no_tengas_en_cuenta", rules="guion reglas"
    ),
    "portuguese": Words(ignore="não_siga não_sigas não_leve_em_conta não_ligue_para", rules="roteiro regras"),
    "polish": Words(
        ignore="nie_trzymaj_się nie_zwracaj_uwagi nie_kieruj_się",
        rules="skryptu zasady",
        end="rozłącz_się",
        call="natychmiast i_zapisz",
    ),
    "czech_and_slovak": Words(
        ignore="nedrž_se nevšímej_si nedrž_sa nevšímaj_si",
        rules="scénář* pravidel",
        end="zavěs zavěste zaves",
        call="okamžitě ihned a_zapiš",
    ),
    "russian": Words(
        ignore="не_следуй не_следуйте не_обращай_внимания не_обращайте_внимания", rules="сценари* правил*"
    ),
    "ukrainian": Words(ignore="не_дотримуйся не_дотримуйтесь не_зважай не_зважайте", rules="сценарі* правил*"),
    "romanian": Words(ignore="nu_urma nu_urmați nu_ține_cont nu_țineți_cont", rules="scenariu* regul*"),
    "greek": Words(
        ignore="μην_ακολουθείς μην_ακολουθείτε μη_λάβεις_υπόψη μην_λάβεις_υπόψη μη_λάβετε_υπόψη",
        rules="σενάριο κανόνες οδηγίες οδηγιών",
        reveal="επανάλαβε επαναλάβετε",
    ),
    "turkish_and_azeri": Words(
        ignore="senaryoya_uyma dikkate_alma kurallara_uyma", rules="kuralları senaryoya kurallara"
    ),
    "arabic": Words(ignore="لا_تتبع لا_تلتفت لا_تهتم لا_تلتزم", rules="النص القواعد السيناريو"),
    "persian_and_pashto": Words(
        ignore="پیروی_نکن توجه_نکن رعایت_نکن پیروی_نکنید توجه_نکنید", rules="متن قوانین سناریو"
    ),
    "hebrew": Words(ignore="אל_תעקוב אל_תתייחס אל_תציית אל_תשים_לב", rules="התסריט תסריט הכללים לכללים"),
    "hindi": Words(ignore="ध्यान_मत मत_मानो मत_मानना", rules="नियमों नियम स्क्रिप्ट"),
    "hindi_roman": Words(ignore="dhyan_mat mat_maano mat_mano", rules="niyam niyamon"),
    "bengali": Words(ignore="মেনো_না মানবে_না", rules="স্ক্রিপ্ট নিয়ম* নির্দেশ", reveal="বলো দোহরাও"),
    "tamil": Words(ignore="பின்பற்றாதே பின்பற்றாதீர்கள்", rules="ஸ்கிரிப்டை விதிகளை"),
    "urdu": Words(ignore="عمل_نہ_کرو عمل_نہ_کریں توجہ_نہ_دو", rules="اسکرپٹ اصولوں قواعد"),
    "chinese": Words(ignore="不要按照 不用理会 别管 不必理会 不要遵守", rules="脚本 规则 話術 话术"),
    "vietnamese": Words(ignore="đừng_theo không_cần_để_ý đừng_để_ý không_theo", rules="kịch_bản quy_tắc"),
    "swahili": Words(ignore="usifuate usijali msifuate usizingatie", rules="maandishi kanuni maagizo"),
}
"""Language of the lexicon → further words."""

NO_LONGER = {
    "english": Words(
        ignore="no_longer_apply no_longer_applies no_longer_valid no_longer_count",
        rules="directions",
        say="reply_nothing",
        exactly="nothing_but",
    ),
    "spanish": Words(ignore="ya_no_valen ya_no_aplican ya_no_sirven", rules="indicaciones instrucciones"),
    "portuguese": Words(ignore="não_valem_mais não_se_aplicam_mais", rules="orientações instruções"),
    "french": Words(ignore="ne_valent_plus ne_s_appliquent_plus ne_sont_plus_valables", rules="consignes"),
    "german": Words(
        ignore="gelten_nicht_mehr gilt_nicht_mehr sind_ungültig",
        rules="anweisung*",
        run="benutze nutze",
        tool="zahlungswerkzeug",
    ),
    "italian": Words(ignore="non_valgono_più non_valgono_piu", rules="indicazioni istruzioni", ask="fatti_leggere"),
    "dutch": Words(ignore="gelden_niet_meer geldt_niet_meer", rules="aanwijzing*", tool="betaaltool"),
    "polish": Words(ignore="już_nie_obowiązują nie_obowiązują_już", rules="polecenia", ask="niech_przeczyta"),
    "russian": Words(
        ignore="больше_не_действуют уже_не_действуют", rules="указани*", ask="пусть_прочитает пусть_назовёт"
    ),
    "ukrainian": Words(ignore="більше_не_діють вже_не_діють", rules="вказівк*", ask="нехай_прочитає нехай_назве"),
    "turkish_and_azeri": Words(ignore="artık_geçerli_değil", rules="talimat*"),
    "arabic": Words(ignore="لم_تعد_سارية لم_تعد_صالحة", rules="التعليمات قواعدك", end="حول", reveal="أرني"),
    "persian_and_pashto": Words(ignore="دیگر_اعتبار_ندارند دیگر_معتبر_نیستند", rules="دستورهای دستورات"),
    "hebrew": Words(ignore="כבר_לא_תקפות לא_תקפות_יותר", rules="ההנחיות"),
    "hindi": Words(ignore="अब_लागू_नहीं", rules="निर्देश", say="जवाब", exactly="सिर्फ_हाँ सिर्फ_हां"),
    "bengali": Words(ignore="আর_প্রযোজ্য_নয়", rules="নির্দেশ", end="পাঠাও", call="এই_কলটি কলটি"),
    "tamil": Words(ignore="இனி_செல்லாது", rules="அறிவுறுத்தல்கள்", run="பயன்படுத்தி", tool="கருவியை"),
    "telugu": Words(ignore="ఇక_చెల్లవు", rules="సూచనలు", run="వాడి", tool="టూల్"),
    "marathi": Words(ignore="आता_लागू_नाहीत", rules="सूचना", end="वळव", call="हा_कॉल", run="वापरून", tool="टूल"),
    "urdu": Words(ignore="اب_لاگو_نہیں", rules="ہدایات", say="جواب", exactly="صرف_ہاں"),
    "chinese": Words(ignore="不再有效 已经失效", rules="指示", run="用支付", tool="支付工具"),
    "japanese": Words(ignore="もう無効 無効です", rules="指示"),
    "korean": Words(ignore="더_이상_유효하지", rules="지시"),
    "indonesian_and_malay": Words(ignore="tidak_berlaku_lagi", rules="arahan instruksi"),
    "vietnamese": Words(ignore="không_còn_hiệu_lực", rules="chỉ_dẫn"),
    "thai_and_lao": Words(ignore="ใช้ไม่ได้แล้ว", rules="คำสั่ง"),
    "filipino": Words(ignore="hindi_na_umiiral", rules="utos", ask="ipabasa", say="isagot", exactly="oo_lang"),
    "swahili": Words(ignore="hayatumiki_tena", rules="maagizo", ask="mwambie_asome"),
    "romanian": Words(ignore="nu_mai_sunt_valabile", rules="indicațiile instrucțiunile"),
    "greek": Words(ignore="δεν_ισχύουν_πια", rules="οδηγίες"),
    "czech_and_slovak": Words(ignore="už_neplatí", rules="pokyny", ask="ať_ti_přečte ať_přečte"),
    "hungarian": Words(ignore="már_nem_érvényesek", rules="utasítások"),
    "nordic": Words(
        ignore="gäller_inte_längre gjelder_ikke_lenger gælder_ikke_længere",
        rules="instruktionerna",
        ask="be_honom",
        run="använd",
        tool="betalningsverktyget",
    ),
}
"""Ways to say that something is no longer valid, and words seen beside them, by language of the lexicon."""
