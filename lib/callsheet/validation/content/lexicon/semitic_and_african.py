"""Words of Arabic, Persian, Hebrew and the languages of Africa, with their romanised forms."""

from __future__ import annotations

from callsheet.validation.content.lexicon.words import Words

ARABIC = Words(
    ignore=(
        "تجاهل* تجاهلي انس انسى انسَ انسي تغاض* لا_تتبع لا_تلتزم اهمل أهمل تخطى تخط_ احذف الغ_ ألغ امسح"
        " tajahal* tagahal* insa ensa تجاوز* اترك اطنش طنش سيبك_من تناسى تنس_ لا_تتقيد لا_تطع"
    ),
    rules=(
        "تعليمات* التعليمات* اوامر* الاوامر* أوامر* الأوامر* قواعد* القواعد* توجيهات* التوجيهات* الارشادات*"
        " ارشادات* موجه_النظام رسالة_النظام البرومبت برومبت قوانين* القوانين* السكريبت نص_النظام ta_limat*"
        " taalimat* taleemat* awamer* qawaed التوجيه موجهك الموجه المطالبة القيود قيودك تعليماتك السيناريو"
        " talimat* oamer برمجتك نص_التوجيه"
    ),
    before=(
        "السابقة السابقه سبق كل_ما ما_سبق أعلاه اعلاه قبل_ذلك sabiqa sabeqa kol_ma كل_شيء كل_شي اللي_فات qabl"
        " السابق كلها جميع"
    ),
    role=(
        "أنت_الآن انت_الان انت_الآن من_الآن_فصاعد* من_الان_فصاعد* من_الآن تصرف_كأنك تصرف_كما تظاهر_"
        " دورك_الجديد مهمتك_الجديدة تقمص تحدث_كأنك لم_تعد anta_alan enta_delwa2ti men_alaan انت_دلوقتي"
        " من_دلوقتي من_هلق كأنك تصرف_ك الدور_الجديد العب_دور وضع_المطور بدون_قيود تصرف_على تعليمات_جديدة"
        " مثل_دور enta_alan min_alaan اعتبارا_من_الآن اعتبر_نفسك تصرف_ك* تصرفي_ك* تحدث_ك* تكلم_ك* اتصرف_ك*"
        " تظاهر تظاهري"
    ),
    reveal=(
        "اكشف* أظهر* اظهر* اعرض* اطبع* كرر* اقرأ* اقرا* أخبرني اخبرني ما_هي ما_هو اعطني أعطني افصح* أفصح*"
        " ekshef ektob adhher karrer اكتب* شارك* قل_لي قولي_لي وريني iqra اسرد* سرب* تلو_ ترجم* e3rid"
    ),
    secret=(
        "كلمة_السر كلمة_المرور كلمات_المرور كلمة_مرور الرقم_السري رمز_التحقق رمز otp البطاقة بطاقته بطاقة"
        " الائتمان cvv الحساب_البنكي رقم_الحساب الرمز كود pin مفتاح_api kelmet_el_serr kalimat_al raqam_al"
        " الباسورد باسورد password رقم_الهوية بيانات_البنك المصرفي* رمزه رمزك"
    ),
    ask=(
        "اطلب* اسأل* اسال* اجمع* احصل* خذ* طالب* es2al os2al otlob utlub استخرج* سجل* اطلبي تأكد* aطlob اسأله"
        " ادفع_العميل"
    ),
    say=(
        "قل* اجب* أجب* رد* اخبر* أخبر* قول* تكلم* تحدث* ابلغ* أبلغ* اعلن* qol qul 2ool rod ajeb akhber kol"
        " وعد* اذكر* جاوب*"
    ),
    exactly=(
        "بالضبط حرفيا دائما فقط ابدا أبدا كلمة_بكلمة على_كل على_جميع كل_سؤال حرفيًا bel_dabt bildabt dayman"
        " faqat هذه_الجملة العبارة_التالية التالي دايما لا_غير بس لكل"
    ),
    end=(
        "أنه* انه_ أنهي* انهي* اقفل* أغلق* اغلق* اقطع* اختم* enhi anhi e2fel aqfel حولي سكر* انقل* ahwel"
        " hawwel وقف* قم_بإنهاء قم_بتحويل حوّل_المكالمة حول_العميل حول_الاتصال_إلى حول_المتصل تحويل_المكالمة"
    ),
    call=(
        "المكالمة المكالمه الاتصال الخط المحادثة almokalama el_mokalma al_mukalama mukalama mokalma السماعة"
        " التليفون السماعه"
    ),
    run="استدع* نفذ* شغل* استخدم* استعمل* فعّل فعل_",
    tool="اداة أداة الأداة الاداة وظيفة الوظيفة دالة api الدالة الأمر",
    agent=(
        "الذكاء_الاصطناعي ذكاء_اصطناعي روبوت البوت بوت المساعد_الافتراضي نموذج_لغوي المساعد_الصوتي"
        " الوكيل_الصوتي المساعد_الذكي"
    ),
)
PERSIAN_AND_PASHTO = Words(
    ignore=(
        "نادیده* فراموش* بی_خیال چشم_پوشی پیروی_نکن رعایت_نکن حذف_کن لغو_کن nadide* nadideh faramoosh*"
        " faramush* توجه_نکن اعتنا_نکن کنار_بگذار بی_توجه پاک_کن له_پامه هېر له_نظره"
    ),
    rules=(
        "دستورالعمل* دستورات* دستورها* دستور* قوانین* قواعد* پرامپت* راهنما* پیام_سیستم dasturat* dastoorat*"
        " dastoor* ghavanin qavanin لارښوون* قانون* مقررات محدودیت* لارښودون*"
    ),
    before="قبلی* پیشین* بالا قبل_از تمام همه ghabli ghabl tamam hame همه_چیز تېر* مخکین* ټول* هرچه",
    role=(
        "تو_اکنون تو_الان الان_تو از_این_به_بعد از_این_پس از_حالا وانمود* تظاهر* مثل_یک نقش_جدید وظیفه_جدید"
        " طوری_رفتار مانند_یک شما_اکنون az_in_be_bad to_alan vanemood az_hala نقش_یک از_الان اکنون_تو تو_دیگر"
        " ته_اوس له_دې_وروسته دستور_جدید دستورات_جدید حالت_توسعه اکنون_شما بدون_محدودیت تو_حالا رفتار_کن"
        " وکړه_لکه"
    ),
    reveal=(
        "فاش_کن* نشان_بده* افشا* نمایش* تکرار_کن* چاپ* بخوان* بگو_چه به_من_بگو namayesh neshan fash بنویس*"
        " چیست لو_بده ښکاره* وښایه لیست_کن نمایان tekrar کدامند آشکار_کن"
    ),
    secret=(
        "رمز* پسورد* گذرواژه* کد_تایید کد_تأیید کد_یکبار شماره_کارت* کارت otp pin cvv2 cvv حساب_بانکی"
        " شماره_حساب ramz* shomare_kart کد_ملی پاسورد کلید_api پټنوم کد_پیامک* کد_otp"
    ),
    ask=(
        "بپرس* بخواه* درخواست_کن* بگیر* جمع_آوری* bepors bekhah وپوښته وغواړه دریافت_کن درخواست بخواهید"
        " سوال_کن مطالبه begir"
    ),
    say="بگو* بگویید پاسخ_بده* جواب_بده* اعلام* اطلاع_بده bego begoo javab ووایه ځواب صحبت_کن قول_بده خبر_بده",
    exactly=(
        "دقیقا* عینا همیشه فقط هرگز کلمه_به_کلمه به_هر به_همه daghighan hamishe faghat تل یوازې همواره تنها"
        " مدام این_جمله"
    ),
    end=(
        "قطع_کن* پایان_بده* تمام_کن* منتقل* وصل_کن* خاتمه* ghat_kon تماس_را_قطع بند_کړه ختم_کړه انتقال_بده"
        " قطع_کنید را_قطع_کن"
    ),
    call="تماس* مکالمه* گوشی_را تلفن_را tamas mokaleme زنګ گوشی خط",
    run="فراخوانی* اجرا* استفاده_کن* صدا_بزن ejra",
    tool="ابزار* تابع* api عملکرد abzar",
    agent="هوش_مصنوعی ربات* چت_بات دستیار_مجازی دستیار_صوتی hoosh_masnoei مدل_زبانی دستیار_هوش مصنوعي_ځيرک*",
)
HEBREW = Words(
    ignore=(
        "התעלם התעלמי התעלמו תתעלם תתעלמי שכח שכחי תשכח תשכחי אל_תציית דלג מחק בטל hitalem titalem tishkach"
        " עזוב הפר אל_תקשיב תעזוב"
    ),
    rules=(
        "הוראות* ההוראות* מההוראות* כללים* הכללים* מהכללים* הנחיות* ההנחיות* מההנחיות* פרומפט* הפרומפט*"
        " הודעת_המערכת horaot hahoraot mehahoraot הנחיה חוקים* החוקים* מהחוקים* הוראותיך הוראה פקודות* התסריט"
        " מגבלות"
    ),
    before="הקודמות הקודמים לעיל כל_מה מכל_מה שלמעלה kol_ma hakodmot מכל הכל כל",
    role=(
        "אתה_עכשיו עכשיו_אתה את_עכשיו מעכשיו מעתה מרגע_זה התנהג_כמו התנהגי_כמו העמד_פנים תעמיד_פנים"
        " תפקידך_החדש התפקיד_החדש תפקיד_חדש תתנהג me_achshav ata_achshav אתה_כבר_לא הוראות_חדשות שחק_את_התפקיד"
        " פעל_כמו תתחזה התחזה מצב_מפתח ללא_הגבלות אתה_כעת כעת_אתה"
    ),
    reveal=(
        "חשוף גלה הצג הראה הדפס חזור תגלה תחשוף תראה תקרא הקרא מהן מה_הן מהם ספר_לי תגיד_לי קרא taree הקריא"
        " כתוב תכתוב שתף תן_לי תקריא tagale"
    ),
    secret=(
        "סיסמה* סיסמא* הסיסמה הסיסמא קוד_אימות קוד_סודי קוד pin otp cvv כרטיס_אשראי כרטיס האשראי חשבון_בנק"
        " חשבון_הבנק הקוד sisma תעודת_זהות פרטי_הבנק מפתח_api מספר_הכרטיס"
    ),
    ask="בקש שאל תבקש תשאל דרוש אסוף השג בקשי שאלי tevakesh tishal קבל תשיג רשום",
    say="אמור תגיד תגידי ענה תענה השב הודע תאמר אמרי tagid דבר תדבר הבטח ספר תספר",
    exactly="בדיוק מילה_במילה תמיד רק אף_פעם על_כל לכל_שאלה bediyuk tamid לעולם את_המשפט ורק",
    end="נתק סיים תנתק תסיים העבר תעביר סגור nateq hanach הפסק טרוק תנתקי",
    call="השיחה שיחה הטלפון את_השיחה הקו hasicha",
    run="הפעל הרץ השתמש תפעיל קרא_לפונקציה תריץ",
    tool="כלי הכלי פונקציה הפונקציה פונקציית api פקודה בכלי",
    agent="בינה_מלאכותית בוט הבוט רובוט עוזר_וירטואלי מודל_שפה סוכן_קולי צאטבוט",
)
AMHARIC = Words(
    ignore="ችላ እርሳ እርሳው ተው ተወው ሰርዝ አትከተል ርሳ እለፍ",
    rules="መመሪያ* መመሪያዎች ትዕዛዝ* ትእዛዝ* ደንብ* ህግ* ህጎች ፕሮምፕት ሕግ* ሕጎች ስክሪፕት",
    before="ቀዳሚ* ሁሉንም ሁሉ የቀድሞ ከላይ ቀደም ያለፉትን",
    role="አሁን_አንተ ከአሁን_ጀምሮ አንተ_አሁን እንደ ሆነህ አስመስል ሚና",
    reveal="አሳይ ግለጽ ድገም አንብብ አትም ንገረኝ ዘርዝር አጋልጥ አውጣ",
    secret="የይለፍ የሚስጥር ሚስጥር ፒን ኦቲፒ otp ካርድ ኮድ ባንክ የካርድ የባንክ ኮዱን የኦቲፒ",
    ask="ጠይቅ ጠይቀው ጠይቃት ተቀበል ሰብስብ ውሰድ",
    say="በል ንገር መልስ ተናገር ንገረው አሳውቅ",
    exactly="በትክክል ሁልጊዜ ሁሌም ብቻ ቃል_በቃል ለእያንዳንዱ ለሁሉም",
    end="ዝጋ ጨርስ አቋርጥ አስተላልፍ አቁም ዝጋው",
    call="ጥሪ* ስልክ* ንግግር* መስመር ጥሪውን ስልኩን",
    run="ጥራ አሂድ ተጠቀም አስኪድ",
    tool="መሳሪያ* ተግባር api ትዕዛዙን",
    agent="ሰው_ሰራሽ ሮቦት ቦት",
)
SWAHILI = Words(
    ignore="puuza usifuate sahau futa puuzia acha_kufuata achana_na usizingatie kataa",
    rules="maagizo maelekezo kanuni sheria prompt amri miongozo mwongozo maelezo masharti skripti",
    before=(
        "yaliyotangulia ya_awali yote ya_hapo_awali ya_juu zote iliyotangulia kila_kitu ya_zamani zilizopita"
        " za_awali yaliyopita"
    ),
    role=(
        "sasa_wewe_ni wewe_sasa_ni kuanzia_sasa tangu_sasa jifanye jifanyie tenda_kama jukumu_lako_jipya"
        " sasa_wewe wewe_ni_sasa igiza kazi_yako_mpya maagizo_mapya hali_ya_msanidi si_msaidizi_tena"
        " fanya_kama"
    ),
    reveal=(
        "onyesha fichua rudia soma chapisha toa niambie ni_nini nionyeshe sema_maagizo orodhesha funua andika nipe"
    ),
    secret=(
        "nenosiri neno_la_siri nywila pin otp namba_ya_siri nambari_ya_siri kadi namba_ya_kadi nambari_ya cvv"
        " akaunti_ya_benki msimbo msimbo_wa siri akaunti nambari_ya_kadi"
    ),
    ask="omba uliza muulize mwombe kusanya pata dai mtake chukua waulize waombe",
    say="sema jibu mwambie waambie tangaza ongea toa_ahadi mjulishe",
    exactly=("hasa neno_kwa_neno daima kila_mara pekee kila_swali maswali_yote kamwe kwa_kila maneno_haya siku_zote"),
    end="kata maliza hamisha funga katisha peleka elekeza sitisha",
    call="simu mazungumzo laini wito",
    run="tumia endesha ita anzisha",
    tool="zana kipengele kazi_ya api amri chombo",
    agent="akili_bandia roboti bot msaidizi_wa_ai akili_mnemba",
)
WEST_AFRICAN = Words(
    ignore=(
        "yi_watsi watsi manta kyale ka_manta ki_manta goge foju_fo foju gbagbe gbàgbé kọ̀ leghara lefuru"
        " chefuo lefuo hapụ eleghara agbaso"
    ),
    rules=(
        "umarni* umarnin* dokok* ka_ida* doka ilana awon_ilana ìlànà òfin ofin ntuziaka ntụziaka iwu"
        " iwu_niile prompt itọnisọna itosona ase àṣẹ"
    ),
    before=(
        "na_baya duka da_suka_gabata da_aka_baka ti_tẹ́lẹ̀ ti_tele gbogbo tẹ́lẹ̀ tele niile gara_aga mbu gboo"
        " ndi_gara duk àtẹ̀yìnwá"
    ),
    role=(
        "yanzu_kai yanzu_ke daga_yanzu yi_kamar ka_zama ki_zama sabon_aiki kai_yanzu lati_isisiyi"
        " láti_ìsinsìnyí o_ti_di ṣe_bi se_bi ìwọ_ni bayi_o_je ugbu_a_i_bu site_ugbu_a malite_ugbu_a mee_ka"
        " ị_bụ_ugbu_a bụzi gị_bụ ugbu_a_ị_bụ site_ugbua mee_dị_ka ọrụ_ọhụrụ sabon_matsayi bẹ̀rẹ̀_láti"
        " ní_báyìí_ìwọ kwaikwayi ìwọ_báyìí ìsinsìnyí_lọ"
    ),
    reveal=(
        "nuna bayyana maimaita karanta fada_mini fi_han fi_hàn tun ka_jade sọ_fún_mi so_fun_mi gosi kwuputa"
        " kpughe kwughachi guo gosipụta kpọpụta gụpụta buga rubuta fihàn"
    ),
    secret=(
        "kalmar_sirri lambar_sirri pin otp katin lambar_kati lambar_katin banki password ọ̀rọ̀_aṣínà"
        " oro_asina kaadi nọ́mbà_kaadi ọrọ_igbaniwọle okwuntughe paswọọdụ nọmba_kaadị kaadị koodu kóòdù akụ"
        " asusun asusu lambar_asusun"
    ),
    ask="tambaya tambayi nemi karbi roki bèèrè beere béèrè gba_nọ́mbà juo jụọ rịọ rio nweta karɓi",
    say="ce fada faɗa gaya amsa sanar sọ so sọ_fún so_fun dáhùn dahun kwuo gwa zaa zaghachi asi si_ha",
    exactly=(
        "daidai kullum koyaushe kawai kowace gẹ́ẹ́ gee nígbà_gbogbo nigba_gbogbo nikan nìkan kpọmkwem"
        " mgbe_niile naanị naani ọ_bụla oge_niile kpom_kwem kalma_da_kalma ko_da_yaushe gbogbo_ìbéèrè"
    ),
    end=(
        "kashe yanke kare_kiran mika tura rufe pa_ìpè parí pari gé ge fi_ránṣẹ́ kwụsị kwusi bịa nyefee mechie"
        " kashe_wayar ka_kashe"
    ),
    call="kira kiran waya wayar tattaunawa ipe ìpè foonu fóònù oku òkú ekwentị oku_a ifoonu",
    run="kira yi_amfani gudanar lo pè mú jiri kpọọ",
    tool="kayan_aiki aiki api irinṣẹ́ irinse ngwa ngwaọrụ ọrụ",
    agent="ai basirar bot robot ọgbọ́n_àtọwọ́dá amamihe_echiche mutum_mutumi",
)
SOUTH_AND_EAST_AFRICAN = Words(
    ignore=(
        "unganaki ungayinaki ziba khohlwa yibala ungalandeli ignoreer vergeet iska_indhatir ka_gudub hilmaan"
        " iska_ilow hadda_ilow ha_raacin fuata_tsa tlogela lebala ungahoyi hoy iska_daa"
    ),
    rules=(
        "imiyalelo imiyalo imithetho izinkomba imilayo instruksies reëls opdragte prompt tilmaamaha tilmaam*"
        " xeerar* amar* awaamiir* ditaelo melao amarrada sharciga"
    ),
    before=("yangaphambili edlule konke zonke yonke vorige alles alle hore dhammaan hoos kor waxkasta_oo hapo_awali"),
    role=(
        "manje_usuyi usungu manje_ungu kusukela_manje kusukela_kulo zenze ziphathe_njenge yenza_sengathi"
        " van_nou_af jy_is_nou maak_asof hadda_waxaad_tahay hadda_laga_bilaabo laga_bilaabo_hadda iska_dhig"
        " u_dhaqan ukususela_ngoku ngoku_ungu kusukela_namhlanje indima_entsha tree_op_as doorkaaga_cusub"
        " waxaad_hadda_tahay"
    ),
    reveal=(
        "veza bonisa phinda funda khombisa ngitshele onthul wys herhaal lees muuji soo_bandhig ku_celi akhri"
        " sheeg shaaci"
    ),
    secret=(
        "iphasiwedi iphinikhodi ipin pin otp inombolo_yekhadi ikhadi wagwoord kaartnommer sirta furaha"
        " lambarka kaarka bangiga akoon* i_pin inamba_yekhadi i_otp inombolo"
    ),
    ask="cela buza funa qoqa vra kry weydii codso weydiiso ka_qaad uruuri buuza",
    say=(
        "yithi phendula tshela sê_vir sê_net sê_dat sê_altyd sê_slegs antwoord dheh u_sheeg ka_jawaab jawaab sheeg"
        " khuluma thi"
    ),
    exactly=(
        "kanye njalo kuphela ngqo presies altyd slegs sax ah mar_walba had_iyo_jeer kaliya keliya si_sax qha"
        " kaphela su_aal_kasta oo_keliya umbuzo_ngamunye"
    ),
    end="vala qeda dlulisa nqamula phetha sit_neer beëindig dra xir jar dami u_gudbi jooji gooy",
    call=("ucingo ikholi ingxoxo umnxeba oproep gesprek wicitaanka taleefanka wada_hadalka telefoon foonka khadka"),
    run="sebenzisa biza gebruik roep isticmaal yeer_ orod",
    tool="ithuluzi umsebenzi api gereedskap funksie qalab* shaqada",
    agent="ubuhlakani_bokwenziwa kunsmatige_intelligensie sirdoonka_macmalka bot robot",
)
