import { firstMatch } from '../cue.ts'
import type { Fill } from '../request.ts'
import { findQuotes, isPronoun, tidyName, trimMarks } from '../strip.ts'
import { chineseNote, isChinese, note } from './notes.ts'

const about =
  '(?:about|on|for|regarding|concerning|with|mention(?:s|ing)?|mentioned|containing|contains?|related to|from|of|where i (?:mention|wrote|noted|talk)(?:ed)?(?: about)?|says?|that says?|that mentions?|talks? about|have|has)'
const find =
  "(?:find|search(?: for| through| in)?|show(?: me)?|look (?:back\\s)?(?:up|for|at|in|through|into|over)|go (?:back\\s)?(?:through|over)|get|open|pull up|bring up|list|read(?: me)?|where(?:'s|’s| is| are)|give me|check|see|(?:have|take) a (?:quick )?look (?:in|at|through|for)|go back to|locate|fetch|dig up|dig out|browse|scan)"
const findNotesEnglish: readonly RegExp[] = [
  new RegExp(
    `^i\\s(?:wrote|made|took|have|saved|had|left)\\s(?:an?\\s|some\\s|my\\s)?${note}\\s${about}\\s(?<text>.+?)[,.;]\\s.{1,40}$`,
    'isu',
  ),
  new RegExp(
    `^${find}\\s(?:me\\s)?(?:what|anything|everything|something|the thing)\\s(?:that\\s)?(?:i|i've|i have)\\s(?:noted|wrote|written|saved|jotted|put)\\s(?:down\\s)?(?:in my notes\\s)?(?:about|on|for|regarding)\\s(?<text>.+?)(?:\\sin my notes)?$`,
    'isu',
  ),
  new RegExp(`^${find}\\s(?:my\\s)?${note}\\s?[:,-]\\s?(?<text>.+)$`, 'isu'),
  new RegExp(
    `^${find}\\s(?:me\\s)?(?:all\\s(?:of\\s)?)?(?:my|the|any|a|that)?\\s?${note}\\s(?:(?:that|which)\\s)?(?:i\\s\\w+\\s(?:down\\s)?)?(?:what i (?:wrote|noted|said) )?${about}\\s(?<text>.+)$`,
    'isu',
  ),
  new RegExp(
    `^${find}\\s(?:me\\s)?(?<text>.+?)\\s(?:in|from|inside|among|through)\\s(?:my|the|our)\\s(?:old\\s)?${note}$`,
    'isu',
  ),
  new RegExp(
    `^(?:in|from|through)\\s(?:my|the)\\s${note},?\\s${find}\\s(?:me\\s)?(?:for\\s|anything\\s(?:about|on)\\s)?(?<text>.+)$`,
    'isu',
  ),
  /^(?:where|when)\s(?:did|have|had|do)\si\s(?:note|noted|write|wrote|written|jot|jotted|put|save|saved)\s(?:down\s)?(?!(?:about|on|for|regarding)\s)(?<text>.+?)(?:\sdown)?(?:\sin my notes)?$/isu,
  /^(?:what|where|when)\s(?:did|have|had|do|was it)\s?i\s(?:note|noted|write|wrote|written|jot|jotted|put|say|save|saved|have)\s?(?:down\s)?(?:in my notes\s)?(?:about|on|for|regarding)\s(?<text>.+?)(?:\sin my notes)?$/isu,
  new RegExp(
    `^(?:do i have|have i got|is there|are there|did i (?:make|write|take|save|keep|have)|any)\\s?(?:any|a|some)?\\s?(?:${note}|anything|something)\\s(?:in my notes\\s)?(?:(?:anywhere|somewhere|already)\\s)?(?:(?:written|noted|saved)\\s(?:down\\s)?)?${about}\\s(?<text>.+?)(?:\\sin my notes)?$`,
    'isu',
  ),
  new RegExp(
    `^what(?:'s|’s| is| do| does| did| are)?\\s(?:in\\s)?(?:my|the)\\s${note}\\s?(?:say|have|tell me|said)?\\s?${about}\\s(?<text>.+)$`,
    'isu',
  ),
  new RegExp(
    `^what(?:'s|’s|\\s(?:was|is|were|are))\\s(?<text>.+?)\\s(?:in|from|according to)\\smy\\s${note}$`,
    'isu',
  ),
  new RegExp(
    `^which\\s(?:of my\\s|of the\\s)?${note}\\s(?:mentions?|says?|talks? about|is about|has|have|contains?|was about|are about)\\s(?<text>.+)$`,
    'isu',
  ),
  new RegExp(`^${find}\\s(?:me\\s)?(?:my|the|that)\\s(?<text>.+?)\\s${note}$`, 'isu'),
  new RegExp(
    `^(?:do|does|did)\\s(?:my|the|any of my|any)\\s${note}\\s(?:mention|say|have|contain|talk about|cover)\\s(?:anything\\s)?(?:about\\s|on\\s)?(?<text>.+?)(?:\\s(?:anywhere|somewhere|at all))?$`,
    'isu',
  ),
  /^did\si\s(?:note|write|jot)\s(?:down\s)?(?:anything\s(?:about|on)\s)?(?<text>.+?)(?:\sdown)?(?:\ssomewhere|\sanywhere)?$/isu,
  new RegExp(`^(?:my\\s)?${note}\\s(?:about|on|regarding|mentioning|with)\\s(?<text>.+)$`, 'isu'),
]
const look =
  '(?:查找|查询|查看|寻找|搜索|搜寻|查|找|搜|看|翻|打开|调出|显示|列出|给我看|检索|读)(?:一?下|一找|找|看|一查|查|一搜|翻|搜|出来?|到|出)?'
