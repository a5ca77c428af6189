"""Words of Hindi, Urdu and their sister languages, with their romanised forms."""

from __future__ import annotations

from callsheet.validation.content.lexicon.words import Words

HINDI = Words(
    ignore=(
        "अनदेखा* नज़रअंदाज़* नजरअंदाज* नज़रंदाज़* भूल_जाओ भूल_जाइए भूल_जा भूलकर भूल* उपेक्षा छोड़_दो छोड़कर"
        " मत_मानो पालन_मत हटा_दो रद्द* ना_मानो न_मानो तोड़ो हटाओ मिटा* दरकिनार ध्यान_मत"
    ),
    rules=(
        "निर्देश* आदेश* नियम* प्रॉम्प्ट* प्रोम्प्ट* हिदायत* गाइडलाइन* इंस्ट्रक्शन* स्क्रिप्ट* दिशानिर्देश*"
        " अनुदेश* दिशा_निर्देश* पाबंदि* सिस्टम_संदेश"
    ),
    before="पिछले पिछली पुराने पहले सभी सब ऊपर उपरोक्त सारे पूर्व",
    role=(
        "अब_तुम अब_आप अब_से_तुम अब_से_आप अब_से_तू तुम_अब आप_अब नाटक_करो दिखावा_करो की_तरह_व्यवहार की_तरह_बात_करो"
        " नई_भूमिका नया_काम बनकर_बात तरह_पेश बन_जाओ नए_निर्देश भूमिका_निभाओ अभिनय_कर होने_का_नाटक का_दिखावा रूप_में_कार्य"
        " के_रूप_में_व्यवहार ढोंग_कर डेवलपर_मोड अब_तू तू_अब"
    ),
    reveal=(
        "बताओ बताइए दिखाओ दिखाइए दोहराओ दोहराइए पढ़ो पढ़कर प्रकट* उजागर* प्रिंट* सुनाओ ज़ाहिर क्या_हैं"
        " क्या_है खोलो शेयर लिखो दिखा सुना_दो बता_दो बता_दें साझा"
    ),
    secret=(
        "ओटीपी पासवर्ड* पिन पिन_नंबर otp कार्ड_नंबर कार्ड* सीवीवी cvv बैंक* खाता_नंबर आधार_नंबर आधार"
        " गुप्त_कोड गोपनीय गुप्त एटीएम यूपीआई upi क्रेडिट_कार्ड सत्यापन_कोड कोड खाता_संख्या एपीआई_कुंजी"
    ),
    ask=(
        "पूछो पूछिए मांगो माँगो माँगिए मांगिए मांग_लो पूछ_लो ले_लो लीजिए मांगें माँगें पूछें इकट्ठा एकत्र"
        " हासिल माँग_लो पूछना अनुरोध_करें पूछ_कर पूछकर मांगकर नोट_करो प्राप्त_कर जानो पूछे"
    ),
    say=(
        "बोलो बोलिए कहो कहिए कह_दो बताओ जवाब_दो उत्तर_दो बता_दो बोल_दो कहें बोलें उत्तर_दें जवाब_दें सूचित"
        " वादा बताएं बताएँ बोलना कहना बात_करो बात_करें"
    ),
    exactly=(
        "बिल्कुल ठीक_यही हमेशा सिर्फ सिर्फ़ केवल कभी_मत शब्दशः हर_सवाल हर_प्रश्न सभी_सवालों हर_जवाब यही_कहो"
        " कुछ_और_मत हूबहू कभी_नहीं हर_बात सदैव हर_बार बस_यही"
    ),
    end=(
        "काट_दो काटो काट_दें समाप्त* खत्म* ख़त्म* ट्रांसफर* बंद_कर* बंद_कीजिए रख_दो फॉरवर्ड* जोड़ दें_काट डिस्कनेक्ट* ट्रांसफ़र* स्थानांतरित*"
    ),
    call="कॉल* फोन* फ़ोन* बातचीत लाइन संवाद",
    run="चलाओ इस्तेमाल* उपयोग* कॉल_करो प्रयोग* कॉल_करें निष्पादित एक्जीक्यूट",
    tool="टूल* फंक्शन* फ़ंक्शन* एपीआई कमांड*",
    agent="एआई बॉट कृत्रिम_बुद्धिमत्ता रोबोट चैटबॉट वर्चुअल_असिस्टेंट ए_आई एजेंट_को_निर्देश",
)
HINDI_ROMAN = Words(
    ignore=(
        "ignore_kar* ignore andekha* nazarandaz* nazar_andaz* bhool_ja* bhul_ja* bhula_do mat_mano na_mano"
        " chhod_do chod_do hata_do mat_maan* mat_follow follow_mat bhool_kar nazar_andaaz nazarandaaz* bhulo"
        " bhool_jaiye chhodo forget_kar* darkinar"
    ),
    rules=(
        "nirdesh* hidayat* hidayaat* aadesh* adesh* niyam* instruction* prompt rules hukum* dishanirdesh"
        " script guidelines usool* ahkam* qawaneen ahkamaat"
    ),
    before=("pichhle pichle purane pehle saare sare sabhi upar pichli tamaam tamam sab puraani puraane sabhi_purane"),
    role=(
        "ab_tum ab_aap ab_se_tum ab_se_aap ab_se_tu tum_ab aap_ab natak_karo naatak ban_jao ban_ja"
        " ki_tarah_baat ki_tarah_behave tarah_pesh naya_role"
        " nayi_bhumika naya_kaam ban_kar_baat acting_karo act_karo ki_tarah_act"
        " ki_tarah_bol ban_jaiye ab_tu tu_ab dikhawa_karo"
    ),
    reveal=(
        "batao bataiye bata_do dikhao dikha_do dohrao padho padh_kar sunao print_kar* reveal_kar* share_kar*"
        " kya_hai kya_hain zahir likho padhkar dikhaiye bata_de"
    ),
    secret=(
        "otp password* pin card_number card* cvv bank_account account_number aadhaar aadhar upi_pin atm_pin"
        " khata_number bank_details pin_number khufia code"
    ),
    ask=(
        "maango mango maangiye poocho pucho puchho poochho le_lo maang_lo puch_lo maangein poochiye mangwao"
        " puchiye hasil_kar* mang_lo poochh_lo pooch_lo maangna puchna lo note_karo"
    ),
    say=(
        "bolo boliye kaho kahiye keh_do bol_do batao jawab_do jawaab_do bata_do bata_dijiye kehna bolna"
        " keh_dijiye bolein"
    ),
    exactly=(
        "hamesha humesha sirf sirf_yehi bilkul kabhi_mat har_sawal har_sawaal exactly sab_sawalon yahi hubahu"
        " har_jawab lafz_ba_lafz har_baat hameshaa kabhi_nahi"
    ),
    end=(
        "kaat_do kato kat_do katdo khatam* khatm* band_kar* transfer_kar* rakh_do forward_kar*"
        " disconnect_kar* kaat_dein band_karo cut_kar* cut_karo end_karo mila_do"
    ),
    call="call phone baat_cheet line phone_ko fon guftagu guftugu",
    run="chalao call_karo use_karo istemal* istemaal* run_karo execute_karo chala_do invoke_karo",
    tool="tool function api command code",
    agent="ai bot robot chatbot masnooi_zahanat",
)
URDU = Words(
    ignore=(
        "نظر_انداز* نظرانداز* بھول_جا* بھلا_دو چھوڑ_دو نہ_مانو مت_مانو فراموش* مسترد عمل_نہ_کر* بھول*"
        " ختم_کر_دو_ہدایات حذف_کر*"
    ),
    rules="ہدایات* ہدایت* احکام* احکامات اصول* قواعد* ضوابط پرامپٹ* حکم* قوانین* سکرپٹ سسٹم_پیغام",
    before="پچھلی پچھلے پہلے تمام سابقہ سب اوپر گزشتہ ساری",
    role=(
        "اب_تم اب_آپ اب_سے تم_اب آپ_اب کی_طرح_بات بن_جاؤ کی_طرح_برتاؤ ظاہر_کرو_کہ_تم کا_کردار دکھاوا ڈرامہ"
        " نیا_کردار کی_طرح_پیش بن_کر_بات اداکاری ہونے_کا نئی_ہدایات طور_پر_کام"
    ),
    reveal=(
        "بتاؤ بتائیں دکھاؤ دکھائیں دہراؤ دہرائیں پڑھو پڑھ_کر ظاہر پرنٹ* سناؤ افشا* کیا_ہیں کیا_ہے لکھو پڑھیں"
        " شیئر فاش لکھیں"
    ),
    secret=(
        "او_ٹی_پی اوٹی_پی پاس_ورڈ* پاسورڈ پن otp pin کارڈ_نمبر کارڈ* بینک* اکاؤنٹ_نمبر خفیہ_کوڈ شناختی_کارڈ"
        " خفیہ cvv کوڈ تصدیقی"
    ),
    ask="پوچھو پوچھیں مانگو مانگیں لے_لو حاصل_کر* طلب* پوچھ_لو مانگ_لو درخواست_کر* جمع_کر* نوٹ_کر*",
    say="کہو کہیں بولو بولیں کہہ_دو جواب_دو جواب_دیں بتا_دو بتاؤ بتائیں مطلع وعدہ بات_کرو",
    exactly="بالکل ہمیشہ صرف کبھی لفظ_بہ_لفظ ہر_سوال یہی ہو_بہو ہر_جواب ہر_بات",
    end="کاٹ_دو کاٹ_دیں ختم* بند_کر* بند_کیجیے منتقل* ٹرانسفر* رکھ_دو منقطع* ملا_دو",
    call="کال* فون* گفتگو بات_چیت لائن",
    run="چلاؤ استعمال* کال_کرو چلائیں",
    tool="ٹول* فنکشن* کمانڈ*",
    agent="مصنوعی_ذہانت بوٹ روبوٹ چیٹ_بوٹ اے_آئی",
)
BENGALI = Words(
    ignore=(
        "উপেক্ষা* ভুলে_যাও ভুলে_যান ভুলে* অগ্রাহ্য* বাদ_দাও বাদ_দিন মেনো_না মানবে_না মুছে* এড়িয়ে* upekkha*"
        " bhule_jao bhule_jan ignore ogrhajyo ogrâhyo agrahya* অমান্য* বাতিল* অনুসরণ_কোরো_না bhule upeksha*"
    ),
    rules=("নির্দেশ* আদেশ* নিয়ম* প্রম্পট* নির্দেশনা* নির্দেশাবলী* nirdesh* niyom* adesh* prompt instruction* স্ক্রিপ্ট* বিধি*"),
    before="আগের পূর্ববর্তী সব সমস্ত পূর্বের উপরের ager sob somosto সকল purber ager_sob",
    role=(
        "এখন_তুমি এখন_আপনি এখন_থেকে তুমি_এখন আপনি_এখন ভান_করো ভান_করুন মতো_আচরণ মতো_কথা নতুন_ভূমিকা"
        " ekhon_tumi ekhon_theke tumi_ekhon bhan_koro ভূমিকায় হিসেবে_কাজ অভিনয়_কর* ekhon_apni apni_ekhon"
        " moto_kotha moto_achoron এবার_থেকে"
    ),
    reveal=(
        "দেখাও দেখান বলো_কী প্রকাশ* পড়ে_শোনাও পুনরাবৃত্তি* প্রিন্ট* জানাও পড়ো ফাঁস* dekhao dekhan prokash*"
        " poro bolo_ki লেখো পড়ে কী_কী আমাকে_বলো আমাকে_বলুন শেয়ার porun amake_bolo"
    ),
    secret=(
        "ওটিপি পাসওয়ার্ড* পিন otp কার্ড_নম্বর কার্ড* সিভিভি ব্যাংক* ব্যাঙ্ক* একাউন্ট* pin password* গোপন*"
        " অ্যাকাউন্ট* card_number card* যাচাইকরণ_কোড কোড bank_account"
    ),
    ask=("চাও চান জিজ্ঞাসা* জিজ্ঞেস* নাও নিন সংগ্রহ* চেয়ে jiggasa* jigges* chao nao chan অনুরোধ* জেনে_নাও jene_nao চাইবে চাইবেন"),
    say="বলো বলুন উত্তর_দাও উত্তর_দিন জানাও জানিয়ে bolo bolun uttor_dao জবাব* বলবে বলবেন বল uttor",
    exactly=(
        "ঠিক হুবহু সবসময় সর্বদা শুধু কখনো প্রতিটি_প্রশ্নে সব_প্রশ্নের shobshomoy sobsomoy shudhu hubohu কেবল প্রতিটি সব_সময় thik"
    ),
    end=(
        "কেটে* শেষ* বন্ধ_কর* স্থানান্তর* ট্রান্সফার* রেখে_দাও kete_dao kete bondho_kor* sesh* transfer_koro shesh*"
        " সংযোগ_বিচ্ছিন্ন রেখে_দিন"
    ),
    call="কল* ফোন* কথোপকথন call phone লাইন আলাপ",
    run="চালাও ব্যবহার* কল_করো চালান ব্যবহার byabohar* chalao কল_করুন",
    tool="টুল* ফাংশন* কমান্ড* tool function",
    agent="এআই বট কৃত্রিম_বুদ্ধিমত্তা রোবট চ্যাটবট ai bot",
)
MARATHI = Words(
    ignore=(
        "दुर्लक्ष* विसर* विसरून* वगळ* पाळू_नका पाळू_नको durlaksh* visar* visarun ignore* बाजूला_ठेव* सोडून_द्या रद्द* मोड* ऐकू_नको"
    ),
    rules=(
        "सूचना* आदेश* नियम* प्रॉम्प्ट* निर्देश* suchana* niyam* soochana* suchna* prompt instruction* सुचना*"
        " स्क्रिप्ट* मार्गदर्शक* aadesh*"
    ),
    before=(
        "आधीच्या आधीचे मागील सर्व सगळ्या पूर्वीच्या वरील agodarchya adhichya sarv sagalya मागच्या"
        " यापूर्वीच्या aadhichya saglya magil"
    ),
    role=(
        "आता_तू आता_तुम्ही आतापासून यापुढे तू_आता तुम्ही_आता सोंग_कर नाटक_कर सारखे_वाग सारखा_वाग नवीन_भूमिका"
        " aata_tu ata_tu atapasun aatapasun ata_tumhi म्हणून_वाग प्रमाणे_वाग असल्याचे_नाटक भूमिका_कर भूमिका_घे"
        " असल्याचे_भास sarkha_bol"
    ),
    reveal=(
        "दाखव* सांगा_मला उघड* पुन्हा_सांग वाच वाचा वाचून प्रकट* प्रिंट* dakhav* ughad* vach* मला_सांग"
        " काय_आहेत काय_आहे लिही लिहा परत_सांग sang"
    ),
    secret="ओटीपी पासवर्ड* पिन otp कार्ड* बँक* खाते_क्रमांक सीवीवी pin password* card* गोपनीय bank* कोड आधार",
    ask="विचार विचारा माग मागा मागून घ्या घे गोळा* vichara vichar maga mag मिळवा मिळव ghya ghe विचारून",
    say="सांग सांगा बोल बोला म्हण म्हणा उत्तर* sanga sang bola mhana uttar* कळवा कळव",
    exactly=("नेमके हुबेहूब नेहमी फक्त कधीही प्रत्येक_प्रश्ना* सर्व_प्रश्नांना nehmi fakt phakt तंतोतंत प्रत्येक कायम शब्दशः neहमी kayam"),
    end="बंद_कर* संपव* ट्रान्सफर* ठेवून_द्या ठेव band_kar* sampav* cut_kar* हस्तांतरित* जोडून कट_कर*",
    call="कॉल* फोन* संभाषण* call phone संवाद* लाइन",
    run="वापरा वापर चालवा चालव vapara कार्यान्वित",
    tool="टूल* साधन* फंक्शन* tool function कमांड*",
    agent="एआय बॉट कृत्रिम_बुद्धिमत्ता रोबोट चॅटबॉट ai bot",
)
NEPALI = Words(
    ignore=("बेवास्ता* बिर्स* नजरअन्दाज* पालना_नगर* हटाउनुहोस् वेवास्ता* bewasta* birsa* मेटाउ* रद्द* नमान* त्याग*"),
    rules="निर्देशन* निर्देशनहरू नियम* आदेश* प्रम्प्ट* निर्देश* nirdeshan* स्क्रिप्ट* निर्देशिका*",
    before="अघिल्ला* अघिका सबै पहिलेका माथिका sabai aghilla पहिलेको सम्पूर्ण पुराना",
    role=(
        "अब_तिमी अब_तपाईं अबदेखि तिमी_अब तपाईं_अब को_रूपमा_व्यवहार जस्तै_व्यवहार नाटक_गर* aba_dekhi aba_timi"
        " अबदेखी अब_उप्रान्त बहाना_गर* भूमिका_खेल* भूमिका_निभा* अभिनय_गर* जस्तो_गरी जस्तो_व्यवहार"
    ),
    reveal=("देखाउ* प्रकट* दोहोर्याउ* दोहोर्‍याउ* पढ* प्रिन्ट* भन्नुहोस्_के dekhau* खुलासा* के_हो के_हुन् लेख* सुनाउ* मलाई_भन*"),
    secret="ओटीपी पासवर्ड* पिन otp कार्ड* बैंक* खाता_नम्बर गोप्य* कोड",
    ask="सोध* माग* लिनुहोस् sodh* mag* सङ्कलन* संकलन* लिनु* प्राप्त*",
    say="जवाफ* उत्तर* बताउ* भन भन्नुहोस् भनिदिनुहोस् भन्नू बोल बोल्नुहोस्",
    exactly="ठ्याक्कै सधैं सधैँ मात्र कहिल्यै हरेक_प्रश्न* sadhai प्रत्येक शब्दशः matra हरेक सबै_प्रश्न*",
    end="काट* समाप्त* अन्त्य* बन्द_गर* ट्रान्सफर* स्थानान्तरण* राख्नुहोस् टुङ्ग्याउ*",
    call="कल* फोन* कुराकानी* call phone वार्ता*",
    run="चलाउ* प्रयोग* कल_गर*",
    tool="टुल* फङ्सन* उपकरण* कार्य*",
    agent="एआई बट कृत्रिम_बुद्धिमत्ता",
)
PUNJABI = Words(
    ignore=("ਅਣਡਿੱਠ* ਨਜ਼ਰਅੰਦਾਜ਼* ਭੁੱਲ_ਜਾ* ਭੁੱਲ* ਅਣਦੇਖ* ਨਾ_ਮੰਨੋ ignore bhul_ja* bhull_ja* andekh* ਛੱਡ_ਦਿਓ ਰੱਦ* ਛੱਡੋ nazarandaz*"),
    rules=(
        "ਹਦਾਇਤ* ਨਿਰਦੇਸ਼* ਨਿਯਮ* ਹੁਕਮ* ਪ੍ਰੌਂਪਟ* hadait* hadayat* nirdesh* niyam* instruction* prompt ਪ੍ਰੋਂਪਟ* ਆਦੇਸ਼* ਦਿਸ਼ਾ_ਨਿਰਦੇਸ਼*"
    ),
    before="ਪਿਛਲੀਆਂ ਪਿਛਲੇ ਸਾਰੀਆਂ ਸਾਰੇ ਪਹਿਲਾਂ ਉਪਰਲੀਆਂ pichhliyan pichle saare sariyan sab ਪਹਿਲੀਆਂ ਸਭ ਉੱਪਰਲੇ",
    role=(
        "ਹੁਣ_ਤੂੰ ਹੁਣ_ਤੁਸੀਂ ਹੁਣ_ਤੋਂ ਤੁਸੀਂ_ਹੁਣ ਤੂੰ_ਹੁਣ ਨਾਟਕ_ਕਰ* ਵਾਂਗ_ਵਿਹਾਰ ਵਾਂਗ_ਗੱਲ ਦਿਖਾਵਾ_ਕਰ* hun_tu hun_tusi"
        " hun_ton ban_ja tusi_hun ਵਾਂਗ_ਵਿਵਹਾਰ ਨਵੀਂ_ਭੂਮਿਕਾ ਬਣ_ਜਾਓ ਵਾਂਗ_ਕੰਮ ਭੂਮਿਕਾ_ਨਿਭਾ*"
    ),
    reveal=(
        "ਦੱਸੋ ਦਿਖਾਓ ਦੁਹਰਾਓ ਪੜ੍ਹੋ ਪ੍ਰਗਟ* ਪ੍ਰਿੰਟ* ਵਿਖਾਓ ਉਜਾਗਰ* dasso dikhao parho vikhao ਪੜ੍ਹ_ਕੇ ਕੀ_ਹਨ ਕੀ_ਹੈ ਜ਼ਾਹਰ* ਦੱਸ ਸੁਣਾਓ ਲਿਖੋ dass"
    ),
    secret="ਓਟੀਪੀ ਪਾਸਵਰਡ* ਪਿੰਨ ਪਿਨ otp ਕਾਰਡ* ਬੈਂਕ* ਖਾਤਾ* pin password* card* ਗੁਪਤ* ਕੋਡ",
    ask="ਪੁੱਛੋ ਮੰਗੋ ਲਵੋ ਲੈ_ਲਓ ਪੁੱਛ* ਇਕੱਠ* puchho pucho mango puchh mang ਮੰਗ* ਹਾਸਲ* ਪ੍ਰਾਪਤ*",
    say="ਕਹੋ ਬੋਲੋ ਦੱਸੋ ਜਵਾਬ* ਉੱਤਰ* ਕਹਿ_ਦਿਓ kaho bolo dasso javab* jawab* ਆਖੋ ਕਹਿ",
    exactly="ਬਿਲਕੁਲ ਹਮੇਸ਼ਾ ਸਿਰਫ਼ ਸਿਰਫ ਹਰ_ਸਵਾਲ ਕਦੇ hamesha sirf har_sawal ਹੂਬਹੂ ਕੇਵਲ ਸ਼ਬਦ_ਦਰ_ਸ਼ਬਦ ਹਰ ਇਹੀ",
    end="ਕੱਟ* ਖਤਮ* ਖ਼ਤਮ* ਬੰਦ_ਕਰ* ਟ੍ਰਾਂਸਫਰ* ਰੱਖ_ਦਿਓ katt_deo katto khatam* band_kar* ਤਬਦੀਲ* kat_do",
    call="ਕਾਲ* ਫ਼ੋਨ* ਫੋਨ* ਗੱਲਬਾਤ* call phone ਲਾਈਨ",
    run="ਚਲਾਓ ਵਰਤੋ ਵਰਤ* chalao varto ਕਾਲ_ਕਰੋ",
    tool="ਟੂਲ* ਫੰਕਸ਼ਨ* tool function ਕਮਾਂਡ*",
    agent="ਏਆਈ ਬੋਟ ਰੋਬੋਟ ਨਕਲੀ_ਬੁੱਧੀ ai bot ਏ_ਆਈ",
)
GUJARATI = Words(
    ignore=(
        "અવગણ* ભૂલી_જા* ભૂલી* નજરઅંદાજ* અનદેખ* પાલન_ન_કર* avagan* bhuli_ja* ignore* દુર્લક્ષ* છોડી_દો રદ*"
        " avgan* માનશો_નહીં ધ્યાનમાં_ન"
    ),
    rules=(
        "સૂચના* નિર્દેશ* નિયમ* આદેશ* પ્રોમ્પ્ટ* suchana* niyam* suchna* soochna* prompt instruction* માર્ગદર્શિકા* સ્ક્રિપ્ટ* હુકમ*"
    ),
    before=("અગાઉની અગાઉના પાછલી પહેલાંની બધી બધા ઉપરની agauni agaoni badhi badha ઉપરોક્ત પહેલાની તમામ સર્વ agau ni"),
    role=(
        "હવે_તું હવે_તમે હવેથી તમે_હવે તું_હવે ઢોંગ_કર* નાટક_કર* તરીકે_વર્ત* જેમ_વર્ત* have_tame have_tu"
        " havethi tame_have નવી_ભૂમિકા તરીકે_કામ તરીકે_વાત ડોળ_કર* ભૂમિકા_ભજવ* અભિનય_કર* હવે_પછી ની_જેમ_વાત"
    ),
    reveal=(
        "બતાવો બતાવ જણાવો પુનરાવર્તન* વાંચો વાંચી જાહેર* પ્રિન્ટ* કહો_શું ખુલ્લ* batavo batav vancho shu_che"
        " શું_છે મને_કહો મને_કહે દર્શાવ* લખો છાપો"
    ),
    secret="ઓટીપી પાસવર્ડ* પિન otp કાર્ડ* બેંક* ખાતા* pin password* card* ગુપ્ત* કોડ",
    ask="પૂછો પૂછ માગો માંગો માગ માંગ લઈ_લો મેળવો pucho puchho mango mago માંગી એકત્ર* પૂછી મેળવ",
    say="કહો બોલો જવાબ* કહી_દો જણાવો ઉત્તર* kaho bolo javab* jawab* કહે બોલ કહી",
    exactly="બરાબર હંમેશા હંમેશાં ફક્ત માત્ર ક્યારેય દરેક_પ્રશ્ન* hamesha fakt matra શબ્દશઃ દરેક હૂબહૂ આ_જ",
    end=("કાપી* કાપ* સમાપ્ત* બંધ_કર* પૂરો ટ્રાન્સફર* મૂકી_દો kapi_nakho band_kar* puro_karo સ્થાનાંતરિત* પૂર્ણ* kapi"),
    call="કૉલ* કોલ* ફોન* વાતચીત* call phone લાઇન",
    run="ચલાવો વાપરો ઉપયોગ* chalavo ચલાવ કૉલ_કરો",
    tool="ટૂલ* ફંક્શન* tool function સાધન* કમાન્ડ*",
    agent="એઆઈ બોટ રોબોટ કૃત્રિમ_બુદ્ધિ ai bot",
)
ODIA = Words(
    ignore="ଅଣଦେଖା* ଭୁଲି* ଉପେକ୍ଷା* ଅବଜ୍ଞା* ମାନନ୍ତୁ_ନାହିଁ ଏଡ଼ାଇ* ବାତିଲ*",
    rules="ନିର୍ଦ୍ଦେଶ* ନିର୍ଦେଶ* ନିୟମ* ଆଦେଶ* ପ୍ରମ୍ପଟ*",
    before="ପୂର୍ବ* ସମସ୍ତ ସବୁ ଆଗର ପୂର୍ବରୁ",
    role=(
        "ବର୍ତ୍ତମାନ_ତୁମେ ଏବେ_ତୁମେ ଏବେଠାରୁ ଏବେ_ଠାରୁ ତୁମେ_ବର୍ତ୍ତମାନ ଅଭିନୟ_କର* ଭଳି_ଆଚରଣ ବର୍ତ୍ତମାନ_ଆପଣ"
        " ଆପଣ_ବର୍ତ୍ତମାନ ଏବେ_ଆପଣ ତୁମେ_ଏବେ ଆପଣ_ଏବେ ପରି_ଆଚରଣ ବର୍ତ୍ତମାନଠାରୁ ଛଳନା* ପରି_କଥା"
    ),
    reveal="ଦେଖାଅ ଦେଖାନ୍ତୁ ପ୍ରକାଶ* ପଢ଼* ଦୋହରା* କୁହ_କଣ ପୁନରାବୃତ୍ତି* ମୋତେ_କୁହ* କ_ଣ ପ୍ରିଣ୍ଟ*",
    secret="ଓଟିପି ପାସୱାର୍ଡ* ପିନ୍ ପିନ otp କାର୍ଡ* ବ୍ୟାଙ୍କ* ଗୁପ୍ତ* କୋଡ*",
    ask="ପଚାର* ମାଗ* ନିଅ ନିଅନ୍ତୁ ସଂଗ୍ରହ*",
    say="କୁହ* କହ* ଉତ୍ତର*",
    exactly="ଠିକ୍ ସର୍ବଦା ସବୁବେଳେ କେବଳ ପ୍ରତ୍ୟେକ ଖାଲି କେବେ",
    end="କାଟ* ଶେଷ* ବନ୍ଦ_କର* ସମାପ୍ତ* ସ୍ଥାନାନ୍ତର* ଟ୍ରାନ୍ସଫର*",
    call="କଲ* ଫୋନ* କଥାବାର୍ତ୍ତା*",
    run="ଚଲାଅ ବ୍ୟବହାର* ଚଳାନ୍ତୁ",
    tool="ଟୁଲ* ଫଙ୍କସନ*",
    agent="ଏଆଇ ବଟ କୃତ୍ରିମ",
)
SINHALA = Words(
    ignore="නොසලකා* අමතක* නොතකා* පිළිපදින්න_එපා මඟහරින්න ඉවත_ලන්න nosalaka* amathaka* බැහැර* අවලංගු*",
    rules="උපදෙස්* නියෝග* නීති* රීති* ප්‍රොම්ප්ට්* upades* විධාන* පිටපත*",
    before="පෙර සියලු සියල්ල ඉහත කලින් siyalu kalin හැම පෙරදී",
    role=(
        "දැන්_ඔබ දැන්_ඔයා මින්_පසු මෙතැන්_සිට ඔබ_දැන් ලෙස_හැසිරෙන්න ලෙස_රඟපාන්න වගේ_කතා මවාපාන්න dan_oba"
        " min_pasu ලෙස_ක්‍රියා වගේ_හැසිරෙන්න රඟපාන්න බව_මවාපාන්න ඔයා_දැන් මෙතැන්_පටන්"
    ),
    reveal=("පෙන්වන්න හෙළි* නැවත_කියන්න කියවන්න මුද්‍රණය* හෙළිදරව්* penwanna kiyawanna මොනවාද මට_කියන්න ලියන්න කුමක්ද"),
    secret="මුරපද* රහස්* පින් otp කාඩ්* බැංකු* ගිණුම්* කේතය* පාස්වර්ඩ්* පින්_අංක*",
    ask="අහන්න ඉල්ලන්න ලබාගන්න විමසන්න ahanna illanna ගන්න ලබා_ගන්න එකතු_කරන්න ඉල්ලා",
    say="කියන්න පවසන්න පිළිතුරු* උත්තර* kiyanna දන්වන්න කතා_කරන්න",
    exactly="හරියටම සැමවිටම සෑමවිටම පමණක් සෑම_ප්‍රශ්න* හැම_විටම හැමවිටම විතරක් සෑම වචනයෙන්",
    end="විසන්ධි* අවසන්* නවත්වන්න මාරු* තියන්න කපන්න තබන්න",
    call="ඇමතුම* දුරකථන* සංවාද* call කෝල් කෝල්එක ෆෝන්",
    run="භාවිත* ක්‍රියාත්මක* පාවිච්චි*",
    tool="මෙවලම* ශ්‍රිතය* tool විධානය",
    agent="කෘත්‍රිම_බුද්ධි* බොට් රොබෝ*",
)
