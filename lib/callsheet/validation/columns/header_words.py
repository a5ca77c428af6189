"""Words of column headers, in the languages of lead files. They only support what the cells show.

A star matches the rest of a word, an underscore is a space. Words of scripts without spaces match anywhere in a header.
"""

from __future__ import annotations

PHONE = (
    "*phone* *telefon* telefoon* telepon* telepono* telp tel tel1 tel2 tlf tlf1 tlf2 *handy* cislo_tel*"
    " mobil* mob1 mob2 *mobile mobiel* mobitel* cell cell1 cell2 cellular* celular* cel cel1 cel2 movil* movel"
    " portable*"
    " gsm msisdn ph hp ponsel wa simu ya_simu"
    " whatsapp* rufnummer* *rufnummer fernsprech* puhelin* matkapuhelin* puh fone telemovel komorka komorkowy fono"
    " dien_thoai* sdt di_dong cep_tel* cep_no cep_numara* mob contact_no contact_number contact_num contact_nos"
    " number_to_call numero_de_contact* numero_contatto recapito* contatto kontaktnummer nomor_kontak no_kontak"
    " iletisim_no irtibat rufnr* dial* caller* called callee zap whats"
    " номер_абонента телефон* *телефон мобил* мобільн* моб тел сотов* мобила τηλεφων* κινητο* טלפון* נייד*"
    " मोबाइल* मोबाईल* फ़ोन* फोन* दूरभाष* दूरध्वनी* भ्रमणध्वनी* संपर्क_नंबर ফোন* মোবাইল* போன்* கைபேசி* தொலைபேசி*"
    " செல்பேசி* ఫోన్* మొబైల్* ಫೋನ್* ಮೊಬೈಲ್* ಫોન* મોબાઇલ* ਫੋਨ* ਮੋਬਾਈਲ* ഫോൺ* മൊബൈൽ* දුරකථන* ስልክ* ტელეფონ*"
    " მობილურ* հեռախոս*"
    " هاتف* جوال* موبايل* تلفون* محمول* نقال* تليفون* واتساب* شماره_تلفن موبایل* موبائل* تلفن* فون* همراه شماره_تماس"
    " 电话 電話 手机 手機 携帯 ケータイ 전화 휴대폰 핸드폰 연락처 โทร มือถือ เบอร์ ទូរស័ព្ទ ໂທລະສັບ ဖုန်း 客户号码"
)
"""A phone number."""

OTHER_KIND = (
    "id ids *id_no uuid aadhaar aadhar pin pincode zip* postal* postcode* plz postleitzahl gst* gstin pan passport*"
    " amount* price* salary balance* date* dob *birth* *birthday serial* sku ean isbn barcode vin imei iban tax* ssn"
    " count quantity qty year* timestamp* created* updated* score* age bill *fax* telex pager* imsi iccid"
    " betrag datum *datum preis* alter fecha* importe precio* date* montant prix importo prezzo preco* kwota* cena*"
    " jumlah tanggal harga tarih tutar fiyat* bedrag prijs belopp belob belop summa osszeg suma castka"
    " kennung ids identificador identifiant identificativo identyfikator"
    " budget* turnover presupuesto* orcamento cmnd cccd can_cuoc αφμ αμκα ת_ז תעודת_זהות เลขบัตร บัตรประชาชน"
    " kode_pos nik ktp npwp pesel nip regon dni nif cedula rut cpf cnpj siren siret tc_kimlik"
    " дата* сумм* цена идентификатор инн снилс индекс* факс* кількість ціна"
    " आधार* पिन* दिनांक* तारीख* राशि* फैक्स* कीमत आईडी"
    " رمز تاريخ* مبلغ* فاكس* رقم_قومي سعر معرف مبلغ تاریخ مبلغ"
    " telecopie faks* naissance"
    " 身份证 卡号 邮政 邮编 日期 金额 传真 傳真 マイナンバー 郵便 日付 金額 ファックス ファクス 编号 주민등록"
    " 우편 날짜 금액 팩스"
    " 아이디 생일 วันที่ จำนวนเงิน ราคา"
)
"""What else a number is: an identifier, an amount, a date, a fax. It speaks against a column even with a phone word."""

OWNER = (
    "account* acct* order* invoice* card cards value* ticket* reference ref policy customer* client* member* loan*"
    " employee* roll_no holder* *holder"
    " kunden* *konto* bestell* auftrag* rechnung* kd_nr kdnr* kd steuer* karten* *karte vertrag* personal* ausweis*"
    " mitglied* artikel* wert"
    " codigo* cuenta tarjeta pedido* cliente_no no_de_cliente *_de_cliente factura* poliza contrato* *_cliente rg"
    " cartao conta data valor cap conto ordine ordini carta partita* fattura* polizza contratto*"
    " client *_client commande* compte* carte securite* facture* adherent* contrat* valeur"
    " klant* bestelling* rekening* lid lidnummer* kund kundnummer* kunde kundenr* ordre* bestilling* konto* tilaus*"
    " asiakas* jasen* tili*"
    " klient* zamowien* zamowieni* konta karty kod* faktur* zakazn* objednav* uct* comanda* comenzi cont*"
    " ugyfel* rendeles*"
    " szamla* πελατ* παραγγελ* λογαριασμ*"
    " pelanggan pesanan rekening kartu kode* faktur pembeli khach_hang don_hang tai_khoan"
    " musteri* siparis* hesap* kimlik* kart posta* fatura* vergi* uye*"
    " заказ* счет* паспорт* клиент* карт* договор* накладн* клієнт* замовлен* рахун*"
    " खाता* ग्राहक* ऑर्डर* कार्ड* आदेश* बिल* গ্রাহক* অর্ডার* வாடிக்கையாளர்* ஆர்டர்* కస్టమర్* ఆర్డర్*"
    " حساب* طلب* هويه* بطاقه* عميل* فاتوره* مشتري* سفارش* صارف*"
    " לקוח* הזמנה* חשבון*"
    " 订单 訂單 账号 帳號 账户 客户编号 客户号 客户 客戶 会员 注文 口座 顧客 会員 お客様 カード 주문 계좌 고객"
    " 회원 카드 ลูกค้า คำสั่งซื้อ บัญชี สมาชิก"
)
"""Whose number it is. It speaks against a column only without a phone word: a client number is no phone, a client's
phone is one."""