const behindQuery = '(?:有关|相关|那|所有)?'
const findNotesChinese: readonly RegExp[] = [
  new RegExp(
    `^(?:请)?(?:在|从|到|去)?(?:我的?)?${chineseNote}(?:里面|里|中|内|上)(?:，)?(?:帮我)?(?:${look}|有没有|是否有|有|哪[条里]|关于|提到|写|记)?(?:一下|下|没有|看看|怎么写|怎么记|有|提到|写|记|记录|过|到|关于|有关|的|了|跟|什么)*(?<text>.+?)(?:(?:有关|相关)?的(?:内容|记录|笔记|部分|事情?|信息|东西))?(?:吗|(?<!什)么|(?:是)?怎么(?:写|说|记)的|是什么|是多少|都?(?:写|说|记)了(?:些)?什么)?$`,
    'su',
  ),
  new RegExp(
    `^${look}(?:我的?|所有的?|全部的?)*(?:之前|以前|上次)?(?:写|记|存)?(?:过|下)?的?(?:关于|有关|提到|跟|和|包含|含有|带|写着)?(?:了|过)?(?<text>.+?)${behindQuery}的?(?:那?[条个篇张些])?${chineseNote}(?:里的内容)?$`,
    'su',
  ),
  new RegExp(
    `^${look}(?:我的?)?${chineseNote}(?:里|中)?(?:看看|找找|找|查|搜|有没有|关于|有关|提到|：|:|，|,|的|\\s)*(?<text>.+)$`,
    'su',
  ),
  new RegExp(
    `^(?:我)?(?:有没有|有|是不是)(?:记|写|存)?(?:过|下)?(?:一?[条个])?(?:关于|有关|提到)?(?<text>.+?)的?${chineseNote}(?:吗|(?<!什)么)?$`,
    'su',
  ),
  new RegExp(
    `^(?:哪[条个篇些])?(?:我的)?${chineseNote}(?:里|中)?(?:提到|写|说|记|关于|有关|有)(?:了|过|到|的)?(?<text>.+?)(?:的(?:内容|事))?(?:吗|(?<!什)么)?$`,
    'su',
  ),
  /^我(?:之前|以前|上次|是不是|有没有|到底)*(?:把)?(?:记|写)(?:过|的|下|了)?(?:一?[条个篇份])?(?:关于|有关|的)?(?<text>.+?)(?:(?:的)?(?:笔记|备忘录?|事情?|内容))?(?:吗|的?什么|(?<!什)么|没有|没|在哪里?|在哪儿|是什么|是多少)?$/su,
  new RegExp(`^${look}我?(?:之前|以前|上次)?(?:记|写)(?:过|下)?的(?<text>.+)$`, 'su'),
  new RegExp(`^(?:关于|有关)(?<text>.+?)的?${chineseNote}(?:在哪里?|有哪些|有吗|呢)?$`, 'su'),
]

