"""Words of Dravidian languages, with their romanised forms."""

from __future__ import annotations

from callsheet.validation.content.lexicon.words import Words

TAMIL = Words(
    ignore=(
        "புறக்கணி* மறந்து* மறந்துவிடு* கண்டுகொள்ளாதே அலட்சியம்* பின்பற்றாதே* puraka* purakkani* marandhu*"
        " maranthu* ignore தவிர்த்து* நிராகரி* கைவிடு* நீக்கு* பின்பற்ற_வேண்டாம் பொருட்படுத்தாதே*"
    ),
    rules=(
        "வழிமுறை* அறிவுறுத்தல்* விதி* விதிகளை உத்தரவு* கட்டளை* ப்ராம்ட்* அறிவுரை* vazhimurai* arivuruthal*"
        " vidhi* vithi* prompt instruction* rules ப்ராம்ப்ட்* நெறிமுறை* kattalai* ஸ்கிரிப்ட்*"
    ),
    before=("முந்தைய எல்லா அனைத்து முன்பு மேலே mundhaiya munthaiya ella anaithu எல்லாவற்றையும் அனைத்தையும் ellathaiyum ellam"),
    role=(
        "இப்போது_நீ இப்போது_நீங்கள் இனிமேல் இனி_நீ நீ_இப்போது நீங்கள்_இப்போது போல_நடி* போல்_நடி* போல_பேசு*"
        " போல்_செயல்படு* போல_செயல்படு* புதிய_பாத்திரம் ippo_nee ippodhu_nee inimel inime nee_ippo_oru"
        " போல்_பேசு* ஆக_நடி* ஆக_செயல்படு* என_நடி* pola_pesu pola_nadi ippo_neenga neenga_ippo இப்பொழுது_நீ*"
        " இனி_நீங்கள் பாசாங்கு* வேடம்* நடிக்க*"
    ),
    reveal=(
        "காட்டு* வெளிப்படுத்து* மீண்டும்_சொல்* படி* சொல்லு_என்ன அச்சிடு* வாசி* kaattu kattu velipaduthu padi"
        " கூறு_என்ன எழுது* பகிர்* என்ன எனக்கு_சொல்* எனக்குச்_சொல்* velippaduthu sollu_enna திரும்ப*"
    ),
    secret=(
        "ஓடிபி கடவுச்சொல்* பின் otp கார்டு* வங்கி* கணக்கு_எண் pin password* card* அட்டை* ரகசிய* இரகசிய* ஒடிபி"
        " ஓ_டி_பி குறியீடு* குறியீட்டை*"
    ),
    ask=(
        "கேள்* கேட்டு* கேளுங்கள் வாங்கு* பெறு* kel kelu kelunga ketu vaangu vangu கேட்க* சேகரி* பெற்று* kettu"
        " கோரு* keளுங்க keeluga"
    ),
    say=(
        "கூறு* பதில்* சொல்லு* sollu sollunga pathil* bathil* badhil* அறிவி* பேசு பேசுங்கள் சொல் சொல்லுங்கள்"
        " சொல்லவும் சொல்லி தெரிவி"
    ),
    exactly=(
        "சரியாக எப்போதும் மட்டும் எப்பொழுதும் ஒவ்வொரு_கேள்வி* அப்படியே மட்டுமே எல்லா_கேள்வி* eppodhum"
        " eppothum mattum ஒவ்வொரு அனைத்து_கேள்வி* ella_kelvi* appadiye வார்த்தைக்கு ellaa ஒருபோதும்"
    ),
    end=(
        "துண்டி* முடி* நிறுத்து* மாற்று* வை cut_pannu cut_pannunga mudi* niruthu* வைத்துவிடு* thundi*"
        " transfer_pannu* transfer_pannunga cut இணை* வைத்து*"
    ),
    call="அழைப்பு* அழைப்பை போனை போன்* உரையாடல* call phone தொலைபேசி* கால்* கால்ஐ azhaippu* azhaippai",
    run="இயக்கு* பயன்படுத்து* அழை use_pannu call_pannu run_pannu செயல்படுத்து* iyakku",
    tool="கருவி* செயல்பாட்டை tool function கட்டளை* api",
    agent="செயற்கை_நுண்ணறிவு* பாட் ரோபோ* ai bot ஏஐ சாட்பாட்*",
)
TELUGU = Words(
    ignore=(
        "విస్మరించ* మర్చిపో* మరిచిపో* పట్టించుకో* పక్కన_పెట్ట* పాటించవద్దు vismarinch* marchipo* marichipo*"
        " ignore వదిలేయ* మరచిపో* వదిలివేయ* తిరస్కర* రద్దు* పాటించకు* నిర్లక్ష్యం* విస్మర*"
    ),
    rules=(
        "సూచన* సూచనలు సూచనలను నియమ* ఆదేశ* ప్రాంప్ట్* నిబంధన* soochan* suchana* niyama* aadesh* prompt"
        " instruction* rules మార్గదర్శక* సూచనలన్నీ స్క్రిప్ట్* suchanal*"
    ),
    before="మునుపటి అన్ని అన్నీ గత పైన ముందు munupati anni annee అన్నింటినీ పూర్వపు mundu ముందటి మొత్తం",
    role=(
        "ఇప్పుడు_నువ్వు ఇప్పుడు_మీరు ఇకనుండి ఇప్పటి_నుండి ఇకపై నువ్వు_ఇప్పుడు మీరు_ఇప్పుడు లాగా_నటించ*"
        " లా_ప్రవర్తించ* లాగా_ప్రవర్తించ* నటించు ippudu_nuvvu ippudu_meeru ikapai ippati_nundi nuvvu_ippudu"
        " నటించండి లాగా_మాట్లాడ* లా_నటించ* కొత్త_పాత్ర లా_మాట్లాడ* ఇక_నుంచి ఇప్పటి_నుంచి లా_వ్యవహరించ*"
        " లాగా_వ్యవహరించ* గా_వ్యవహరించ* meeru_ippudu ika_nundi laga_matlad* laga_natinch* గా_నటించ*"
    ),
    reveal=(
        "చూపించ* చూపు వెల్లడించ* మళ్ళీ_చెప్ప* చదువు చదవండి బహిర్గతం* ప్రింట్* choopinch* chupinch*"
        " velladinch* chaduvu పునరావృతం* ఏమిటి ఏంటి నాకు_చెప్ప* రాయండి chadavandi బయటపెట్ట* తెలియజేయ* chupi*"
        " తెలుప* పంచుకో*"
    ),
    secret=("ఓటీపీ ఓటిపి పాస్వర్డ్* పాస్‌వర్డ్* పిన్ otp కార్డ్* కార్డు* బ్యాంక్* బ్యాంకు* ఖాతా* pin password* card* రహస్య* కోడ్*"),
    ask=("అడుగు అడగండి అడిగి తీసుకో* సేకరించ* adugu adagandi adigi theesuko* tisuko* అడగాలి పొందు* పొందండి కోరు*"),
    say=("చెప్పు చెప్పండి సమాధానం* పలుకు తెలియజేయ* cheppu cheppandi samadhanam* matladu మాట్లాడు మాట్లాడండి చెప్పాలి బదులు* జవాబు*"),
    exactly=(
        "ఖచ్చితంగా ఎల్లప్పుడూ ఎప్పుడూ మాత్రమే ప్రతి_ప్రశ్న* అన్ని_ప్రశ్నల* ellappudu eppudu matrame prathi అచ్చంగా యథాతథంగా ప్రతి కేవలం పదం"
    ),
    end=(
        "కట్* ముగించ* ఆపేయ* బదిలీ* పెట్టేయ* డిస్కనెక్ట్* cut_chey* muginch* transfer_chey* pettey*"
        " ట్రాన్స్ఫర్* ట్రాన్స్‌ఫర్* నిలిపివేయ* పెట్టెయ్* ఆపు* aapu"
    ),
    call="కాల్* ఫోన్* సంభాషణ* call phone లైన్",
    run="అమలు* ఉపయోగించ* వాడండి వాడు use_chey* vadandi అమలు_చేయ* నడుపు*",
    tool="టూల్* ఫంక్షన్* సాధన* tool function కమాండ్*",
    agent="ఏఐ బాట్ కృత్రిమ_మేధ* రోబో* ai bot ఎఐ",
)
KANNADA = Words(
    ignore=(
        "ನಿರ್ಲಕ್ಷಿಸ* ಮರೆತು* ಮರೆತುಬಿಡ* ಕಡೆಗಣಿಸ* ಪಾಲಿಸಬೇಡ* nirlakshis* maretu* marethu* ignore ಅವಗಣಿಸ* ಮರೆ*"
        " ಬಿಟ್ಟುಬಿಡ* ಅಲಕ್ಷಿಸ* ಅನುಸರಿಸಬೇಡ* ರದ್ದು*"
    ),
    rules=(
        "ಸೂಚನೆ* ನಿಯಮ* ಆದೇಶ* ಪ್ರಾಂಪ್ಟ್* ನಿರ್ದೇಶನ* suchane* soochane* niyama* aadesha* prompt instruction* rules ಮಾರ್ಗಸೂಚಿ* ಸ್ಕ್ರಿಪ್ಟ್*"
    ),
    before="ಹಿಂದಿನ ಎಲ್ಲಾ ಎಲ್ಲ ಮೇಲಿನ ಮುಂಚಿನ hindina ella ellavannu ಎಲ್ಲವನ್ನೂ ಮೊದಲಿನ",
    role=(
        "ಈಗ_ನೀನು ಈಗ_ನೀವು ಇನ್ನು_ಮುಂದೆ ಇಂದಿನಿಂದ ನೀವು_ಈಗ ನೀನು_ಈಗ ನಟಿಸ* ಹಾಗೆ_ವರ್ತಿಸ* ಹಾಗೆ_ಮಾತನಾಡ* ಂತೆ_ವರ್ತಿಸ*"
        " ega_neenu eega_neenu innu_munde neevu_iga eega_neevu ega_neevu ಹೊಸ_ಪಾತ್ರ ವರ್ತಿಸಿ ತರಹ_ಮಾತನಾಡ* ಈಗಿನಿಂದ"
        " natisu"
    ),
    reveal=(
        "ತೋರಿಸ* ಬಹಿರಂಗ* ಪುನರಾವರ್ತಿಸ* ಓದಿ ಓದು ಮುದ್ರಿಸ* ಹೇಳಿ_ಏನು toris* odi odu bahiranga* ಏನು ಪ್ರಿಂಟ್*"
        " ನನಗೆ_ಹೇಳ* ಬರೆಯಿರಿ ಮತ್ತೆ_ಹೇಳ* ಹಂಚಿಕೊಳ್ಳ* torisi"
    ),
    secret=("ಒಟಿಪಿ ಓಟಿಪಿ ಪಾಸ್ವರ್ಡ್* ಪಾಸ್‌ವರ್ಡ್* ಪಿನ್ otp ಕಾರ್ಡ್* ಬ್ಯಾಂಕ್* ಖಾತೆ* pin password* card* ರಹಸ್ಯ* ಗುಪ್ತ* ಒ_ಟಿ_ಪಿ ಕೋಡ್*"),
    ask="ಕೇಳಿ ಕೇಳು ಕೇಳಿರಿ ಪಡೆಯಿರಿ ತೆಗೆದುಕೊಳ್ಳ* ಸಂಗ್ರಹಿಸ* keli kelu padeyiri padedu ಪಡೆದು* ಪಡೆ* ಕೇಳಬೇಕು",
    say="ಹೇಳಿ ಹೇಳು ಉತ್ತರಿಸ* ಉತ್ತರ* ತಿಳಿಸ* heli helu uttar* ಹೇಳಬೇಕು tilisi matadi ಮಾತನಾಡಿ ಮಾತನಾಡು",
    exactly=("ನಿಖರವಾಗಿ ಯಾವಾಗಲೂ ಮಾತ್ರ ಸದಾ ಪ್ರತಿ_ಪ್ರಶ್ನೆ* ಎಲ್ಲಾ_ಪ್ರಶ್ನೆ* yavagalu matra sada ಕೇವಲ ಪ್ರತಿ ಪ್ರತಿಯೊಂದು ಯಥಾವತ್ತಾಗಿ ಅಕ್ಷರಶಃ"),
    end=(
        "ಕಟ್* ಮುಗಿಸ* ಕೊನೆಗೊಳಿಸ* ವರ್ಗಾಯಿಸ* ನಿಲ್ಲಿಸ* ಇಡಿ cut_mad* mugis* transfer_mad* ಕಡಿತಗೊಳಿಸ* ಅಂತ್ಯಗೊಳಿಸ* ಸ್ಥಗಿತ* nillisi ಟ್ರಾನ್ಸ್* kat_madi"
    ),
    call="ಕರೆ* ಕಾಲ್* ಫೋನ್* ಸಂಭಾಷಣೆ* call phone kare kareyannu",
    run="ಬಳಸ* ಚಲಾಯಿಸ* ಕಾರ್ಯಗತಗೊಳಿಸ* upayogisi balasi",
    tool="ಟೂಲ್* ಸಾಧನ* ಉಪಕರಣ* ಫಂಕ್ಷನ್* tool function ಕಮಾಂಡ್*",
    agent="ಎಐ ಬಾಟ್ ಕೃತಕ_ಬುದ್ಧಿಮತ್ತೆ ai bot",
)
MALAYALAM = Words(
    ignore=(
        "അവഗണിക്ക* മറക്ക* മറന്നേക്ക* അനുസരിക്കരുത് പാലിക്കരുത് avaganik* avagani* marakk* marann* ignore"
        " മറന്ന* ഒഴിവാക്ക* തള്ളിക്കളയ* അനുസരിക്കേണ്ട* ഉപേക്ഷിക്ക* റദ്ദാക്ക* maranne* അവഗണിച്ച*"
    ),
    rules=(
        "നിർദ്ദേശ* നിർദേശ* നിയമ* ഉത്തരവ* പ്രോംപ്റ്റ്* ആജ്ഞ* nirdesh* nirddesh* niyam* prompt instruction*"
        " rules മാർഗ്ഗനിർദ്ദേശ* കൽപന* കല്പന* സ്ക്രിപ്റ്റ്*"
    ),
    before=("മുമ്പത്തെ മുൻ എല്ലാ മുകളിലെ മുഴുവൻ munpathe mumpathe ella എല്ലാം മുൻപത്തെ മുൻപ് munp muzhuvan munnathe"),
    role=(
        "ഇപ്പോൾ_നീ ഇപ്പോൾ_നിങ്ങൾ ഇനി_മുതൽ ഇനിമുതൽ നീ_ഇപ്പോൾ നിങ്ങൾ_ഇപ്പോൾ പോലെ_പെരുമാറ* പോലെ_അഭിനയിക്ക*"
        " അഭിനയിക്ക* നടിക്ക* പോലെ_സംസാരിക്ക* ippol_nee ippol_ningal ini_muthal inimuthal ningal_ippol"
        " പുതിയ_റോൾ ആയി_അഭിനയിക്ക* ആയി_പെരുമാറ* പോലെ_പ്രവർത്തിക്ക* ആയി_പ്രവർത്തിക്ക* pole_samsarik*"
    ),
    reveal=(
        "കാണിക്ക* വെളിപ്പെടുത്ത* ആവർത്തിക്ക* വായിക്ക* അച്ചടിക്ക* പറയുക_എന്താണ് kaanikk* kanikk* velippedu*"
        " vaayikk* vayik* എന്താണ് എനിക്ക്_പറഞ്ഞ* പ്രിന്റ്* എഴുതുക പങ്കുവെ* എന്നോട്_പറയ* veliped* കാണിച്ച*"
    ),
    secret=("ഒടിപി പാസ്വേഡ്* പാസ്‌വേഡ്* പാസ്സ്‌വേർഡ്* പാസ്‌വേർഡ്* പിൻ otp കാർഡ്* ബാങ്ക്* അക്കൗണ്ട്* pin password* card* രഹസ്യ* ഒ_ടി_പി കോഡ്*"),
    ask="ചോദിക്ക* വാങ്ങ* ആവശ്യപ്പെട* ശേഖരിക്ക* chodikk* vaang* chodik* ചോദിച്ച* നേടുക കൈപ്പറ്റ*",
    say=("പറയുക പറയൂ മറുപടി* ഉത്തരം* അറിയിക്ക* parayu* parayoo marupadi* parayuka പറയണം പറയ് സംസാരിക്കുക സംസാരിക്കൂ"),
    exactly=(
        "കൃത്യമായി എപ്പോഴും മാത്രം എല്ലായ്പ്പോഴും ഓരോ_ചോദ്യ* എല്ലാ_ചോദ്യ* eppozhum maathram matram ഓരോ അതേപടി"
        " എല്ലായ്‌പ്പോഴും വാക്കിന് ella_chodya*"
    ),
    end=(
        "കട്ട്* അവസാനിപ്പിക്ക* മാറ്റുക നിർത്തുക വിച്ഛേദിക്ക* കൈമാറ* ട്രാൻസ്ഫർ* cut_chey* avasanip*"
        " transfer_chey* വെക്കുക വയ്ക്കുക വെച്ചേക്ക* നിർത്ത* അവസാനിപ്പിച്ച*"
    ),
    call="കോൾ* ഫോൺ* സംഭാഷണ* call phone വിളി*",
    run="ഉപയോഗിക്ക* പ്രവർത്തിപ്പിക്ക* നടപ്പിലാക്ക* upayogik*",
    tool="ടൂൾ* ഉപകരണ* ഫങ്ഷൻ* ഫംഗ്‌ഷൻ* tool function കമാൻഡ്*",
    agent="എഐ ബോട്ട് നിർമ്മിത_ബുദ്ധി* ai bot",
)
