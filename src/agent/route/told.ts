/** "Need", "feed": words in -ed that are not what was done. */
const done =
  '(?:(?!(?:need|feed|speed|seed|embed|bed|red|shed|led|weed|bleed|breed|proceed|succeed)\\b)\\p{L}{2,}ed|kept|left|sent|written|found|lost|told|hidden|drawn|born|made|taken|given|stolen|borrowed|bought|sold|put away|stuck)'
const by =
  '(?:in|on|by|at|from|under|with|between|for|and|to|out|away|down|behind|among|into|over|off|near|without|since|until|before|after|like)'
/** What asks something of somebody, behind what was told. */
const asksEnglish =
  /[?？]\s*$|[,.;:!]\s.*\b(?:remind|note|write (?:it|that|this) down|translate|tell|text|email|message|save|copy|share|find|search|cancel|delete|drop|set|show|open|convert|please|can you|could you|where is|what(?:['’]s| is| was)|how (?:much|many)|when (?:is|does)|what (?:does|time)|shorten|summari[sz]e|don['’]?t let me|put (?:it|that)|add (?:it|that))\b/i
const asksChinese =
  /[?？吗呢]\s*$|请|帮|麻烦|提醒(?:我|一下)|记(?:下来?|一下|到|个)|翻(?:译|成)|告诉|转告|发(?:给|条|个|封)|复制|保存|存(?:成|到|下)|分享(?:给|出去|一下)|怎么说|多少|几|哪|什么|找(?:一下|找|出)|查|搜|取消|删|设|定[个一]|建|提炼|概括|总结|缩短/u

/** What people tell, quote and paste, in English. Each is so narrow that hardly any request has its shape. */
const english: readonly RegExp[] = [
  /^(?:he|she|they|nobody|somebody|everyone|everybody|people)['’\s]/i,
  new RegExp(`^${done}\\s(?:\\p{L}+ly\\s)?${by}\\b`, 'iu'),
  new RegExp(`^(?:badly|freshly|never|once|half|long|newly|only)[\\s-]${done}\\b`, 'iu'),
  /^i(?:['’]ve|['’]d| have| had)?\s(?:just\s|once\s|never\s|always\s|already\s|finally\s|also\s)?(?:(?!need|want)\p{L}{2,}ed|forgot|told|got|had|was|were|kept|wrote|sent|lost|found|left|saw|went|came|heard|met|made|took|felt|thought|knew|slept|ran|paid|bought|grew|used to)\b/iu,
  /^(?:it|this|that|which|what a)\s(?:was|were|has been|had been|took|happened|made|felt|looked|reminds?|sounds?|feels?)\b/i,
  /^(?:my|our|his|her|their|the|a|an|some|this|that|your)\s(?:[\p{L}'’-]+\s){1,4}(?:was|were|had|has been|always|never|used to|says?|said|reads?|told (?:me|us)|wrote|shouted|asked|remind(?:s|ed)|got|went|came|rang|broke|struck|owes?|wants? me)\b/iu,
  /^(?:mum|mom|dad|grandma|grandpa|\p{Lu}\p{Ll}+)\s(?:said|says|told me|told us|wrote to me|shouted|whispered|asked me|reminded me|always|never|used to)\b/u,
  /["”]\s?,?\s?(?:he|she|they|i|we|\p{L}+|the\s\p{L}+|my\s\p{L}+|mum|dad)\s(?:said|asked|told|whispered|shouted|cried|answered|replied|always said)\b/iu,
  /^["“][^"”]+[,.!?]["”]\s(?:he|she|they|\p{Lu}\p{Ll}+|the\s\p{L}+)\s\p{L}+/u,
  /^(?:you don['’]?t (?:have|need) to|no need to|there['’]?s no need to|(?:please\s)?(?:don['’]?t|do not|never|stop))\s(?:save|saving|note|noting|write|writing|translate|translating|copy|copying|share|sharing|send|tell|open|search|email|text|taking notes)\b/i,
  /^(?:yesterday|last (?:night|week|month|year|summer|winter|time)|once upon a time|years ago|back then|when i was)\b/i,
  /^(?:the|this|that|my|our|his|her|their|these|those)\s(?:[\p{L}'’-]+\s){1,4}?(?:is|are|isn['’]t|aren['’]t|can['’]t|won['’]t|doesn['’]t|starts?|ends?|begins?|looks?|smells?)\s/iu,
  /^(?:(?!during|morning|evening)\p{L}{2,}ing\s(?:[\p{L}'’-]+\s){0,3}?(?:is|are|makes)|(?:today|tomorrow|next\sweek|\p{L}+\s(?:minutes|hours|days|weeks|years))\s(?:is|are|was|were))\s/iu,
  /^i\s(?:have\sno\sidea|wonder|doubt|suppose|guess|hope|hate|love\s(?!you)|like\s(?!to\s)|think|believe|never|always|rarely|usually|often|can['’]t\s(?!remember|find|recall))/iu,
  /^(?:the word|in (?:chinese|english|german|french|japanese),?|people in \p{L}+|what do (?:people|the chinese|they)\b.*\bmean)\s?.*\p{Script=Han}/iu,
  /^(?:we|i) (?:used to|met|walked|drove|ate|lived|were|was|waited|searched)\b/i,
]
const chinese: readonly RegExp[] = [
  /^(?:他们?|她们?|它|人们|有人|没有?人|大家都|小时候|从前|很久以前)/u,
  /^(?:昨[天晚]|前[天几]|去年|上个?(?:周|月)|那[天年次时])(?!.*(?:聊|谈|对话|说过)).*(?:了|过|着|的时候|没)/u,
  /^我(?:们|妈妈?|爸爸?|奶奶|爷爷|姐姐?|哥哥?|弟弟?|妹妹?|朋友|同事|老板|老师)?(?:以前|从前|当时|早就|已经|刚|又|老是|总是?|从来不?|一直|从小|忘了?|把.{1,20}(?:弄|忘|丢|写|放|记)|收到|被)/u,
  /^(?:我?(?:爸爸?|妈妈?|老[婆公妈爸]|妹妹?|弟弟?|姐姐?|哥哥?|奶奶|爷爷)|同事|邻居|快递员|老[板师]|朋友|室友|房东)(?:把|发|给我|让|打电话|说|又|从|每|会|不|借|刚|已经|昨|今|总)/u,
  /[，,](?:结果|可是|可惜|但是?|不过|于是|后来|到现在|差点|害得)/u,
  /[A-Za-z]{2,}[^，]{0,6}(?:这个词|这个单词|这句话?|这话|这种说法|的时候)(?!.*(?:翻|中文|怎么说|什么意思))/u,
  /^[这那](?:个|份|张|条|封|段|本|些|首)(?!提醒|闹钟|计时|倒计时|笔记)[^，。]{1,8}(?:不|很|太|真|是|都|抄|反|错)/u,
  /(?:真|太|挺|好|很|最)(?:难|累|烦|好|美|贵|慢|快|长|短|厉害|客气|无聊|紧张|开心|可惜|可怕|离谱|糟|麻烦|重要|不容易|有意思|没意思)(?:了|的|啊|呀|吧)?[。！!]?$|(?:头疼|烦死了|没概念|没意思|不像话|崩溃|心累|不容易|够用|太麻烦了)[。！!]?$/u,
  /^.{1,12}(?:让我想起|使我想起|总让人想起|提醒过|提醒了我)/u,
  /^(?!用).{0,12}(?:说|写着?|写的是|印着|写道|问道?|喊道?)(?:着|的是)?[：:，,]?[“"「]/u,
  /^(?:牌子|海报|标签|纸条|墙|门|说明书|邮件|通知|菜单|招牌|教练|老师|老板|医生|妈妈|爸爸|星座)(?:上|里)?(?:常|总|都)?(?:说|写着?|印着|写的是)[：:，,]?/u,
  /[”"」][。，！]?.{0,10}(?:说|问|喊|道|叫)(?:着|道)?[^：:]{0,6}$/u,
  /^(?:这个?|那个?)?(?:千万)?(?:别|不用|不必|不要|没必要|用不着|不需要|你不用|我不需要)(?:再)?(?:保存|存|记|写|翻译|分享|复制|拷贝|发|告诉|跟别人)/u,
]
/** What wants a text of its own or an opinion: nothing of it is kept, sent or looked up. */
const wanted: readonly RegExp[] = [
  /^(?:please\s)?(?:write|compose|make\sup|create|give\sme|tell\sme|invent|come\sup\swith|help\sme\swrite)\s(?:me\s)?(?:an?|the|some|two|three|five|ten)\s(?:[\p{L}-]+\s){0,3}?(?:poems?|haiku|limerick|sonnet|story|stories|tale|song|lyrics|essay|scene|speech|riddle|rhyme|novel|eulogy|dialogue|tweet|blog\spost|joke|slogan|sketch|fable|metaphor|analogy|names?|titles?|tips?|ideas?|reasons?|opening\slines?|synonyms?)\b/iu,
  /^(?:why|who\s(?:first\s)?(?:invented|discovered|decided|wrote|said|named)|when\s(?:was|were|did)\s(?:the|people|we\sstart)|is\sit\s(?:rude|legal|safe|better|worth|normal|ok|okay|polite|impolite|weird|possible|wrong|dangerous|bad|good|true)|is\sthere\sa\slanguage|what(?:['’]s|\sis)\s(?:the\s)?(?:difference|point|history|origin|etymology|best\s(?:app|method|time)|opposite|plural|past\stense|meaning\sof\slife)|what\s(?:makes|rhymes|should\si)|how\s(?:did|does|do)\s(?:people|sailors|machines|computers|translators|birds)|do\syou\s(?:think|believe|like|prefer|ever)|does\s(?:anyone|anybody)|explain|describe|compare|suggest|recommend|imagine)\b/iu,
  /^(?:请|帮我|给我|替我|你)*(?:写|编|讲|作|来|说|出|想|起)(?:一|两|三|五|十)?(?:首|篇|段|副|则|句|个|条|道|部|支)?.{0,24}(?:诗|故事|小说|短篇|歌词|歌|作文|文章|对联|谜语|笑话|童话|段子|剧本|俳句|致辞|悼词|标题|口号|广告语|名字|小窍门|建议|开头)$/u,
  /为什么|为何|为啥|怎么办[？?]?$|有没有哪[种一]|有什么(?:区别|不同|关系|好处|坏处|意义|用)|(?:合法|礼貌|值得[去买看]?|安全|划算|靠谱|好学|流行|正常|有用|可靠|过时|健康|挣钱|累|难(?:学|翻译)?)吗[？?]?$|(?:哪个|哪种|哪一个)(?:更|好|最|比较)|是(?:谁|怎么|什么时候|哪年)(?:发明|来|提出|写|设计|建|开始)|怎么(?:来|发明|产生|形成|起源)的|[^“”]*(?:的由来|的历史|的起源|的原理|的区别|的意义)$/u,
  /^(?:请|你|给我|跟我)*(?:讲讲|说说|聊聊|谈谈|介绍|解释|比较|推荐|形容|描述|想象)(?!.*(?:笔记|文档|文件|提醒|文章|报告|合同))/u,
]
/** Something is to be done with it all the same. */
const andDone =
  /\b(?:save|files?|notes?|email|mail|send|copy|clipboard|share|translate|remind|timer|documents?|chats?|conversations?|notebook|lease|contract|report|pdf|time\sis\sit|in\s(?:my|our)\b)|存|保存|文件|笔记|邮件|短信|消息|发给|记下|记到|复制|剪贴板|分享|翻译|提醒|文档|聊天|对话|报告|合同|租约|资料|手册|论文/iu

/** What is not to be done. */
const refused =
  /^(?:这个?|那个?|你)?.{0,4}(?:千万)?(?:别|不用|不必|不要|没必要|用不着|不需要)(?:再)?(?:帮我|给我)?(?:保存|存|记(?!得|住|错)|写下|翻译|分享|复制)/u
/** How letters, minutes, recipes, notices and messages of programs begin, in both languages. */
const pasted =
  /^(?:dear\s\p{L}+|to whom it may concern|subject:|from:|agenda|minutes(?: of|:)|ingredients|method:|preheat|opening hours|platform \d|warning|error|fatal|traceback|permission denied|build failed|\w*error:|404|notice:|breaking|headline|(?:chapter|lesson|part)\s(?:one|two|three|four|five|\d+)(?=[.:,]|$)|for sale|wanted:|lost:|all rights reserved|copyright|the (?:undersigned|tenant)|尊敬的|亲爱的|各位|兹证明|快讯|通知[：:]|温馨提示|配料|用料|做法|会议(?:纪要|记录)[，,：:]|议程|错误[：:]|警告[：:]|版权所有|第[一二三四五六七八九十\d]+[章课节集](?=[ ：:。]|$)|主题[：:]|发件人|营业时间|寻[猫狗人]启事|出售|权限不足|承租人|\p{Lu}\p{Ll}+的?遭)/iu
/**
 * Whether a message tells, quotes or shows something and asks for nothing, or wants a text or an opinion and no deed: "Kept in a drawer", "She saved every letter",
 * “把门打开。”她说. Words of tools are in such sentences as often as in requests, so the classifier cannot tell them apart.
 */
export function isTold(message: string): boolean {
  const text = message.trim()
  if (!andDone.test(text) && wanted.some(one => one.test(text))) return true
  if (pasted.test(text)) return true
  if (refused.test(text)) return true
  if (isChinese(text)) return !asksChinese.test(text) ? chinese.some(one => one.test(text)) : isQuoted(text)
  return !asksEnglish.test(text) && english.some(one => one.test(text))
}

/** A word of the other language in it makes an English sentence no Chinese one. */
function isChinese(text: string): boolean {
  const [han = [], latin = []] = [
    text.match(/\p{Script=Han}/gu) ?? [],
    text.match(/\p{Script=Latin}+/gu) ?? [],
  ]
  return han.length > 0 && (/^\p{Script=Han}/u.test(text) || han.length > latin.length)
}

/** Somebody's words between quotation marks, and that they said them: what is asked there is asked of others. */
function isQuoted(text: string): boolean {
  return /^[“"「][^”"」]+[。，！？,!?][”"」].{0,8}(?:说|问|喊|道)/u.test(text)
}