const whereNoted = /^我?(?:把|将)?(?<text>.+?)(?:我)?(?:记|写)(?:在|到)(?:哪[里儿]?|什么地方)(?:了)?[？?]*$/su
/** "…, find it" in Chinese, behind what is looked for. */
const findIt = /(?<=.{4})[，,。](?:请|帮我|给我)*(?:找|查|搜)(?:一下|一找|出来|找)?[。！!]?$/u
/** find_notes */
export const fillFindNotes: Fill = ({ words, place }) =>
  query(words.replace(findIt, ''), place.before, findNotesEnglish, [whereNoted, ...findNotesChinese])

const chat = '(?:chat history|chats?|conversations?|messages?|history|discussions?|threads?|talks?)'
const searchChatsEnglish: readonly RegExp[] = [
  new RegExp(
    `^${find}\\s(?:me\\s)?(?:in\\s)?(?:all\\s(?:of\\s)?)?(?:my|our|the|any|a|that|old|past|previous|earlier)?\\s?(?:old\\s|past\\s|previous\\s|earlier\\s|recent\\s)?${chat}\\s(?:(?:that|which|where|in which|when)\\s)?(?:(?:we|i|you)\\s(?:\\w+ed|spoke|had|said|were talking|was talking|were discussing|was asking)\\s)?(?:(?:you|me)\\s)?${about}?\\s?(?:it\\s)?(?:mentioned\\s|mentions\\s)?(?<text>.+)$`,
    'isu',
  ),
  new RegExp(
    `^${find}\\s(?:me\\s)?(?:where\\swe\\s\\w+\\s(?:about\\s)?|what\\swe\\ssaid\\sabout\\s)?(?<text>.+?)\\s(?:in|from|inside|among|through|across)\\s(?:all\\s(?:of\\s)?)?(?:my|our|the)\\s(?:old\\s|past\\s|previous\\s|earlier\\s|other\\s)?${chat}$`,
    'isu',
  ),
  new RegExp(
    `^(?:what|where|when)\\s(?:did|have|had|was|were)\\s(?:we|i|you)\\s(?:last\\s|ever\\s|first\\s|just\\s)?(?:say|said|talk|talked|discuss|discussed|ask|asked|chat|chatted|speak|mention|mentioned|tell|decide|agree|conclude|talking|discussing|write|asking)\\s?(?:you|me)?\\s?(?:on|about|for|regarding)?\\s?(?<text>.+?)(?:\\sin (?:my|our|the) (?:old |past |previous )?${chat})?$`,
    'isu',
  ),
  new RegExp(
    `^(?:in\\s)?which\\s(?:of (?:my|our)\\s)?${chat}\\s(?:was\\s|is\\s|did\\s|had\\s|have\\s|were\\s)?(?:(?:we|i|it)\\s)?(?:\\w+(?:ed|ing|s|t|k)?\\s)?(?:you\\s)?(?:about\\s)?(?<text>.+)$`,
    'isu',
  ),
  new RegExp(
    `^(?:is there|are there|was there|do (?:we|i) have|have (?:we|i) got)\\s(?:an?\\s|any\\s|some\\s)?(?:(?:old|past|previous|earlier|other)\\s)?${chat}\\s${about}\\s(?<text>.+)$`,
    'isu',
  ),
  /^(?:(?:do you\s)?remember when\s)?(?:i|we|you)\s(?:once\s)?(?:asked|talked|spoke|discussed|mentioned|told|chatted)\s(?:(?:you|me|to you)\s)?(?:(?:about|on)\s)?(?<text>.+?)(?:\s(?:some time|a while|a few days|weeks?) ago|\sonce|\sbefore)?[,.;?!]\s.{1,40}$/isu,
  new RegExp(
    `^${find}\\s(?:me\\s)?(?:everything|anything|something|all|what(?:ever)?)\\s(?:that\\s)?(?:we|i|you)\\s(?:ever\\s|have\\s|had\\s)?(?:said|talked|discussed|asked|mentioned|told|wrote|spoke|chatted)\\s(?:(?:you|me)\\s)?(?:about|on|regarding)\\s(?<text>.+)$`,
    'isu',
  ),
  /^what\s(?:was|were|is|are)\s(?:it|that|those|the|this)\s?(?:thing|things|stuff|bit|part|idea|advice|conversation|chat)?\s?(?:that\s)?(?:we|you|i)\s(?:were\s|was\s|had\s|have\s)?(?:just\s)?(?:said|say|saying|talk(?:ed|ing)|discuss(?:ed|ing)|chatt(?:ed|ing)|mentioned|told me|asked)\s(?:you\s)?(?:about|on|regarding)\s(?<text>.+)$/isu,
  /^(?:have|did)\s(?:we|i)\s(?:ever\s|already\s)?(?:talk(?:ed)?|discuss(?:ed)?|chat(?:ted)?|ask(?:ed)?|sp[eo]a?k(?:en)?|mention(?:ed)?)\s(?:you\s)?(?:about\s)?(?<text>.+?)(?:\s(?:before|already|earlier|in (?:another|an earlier) chat))?$/isu,
  new RegExp(
    `^(?:in|through)\\s(?:my|our|the)\\s(?:old\\s|past\\s)?${chat},?\\s${find}\\s(?:me\\s)?(?:for\\s)?(?<text>.+)$`,
    'isu',
  ),
]
const chineseChat =
  '(?:聊天记录|聊天历史|历史对话|历史聊天|历史记录|历史消息|对话记录|聊天内容|对话|聊天|会话|消息记录|消息)'