SECOND = (
    "alternat* *alternativ* alt other* second* home* office* off work* business* landline* *land_line residence res"
    " backup evening night car radio callback additional* desk"
    " *privat* buero* buro* *buro *festnetz* geschaft* *dienst* *dienstlich weitere* zweit* ander* zakelijk*"
    " werk thuis"
    " vast prive vaste arbete* arbets* jobb hem hemtelefon* alternativt arbejde* hjemme* arbeid* tyo* koti* muu"
    " vaihtoehtoinen"
    " fijo oficina casa trabajo otro otra secundario secundaria adicional alternativo bureau fixe domicile pro"
    " professionnel* travail autre secondaire ufficio lavoro fisso altro secondario comercial fixo residencial"
    " trabalho"
    " recado* outro outra sluzbowy domowy stacjonarny praca dodatkowy inny pracovni domu domaci pevna pevny"
    " jiny druhy"
    " serviciu acasa fix munkahelyi otthoni vezetekes masik kantor rumah lain lainnya pejabat is_tel* ev sabit diger"
    " yedek nha_rieng co_quan van_phong khac mbadala kazi nyumbani bahay opisina"
    " рабоч* домашн* дополнит* друг* запасн* городск* робоч* додатков* інш*"
    " εργασιας οικιας σταθερο* εναλλακτικο* αλλο"
    " कार्यालय* घर* वैकल्पिक* दूसरा* पर्यायी* অফিস* বাড়ি* বিকল্প* அலுவலக* வீட்டு* மாற்று* ఆఫీసు* ఇంటి* ప్రత్యామ్నాయ*"
    " عمل* منزل* بديل* ثابت* اخر* محل_کار دوم دیگر گھر دفتر متبادل עבודה בית נוסף חלופי"
    " 家庭 办公 单位 备用 固定 自宅 勤務 代替 予備 会社 집 직장 자택 บ้าน ที่ทำงาน สำรอง ออฟฟิศ"
)
"""Not the first number to call."""

COMPANY = (
    "company* corporate* branch* switchboard* headquarter* hq reception* central* firmen* firma zentrale bedrijf*"
    " empresa* entreprise* societe azienda* perusahaan sirket* компан* организац* कंपनी* شركه* 公司 会社 회사 บริษัท"
)
"""A number of many people at once."""

SOMEBODY_ELSE = (
    "emergency spouse* parent* father* mother* husband* wife* guardian* nominee* relative* reference* referr* agent*"
    " assistant* manager* guarantor* advisor* salesperson* notfall* emergencia urgence secours emergenza"
    " darurat keluarga"
    " acil экстренн* आपातकालीन* طوارئ* 紧急 緊急 비상 ฉุกเฉิน"
)
"""The number of somebody else than the lead."""

MESSENGER = "whatsapp* wa واتساب* telegram viber wechat 微信 line_id"
"""A number for chats."""

FIRST = (
    "first* primary main* preferred best recommended haupt* principal* principale hoofd* primar*"
    " основн* मुख्य* رئيسي* 主要 主 기본"
)
"""The first number to call."""

MOBILE = (
    "mob* mobil* *mobile cell* cel celular* movil* movel telemovel portable* *handy* gsm hp ponsel komork* cep*"
    " сотов* мобил* мобільн*"
    " κινητο* נייד* मोबाइल* मोबाईल* মোবাইল* جوال* موبايل* موبایل* موبائل* محمول* 手机 手機 携帯 휴대폰 핸드폰"
    " มือถือ di_dong"
)
"""A mobile phone."""

CONTACT = (
    "contact* kontakt* contacto contato contatto recapito iletisim lien_he"
    " контакт* संपर्क* اتصال تواصل تماس 連絡先 联系 聯絡 연락"
)
"""How somebody is reached: a phone only where the cells are numbers."""

NUMBER = (
    "cep contact contacts contacto contato number numbers nummer numero numeros no nr num nomor kontakt"
    " iletisim 1 lead"
    " leads my your person номер контакт контакты नंबर संपर्क رقم اتصال 号码 番号 連絡先 联系方式 번호"
)
"""Words that mean a phone only when the header has no others and the cells are valid numbers: "cep" is a mobile phone
in Turkish, a postcode in Portuguese."""
