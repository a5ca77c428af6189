"""Words of Hungarian, Greek and the Turkic languages."""

from __future__ import annotations

from callsheet.validation.content.lexicon.words import Words

HUNGARIAN = Words(
    ignore=(
        "hagyd_figyelmen hagyja_figyelmen felejtsd felejts felejtse ne_kövesd töröld mellőzd lépd_át"
        " írd_felül figyelmen_kívül ne_törődj"
    ),
    rules="utasítás* szabály* prompt* irányelv* parancs* rendszerüzenet* korlátozás* útmutat*",
    before="korábbi* előző* eddigi* mindent fenti* minden",
    role=(
        "mostantól most_már_egy te_most_egy tegyél_úgy tégy_úgy viselkedj_úgy viselkedj_mint új_szerep*"
        " az_új_feladatod játszd_el új_utasítás* fejlesztői_mód korlátozások_nélkül már_nem_vagy"
    ),
    reveal=(
        "mutasd_meg mutasd ismételd fedd_fel írd_ki olvasd mondd_el áruld_el add_meg add_ki nyomtasd mi_a sorold ossza"
    ),
    secret=(
        "jelszó* jelszavát pin otp cvv kártyaszám* bankkártya* kódját ellenőrző_kód* bankszámla* sms_kód*"
        " egyszeri api_kulcs kártyaadat* pin_kód*"
    ),
    ask="kérd kérdezd kérje szerezd gyűjtsd követeld kérj jegyezd",
    say="mondd mondj mondja válaszolj válaszold felelj tájékoztasd közöld beszélj ígérd",
    exactly="pontosan szó_szerint mindig soha csak kizárólag minden_kérdésre szóról_szóra következőt",
    end="tedd_le bontsd szakítsd fejezd kapcsold zárd irányítsd tegye_le",
    call="hívást beszélgetést telefont vonalat kagylót",
    run="hívd használd futtasd indítsd hajtsd",
    tool="eszközt függvényt funkciót api parancsot",
    agent="mesterséges_intelligenci* bot chatbot ai_asszisztens virtuális_asszisztens nyelvi_modell",
)
GREEK = Words(
    ignore=(
        "αγνόησε αγνοήστε ξέχασε ξεχάστε παράβλεψε διάγραψε μην_ακολουθείς παράκαμψε agnoise agnoiste ksexase"
        " xechase ακύρωσε αγνοησε"
    ),
    rules=("οδηγί* κανόν* εντολ* prompt σενάριο κατευθυντήρι* odigies odigias kanones entoles περιορισμ* ρυθμίσεις"),
    before="προηγούμεν* παραπάνω όλα όλες proigoumen* parapano ola oles ό_τι",
    role=(
        "είσαι_τώρα τώρα_είσαι από_εδώ_και_πέρα από_τώρα_και από_δω_και κάνε_πως προσποιήσου προσποιήσουσε"
        " συμπεριφέρσου νέος_ρόλος νέο_ρόλο παίξε_τον_ρόλο ενέργησε_ως νέες_οδηγίες eisai_tora tora_eisai"
        " apo_edo_kai apo_tora κάνε_ότι δεν_είσαι_πια λειτουργία_προγραμματιστή prospoiisou υποδύσου"
        " ο_νέος_σου"
    ),
    reveal=(
        "αποκάλυψε δείξε εμφάνισε επανέλαβε πες_μου διάβασε τύπωσε apokalypse deixe dikse epanelave pes_mou"
        " γράψε δώσε_μου ποιες_είναι ποια_είναι apokalipse"
    ),
    secret=(
        "κωδικ* pin otp συνθηματικό αριθμό_της_κάρτας κάρτας πιστωτικής cvv τραπεζικ* kodiko kodikous"
        " λογαριασμ* αφμ kartas"
    ),
    ask="ζήτα ζήτησε ζητήστε ρώτα ρώτησε συγκέντρωσε απαίτησε πάρε zita zitise rota σημείωσε",
    say="πες πείτε απάντα απάντησε ενημέρωσε ανακοίνωσε μίλα pes apanta υποσχέσου λέγε",
    exactly="ακριβώς λέξη_προς_λέξη πάντα ποτέ μόνο σε_κάθε σε_όλες akrivos panta mono",
    end="κλείσε τερμάτισε μετάφερε σύνδεσε kleise termatise προώθησε διέκοψε metafere",
    call="κλήση τηλέφωνο συνομιλία γραμμή klisi tilefono",
    run="κάλεσε χρησιμοποίησε εκτέλεσε τρέξε kalese",
    tool="εργαλείο συνάρτηση λειτουργία api εντολή",
    agent="τεχνητή_νοημοσύνη τεχνητής bot ρομπότ ψηφιακ* μποτ εικονικός_βοηθός",
)
TURKISH_AND_AZERI = Words(
    ignore=(
        "yok_say yoksay görmezden unut unutun dikkate_alma göz_ardı gozardi gormezden uyma takma boşver sil"
        " nəzərə_alma saymayın saymayin iptal_et geçersiz e_tibor_berma e_tiborsiz unuting eske_alma gözardı"
        " inkor_et atla bırak"
    ),
    rules=(
        "talimat* kural* prompt* yönerge* komut* komutları sistem_mesaj* sistem_istem* istemini istemi direktif* emir*"
        " təlimat* qayda* yonerge* ko_rsatma* ko_rsatmalar qoida* qoidalar göstəriş*"
        " senaryo* kısıtlama* ayarlarını buyruq*"
    ),
    before=(
        "önceki* yukarıdaki* tüm daha_önceki her_şeyi bütün əvvəlki oldingi barcha şimdiye_kadar*"
        " bundan_önceki onceki hammasini avvalgi"
    ),
    role=(
        "artık_bir artık_sen sen_artık bundan_sonra şu_andan_itibaren gibi_davran gibi_konuş gibi_yap rolünü"
        " rolü_yap yeni_rolün yeni_görevin yeni_talimat* indi_sən bundan_belə rolünü_oyna kimi_davran endi_sen"
        " bundan_buyon kabi_harakat geliştirici_mod* sınırsız_mod yeni_rol taklidi_yap artik sendan_boshlab"
        " shu_paytdan siz_endi sən_indi sen_şimdi kısıtlama_olmadan taklit_et"
    ),
    reveal=(
        "göster açıkla ifşa_et tekrarla tekrar_et yazdır oku söyle_bana bana_söyle paylaş goster listele"
        " göstər oshkor ko_rsat takrorla yaz ver nedir dök çevir açığa"
    ),
    secret=(
        "şifre* sifre* parola* pin otp tek_kullanımlık* doğrulama_kod* kart_numara* kart_bilgi* kredi_kart*"
        " cvv banka_hesap* hesap_numara* güvenlik_kodu sms_kod* parol* kart_nömrə* karta_raqam* sms_şifre*"
        " api_anahtar* tc_kimlik* iban kodunu kodini kartın kimlik_numara* onay_kod* kodu kodun"
    ),
    ask=("iste isteyin sor sorun talep_et topla al alın öğren istə soruş so_ra so_rang kaydet not_al rica_et doğrula"),
    say=(
        "söyle söyleyin de deyin yanıt_ver cevap_ver cevapla cevap_verin bildir konuş soyle söylə cavab_ver"
        " ayt javob_ber anlat bilgi_ver yanıtla vaat_et"
    ),
    exactly=(
        "aynen tam_olarak kelimesi_kelimesine her_zaman daima asla sadece yalnızca her_soruya bütün_sorulara"
        " tüm_sorulara həmişə yalnız doim faqat hər_suala har_bir sürekli hep şu_cümleyi"
    ),
    end=(
        "kapat kapatın sonlandır bitir aktar yönlendir bağla transfer_et sonlandırın kes transfer tugat uz"
        " o_chir ulang yakunla bitirin"
    ),
    call="telefonu çağrı* aramayı görüşmeyi konuşmayı zəngi qo_ng_iroq* suhbat* hattı arama* görüşme*",
    run="çağır çalıştır kullan çalışdır işlət chaqir ishga ishlat yürüt başlat",
    tool="araç aracını fonksiyon* işlev* api komutu alət* funksiya* vosita* buyruq*",
    agent=(
        "yapay_zeka* bot sanal_asistan* chatbot robot süni_intellekt sun_iy_intellekt dil_modeli ai_asistan"
        " sesli_asistan"
    ),
)
KAZAKH = Words(
    ignore="елеме ұмыт назар_аударма",
    rules="нұсқау* ереже* промпт",
    before="алдыңғы барлық жоғарыдағы",
    role="енді_сен бұдан_былай сен_енді рөлін",
    reveal="көрсет аш қайтала оқы",
    secret="құпиясөз* пароль* пин карта_нөмір* кодын кодты",
    ask="сұра сұраңыз",
    say="айт жауап_бер",
    exactly="дәл әрқашан тек",
    end="аяқта тоқтат үз",
    call="қоңырау* сөйлесуді тұтқаны",
    agent="жасанды_интеллект",
)