const talked = '(?:聊|谈|讨论|说|问|提|讲)(?:到|过(?![敏程期户年节滤])|起|及|论)*(?:的|了)?'
const searchChatsChinese: readonly RegExp[] = [
  new RegExp(
    `^(?:之前|以前|上次|上回)?(?:我们?|咱们?|我跟你|我和你|你)?(?:跟你|和你)?${talked}(?:关于|有关)?(?<text>.+?)(?:的)?(?:是)?在?哪(?:个|一?次|段|里)?(?:${chineseChat})?(?:里|中)?$`,
    'su',
  ),
  /^(?:之前|以前|上次|上回)(?:关于|有关)(?<text>.+?)(?:你|我们?|咱们?)(?:是)?(?:怎么|都)?(?:说|聊|谈|讨论)(?:过|了|的|什么|些)*$/su,
  new RegExp(
    `^(?:请)?(?:在|从|到|去)?(?:我们?的?|以前的?|之前的?|过去的?|所有的?)*${chineseChat}(?:里面|里|中|内)(?:，)?(?:帮我)?(?:${look}|有没有|哪[里个次])?(?:一下|下|${talked}|关于|有关|没有)*(?<text>.+?)(?:的(?:内容|记录|部分|对话|消息|地方))?(?:吗|(?<!什)么)?$`,
    'su',
  ),
  new RegExp(
    `^${look}(?:我们?|咱们?|之前|以前|上次|过去|所有|那个|那次|跟你|和你|曾经|的|里)*(?:${talked})?(?:关于|有关|跟|包含|提到)?(?<text>.+?)(?:有关|相关)?的?(?:那?[次个段些条])?${chineseChat}$`,
    'su',
  ),
  new RegExp(
    `^${look}(?:我们?的?|以前的?|之前的?)*${chineseChat}(?:里|中)?(?:关于|有关|${talked}|：|:|，|,|的|\\s)*(?<text>.+)$`,
    'su',
  ),
  new RegExp(
    `^(?:之前|以前|上次|上周|昨天|最近|那次|前几天)?(?:我们?|咱们?|我跟你|我和你|你)?(?:跟我|和我|对我|告诉我|之前|以前|上次|上周|昨天|什么时候|在哪[里次个]?|是不是|有没有|最近|曾经|哪次|是|在)*(?:跟你|和你|对话)?${talked}(?:你|我)?(?:关于|有关)?(?<text>.+?)(?:的(?:事情?|问题|话题|内容|时候|对话|聊天))?(?:吗|(?<!什)么|没有|来着|是什么时候|是什么|在哪里?|怎么说的|是怎么说的)?$`,
    'su',
  ),
  new RegExp(
    `^(?:哪[次个段])(?:${chineseChat})(?:里|中)?(?:我们?)?(?:${talked})?(?:关于)?(?<text>.+)$`,
    'su',
  ),
  new RegExp(`^${look}(?:一下)?(?:我们?)?(?:之前|以前|上次)?${talked}(?<text>.+)$`, 'su'),
  /^(?:关于|有关)(?<text>.+?)(?:，|,)?(?:我们)?(?:之前|以前|上次)?(?:是怎么|怎么|都)?(?:说|聊|谈|讨论)(?:过|了|的|什么|些)*(?:吗)?$/su,
]

