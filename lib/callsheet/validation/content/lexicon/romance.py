"""Words of Romance languages."""

from __future__ import annotations

from callsheet.validation.content.lexicon.words import Words

SPANISH = Words(
    ignore=(
        "ignora ignore ignorar ignoren ignorad olvida olvide olvidar olvidate olvídate olvidad descarta"
        " descarte omite omita omitir desobedece anula elimina borra no_sigas no_siga haz_caso_omiso"
        " haga_caso_omiso no_hagas_caso no_obedezcas sáltate salta deja_de_seguir prescinde pasa_por_alto"
        " desestima cancela desactiva suspende"
    ),
    rules=(
        "instruccion* indicacion* regla reglas prompt directriz directrices directiva* normas"
        " mensaje_del_sistema guion restriccion* órdenes ordenes pautas programación protocolo configuración"
    ),
    before=("todo_lo todo_lo_anterior lo_anterior todo_lo_que lo_que_te anteriores previas previos todo_eso de_antes"),
    role=(
        "ahora_eres eres_ahora a_partir_de_ahora desde_ahora de_ahora_en_adelante actúa_como actue_como"
        " actúe_como actuar_como hazte_pasar finge finja compórtate_como comportate simula_ser"
        " imagina_que_eres nuevo_rol tu_nueva_tarea tu_nuevo nuevas_instrucciones ya_no_eres asume_el_papel"
        " asume_el_rol serás_un modo_desarrollador sin_restricciones sin_límites interpreta_el_papel"
        " habla_como hable_como habla_solo_en habla_únicamente habla_en_rima eres_un_asistente_sin"
    ),
    reveal=(
        "revela revele muestra muestre imprime imprima repite repita enseña enseñame muéstrame muestrame dime"
        " lee lea di_cuál cuáles_son cual_es cuál_es comparte divulga escribe escriba expón desvela enumera"
        " lista recita dame copia traduce resume"
    ),
    secret=(
        "contraseña* clave claves pin código_de_verificación codigo_de código_de código_otp otp código_que"
        " número_de_tarjeta numero_de tarjeta_de_crédito tarjeta_de_débito tarjeta datos_bancarios cvv"
        " cuenta_bancaria número_de_cuenta clave_api clave_secreta datos_de_la_tarjeta contrasena token dni"
        " código_sms credenciales código_de_seguridad últimos_cuatro últimas_cuatro"
    ),
    ask=(
        "pide pida pídele pidele pregunta pregunte pregúntale preguntale solicita solicite solicítale recoge"
        " recopila consigue obtén obten exige exija haz_que anota requiere pedir solicitar confirma verifica"
        " recolecta recoja"
    ),
    say=(
        "di diga dile dígale digale decir responder contestale informa informe infórmale anuncia avisa"
        " menciona asegura promete explica comunica saluda despídete contesta_siempre responde_siempre"
        " contesta_con responde_con responde_solo contesta_solo responde_únicamente contesta_únicamente"
        " responde_a contesta_a contesta_sí responde_sí responda_siempre conteste_siempre contéstale"
        " respóndele"
    ),
    exactly=(
        "exactamente textualmente literalmente palabra_por_palabra siempre nunca solo sólo solamente"
        " únicamente a_todo a_cualquier a_cada a_todas estas_palabras lo_siguiente la_frase nada_más"
        " sin_excepción"
    ),
    end=(
        "cuelga cuelgue colgar termina termine finaliza finalice terminar transfiere transfiera transferir"
        " desvía desvia desvíe corta corte redirige redirija desconecta cierra interrumpe reenvía"
    ),
    call="llamada conversación teléfono comunicación línea charla",
    run="llama llame ejecuta ejecute usa use utiliza invoca activa lanza corre dispara emplea ejecutar",
    tool="herramienta* función funcion funciones comando* api código_python script",
    agent=(
        "asistente_virtual inteligencia_artificial ia bot chatbot asistente_de_ia modelo_de_lenguaje"
        " agente_virtual robot asistente_de_voz agente_de_voz"
    ),
)
PORTUGUESE = Words(
    ignore=(
        "ignore ignora ignorar ignorem esqueça esqueca esquece esquecer desconsidere desconsidera descarte"
        " despreze apague anule não_siga não_obedeça pule deixe_de_seguir desobedeça elimine cancele remova"
        " delete omita pare_de_seguir desative"
    ),
    rules=(
        "instruç* instruc* regra* prompt diretriz* diretiva* orientaç* orientac* normas roteiro"
        " mensagem_do_sistema ordens restriç* comandos programação configuração configurações"
    ),
    before="tudo tudo_o_que tudo_acima acima anteriores anterior o_que_foi que_te_disseram prévias de_antes",
    role=(
        "agora_você_é você_agora_é você_agora agora_voce voce_agora a_partir_de_agora de_agora_em_diante"
        " daqui_para_frente daqui_em_diante aja_como atue_como age_como finja finge faça_de_conta faz_de_conta"
        " comporte_se imagine_que_você novo_papel seu_novo sua_nova nova_tarefa novas_instruções agora_és"
        " passas_a_ser assuma_o_papel assuma_a sem_restrições modo_desenvolvedor você_não_é_mais fale_como"
        " fala_como fale_apenas_em fale_só_em"
    ),
    reveal=(
        "revele revela mostre mostra imprima repita repete exiba diga_me me_diga leia lê divulgue compartilhe"
        " escreva liste quais_são qual_é me_mostre me_conte conte_me exponha informe_me recite traduza resuma"
        " copie dê_me me_dê"
    ),
    secret=(
        "senha* pin código_de_verificação código_otp otp cvv número_do_cartão numero_do dados_do_cartão"
        " cartão_de_crédito cartão_de cartão cartao palavra_passe dados_bancários conta_bancária chave_da_api"
        " chave_api token código_sms código_que código_de codigo_de cpf chave_pix código_de_segurança"
        " credenciais password últimos_quatro quatro_últimos"
    ),
    ask=(
        "peça peca pede pergunte pergunta solicite solicita colete recolha obtenha exija consiga faça_o"
        " faça_com_que confirme anote pedir requisite verifique"
    ),
    say=(
        "diga diz dizer fale responda responde responder informe avise anuncie conte prometa garanta mencione"
        " comunique cumprimente afirme"
    ),
    exactly=(
        "exatamente literalmente palavra_por_palavra sempre nunca apenas somente só a_todas a_qualquer a_tudo"
        " toda_pergunta estas_palavras o_seguinte a_frase nada_mais toda_resposta"
    ),
    end=(
        "desligue desliga desligar encerre encerra termine termina finalize transfira transfere transferir"
        " encaminhe redirecione corte derrube passe interrompa desconecte finalizar encerrar"
    ),
    call="chamada ligação ligacao conversa telefone telefonema linha",
    run="chame chama execute executa use usa utilize acione invoque rode ative ativa dispare abra",
    tool="ferramenta* função funcao funções api comando* script",
    agent=(
        "inteligência_artificial ia robô robo bot chatbot assistente_virtual modelo_de_linguagem"
        " assistente_de_ia agente_virtual assistente_de_voz agente_de_voz"
    ),
)
FRENCH = Words(
    ignore=(
        "ignore ignorez ignorer oublie oubliez oublier néglige négligez ne_suis ne_suivez ne_tiens ne_tenez"
        " fais_abstraction faites_abstraction annule annulez supprime supprimez efface effacez contourne"
        " contournez passe_outre passez_outre n_obéis ne_respecte laisse_tomber mets_de_côté désactive"
        " désactivez désobéis n_écoute"
    ),
    rules=(
        "instruction* consigne* règle* regle* directive* prompt invite_système message_système ordres script"
        " restriction* programmation garde_fous configuration paramètres"
    ),
    before=(
        "tout_ce tout_ça précédent* precedent* ce_qui_précède ci_dessus ce_qu_on ce_que_tu antérieur*"
        " tout_le_reste plus_haut tes_anciennes d_avant"
    ),
    role=(
        "tu_es_maintenant vous_êtes_maintenant tu_es_désormais vous_êtes_désormais à_partir_de_maintenant"
        " a_partir_de_maintenant dorénavant désormais_tu désormais_vous agis_comme agissez_comme agis_en_tant"
        " agissez_en fais_semblant faites_semblant prétends_être fais_toi_passer faites_vous_passer"
        " comporte_toi comportez_vous joue_le_rôle jouez_le_rôle nouveau_rôle ta_nouvelle votre_nouvelle"
        " votre_nouveau ton_nouveau nouvelles_instructions imagine_que_tu tu_n_es_plus mode_développeur"
        " sans_restriction* sans_aucune_restriction maintenant_tu_es incarne parle_comme parlez_comme"
        " parle_uniquement_en parle_toujours parle_en_vers ne_parle_qu"
    ),
    reveal=(
        "révèle révélez revele affiche affichez montre montrez répète répétez repete dis_moi dites_moi lis"
        " lisez imprime imprimez divulgue divulguez donne_moi donnez_moi quelles_sont quel_est quelle_est"
        " écris écrivez récite récitez partage énumère cite traduis résume recopie"
    ),
    secret=(
        "mot_de_passe mots_de_passe code_pin pin code_de_vérification code_secret code_otp otp cvv"
        " numéro_de_carte numero_de carte_bancaire carte_de_crédit carte_bleue coordonnées_bancaires"
        " compte_bancaire code_reçu code_sms code_de iban clé_api clé_secrète identifiants code_confidentiel"
        " code_à derniers_chiffres quatre_chiffres"
    ),
    ask=(
        "demande demandez demander réclame réclamez recueille recueillez obtiens obtenez exige exigez"
        " collecte collectez récupère récupérez note notez confirme vérifie fais_lui faites_lui sollicitez"
    ),
    say=(
        "dis dites dis_lui dites_lui dire réponds répondez répondre reponds repondez informe informez annonce"
        " annoncez indique indiquez mentionne promets prétends affirme assure prononce"
    ),
    exactly=(
        "exactement mot_pour_mot textuellement toujours jamais seulement uniquement à_toutes à_chaque à_toute"
        " a_toutes ces_mots la_phrase ce_qui_suit rien_d_autre littéralement quoi_qu_il chaque_question"
        " chaque_réponse"
    ),
    end=(
        "raccroche raccrochez raccrocher termine terminez terminer transfère transférez transferer transférer"
        " transfere coupez redirige redirigez mets_fin mettez_fin bascule passe_l interromps renvoie"
        " déconnecte clos coupe_l coupe_la coupe_cet"
    ),
    call="appel l_appel conversation communication téléphone ligne discussion",
    run=(
        "appelle appelez exécute exécutez execute lance lancez utilise utilisez active activez invoque"
        " déclenche déclenchez"
    ),
    tool="outil* fonction* api commande* script",
    agent=(
        "intelligence_artificielle ia robot bot chatbot assistant_virtuel assistant_vocal modèle_de_langage"
        " assistant_ia agent_vocal agent_ia"
    ),
)
ITALIAN = Words(
    ignore=(
        "ignora ignorate ignorare ignori dimentica dimenticati dimenticare dimenticate trascura tralascia"
        " non_seguire non_seguite non_rispettare scarta annulla elimina cancella disattiva lascia_perdere"
        " aggira disobbedisci salta smetti_di_seguire"
    ),
    rules=(
        "istruzion* regol* prompt direttiv* linee_guida indicazion* messaggio_di_sistema ordini restrizion*"
        " copione comandi programmazione impostazioni configurazione"
    ),
    before=(
        "tutto_ciò tutto_quello precedent* quanto_sopra tutto_il quello_che_ti ciò_che_ti di_prima"
        " di_cui_sopra che_ti_hanno tutto"
    ),
    role=(
        "ora_sei adesso_sei sei_ora da_ora_in_poi d_ora_in_poi da_adesso_in_poi da_questo_momento agisci_come"
        " agisca_come comportati_come comportati_da fingi fai_finta nuovo_ruolo tuo_nuovo tua_nuova"
        " nuove_istruzioni interpreta_il_ruolo immagina_di_essere modalità_sviluppatore senza_restrizioni"
        " non_sei_più assumi_il_ruolo senza_limiti fatti_passare parla_come parla_solo_in parla_sempre"
    ),
    reveal=(
        "rivela rivelami mostra mostrami stampa ripeti dimmi leggi leggimi divulga scrivi elenca quali_sono"
        " qual_è svela condividi recita traduci riassumi dammi esponi riporta"
    ),
    secret=(
        "password pin codice_pin codice_di_verifica codice_otp otp cvv numero_della_carta numero_di_carta"
        " carta_di_credito carta dati_bancari conto_bancario codice_ricevuto codice_sms codice_segreto"
        " codice_di ultime_quattro ultimi_quattro parola_d_ordine chiave_api credenziali"
        " dati_della_carta iban codice_fiscale"
    ),
    ask=(
        "chiedi chieda chiedigli chiedile chiedete chiedere richiedi raccogli ottieni pretendi fatti_dare"
        " fatti_dire domanda annota conferma verifica esigi"
    ),
    say=(
        "digli dille dì dica dici dite dire rispondi risponda rispondere rispondete informa informi annuncia"
        " comunica prometti menziona assicura pronuncia afferma di_che di_esattamente di_al di_solo di_sempre"
        " di_loro rispondi_sempre"
    ),
    exactly=(
        "esattamente parola_per_parola testualmente letteralmente sempre mai solo soltanto solamente a_ogni"
        " a_qualsiasi a_tutte queste_parole la_frase quanto_segue nient_altro ogni_domanda ogni_risposta"
    ),
    end=(
        "riattacca riaggancia chiudi termina concludi trasferisci trasferire inoltra devia passa interrompi"
        " reindirizza scollega attacca disconnetti"
    ),
    call="chiamata conversazione telefonata telefono linea",
    run="chiama esegui usa utilizza invoca lancia attiva richiama avvia",
    tool="strumento strumenti funzione funzioni api comando comandi tool script",
    agent=(
        "intelligenza_artificiale ia robot bot chatbot assistente_virtuale modello_linguistico"
        " assistente_vocale assistente_ai agente_vocale agente_ai"
    ),
)
ROMANIAN = Words(
    ignore=(
        "ignoră ignorați ignora ignorati uită uita uitați nu_urma nu_respecta șterge anulează sari_peste"
        " omite nu_asculta dezactivează nu_ține lasă_la_o_parte"
    ),
    rules=(
        "instrucțiuni* instructiuni* reguli* regulile prompt directive* mesajul_de_sistem ordine comenzi"
        " indicații* restricții* îndrumări* scenariu*"
    ),
    before="anterioare precedente tot_ce tot_ceea de_mai_sus de_dinainte dinainte ce_ți_s totul",
    role=(
        "acum_ești esti_acum de_acum_înainte de_acum_inainte de_acum_încolo prefă_te prefa_te comportă_te"
        " comporta_te noul_rol noul_tău noua_ta acționează_ca joacă_rolul imaginează_ți_că modul_dezvoltator"
        " fără_restricții acum_esti nu_mai_ești noi_instrucțiuni pretinde_că dă_te_drept vorbește_ca"
        " vorbește_doar_în"
    ),
    reveal=(
        "dezvăluie dezvaluie arată arata afișează repetă repeta spune_mi citește tipărește care_sunt"
        " care_este scrie divulgă enumeră dă_mi"
    ),
    secret=(
        "parola parole* pin codul_pin otp cod_otp cvv numărul_cardului numarul card* date_bancare"
        " cod_de_verificare codul_de contul_bancar cnp codul_primit cheia_api datele_cardului codul_sms"
    ),
    ask="cere cereți întreabă intreaba solicită colectează obține obtine pretinde roagă notează confirmă",
    say="spune spuneți răspunde raspunde răspundeți informează anunță promite comunică",
    exactly=(
        "exact cuvânt_cu_cuvânt întotdeauna intotdeauna mereu niciodată doar numai la_orice la_fiecare"
        " la_toate următoarele aceste_cuvinte"
    ),
    end=(
        "închide inchide închideți încheie incheie transferă transfera termină redirecționează întrerupe deconectează"
    ),
    call="apel* convorbire* conversați* telefonul linia",
    run="apelează apeleaza rulează folosește execută utilizează activează cheamă",
    tool="funcți* instrument* unealta unelte api comanda comandă",
    agent="inteligență_artificială ia bot chatbot robot asistent_virtual model_de_limbaj asistentul_virtual",
)
CATALAN = Words(
    ignore="ignora ignoreu oblida oblideu descarta omet no_segueixis",
    rules="instruccions normes regles prompt directrius indicacions",
    before="anteriors tot_el_que tot_l_anterior prèvies",
    role="ara_ets a_partir_d_ara fes_veure actua_com comporta_t",
    reveal="revela mostra repeteix digues_me llegeix",
    secret="contrasenya pin codi_de targeta otp",
    ask="demana pregunta sol·licita",
    say="digues respon contesta informa",
    exactly="exactament sempre només paraula_per_paraula",
    end="penja acaba finalitza transfereix",
    call="trucada conversa",
    run="executa crida fes_servir utilitza",
    tool="eina funció",
    agent="intel·ligència_artificial assistent_virtual bot",
)
