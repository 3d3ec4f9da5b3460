import { trimMarks } from './strip.ts'

/** What stands for words that are still to come: no language, unit or name of anything. */
const noun =
  '(?:things?|stuff|texts?|words?|sentences?|phrases?|paragraphs?|passages?|lines?|messages?|notes?|memos?|e-?mails?|mails?|letters?|replies|reply|bits?|pieces?|points?|topics?|subjects?|ideas?|numbers?|names?|info|information|details?|content|places?|locations?|address(?:es)?|spots?|cit(?:y|ies)|towns?|countr(?:y|ies)|persons?|people|friends?|contacts?|files?|documents?|docs?|pages?|sites?|websites?|links?|chats?|conversations?|threads?|reminders?|timers?|alarms?|tasks?|appointments?|events?)'
const kind =
  '(?:new|old|older|other|quick|short|long|brief|certain|particular|different|specific|single|whole|random|nice|little|small|longer|foreign|important|few|couple|couple of|past|previous|earlier|recent|saved|text|bit of)'
const owner = '(?:my|our|your|the|these|those)'
const behind =
  '(?:\\s(?:else|for me|for later|of mine|of ours|that i (?:have|wrote|made|saved)|i (?:have|wrote|made|saved)|down|there|here|or other|important|new|interesting|nice|quick|short|urgent|please))*'
const english = new RegExp(
  `^(?:do\\s)?(?:(?:some|any)(?:thing|one|body|where|place)|(?:an?|some|any|another|one|several|more)(?:\\sof)?(?:\\s${owner})?(?:\\s${kind}){0,2}\\s${noun})${behind}$`,
  'i',
)
const chineseNoun =
  '(?:东西|事情?|内容|文字|文本|话|句子|词语?|单词|段落|消息|短信|信息|邮件|信|笔记|备忘录?|文件|文档|资料|材料|文章|网页|网站|网址|链接|地方|地点|地址|城市|国家|人|朋友|聊天|对话|聊天记录|提醒|闹钟|计时器|事项|日程)'
const chinese = new RegExp(
  `^[做办弄]?(?:(?:我有|我的|我)?(?:(?:某|另外?|其中|随便)?[一几两]?(?:[个条段句些点份封张篇件则串行]|下))(?:新的?|别的|短|长|重要的?)?${chineseNoun}要?|(?:别的|其他的?|某|什么|点什么|些什么)${chineseNoun}?|某人|别人|有人|啥|哪[里儿]|一[个条段句些点份封张篇件则下]|[条个篇份段句件])$`,
  'u',
)

/** Whether words only say that something is meant and not what: "something", "a short text", "one of my friends", 一句话. */
export function isIndefinite(words: string): boolean {
  const bare = trimMarks(words)
  return bare.length < 60 && (english.test(bare) || chinese.test(bare))
}
