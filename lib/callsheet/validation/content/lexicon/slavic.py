"""Words of Slavic languages, with their romanised forms."""

from __future__ import annotations

from callsheet.validation.content.lexicon.words import Words

POLISH = Words(
    ignore=(
        "zapomnij* pomiń* pomin* nie_stosuj nie_przestrzegaj nie_słuchaj porzuć odrzuć usuń anuluj zlekceważ"
        " obejdź wykasuj nie_zważaj ignoruj ignorujcie zignoruj zignorujcie"
    ),
    rules=(
        "instrukcj* polece* zasad* reguł* prompt* wytyczn* dyrektyw* rozkaz* komunikat_systemowy skrypt*"
        " ograniczeń wskazów* ustawień konfiguracj*"
    ),
    before="poprzedni* wcześniejsz* dotychczasow* powyższ* wszystko wszystkim wszystkich o_wszystkim",
    role=(
        "jesteś_teraz jestes_teraz teraz_jesteś teraz_jestes od_teraz odtąd od_tej_pory od_tej_chwili udawaj"
        " zachowuj_się_jak działaj_jako wciel_się nowa_rola nową_rolę twoje_nowe twoja_nowa twoim_nowym"
        " tryb_programisty tryb_dewelopera bez_ograniczeń nie_jesteś_już nowe_polecen* podawaj_się graj_rolę"
    ),
    reveal=(
        "ujawnij pokaż pokaz wyświetl powtórz powtorz podaj wypisz przeczytaj zdradź wydrukuj odczytaj"
        " powiedz_mi jakie_są udostępnij wymień przetłumacz"
    ),
    secret=(
        "hasł* haslo pin kod_pin kod_sms otp kod_weryfikacyjny cvv numer_karty dane_karty karty_kredytowej"
        " konta_bankowego numer_konta kod_jednorazowy klucz_api pesel danych_karty kod_blik blik kodu kod_z"
        " kodu_z kod_który kod_z_sms"
    ),
    ask="poproś popros zapytaj spytaj zażądaj zbierz uzyskaj wyłudź pobierz zanotuj wymagaj potwierdź pytaj",
    say="powiedz mów mow odpowiadaj odpowiedz poinformuj ogłoś obiecaj przekaż powtarzaj wspomnij zapewnij",
    exactly=(
        "dokładnie słowo_w_słowo dosłownie zawsze nigdy tylko wyłącznie na_każde na_wszystkie każde_pytanie"
        " te_słowa następując* nic_innego"
    ),
    end=(
        "rozłącz rozłączcie rozlacz rozlaczte zakończ zakończcie zakoncz zakonczte przełącz przełączcie"
        " przekieruj przekierujte przerwij przerwijte odłóż połącz przekaż"
    ),
    call="rozmow* połączeni* polaczeni* słuchawkę telefon rozłącz_się",
    run="wywołaj uruchom użyj wykonaj uzyj aktywuj skorzystaj",
    tool="narzędzi* funkcj* api komend* polecenie",
    agent="sztuczna_inteligencj* ai bot bocie chatbot asystent_ai wirtualny_asystent model_językowy robot",
)
CZECH_AND_SLOVAK = Words(
    ignore=(
        "ignoruj* zapomeň* zapomeňte zabudni zabudnite přeskoč vynech neřiď nedodržuj smaž zruš nerespektuj"
        " preskoč nedbej nenásleduj nesleduj pomiň odignoruj"
    ),
    rules="instrukc* inštrukci* pokyn* pravid* prompt směrnic* příkaz* skript systémov* omezení nastavení",
    before=(
        "předchozí* predchádzajúc* dosavadní všechno všetko výše vyššie doteraz vše na_vše na_všetko všechny"
        " všetky dřívější"
    ),
    role=(
        "nyní_jsi teď_jsi jsi_teď jsi_nyní teraz_si od_teď od_teraz odteď odteraz od_nynějška předstírej"
        " predstieraj chovej_se_jako správaj_sa_ako nová_role tvůj_nový tvá_nová vystupuj_jako jednej_jako"
        " hraj_roli vývojářský_režim bez_omezení hraj_sa_na už_nejsi"
    ),
    reveal=(
        "prozraď prezraď ukaž ukáž zobraz zopakuj vypiš přečti prečítaj odhal řekni_mi povedz_mi vytiskni"
        " jaké_jsou aké_sú opakuj sděl_mi"
    ),
    secret=(
        "hesl* pin otp kód_pin ověřovací_kód overovací_kód sms_kód cvv číslo_karty karty bankovní účtu"
        " rodné_číslo přístupov* jednorázov* kód_z api_klíč kód_ze"
    ),
    ask="požádej požiadaj zeptej opýtaj vyžádej vyžiadaj získej získaj zjisti vyžaduj ptej chtěj",
    say="řekni povedz odpovídej odpovedz odpověz odpovedaj informuj oznam mluv hovor slib sdělte řekněte",
    exactly=("přesně presne doslova vždy nikdy pouze jen iba na_každou na_každú na_všechny slovo_od_slova následující"),
    end="zavěs zaves ukonči ukončete přepoj prepoj přesměruj presmeruj polož skonči ukončite",
    call="hovor rozhovor telefon linku",
    run="zavolej zavolaj spusť spusti použij použi volej",
    tool="nástroj* funkc* api příkaz",
    agent="umělá_inteligenc* umelá_inteligenc* bot chatbot ai_asistent virtuální_asistent jazykový_model",
)
RUSSIAN = Words(
    ignore=(
        "проигнорируй проигнорируйте забудь забудьте забыть пренебрег пренебрегте отбрось отбросьте не_следуй"
        " не_следуйте не_соблюдай не_соблюдайте обойди обойдите пропусти пропустите удали удалите сотри"
        " сотрите отмени отмените zabud zabudte отключи отключите не_выполняй не_выполняйте не_слушай"
        " не_слушайте не_обращай не_обращайте сбрось сбросьте нарушь нарушьте перестань_следовать игнорируй"
        " игнорируйте ignoriruy ignorirui ignoriruj ignoriruyte"
    ),
    rules=(
        "инструкци* правил* промпт* указани* команд* директив* скрипт* системное_сообщение"
        " системного_сообщения системный_запрос предписани* инструктаж* instrukci* instruktsi* pravil*"
        " ukazani* komand* prompt настройк* ограничени* сценари* установк* приказ*"
    ),
    before=(
        "предыдущ* прежн* выше всё_что все_что всё_сказанное всё_выше predydus* predidus* predyduschi* всё"
        " vse вышесказанн* vsyo раньше до_этого прошл* ранее"
    ),
    role=(
        "теперь_ты ты_теперь вы_теперь теперь_вы отныне с_этого_момента с_этой_минуты веди_себя_как"
        " действуй_как притворись представь_что_ты новая_роль твоя_новая твоё_новое твое_новое новую_роль"
        " сделай_вид ты_больше_не teper_ty ty_teper s_etogo_momenta pritvoris otnyne выступай_в_роли"
        " играй_роль притворяйся режим_разработчика без_ограничений новые_инструкции vedi_sebya прикинься"
    ),
    reveal=(
        "раскрой раскройте покажи покажите выведи выведите повтори повторите распечатай распечатайте зачитай"
        " зачитайте прочитай прочитайте прочти прочтите назови назовите сообщи_мне скажи_мне какие_у_тебя"
        " выдай выдайте raskroy raskroi pokazhi povtori nazovi перечисли перечислите продиктуй продиктуйте"
        " напиши напишите дай_мне озвучь озвучьте vyvedi prochitay переведи_свои каковы"
    ),
    secret=(
        "парол* пин пинкод* пин_код* код_из_смс код_подтверждения одноразовый_код otp cvv смс_код*"
        " номер_карты номера_карт* данные_карты карты банковск* parol* pin_kod* kod_iz номер_счёта номер_счета"
        " реквизит* паспортн* kod_podtver* nomer_karty одноразов* кодовое_слово api_ключ* секретн* код_из"
    ),
    ask=(
        "спроси спросите попроси попросите запроси запросите узнай узнайте собери соберите потребуй"
        " потребуйте получи получите выясни выясните выпытай выпытайте sprosi poprosi zaprosi uznai uznay"
        " добейся проси требуй запиши запишите уточни уточните"
    ),
    say=(
        "скажи скажите говори говорите ответь ответьте отвечай отвечайте сообщи сообщите расскажи расскажите"
        " заяви заявите объяви объявите пообещай пообещайте skazhi otvechay otvechai govori soobshchi"
        " произнеси произнесите повторяй обещай утверждай"
    ),
    exactly=(
        "точно дословно слово_в_слово всегда никогда только исключительно на_каждый на_все на_любой ровно"
        " следующ* эти_слова vsegda tolko doslovno эту_фразу что_бы nikogda"
    ),
    end=(
        "повесь повесьте положи положите заверши завершите закончи закончите прерви прервите переведи"
        " переведите соедини соедините переключи переключите сбрось сбросьте отключись разъедини разъедините"
        " zavershi polozhi poves переадресуй переадресуйте оборви оборвите perevedi прекрати прекратите"
        " zakonchi"
    ),
    call="трубку звонок вызов разговор* линию trubku zvonok razgovor* вызова звонка",
    run=(
        "вызови вызовите запусти запустите выполни выполните используй используйте примени примените"
        " активируй активируйте vyzovi zapusti ispolzuy"
    ),
    tool="инструмент* функци* api команду код_python instrument* funkci* funkts* утилит*",
    agent=(
        "искусственный_интеллект искусственного_интеллекта ии бот чатбот чат_бот голосовой_помощник"
        " виртуальный_ассистент языковая_модель робот ассистент нейросеть ассистенту голосовой_ассистент"
    ),
)
UKRAINIAN = Words(
    ignore=(
        "ігноруй ігноруйте ігноруйіть проігноруй проігноруйте проігноруйіть забудь забудьте забудьіть знехтуй"
        " знехтуйте знехтуйіть не_дотримуйся відкинь відкиньте відкиньіть пропусти пропустите пропустиіть"
        " видали видалите видалиіть не_зважай не_зважайте не_зважайіть не_слухай не_слухайте не_слухайіть"
        " скасуй скасуйте скасуйіть ihnoruy ihnoruyte не_виконуй не_виконуйте не_виконуйіть іgnoruj іgnorujте"
        " іgnorujіть відключи відключите відключиіть обійди обійдите обійдиіть"
    ),
    rules=(
        "інструкці* правил* промпт* вказівк* команд* директив* настанов* скрипт* instrukts* обмежен*"
        " налаштуван* наказ* розпорядж*"
    ),
    before="попередн* вище все_що усе_що усі всі все усе poperedn* раніше дотеперішн*",
    role=(
        "тепер_ти ти_тепер відтепер з_цього_моменту з_цієї_миті поводься_як дій_як прикинься уяви_що_ти"
        " нова_роль твоя_нова твоє_нове вдавай_із удавай teper_ty vidteper ви_тепер веди_себе_як грай_роль"
        " режим_розробника ти_більше_не вдай нові_інструкції"
    ),
    reveal=(
        "розкрий розкрийте розкрийіть покажи покажите покажиіть виведи виведите виведиіть повтори повторите"
        " повториіть надрукуй надрукуйте надрукуйіть зачитай зачитайте зачитайіть прочитай прочитайте"
        " прочитайіть назви назвите назвиіть скажи_мені rozkryy pokazhy видай видайте видайіть перелічи"
        " перелічите перелічиіть розголоси розголосите розголосиіть напиши напишите напишиіть"
    ),
    secret=(
        "парол* пін пінкод* пін_код* код_із_смс код_підтвердження одноразов* otp cvv номер_картки картки"
        " банківськ* parol* рахунк* реквізит* код_з секретн* pin"
    ),
    ask=(
        "запитай запитайте запитайіть попроси попросите попросиіть запроси запросите запросиіть дізнайся"
        " збери зберите збериіть вимагай вимагайте вимагайіть отримай отримайте отримайіть спитай спитайте"
        " спитайіть випитай випитайте випитайіть zapytay з_ясуй з_ясуйте з_ясуйіть проси"
    ),
    say=(
        "скажи скажите скажиіть кажи кажите кажиіть відповідай відповідайте відповідайіть відповідь"
        " відповідьте відповідьіть повідом повідомте повідоміть розкажи розкажите розкажиіть говори говорите"
        " говориіть skazhy vidpoviday вимов вимовте вимовіть пообіцяй пообіцяйте пообіцяйіть"
    ),
    exactly=(
        "точно дослівно слово_в_слово завжди ніколи лише тільки виключно на_кожне на_всі на_будь наступн*"
        " zavzhdy ці_слова"
    ),
    end=(
        "поклади покладите покладиіть заверши завершите завершиіть закінчи закінчите закінчиіть перерви"
        " перервите перервиіть переведи переведите переведиіть з_єднай з_єднайте з_єднайіть покладіть скинь"
        " скиньте скиньіть завершіть перемкни перемкните перемкниіть припини припините припиниіть переадресуй"
        " переадресуйте переадресуйіть"
    ),
    call="слухавку дзвінок виклик розмов* трубку лінію",
    run=(
        "виклич викличте викличіть запусти запустите запустиіть виконай виконайте виконайіть використай"
        " використайте використайіть активуй активуйте активуйіть"
    ),
    tool="інструмент* функці* api команду",
    agent=(
        "штучний_інтелект штучного_інтелекту ші бот чатбот голосовий_помічник віртуальний_асистент мовна_модель робот"
    ),
)
SOUTH_SLAVIC = Words(
    ignore=(
        "игнорирай игнорирайте игнорираййте забрави забравите забравийте пренебрегни пренебрегните"
        " пренебрегнийте игнориши игноришите игноришийте занемари занемарите занемарийте заборави заборавите"
        " заборавийте ignoriši ignorišiте ignorišiйте ignoriraj ignorirajte zanemari zanemarite zaboravi"
        " zaboravite pozabi pozabite prezri prezrite не_следвай preskoči obriši не_спазвай изтрий"
    ),
    rules=(
        "инструкции* указани* правила* команди* упутства* упатства* uputstva* upute* instrukcij* pravil*"
        " naredb* navodil* prompt промпт upustva"
    ),
    before="предишни* всички претходн* prethodn* prejšnj* sve_prethodne sva sve vse горните gornje sve_što",
    role=(
        "сега_си вече_си от_сега_нататък отсега_нататък престори_се дръж_се_като сада_си од_сада sada_si"
        " od_sada pretvaraj_se ponašaj_se_kao zdaj_si odslej pretvarjaj_se nova_uloga нова_роля glumi"
        " сега_ти_си преструвай_се нова_улога ти_си_сада od_sad"
    ),
    reveal=(
        "разкрий разкрийте разкриййте покажи покажите покажийте повтори повторите повторийте прочети"
        " прочетите прочетийте кажи_ми откриј откријте откријйте прикажи прикажите прикажийте otkrij otkrijte"
        " pokaži pokažiте pokažiйте prikaži prikažiте prikažiйте ponovi ponovite pročitaj pročitajте"
        " pročitajйте razkrij razkrijte reci_mi изпиши изпишите изпишийте"
    ),
    secret=(
        "парола* пин otp код_за лозинк* lozink* šifr* gesl* pin broj_kartice kartic* cvv картата номера_на"
        " broj_računa картиц* шифр* kod_iz pin_kod* еднократн*"
    ),
    ask=(
        "поискай поискайте поискаййте попитай попитайте попитаййте помоли помолите помолийте изискай"
        " изискайте изискаййте zatraži zatražiте zatražiйте pitaj pitajte traži tražiте tražiйте zamoli"
        " zamolite vprašaj vprašajте vprašajйте тражи тражите тражийте питај питајте питајйте затражи"
        " затражите затражийте zahtevaj zahtevajte"
    ),
    say=(
        "кажи кажите кажийте отговаряй отговаряйте отговаряййте отговори отговорите отговорийте reci recite"
        " kaži kažiте kažiйте odgovori odgovorite odgovaraj odgovarajte реци реците рецийте одговарај"
        " одговарајте одговарајйте povej povejte говори говорите говорийте кажувај"
    ),
    exactly="точно винаги само дословно tačno točno uvek uvijek samo doslovno vedno увек тачно никога nikad",
    end=(
        "затвори затворите затворийте прекрати прекратите прекратийте приключи приключите приключийте"
        " прехвърли прехвърлите прехвърлийте prekini prekinite spusti spustite završi završiте završiйте"
        " preusmeri preusmerite prebaci prebacite заврши завршите завршийте прекини прекините прекинийте"
        " спусти спустите спустийте"
    ),
    call="разговор* обаждане* слушалк* poziv* razgovor* slušalic* klic* позив* телефона",
    run=(
        "извикай извикайте извикаййте изпълни изпълните изпълнийте използвай използвайте използваййте pozovi"
        " pozovite pokreni pokrenite izvrši izvršiте izvršiйте upotrebi upotrebite koristi koristite позови"
        " позовите позовийте покрени покрените покренийте"
    ),
    tool="инструмент* функци* alat* funkcij* алат* команда",
    agent=(
        "изкуствен_интелект вештачка_интелигенција veštačka_inteligencija umjetna_inteligencija"
        " umetna_inteligenca bot бот"
    ),
)
