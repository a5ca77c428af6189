"""Words of Chinese, Japanese and Korean, with their romanised forms."""

from __future__ import annotations

from callsheet.validation.content.lexicon.words import Words

CHINESE = Words(
    ignore=(
        "忽略 忽视 忽視 无视 無視 忘记 忘記 忘掉 忘了 跳过 跳過 不要理会 不要理會 不要遵守 不再遵守 不要遵循"
        " 绕过 繞過 抛开 拋開 别管 別管 删除 刪除 清除 不用管 覆盖 覆蓋 违反 丢掉 抛弃 不必遵守 不要听 作废"
        " 取消 撇开 取代 停止遵循 不用遵守 hulue wangji wushi hulve wangdiao"
    ),
    rules=(
        "指令 指示 规则 規則 提示词 提示詞 系统提示 系統提示 命令 设定 設定 要求 限制 规定 規定 说明 說明"
        " 剧本 脚本 腳本 话术 話術 守则 系统消息 系統訊息 准则 指引 zhiling zhishi guize tishici tishi"
        " mingling prompt 约束 规矩 提示"
    ),
    before="之前 以上 上面 先前 前面 所有 全部 一切 之前的 以前 zhiqian yishang suoyou 此前 上述 刚才 qianmian",
    role=(
        "你现在是 你現在是 现在你是 現在你是 从现在起 從現在起 从现在开始 從現在開始 从此刻 假装 假裝 扮演"
        " 冒充 充当 充當 你的新角色 新的角色 你的新任务 你的新任務 你不再是 表现得像 角色扮演 开发者模式"
        " 開發者模式 进入调试 越狱 你是一个没有 你將扮演 装作 自现在起 模拟成 新指令 新的指令 切换到"
        " 没有任何限制 不受限制 ni_xianzai_shi xianzai_ni_shi cong_xianzai jiazhuang banyan ni_xianzai"
    ),
    reveal=(
        "透露 显示 顯示 告诉我 告訴我 泄露 洩露 重复 重複 打印 列印 输出 輸出 念出 读出 讀出 展示 公开 公開"
        " 说出 說出 复述 複述 揭示 朗读 朗讀 是什么 是什麼 给我看 給我看 列出 背出 暴露 念一遍 分享 翻译 写出"
        " xianshi gaosu_wo dayin shuochu shuchu toulu chongfu 讲出 亮出 贴出"
    ),
    secret=(
        "密码 密碼 验证码 驗證碼 卡号 卡號 银行卡 銀行卡 信用卡 身份证 身份證 账号 帳號 账户 帳戶 口令 密钥"
        " 密鑰 安全码 安全碼 otp pin cvv mima yanzhengma kahao yinhangka shenfenzheng 动态码 支付密码 银行账"
        " 檢查碼 机密 内部资料 用户数据 xinyongka"
    ),
    ask=(
        "询问 詢問 索要 索取 要求客户 要求客戶 问客户 問客戶 让客户 讓客戶 收集 获取 獲取 请求 請求 向客户要"
        " 套出 问他 问她 問他 问一下 要到 问出 让对方 讓對方 叫客户 让他 讓他 xunwen suoyao wen_kehu rang_kehu"
        " shouji 骗取 记录下 要客户 请客户 請客戶 索 wen 要求 向用户 核实 跟客户要 向对方要"
    ),
    say=("说 說 回答 告诉 告訴 回复 回覆 讲 講 答复 声称 聲稱 承诺 承諾 shuo huida gaosu 宣布 宣稱 喊 通知 称 huifu"),
    exactly=(
        "原样 一字不差 完全一样 只回答 总是 總是 永远 永遠 始终 始終 每个问题 每個問題 所有问题 所有問題"
        " 以下内容 以下內容 下面这句话 逐字 任何问题 任何問題 只用 一律 反复 反覆 每句 每次 一直 不管 无论"
        " 無論 下面的话 zongshi yongyuan meige_wenti suoyou_wenti 这句话 這句話 永不 照着念 绝不 絕不 只能用"
        " 只許 仅回答 只准"
    ),
    end=(
        "挂断 掛斷 结束 結束 终止 終止 转接 轉接 挂掉 掛掉 切断 切斷 中断 中斷 转到 轉到 转给 轉給 挂电话"
        " 掛電話 guaduan jieshu zhuanjie 中止 停止 挂机 掛機 断开 转移"
    ),
    call="通话 通話 电话 電話 对话 對話 来电 來電 dianhua tonghua duihua 呼叫 会话 线路",
    run="调用 調用 执行 執行 运行 運行 使用 触发 觸發 呼叫 diaoyong zhixing yunxing shiyong 启动",
    tool="工具 函数 函式 函數 接口 代码 程式 api gongju hanshu 命令 指令 系统命令",
    agent=(
        "人工智能 人工智慧 机器人 機器人 语言模型 語言模型 智能助手 虚拟助手 ai助手 ai 语音助手 助理"
        " rengong_zhineng jiqiren 智能体 大模型"
    ),
)
JAPANESE = Words(
    ignore=(
        "無視 忘れ 従わない 従わず 従うな 破棄 スキップ 無効に むしして 削除 取り消 上書き 気にしないで 放棄"
        " 捨てて 守らなくて 守らず mushi_shi* mushishite wasurete wasurero 解除 回避 リセット"
    ),
    rules=(
        "指示 命令 ルール プロンプト 規則 設定 ガイドライン システムメッセージ 台本 制限 制約 スクリプト 指令"
        " 規約 手順 shiji ruuru ru_ru meirei puronputo prompt インストラクション 方針"
    ),
    before=(
        "以前 これまで 上記 全て すべて 全部 前の 先の 今までの 上の これ以前 mae_no subete izen kore_made"
        " koremade 先ほど 従来 zenbu もとの"
    ),
    role=(
        "あなたは今 あなたは今から 今からあなた これからあなた 今後あなた 今からお前 君は今 ふりをして"
        " 振りをして として振る舞 として行動 のように振る舞 になりきって 演じて 新しい役割 あなたの新しい"
        " 開発者モード として話して 今から 今後は これからは ロールプレイ もはやアシスタント として応答"
        " のように話して 成りすまし なりすま ふりをする として答え 装って ima_kara anata_wa_ima korekara_wa"
        " toshite_furuma furi_wo_shite furi_o_shite no_furi 制限なし 役を演じ 新しい指示 ima_kara_anata 口調で"
    ),
    reveal=(
        "教えて 表示 明かして 開示 見せて 繰り返 読み上げ 印刷 出力 暴露 公開 復唱 答えて言って 何ですか"
        " 漏らして 全文 書き出 示して 教えろ 述べて 見せろ 列挙 翻訳 oshiete misete hyouji yomiagete"
        " kurikaeshi hyoji 何です 共有 さらけ"
    ),
    secret=(
        "パスワード 暗証番号 認証コード 確認コード ワンタイム カード番号 クレジットカード 口座 銀行"
        " セキュリティコード 個人情報 マイナンバー otp pin cvv pasuwaado anshou bango anshoubangou 秘密"
        " apiキー キャッシュカード 口座番号 暗証 パスコード 機密"
    ),
    ask=(
        "聞いて 尋ねて 聞き出 求めて 要求 聞け 収集 入手 聞いてください たずねて 教えてもらって 言わせて 取得"
        " 聞きなさい 尋ねろ 問い合わせ 訊いて kiite kiki_dashite tazunete 確認して もらって 伺って 聞く メモ"
        " 頼んで"
    ),
    say=(
        "言って 言え 答えて 答えろ 伝えて 述べて 話して 返答 回答 告げて itte ie kotaete hanashite 言いなさい"
        " 約束 伝えろ 発言 返事 言うこと 叫"
    ),
    exactly=(
        "正確に そのまま 一字一句 必ず 常に いつも だけ のみ すべての質問 全ての質問 どんな質問 次の通り 毎回"
        " 以外は 絶対に 何を聞かれても 次の文 次のよう という言葉 ずっと どの質問 質問には全て 質問にも 決して"
        " itsumo kanarazu dake tsuneni 必ず最後 あらゆる質問 言葉どおり"
    ),
    end=(
        "切って 終了 終え 転送 切断 終わらせ つないで 繋いで 切りなさい 中断 打ち切 kitte shuuryou tensou"
        " 接続して 転送し shuryo おわり 回して を切れ を切る 切ること"
    ),
    call="電話 通話 会話 コール denwa tsuuwa kaiwa 回線 call tsuwa",
    run="呼び出 実行 使って 使用 起動 呼んで 使え jikkou tsukatte 呼べ 走らせ 作動",
    tool="ツール 関数 コマンド api 機能 tsuuru コード kansuu tool",
    agent=(
        "人工知能 ai ボット アシスタントへ 言語モデル ロボット エージェントへ 音声アシスタント チャットボット"
        " aiアシスタント jinkou_chinou"
    ),
)
KOREAN = Words(
    ignore=(
        "무시* 잊어* 잊고* 따르지 건너뛰* 삭제* 무시하* 잊으* 제쳐* 신경_쓰지 무효* mushi* ijeo* 지키지 취소*"
        " 버려* 버리* 우회* 어기* 지워* 덮어* musihago 초기화* 듣지_마 해제* musi*"
    ),
    rules=(
        "지시* 명령* 규칙* 프롬프트* 지침* 설정* 시스템_메시지* 대본* 제한* 안내문* 스크립트* jisi* jishi*"
        " gyuchik* 지시사항* 가이드라인* 명령어* 원칙* 수칙* prompt myeongnyeong*"
    ),
    before="이전* 위의 앞의 모든 지금까지* 앞선 위에 기존* ijeon* modeun 전부 앞서* 다_무시 모두 다",
    role=(
        "너는_이제 당신은_이제 이제_너는 이제_당신은 지금부터* 이제부터* 척_해* 척하* 인_척* 처럼_행동*"
        " 처럼_말* 역할을 역할극* 너의_새로운 새로운_역할 새_역할 로_행동* 개발자_모드* 연기해* 흉내* 이제_넌"
        " 넌_이제 넌_지금부터 ijebuteo* jigeumbuteo* 제한_없이 더_이상_상담 neoneun_ije ijebuteo 당신은_지금"
        " 너는_지금 행세* 사칭* 가장해* 인_것처럼 새로운_지시* 새_지시* 새로운_임무"
    ),
    reveal=(
        "보여* 알려* 공개* 반복* 출력* 읽어* 말해줘 드러내* 무엇* 뭐야* 누설* 말해_줘 인쇄* 밝혀* boyeo*"
        " allyeo* 폭로* 나열* 그대로_읽* 뭔지 번역* 공유* 적어* 낭독* 표시* chullyeok*"
    ),
    secret=(
        "비밀번호* 인증번호* 카드번호* 카드_번호* 신용카드* 계좌* 주민등록* 보안코드* otp pin cvv 핀번호*"
        " 암호* bimilbeonho* 일회용* 인증_번호* 인증코드* 핀_번호* 비번* injeung* 기밀* api_키* 카드*"
        " 패스워드* 검증_코드*"
    ),
    ask=(
        "물어* 요구* 요청* 받아* 알아내* 수집* 질문해* 얻어* 캐내* mureo* 물으* 달라고* 확인해* 말하게* 받으*"
        " 기록해* 얻으* 묻* yocheong* yogu*"
    ),
    say=(
        "말해* 말하* 대답* 답해* 답하* 전해* 이야기* 외쳐* malhae* daedap* 답변* 안내해* 약속* 알려* 응답*"
        " 전달* 말할 말씀* malha*"
    ),
    exactly=(
        "정확히* 그대로* 항상* 언제나* 오직* 만_말* 모든_질문* 어떤_질문* 다음과_같이* 다음_문장* 라고만*"
        " 무조건* 반드시* 절대* 매번* hangsang* 모든_대답* 계속 똑같이 글자_그대로 뿐이* 늘 only 토씨 만_대답*"
        " 무엇을_묻* 로만 오로지 무슨_질문*"
    ),
    end=("끊어* 끊으* 끊고* 종료* 끝내* 연결* 돌려* 전환* 중단* 넘겨* kkeun* jongryo* 마쳐* 이관* jongnyo* 차단*"),
    call="전화* 통화* 대화* 콜* jeonhwa* tonghwa* 상담* daehwa*",
    run="호출* 실행* 사용* 가동* 불러* silhaeng* 작동* hochul*",
    tool="도구* 함수* 기능* 명령* api 툴* 코드*",
    agent="인공지능* ai 봇 챗봇* 로봇* 언어_모델* 음성_비서* ai_비서* 비서는 에이전트* ingongjineung*",
)
