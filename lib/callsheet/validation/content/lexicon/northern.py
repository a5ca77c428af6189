"""Words of German, Dutch and the languages of the North and the Baltic."""

from __future__ import annotations

from callsheet.validation.content.lexicon.words import Words

GERMAN = Words(
    ignore=(
        "ignoriere* ignorier vergiss vergessen_sie missachte* missachten umgehe* überschreibe* ueberschreibe*"
        " übergehe* lösche verwirf folge_nicht befolge_nicht beachte_nicht lass_alle streiche deaktiviere*"
        " halte_dich_nicht hör_nicht überspringe* halt_dich_nicht breche brich setze ausser_acht außer_acht"
    ),
    rules=(
        "anweisung* instruktion* regel regeln vorgabe* prompt systemprompt richtlinie* systemnachricht befehl"
        " befehle skript vorschrift* leitlinie* einschränkung* programmierung konfiguration system_prompt"
        " anordnung*"
    ),
    before=(
        "vorherige* bisherige* obige* alles_bisher alles_was alles_davor vorangegangene* frühere* bisher"
        " alles_vorherige alles_zuvor zuvor alles"
    ),
    role=(
        "du_bist_jetzt sie_sind_jetzt du_bist_nun sie_sind_nun ab_jetzt ab_sofort_bist von_nun_an"
        " von_jetzt_an verhalte_dich verhalten_sie_sich tu_so tun_sie_so gib_dich_als gib_vor spiele_die_rolle"
        " spiel_die_rolle spielen_sie_die_rolle neue_rolle deine_neue ihre_neue_aufgabe neue_anweisung*"
        " stell_dir_vor_du stellen_sie_sich_vor entwicklermodus ohne_einschränkungen agiere_als handle_als"
        " du_bist_nicht_mehr schlüpfe_in jetzt_bist_du nimm_die_rolle geben_sie_sich_als sprich_wie sprich_nur"
        " sprechen_sie_nur"
    ),
    reveal=(
        "verrate verraten_sie zeige zeig zeigen_sie gib_mir geben_sie wiederhole wiederholen_sie nenne"
        " nennen_sie drucke lies lesen_sie enthülle offenbare wie_lautet wie_lauten was_sind was_ist gib_deine"
        " gib_den schreibe teile liste übersetze sage_mir sag_mir gib_alle"
    ),
    secret=(
        "passwort passwörter kennwort pin geheimzahl otp tan cvv kartennummer* kreditkart* bankdaten"
        " kontodaten kontonummer* bestätigungscode* verifizierungscode einmalpasswort einmalcode"
        " sicherheitscode api_schlüssel api_key iban zugangsdaten sms_code geheimcode geburtsdatum kartendaten"
        " bankverbindung kontoverbindung"
    ),
    ask=(
        "frag frage fragen_sie erfrage* bitte_den bitte_die bitte_ihn bitten_sie verlange* fordere* erfasse*"
        " sammle* hole hol lass_dir lassen_sie_sich notiere besorge bestätige erbitte"
    ),
    say=(
        "sag sage sagen_sie antworte* antworten teile_dem teile_mit teilen_sie informiere* erzähle* sprich"
        " sprechen_sie melde verkünde behaupte versprich erkläre versichere teile_ihm grüße"
    ),
    exactly=(
        "genau wörtlich wort_für_wort immer niemals nie nur ausschließlich auf_jede auf_alle jede_frage"
        " folgende folgenden diese_worte diesen_satz den_satz nichts_anderes ausschliesslich jede_antwort"
        " jeden_satz stets"
    ),
    end=(
        "leg_auf lege_auf legen_sie_auf leg_sofort_auf auflegen beende* beenden verbinde* trenne* leite"
        " weiterleiten leiten_sie stelle_den übergib brich unterbrich lege_sofort leg_jetzt legen_sie_sofort"
        " leg lege legen"
    ),
    call="anruf* gespräch* telefonat* verbindung auf leitung hörer unterhaltung",
    run="rufe ruf rufen_sie führe führen_sie nutze benutze verwende* starte aktiviere* löse",
    tool="werkzeug* funktion* api tool tools befehl kommando skript",
    agent=(
        "künstliche_intelligenz ki ki_assistent ki_agent bot chatbot sprachmodell roboter sprachassistent*"
        " ki_system sprachagent"
    ),
)
DUTCH = Words(
    ignore=(
        "negeer negeren vergeet vergeten sla_over omzeil schrap verwijder volg_niet overschrijf wis leg_naast"
        " laat_los houd_je_niet luister_niet"
    ),
    rules=(
        "instructie* regels prompt richtlijn* opdrachten aanwijzing* systeembericht script beperking*"
        " voorschrift* systeemprompt bevelen"
    ),
    before="vorige eerdere voorgaande alles_hiervoor alles_wat bovenstaande hierboven alles wat_je",
    role=(
        "je_bent_nu jij_bent_nu u_bent_nu vanaf_nu doe_alsof gedraag_je nieuwe_rol je_nieuwe"
        " nieuwe_instructies speel_de_rol ontwikkelaarsmodus zonder_beperkingen stel_je_voor_dat_je"
        " treed_op_als je_bent_niet_langer doe_je_voor"
    ),
    reveal=(
        "onthul toon laat_zien laat_me herhaal print druk_af lees geef_me vertel_me wat_is wat_zijn deel noem"
        " schrijf geef som_op"
    ),
    secret=(
        "wachtwoord* pincode pin otp cvv kaartnummer creditcard* bankgegevens rekeningnummer verificatiecode"
        " beveiligingscode sms_code inloggegevens api_sleutel bsn eenmalige_code pas_gegevens"
    ),
    ask="vraag vragen verzamel verkrijg eis noteer verzoek laat_de laat_hem",
    say="zeg zegt antwoord antwoorden vertel meld informeer spreek beloof noem deel_mee",
    exactly=(
        "precies letterlijk woord_voor_woord altijd nooit alleen uitsluitend op_elke op_alle elke_vraag"
        " het_volgende deze_woorden niets_anders"
    ),
    end="hang_op ophangen beëindig verbreek verbind sluit stop schakel hang leid",
    call=(
        "gesprek telefoongesprek oproep verbinding telefoon hang_op ophangen meteen_op direct_op onmiddellijk_op nu_op"
    ),
    run="roep gebruik voer start activeer",
    tool="tool functie* opdracht commando hulpmiddel api",
    agent=("kunstmatige_intelligentie ai_assistent bot chatbot taalmodel robot virtuele_assistent spraakassistent"),
)
NORDIC = Words(
    ignore=(
        "ignorera ignorer glöm glem glemme bortse overse strunta hoppa_över följ_inte følg_ikke sivuuta"
        " unohda jätä_huomiotta älä_noudata ohita se_bort_fra radera slett slet åsidosätt ikke_følg hunsaðu"
        " gleymdu hylkää poista tilsidesæt"
    ),
    rules=(
        "instruktion* instruks* regler* prompt riktlinje* retningslinje* anvisning* ohjee* ohjei* sääntö*"
        " säännöt kehote* systemmeddelande* järjestelmäviesti* befaling* ordrer begränsning* määräyk*"
    ),
    before=(
        "tidigare foregående tidligere allt_ovan alt_ovenfor aiemmat aiempi* edelliset edelli* kaikki allt"
        " alt alle alla ovenstående ovanstående"
    ),
    role=(
        "du_är_nu du_er_nå du_er_nu från_och_med_nu fra_nå_av fra_nu_av olet_nyt tästä_lähtien"
        " tästä_eteenpäin låtsas lat_som lad_som_om esitä_olevasi teeskentele agera_som opptre_som"
        " opfør_dig_som oppfør_deg_som bete_dig_som ny_roll ny_rolle uusi_rooli din_nya din_nye uusi_tehtäväsi"
        " toimi_kuin utvecklarläge spela_rollen spill_rollen låtsas_vara late_som kehittäjätila"
        " utan_begränsningar du_är_inte_längre et_ole_enää nya_instruktioner nu_af_er_du nu_är_du nå_er_du"
        " nu_er_du nå_av_er_du tala_som snakk_som"
    ),
    reveal=(
        "avslöja avslør afslør vis visa upprepa gjenta gentag skriv_ut läs_upp les_opp læs_op paljasta näytä"
        " toista tulosta kerro_minulle lue berätta fortell fortæl ge_mig giv_mig gi_meg vad_är hva_er dela"
    ),
    secret=(
        "lösenord* passord* adgangskode* kodeord salasana* pin pinkod pinkoden pin_kode* pinkode* otp"
        " engångskod* engangskode* cvv kortnummer* kortnummeret kredittkort* kreditkort* kontonummer*"
        " bankuppgifter bankkonto* bankid personnummer* luottokortti* korttinumero* tunnusluku*"
        " vahvistuskoodi* pankkitunnuk* verifieringskod* verifikationskode* bekræftelseskode* koodi*"
        " cpr_nummer* kontouppgifter kortinumero* api_avain api_nyckel"
    ),
    ask=(
        "fråga spør spørg bed kysy pyydä samla samle hämta innhent kräv krev vaadi indhent skaffa kerää"
        " be_kunden be_om be_dem"
    ),
    say="säg si sig svara svar sano vastaa informera informer meddela berätta ilmoita lov lova lupaa kerro",
    exactly=(
        "exakt nøyaktig nøjagtig præcis alltid altid aldrig aldri bara bare kun endast täsmälleen aina vain"
        " sanasta_sanaan ord_för_ord ord_for_ord på_alla på_alle jokaiseen kaikkiin följande følgende seuraava"
    ),
    end=(
        "lägg_på legg_på læg_på lopeta katkaise avsluta avslutt afslut koppla overfør overfor koble stil"
        " yhdistä siirrä sulje bryt vidarekoppla sätt_över viderestil"
    ),
    call="samtal* samtale* opkald* opkaldet puhelu* luuri* röret keskustelu linjen lägg_på legg_på læg_på",
    run="anropa kall kald använd bruk brug kör kjør kør käytä kutsu suorita aktivera",
    tool="verktyg* verktøy* værktøj* funktion* funksjon* työkalu* toimintoa funktiota api kommando* komentoa",
    agent=("artificiell_intelligens kunstig_intelligens tekoäly* bot botti ai_assistent chatbot språkmodell* robot"),
)
BALTIC = Words(
    ignore="ignoruok pamiršk ignorē ignorējiet aizmirsti eira unusta nepaisyk",
    rules="instrukcij* taisykl* nurodym* instrukcijas noteikumus juhised juhiseid reegl* prompt",
    before="ankstesn* iepriekšēj* visas visus eelmised eelnevaid kõik",
    role="nuo_šiol dabar_tu_esi no_šī_brīža tagad_tu_esi nüüdsest sa_oled_nüüd apsimesk izliecies",
    reveal="atskleisk parodyk atklāj parādi paljasta näita",
    secret="slaptažod* paroli paroles parool* pin otp kortelės kartes kaardi",
    ask="paprašyk paklausk palūdz pajautā küsi palu",
    say="sakyk pasakyk saki atbildi ütle vasta atsakyk",
    exactly="tiksliai visada precīzi vienmēr täpselt alati tik tikai ainult",
    end="padėk baik beidz pārtrauc lõpeta katkesta",
    call="ragelį pokalbį sarunu zvanu kõne",
    agent="dirbtinis_intelektas mākslīgais_intelekts tehisintellekt",
)
