"""Words of the languages of South-East Asia, with their romanised forms."""

from __future__ import annotations

from callsheet.validation.content.lexicon.words import Words

VIETNAMESE = Words(
    ignore=(
        "bỏ_qua phớt_lờ quên_đi quên_hết quên_tất không_tuân_theo đừng_tuân_theo đừng_làm_theo xóa_bỏ bo_qua"
        " quen_het phot_lo đừng_nghe lờ_đi hãy_quên quen_di hủy_bỏ xoá quên xóa không_cần_tuân bác_bỏ gạt_bỏ"
        " vô_hiệu"
    ),
    rules=(
        "hướng_dẫn chỉ_dẫn chỉ_thị quy_tắc mệnh_lệnh lệnh prompt kịch_bản nguyên_tắc huong_dan chi_dan"
        " chi_thi quy_tac yêu_cầu_trước quy_định thông_báo_hệ_thống cấu_hình lời_nhắc giới_hạn câu_lệnh"
        " menh_lenh"
    ),
    before="trước_đó trước_đây tất_cả mọi ở_trên bên_trên trước truoc_do tat_ca toàn_bộ truoc_day những_gì hết",
    role=(
        "bây_giờ_bạn_là bạn_bây_giờ_là từ_giờ từ_bây_giờ kể_từ_bây_giờ giả_vờ đóng_vai hành_động_như"
        " hãy_cư_xử giả_làm vai_trò_mới nhiệm_vụ_mới bay_gio_ban_la tu_gio_tro_di tu_bay_gio gia_vo dong_vai"
        " cư_xử_như bạn_không_còn_là nói_chuyện_như chế_độ_nhà_phát_triển hóa_thân kể_từ_lúc_này bạn_giờ_là"
        " giờ_bạn_là ban_gio_la không_giới_hạn không_bị_giới_hạn chỉ_thị_mới giả_bộ mạo_danh"
    ),
    reveal=(
        "tiết_lộ hiển_thị cho_tôi_xem cho_tôi_biết in_ra lặp_lại đọc_to đọc nói_cho_tôi cho_biết tiet_lo"
        " hien_thi doc_to lap_lai là_gì liệt_kê viết_ra in_toàn để_lộ chia_sẻ đọc_lại cho_xem nhắc_lại"
        " công_khai phơi_bày dịch gửi_cho_tôi doc_lai"
    ),
    secret=(
        "mật_khẩu mã_otp otp mã_pin pin mã_xác_minh mã_xác_thực số_thẻ thẻ_tín_dụng tài_khoản_ngân_hàng"
        " số_tài_khoản cvv mat_khau ma_otp ma_pin so_the mã_bảo_mật thông_tin_thẻ căn_cước cccd mã_bí_mật"
        " khóa_api so_tai_khoan mã_số thông_tin_ngân"
    ),
    ask=(
        "hỏi yêu_cầu lấy xin thu_thập đòi hoi yeu_cau thu_thap bảo_khách đề_nghị_khách xác_nhận ghi_lại"
        " đề_nghị khai_thác moi lay"
    ),
    say="nói trả_lời thông_báo bảo báo noi tra_loi hứa cho_khách_biết hãy_nói phát_biểu kể",
    exactly=(
        "chính_xác nguyên_văn luôn_luôn luôn mọi_câu_hỏi tất_cả_câu_hỏi không_bao_giờ từng_chữ luon_luon"
        " chinh_xac mỗi_câu moi_cau_hoi câu_sau đúng_nguyên bất_kể chi_tra_loi nguyen_van đúng_câu lặp_đi"
        " chỉ_trả_lời chỉ_được_nói chỉ_nói_câu chỉ_đáp chỉ_nói_từ"
    ),
    end=(
        "cúp_máy kết_thúc chuyển_tiếp gác_máy dập_máy cup_may ket_thuc nối_máy chấm_dứt ngắt_cuộc ngắt_máy"
        " ngắt_kết chuyển_cuộc chuyển_máy chuyển_khách chuyen_cuoc dừng_cuộc"
    ),
    call="cuộc_gọi cuộc_trò_chuyện máy điện_thoại cuoc_goi hội_thoại dien_thoai đường_dây may",
    run="gọi chạy sử_dụng dùng thực_thi kích_hoạt goi chay su_dung thực_hiện",
    tool="công_cụ hàm chức_năng api lệnh cong_cu mã_lệnh câu_lệnh ham",
    agent=(
        "trí_tuệ_nhân_tạo trợ_lý_ảo bot robot chatbot mô_hình_ngôn_ngữ tri_tue_nhan_tao trợ_lý_ai tro_ly_ao"
        " trợ_lý_giọng_nói"
    ),
)
INDONESIAN_AND_MALAY = Words(
    ignore=(
        "abaikan* lupakan* jangan_ikuti jangan_patuhi hiraukan* lewatkan kesampingkan hapus acuhkan*"
        " tinggalkan buang batalkan langgar langkahi jangan_hiraukan padam* usah_ikut ketepikan* langkau"
        " nonaktifkan jangan_ikut tidak_usah mengabaikan lalekna lirwakna lalino"
    ),
    rules=(
        "instruksi* perintah* aturan* peraturan prompt arahan pedoman panduan skrip petunjuk* batasan"
        " ketentuan garis_panduan parentah* konfigurasi pesan_sistem mesej_sistem sekatan tata_tertib pituduh"
    ),
    before="sebelumnya sebelum_ini semua di_atas sebelum terdahulu segala seluruh sadurunge kabeh apa_yang awal",
    role=(
        "sekarang_kamu sekarang_anda kamu_sekarang anda_sekarang mulai_sekarang mulai_saat_ini berpura_pura"
        " pura_pura bertindak_sebagai bertindak_seperti berperan_sebagai bertingkah_seperti peran_baru"
        " tugas_baru mulai_dari_sekarang berlagak saiki_kowe wiwit_saiki sebagai_gantinya_kamu awak_sekarang"
        " sekarang_awak bersikap_seperti bersikaplah berlakon anda_bukan_lagi kamu_bukan_lagi mode_pengembang"
        " tanpa_batasan instruksi_baru arahan_baru bermula_sekarang menyamar peranan_baru jadilah bertindaklah"
        " sekarang_engkau berpuralah bicaralah_seperti anda_kini kamu_kini bicara_seperti berpura_pura*"
        " pura_pura* bercakap_seperti"
    ),
    reveal=(
        "ungkapkan* tampilkan* tunjukkan* ulangi* bacakan* cetak* beritahu beri_tahu sebutkan bocorkan*"
        " perlihatkan dedahkan* paparkan* bagikan apa_itu apa_isi tuliskan baca apa_saja ungkap"
        " apa_yang_tertulis berikan kongsi* tulis kongsikan salin terjemahkan duduhna wacanen"
    ),
    secret=(
        "kata_sandi kata_laluan password* pin otp kode_otp kode_verifikasi nomor_kartu nombor_kad"
        " kartu_kredit kad_kredit rekening cvv nomor_rekening kod_pengesahan sandi data_kartu kode_pin nik"
        " akaun_bank nombor_akaun kode_rahasia kunci_api ktp kod_otp nombor_pin butiran_kad ibu_kandung"
        " detail_kartu token rahasia kode"
    ),
    ask=(
        "minta* tanyakan* tanya* mintalah kumpulkan* dapatkan* mintakan mohon* takon jaluk njaluk suruh"
        " pinta* catat peroleh"
    ),
    say=(
        "katakan* jawab* beritahu beri_tahu bilang* sampaikan* ucapkan* umumkan omongo janjikan balas"
        " maklumkan sebut respons beritahukan kandhanana"
    ),
    exactly=(
        "persis tepat selalu hanya kata_demi_kata setiap_pertanyaan semua_pertanyaan jangan_pernah sentiasa"
        " cuma berikut_ini perkataan_demi ayat_berikut sentiasalah setiap_soalan semua_soalan setiap_jawaban"
        " saja apa_pun apapun setiap_kalimat tansah mung sahaja"
    ),
    end=(
        "tutup* akhiri* matikan* alihkan* sambungkan* putuskan* tamatkan* pindahkan* letak hentikan* teruskan"
        " transfer rampungna pateni pedot"
    ),
    call="telepon* panggilan* percakapan* telefon perbualan sambungan talian obrolan telpon gagang",
    run="jalankan* gunakan* panggil* laksanakan* eksekusi aktifkan jalanno",
    tool="alat fungsi perintah api tool function skrip_python",
    agent=(
        "kecerdasan_buatan ai bot asisten_virtual robot chatbot pembantu_maya model_bahasa asisten_ai"
        " kecerdasan_artifisial pembantu_ai"
    ),
)
FILIPINO = Words(
    ignore=(
        "huwag_pansinin balewalain kalimutan huwag_sundin ipagwalang_bahala wag_pansinin wag_sundin"
        " baliwalain talikuran burahin laktawan kalimti ayaw_sunda ayaw_tagda isantabi i_ignore limutin"
        " kanselahin pabayai"
    ),
    rules=(
        "tagubilin* utos* patakaran* panuto* alituntunin* instruksyon* tuntunin* prompt instructions rules"
        " mga_sugo direksyon panudlo lagda batas mando"
    ),
    before="nauna naunang lahat nasa_itaas dati dating nakaraan* tanan kaniadto noon mga_nauna",
    role=(
        "ikaw_na_ngayon ngayon_ikaw mula_ngayon simula_ngayon magpanggap magkunwari umarte kumilos_bilang"
        " bagong_papel bagong_tungkulin ikaw_ngayon gampanan_ang sukad_karon pagpakaaron kayo_na_ngayon"
        " karon_ikaw ikaw_karon magsalita_ka_na_parang kumilos_ka_na_parang kumilos_na_parang magpakunwari"
        " bagong_utos hindi_ka_na ikaw_ay_isa_na magsalita_na_parang magpanggap_ka"
    ),
    reveal=(
        "ipakita ibunyag ulitin basahin sabihin_mo_sa_akin ilantad i_print ihayag ano_ang ipasabot basaha"
        " sabihin_sa_akin isulat ibahagi ilista sabihin_ang_iyong usba"
    ),
    secret=(
        "password* pin otp card_number numero_ng_card cvv bank_account lihim account_number verification_code"
        " numero_ng_account credit_card* impormasyon_ng_bangko pin_code numero_sa detalye_ng_card card bangko"
        " code"
    ),
    ask=(
        "hingin hilingin tanungin kunin itanong kolektahin pangayoa pangutan_a humingi kuhanin mangayo hingan"
        " magtanong alamin"
    ),
    say="sabihin sagutin sumagot sabihan ipaalam isulti tubaga tugon ipangako mangako banggitin",
    exactly=(
        "eksakto palagi lagi huwag_kailanman bawat_tanong lahat_ng_tanong salita_por_salita mismong eksaktong"
        " tanging kanunay parati permi sumusunod laging"
    ),
    end="ibaba tapusin putulin ilipat wakasan i_transfer ikonekta tapusa putla isara ibalhin i_forward",
    call="tawag telepono usapan pag_uusap linya tawagan call phone",
    run="tawagin gamitin patakbuhin i_run isagawa paandarin",
    tool="tool function kasangkapan api command",
    agent="artificial_intelligence ai bot robot chatbot virtual_assistant voice_assistant",
)
THAI_AND_LAO = Words(
    ignore=(
        "เพิกเฉย ละเว้น ลืม ไม่ต้องสนใจ อย่าสนใจ ไม่สนใจ ข้าม ไม่ต้องทำตาม อย่าทำตาม ละทิ้ง มองข้าม เลิกทำตาม"
        " ยกเลิก ລືມ ບໍ່ສົນໃຈ ບໍ່ຕ້ອງສົນໃຈ ຢ່າສົນໃຈ ຍົກເລີກ ເມີນເສີຍ ลบ ฝ่าฝืน ຂ້າມ ລະເລີຍ phoekchoei"
        " mai_tong_sonjai yok_loek luem ไม่ต้องฟัง"
    ),
    rules=(
        "คำสั่ง คำแนะนำ กฎ กฏ พรอมต์ พรอมท์ แนวทาง ข้อกำหนด สคริปต์ คำชี้แจง ຄຳສັ່ງ ຄໍາສັ່ງ ກົດ ຄຳແນະນຳ"
        " ຄໍາແນະນໍา ระเบียบ ข้อจำกัด ข้อความระบบ ຄໍາແນະນໍາ prompt khamsang kham_sang kot ຂໍ້ກຳນົດ"
    ),
    before=("ก่อนหน้า ทั้งหมด ข้างต้น ที่ผ่านมา ทุกอย่าง ก่อนนี้ ກ່ອນໜ້າ ທັງໝົດ ຜ່ານມາ ด้านบน เดิม ทั้งปวง ກ່ອນ thangmot kon_na ຂ້າງເທິງ"),
    role=(
        "ตอนนี้คุณคือ ตอนนี้คุณเป็น คุณคือตอนนี้ ต่อไปนี้คุณ นับจากนี้ จากนี้ไป ตั้งแต่นี้ แกล้งทำ แสร้งทำ"
        " สวมบทบาท ทำตัวเป็น ทำตัวเหมือน บทบาทใหม่ แสร้งเป็น ຕອນນີ້ເຈົ້າ ຕັ້ງແຕ່ນີ້ ທຳທ່າ ทำตัวเสมือน"
        " ตอนนี้เธอ ทำท่าว่า แกล้งเป็น คุณไม่ใช่ผู้ช่วย บัดนี้คุณ พูดเหมือน ปฏิบัติตัวเป็น หน้าที่ใหม่"
        " คำสั่งใหม่ โหมดนักพัฒนา ເຈົ້າແມ່ນ ນັບແຕ່ນີ້ ປະພຶດຕົວ ສວມບົດ ຕອນນີ້ທ່ານ ຈາກນີ້ໄປ ທຳຕົວ ທໍາຕົວ"
        " tonni_khun chak_ni_pai ต่อจากนี้ สมมติว่าคุณ ไม่มีข้อจำกัด"
    ),
    reveal=(
        "เปิดเผย แสดง บอกฉัน พิมพ์ ทวน อ่านออก อ่านให้ ทำซ้ำ บอกมา คืออะไร พูดซ้ำ อ่าน ເປີດເຜີຍ ສະແດງ ບອກຂ້ອຍ"
        " ອ່ານ เผย เล่า แชร์ เขียน บอกผม เอา พูดทวน ເຮັດຊ້ຳ poed_phoei sadaeng แปล ບອກ"
    ),
    secret=(
        "รหัสผ่าน รหัส โอทีพี otp พิน บัตรเครดิต เลขบัตร เลขที่บัตร บัญชีธนาคาร เลขบัญชี pin cvv ລະຫັດ ບັດ"
        " ບັນຊີ rahat บัตรประชาชน rahasphan ข้อมูลบัตร ຂໍ້ມູນທະນາຄານ ความลับ"
    ),
    ask=("ถาม ขอ เก็บข้อมูล สอบถาม เอา ให้ลูกค้าบอก ຖາມ ຂໍ tham_luk kho_rahat ขอให้ รวบรวม เรียกเก็บ ให้ลูกค้า หลอก ເກັບ"),
    say="พูด บอก ตอบ กล่าว แจ้ง ເວົ້າ ບອກ ຕອບ phut top bok สัญญา",
    exactly=(
        "ตามนี้ เสมอ ทุกคำถาม คำต่อคำ แบบนี้ ອย่าງດຽວ ທຸກຄຳຖາມ ທຸກຄໍາຖາມ ສະເໝີ ให้ตรง samoe ທຸກ ອย่างเดียว"
        " ไม่ว่า ตอบว่า พูดว่า พูดตามนี้ บอกว่า ตามนี้เท่านั้น"
    ),
    end=("วางสาย ตัดสาย จบ สิ้นสุด โอนสาย โอน ยุติ ต่อสาย ວາງສາຍ ຕັດສາຍ ຈົບ ໂອນ ຢຸດ wang_sai tat_sai on_sai ปิด"),
    call=("สาย การโทร โทรศัพท์ บทสนทนา การสนทนา ສາຍ ການໂທ ໂທລະສັບ ການສົນທະນາ kan_tho วางสาย ตัดสาย โอนสาย การคุย wang_sai"),
    run="เรียกใช้ ใช้ รัน สั่งรัน เรียก ເອີ້ນ ໃຊ້ เปิดใช้ ແລ່ນ",
    tool="เครื่องมือ ฟังก์ชัน ฟังก์ชั่น คำสั่งระบบ ເຄື່ອງມື api ຟັງຊັນ",
    agent="ปัญญาประดิษฐ์ เอไอ บอท หุ่นยนต์ ผู้ช่วยเสมือน ai ປັນຍາປະດິດ แชทบอท แชตบอต โมเดลภาษา ผู้ช่วย_ai",
)
KHMER_AND_BURMESE = Words(
    ignore=("មិនអើពើ ភ្លេច កុំអើពើ កុំធ្វើតាម រំលង មិនខ្វល់ កុំខ្វល់ លុប បំភ្លេច លះបង់ စောင့်မနေ လျစ်လျူ မေ့ မလိုက်နာ ကျော် ဖျက် ပယ်ဖျက် ဂရုမစိုက် လစ်လျူရှု"),
    rules=("ការណែនាំ បញ្ជា ច្បាប់ វិធាន គោលការណ៍ សេចក្តីណែនាំ ညွှန်ကြား စည်းမျဉ်း စည်းကမ်း အမိန့် လမ်းညွှန် ប្រអប់បញ្ចូល ពាក្យបញ្ជា វិន័យ ပရောမ့် ပရွန့်"),
    before="មុន ទាំងអស់ ខាងលើ កន្លងមក ယခင် အားလုံး အရင် အထက်ပါ ရှေ့က အပေါ်က ခុំមុន",
    role=(
        "ឥឡូវនេះអ្នកជា ឥឡូវអ្នក ចាប់ពីពេលនេះ ធ្វើពុត ធ្វើជា ដើរតួ សម្ដែងជា ယခု_မင်း ယခုမှစ၍ ယခုမှစ ဟန်ဆောင်"
        " အဖြစ်ပြုမူ သရုပ်ဆောင် ယခုသင်သည် သင်သည်ယခု အခုကစ အခုမှစ ဥဥ ឥឡូវនេះ_អ្នក ពីពេលនេះតទៅ អ្នកឥឡូវ អ្នកគឺជា"
        " စပြီး_သင် မင်းက_အခု ခုကစပြီး អ្នកជា ယခု_သင် ယခုသင် အခု_သင် အခုသင် အခုမင်း အဖြစ်_ပြုမူ ကဲ့သို့ပြုမူ"
        " ယခုအချိန်မှစ၍ လိုပြောပါ លែងជា"
    ),
    reveal=(
        "បង្ហាញ លាតត្រដាង ប្រាប់ខ្ញុំ អាន ធ្វើម្តងទៀត បោះពុម្ព និយាយឡើងវិញ ပြပါ ဖော်ပြ ဖွင့်ပြ ပြန်ပြော ဖတ်ပြ"
        " ပြောပြ ပုံနှိပ် ထုတ်ပြ ဖွင့်ချ ဖတ် បង្ហើប អ្វី ပြသ ဘာလဲ សរសេរ ထုတ်ဖော်"
    ),
    secret=(
        "ពាក្យសម្ងាត់ លេខសម្ងាត់ កូដ otp pin លេខកាត កាត ធនាគារ လျှို့ဝှက် စကားဝှက် ကတ် ဘဏ် ပင်နံပါတ် ကုဒ် ကဒ် គណនី လျှို့ဝှက်ကုဒ် ពាក្យសំងាត់ လျှို့ဝှက်နံပါတ်"
    ),
    ask="សួរ សុំ យក ប្រមូល ទាមទារ មေး မေး တောင်း မေးပါ တောင်းပါ ယူ စုဆောင်း",
    say="និយាយ ឆ្លើយ ប្រាប់ ပြော ဖြေ ပြောပါ ဖြေပါ ဟုပြော အကြောင်းပြန်",
    exactly=(
        "យ៉ាងពិតប្រាកដ ជានិច្ច តែ គ្រប់សំណួរ រាល់សំណួរ ពាក្យនេះ အတိအကျ အမြဲ သာ မေးခွန်းတိုင်း အမြဲတမ်း ត្រឹម តែប៉ុណ្ណោះ តែមួយ តាមនេះ ကိုပဲ စကားလုံး"
    ),
    end="បិទ បញ្ចប់ ផ្ទេរ ដាក់ទូរស័ព្ទ កាត់ ဖြတ် အဆုံးသတ် လွှဲ ချ ရပ် ပိတ် ដាច់ ပြီးဆုံး လွှဲပြောင်း",
    call="ការហៅ ទូរស័ព្ទ ការសន្ទនា ខ្សែ ဖုန်း ခေါ်ဆို စကားပြော ဖုန်းချ ဖုန်းခေါ်",
    run="ហៅ ប្រើ ដំណើរការ အသုံးပြု ခေါ်ပါ လုပ်ဆောင် အသုံးပြုပါ",
    tool="ឧបករណ៍ មុខងារ ကိရိယာ လုပ်ဆောင်ချက် tool function ဖန်ရှင် api",
    agent="បញ្ញាសិប្បនិម្មិត រ៉ូបូត ဉာဏ်ရည်တု စက်ရုပ် ai bot",
)