/** "Where we planned the trip": who spoke is none of what is looked for. */
const whoTalked =
  /^(?:it\s)?(?:(?:where|when|that|in which)\s)?(?:we|i|you)\s(?:(?:had|were|was|have)\s)?(?:\p{L}+ed|\p{L}+ing|spoke|said|told|made|wrote)\s(?:(?:you|me)\s)?(?:(?:about|on|through|over)\s)?(?=\S)/iu
const whenTalked =
  /\s(?:(?:from|of|on|back)\s)?(?:last\s(?:week|month|year|time|night|\w+day)|yesterday|the other day|earlier(?:\stoday)?|recently|before|a while ago|(?:this|last) morning|(?:two|three|a few|some|\d+)\s(?:days|weeks|months)\sago)\s?[?.!]*$/i
/** search_chats */
export const fillSearchChats: Fill = ({ words, place }) => {
  const found = query(
    words.replace(whenTalked, '').replace(findIt, ''),
    place.before,
    searchChatsEnglish,
    searchChatsChinese,
  )
  return { query: tidyName(found.query?.replace(whoTalked, '')) }
}

const documents = '(?:documents?|files?|library|docs|pdfs?|papers?|books?|contracts?|reports?)'
const searchDocumentsEnglish: readonly RegExp[] = [
  new RegExp(
    `^${find}\\s(?:me\\s)?(?:in\\s)?(?:all\\s(?:of\\s)?)?(?:my|our|the|any)?\\s?${documents}\\s(?:(?:that|which)\\s)?(?:what it says\\s)?${about}\\s(?<text>.+)$`,
    'isu',
  ),
  new RegExp(
    `^${find}\\s(?:me\\s)?(?:anything\\s(?:about|on)\\s|everything\\s(?:about|on)\\s|something\\s(?:about|on)\\s|the (?:part|passage|section|bit|page|clause) (?:about|on|where it says)\\s|what (?:it|they) says? about\\s)?(?<text>.+?)\\s(?:in|from|inside|among|through|across|within)\\s(?:all\\s(?:of\\s)?)?(?:my|our|the|that|this|these)\\s(?:\\w+\\s){0,2}?[\\w-]+$`,
    'isu',
  ),
  /^what\s(?:does|do|did)\s(?:my|the|our|that|this|these)\s.{1,60}?\s(?:say|says|said|tell me|mention|state|have to say)\s(?:about|on|regarding)\s(?<text>.+)$/isu,
  new RegExp(
    `^(?:which|what)\\s(?:of my\\s|of the\\s)?${documents}\\s(?:mentions?|says?|talks? about|is about|has|have|contains?|covers?|are about|describes?|explains?|discuss(?:es)?)\\s(?<text>.+)$`,
    'isu',
  ),
  /^(?:is|are)\sthere\s(?:anything|something|any mention)\s(?:about|on|of)\s(?<text>.+?)\sin\s(?:my|the|our|that|this)\s.{1,60}$/isu,
  /^(?:is|are)\sthere\s(?:anything|something|any mention)\sin\s(?:my|the|our|that|this)\s\S+(?:\s\S+)?\s(?:about|on|of|regarding)\s(?<text>.+)$/isu,
  /^(?:look|search|check|go|dig|have a look)\s(?:in|through|into|at)?\s?(?:my|the|our|that|this)\s\S+(?:\s\S+)?\s(?:for|about|to (?:find|see))\s(?<text>.+)$/isu,
  /^(?:do|does)\s(?:my|the|any of my|any)\s.{1,60}?\s(?:mention|say|talk about|cover|contain|have)\s(?:anything\s)?(?:about\s|on\s)?(?<text>.+)$/isu,
  new RegExp(
    `^(?:in|from|through)\\s(?:my|the|our)\\s.{1,40}?,?\\s${find}\\s(?:me\\s)?(?:for\\s)?(?<text>.+)$`,
    'isu',
  ),
  /^where\s(?:in|within)\s(?:all\s)?(?:my|the|our)\s.{1,40}?\s(?:is|are|does it (?:say|mention|talk about)(?:\sanything about)?)\s(?<text>.+?)(?:\s(?:mentioned|discussed|described|covered|defined|explained))?$/isu,
  /^where\s(?:does|do|did)\s(?:my|the|our)\s.{1,40}?\s(?:mention|say|talk about|cover|state|describe|explain)\s(?:anything\s)?(?:about\s)?(?<text>.+)$/isu,
  /^what(?:'s|’s|\sis|\swas)\s(?:written|said|stated)\sin\s(?:my|the|our)\s\S+(?:\s\S+)?\s(?:about|on|regarding)\s(?<text>.+)$/isu,
  /^what\s(?:does|do|did)\s(?:it|they)\ssay\s(?:about|on|regarding)\s(?<text>.+?)\s(?:in|inside)\s(?:my|the|our)\s.{1,40}$/isu,
  /^(?:check|see|find|find out|show me|tell me|look|verify)\s(?:whether|if|where|what)\s(?:my|the|our)\s\S+(?:\s\S+)?\s(?:allows?|mentions?|says?|permits?|covers?|forbids?|includes?|requires?|contains?|has|talks? about|speaks? of|deals? with|prohibits?|specifies|states)\s(?:anything\s)?(?:(?:about|on)\s)?(?<text>.+)$/isu,
  /^(?:what(?:'s|’s)|(?:how\s\p{L}+|what|when|who)\s(?:is|are|was|were))\s(?<text>.+?)\s(?:in|according to|under)\s(?:my|the|our)\s\S+(?:\s\S+)?$/isu,
  /^(?:according to|in)\s(?:my|the|our)\s.{1,40}?,\s(?<text>.+)$/isu,
  new RegExp(`^${find}\\s(?:me\\s)?(?:for\\s)?(?:my|the|a|any)?\\s?(?<text>.+?)\\s${documents}$`, 'isu'),
]
const chineseDocument =
  '(?:文档库?|文件夹?|资料库?|文库|PDF|pdf|合同|论文|报告|租约|书|手册|说明书|协议|文章|保单|材料|档案)'
const searchDocumentsChinese: readonly RegExp[] = [
  new RegExp(
    `^.{0,16}?${chineseDocument}(?:里|中)?(?:在哪里?|在哪儿|哪里|什么地方)(?:提到|说|写|讲)(?:了|过|到)?(?<text>.+)$`,
    'su',
  ),
  new RegExp(
    `^(?:请)?(?:在|从|到|去)?(?:我的?|所有的?|这份|那份|这个|那个)*.{0,16}?${chineseDocument}(?:里面|里|中|内|上)(?:，)?(?:帮我)?(?:都)?(?:${look}|有没有|是否有|是否|哪[里个])?(?:一下|下|有|提到|写|说|讲|规定|过|到|关于|有关|对于?|没有|了|的|，)*(?<text>.+?)(?:(?:有关|相关)?的(?:内容|记录|部分|信息|条款|规定|段落|说明|地方))?(?:吗|(?<!什)么|(?:是)?(?:怎么|如何)(?:写|说|规定|讲|约定|描述)的?|是什么|是?(?:多久|多长时间?|几天|几个月|什么时候)|(?:说|写|讲)了什么)?$`,
    'su',
  ),
  new RegExp(
    `^(?:这份|那份|我的)?.{0,16}?${chineseDocument}(?:对于?|关于|就)(?<text>.+?)(?:是)?(?:有什么|有哪些|怎么|如何|的)(?:写|说|规定|讲|约定|描述|要求)*(?:的|是什么)?$`,
    'su',
  ),
  new RegExp(
    `^${look}(?:我的?|所有的?)*(?:关于|有关|提到|包含|含有|讲|写着?)?(?:了|过)?(?<text>.+?)(?:有关|相关)?的?(?:那?[份个篇些])?${chineseDocument}$`,
    'su',
  ),
  new RegExp(
    `^${look}(?:我的?|所有的?|一下)*${chineseDocument}(?:里|中)?(?:关于|有关|提到|：|:|，|,|的|\\s)*(?<text>.+)$`,
    'su',
  ),
  new RegExp(
    `^(?:有)?(?:哪[份个篇些])(?:我的)?${chineseDocument}(?:里|中)?(?:提到|写|说|讲|关于|有关|包含|有)(?:了|过|到)?(?<text>.+)$`,
    'su',
  ),
  new RegExp(
    `^(?:我的?)?${chineseDocument}(?:有没有|是否|是不是)?(?:提到|写|说|讲|提)(?:了|过|到)?(?<text>.+?)(?:吗|(?<!什)么|没有)?$`,
    'su',
  ),
]

/** search_documents */
export const fillSearchDocuments: Fill = ({ words, place }) =>
  query(words, place.before, searchDocumentsEnglish, searchDocumentsChinese)

function query(
  words: string,
  before: string | undefined,
  english: readonly RegExp[],
  chinese: readonly RegExp[],
): { query?: string | undefined } {
  const quote = findQuotes(words)[0]?.value
  if (quote !== undefined) return { query: quote }
  const bare = trimMarks(words)
  const text = tidyName(firstMatch(isChinese(words) ? [...chinese, ...english] : english, bare)?.text)
  if (text === undefined) return {}
  if (isPronoun(text)) return { query: before }
  const bareText = text
    .replace(
      /^(?:(?:the|a)\s)?(?:part|section|passage|bit|page|clause|one|anything|something|everything)\s(?:about|on|of|regarding|where it (?:says|mentions))\s/i,
      '',
    )

    .replace(
      /^(?:(?:any|every|some)thing\s)?(?:(?:that\sis\s|which\sis\s)?(?:to do with|related to|relating to|connected with)|down)\s(?:the\s)?(?=\S)/i,
      '',
    )
    .replace(
      /^what\s(?:is|was|does it|do they)\s(?:said|say|written|stated)\s(?:about|on|regarding)\s(?:the\s)?/i,
      '',
    )
    .replace(/^(?:(?:the|a)\s)?(?:exact\s)?(?:word|words|phrase|term|keyword|name)\s(?=\S)/i, '')
    .replace(
      /^(?:(?:every|each|any|all|the)\s){0,2}(?:mentions?|references?|occurrences?|information|info|details?)\s(?:of|to|on|about)\s(?:the\s)?(?=\S)/i,
      '',
    )
    .replace(/(?<=.)的?都?(?:给我)?(?:看看|看一下|找出来|列出来|调出来)$/u, '')
    .replace(/^(?:跟|和|与)?(?<text>.+?)(?:有关|相关)的?(?:内容|记录|部分|东西|信息)?$/u, '$<text>')
    .replace(/(?:是什么|是多少|是哪[个里])?来着$/u, '')
    .replace(/(?<=\p{Script=Han}.*)的(?:事情?)?$/u, '')
  return {
    query:
      /^(?:一?[段个条次篇份])?(?:以前|之前|过去|从前|上次)$|^一?[查找搜看翻]$|^(?:话|事情?|东西|内容|什么|哪些|的|我|我的|索|找|询|寻|看|下|里|里的|一下|全部|所有|anything|something|everything|my|the|me|notes?|chats?|all|all my|old|past)$/i.test(
        bareText,
      )
        ? undefined
        : bareText,
  }
}
