import { firstMatch } from '../cue.ts'
import { findDocument } from '../document.ts'
import type { Fill } from '../request.ts'
import { findQuotes, isPronoun, tidyName, trimMarks } from '../strip.ts'
import { findUrls } from '../url.ts'

/** open_link */
export const fillLink: Fill = ({ words, folded }) => ({ url: findUrls(folded, words)[0]?.value })

const mapEnglish: readonly RegExp[] = [
  /^(?:(?:show|give|get|find|need|tell|pull up|send|plan)\s)?(?:me\s)?(?:the\s)?(?:directions?|route|way|path|driving directions|walking directions|navigation)\s(?:from here\s)?(?:to|for|towards)\s(?:get\sto\s)?(?<place>.+)$/isu,
  /^(?:how\s(?:do|can|would|should|could)\s(?:i|we|you)|how\sto|what(?:'s|’s| is) the \w+ way to)\s(?:get|go|drive|walk|travel|find my way|cycle|make it)\s(?:from here\s)?(?:to\s)?(?<place>.+)$/isu,
  /^(?:get|take|bring|navigate|drive|guide|direct|lead|walk|route)\s(?:me|us)?\s?(?:from here\s)?(?:to|towards)\s(?<place>.+)$/isu,
  /^(?:show|find|locate|open|look up|see|view|display|search(?: for)?|mark|pull up|bring up|get|give|put|pinpoint|check)\s(?:me\s)?(?:up\s)?(?:where\s)?(?<place>.+?)\s(?:is\s)?(?:on|in|with|using|onto)\s(?:the|a|my|google|apple)?\s?maps?(?:\sapp)?$/isu,
  /^(?:show|open|pull up|give|bring up|see|view|get|display|i need|i want)?\s?(?:me\s)?(?:a|the|my|up)?\s?maps?\s(?:of|for|to|at|showing|around|with|near|and (?:find|show(?: me)?|search for|go to|look for)|app and find)\s(?<place>.+)$/isu,
  /^(?:where(?:\s(?:exactly|on earth|in the world|precisely))?(?:'s|’s| is| are|abouts is|s)|where can i find|where do i find)\s(?:the nearest\s(?=$))?(?<place>.+?)(?:\s(?:located|on (?:the|a) map|at))?$/isu,
  /^(?:on|in)\s(?:the|a)\smap,?\s(?:show|find|where is|open)\s(?:me\s)?(?<place>.+)$/isu,
  /^(?:show|point out|mark|find)\s(?:me\s)?on\s(?:the|a)\smap\s(?:where\s)?(?<place>.+?)(?:\sis)?$/isu,
  /^(?:navigate|drive|go|walk|navigation|directions)\s(?:to|towards|for)?\s?(?<place>.+)$/isu,
  /^(?:map|locate|find|show)\s(?:me\s)?(?:where\s)?(?<place>.+?)(?:\sis)?$/isu,
]
const mapWays: readonly RegExp[] = [
  /^(?:show|tell)\s(?:me|us)\show\s(?:to|i|we)\s(?:can\s)?(?:get|go|walk|drive)\s(?:from here\s)?to\s(?<place>.+)$/isu,
  /^(?:how far is it|which way is it|how long does it take)\s(?:from here\s)?to\s(?:get to\s|walk to\s|drive to\s)?(?<place>.+?)(?:[,;.?]\s.*)?$/isu,
  /^(?:is|are)\sthere\s(?:an?\s|any\s|some\s)?(?<place>.+)$/isu,
  /^(?:directions?|route|way|path|drive|walk|navigate)\s(?:me\s)?from\s.{1,60}?\sto\s(?<place>.+)$/isu,
  /^(?:what(?:'s|’s|\sis)|which is|show me|find(?:\sme)?|tell me|give me|plan)\s(?:the\s|a\s)?(?:\w+\s)?(?:way|route|road|path|directions?)\s(?:from\s.{1,60}?\s)?(?:to|for)\s(?:get\sto\s|reach\s)?(?<place>.+)$/isu,
  /^where(?:abouts)?\s(?:in|on)\s.{1,30}?\s(?:is|are|can i find|do i find)\s(?<place>.+)$/isu,
]
const mapChinese: readonly RegExp[] = [
  /^(?:在|用|打开)?(?:谷歌|百度|高德)?地图(?:上|里|中|软件)?(?:，)?(?:帮我)?(?:给我)?(?:显示|看看|找找|查查|找一?下?|查一?下?|搜索|搜一?下?|看一?下?|标出|定位|打开|查找|导航(?:到|去)|去|看看|标记)(?:一下|到|出)?(?<place>.+?)(?:在哪里?|在哪儿|的位置|的地方|怎么走)?$/su,
  /^(?:请)?(?:导航|带我|领我|开车|走路|步行|骑车)(?:一下)?(?:去|到|至|前往|回)?(?:：|:|，|,)?(?<place>.+?)(?:的路(?:线)?|怎么走)?$/su,
  /^(?:从.{1,12}?|我(?:想|要))?(?:到|去|回|前往)(?<place>.+?)(?:应该|该|要)?(?:怎么走|往哪[边里儿]?走|走哪条路|怎么去|怎么坐车|的路线|怎么开|路线|的路怎么走|要怎么走|如何走|如何去|的导航)$/su,
  /^(?:怎么|如何)(?:才能)?(?:去|到|走到|前往)(?<place>.+)$/su,
  /^(?:查一?下?|找一?下?|看一?下?|搜一?下?|显示|打开|告诉我|帮我看|给我看)?(?:一下|看)?(?<place>.+?)(?:在哪里|在哪儿|在哪|的位置|的地图|在什么地方|位于哪里|的具体位置|怎么走|往哪[边里儿]?走|在地图上的位置)(?:啊|呢|呀)?$/su,
  /^(?:打开|显示|看|查看|给我)(?:一下)?(?<place>.+?)(?:的)?(?:地图|路线|位置)$/su,
  /^(?:把)?(?<place>.+?)(?:在)?地图(?:上)?(?:显示|标|找|打开)(?:出来|给我看)?$/su,
  /^(?:查找|查查|找找|搜搜|查|找|搜索|搜|定位)(?:一下|到|下)?(?<place>.+)$/su,
  /^(?:我?(?:想|要))?(?:去|到)(?<place>.+)$/su,
  /^(?<place>[^，,。？?]{1,20}(?:附近|旁边|周边|周围)的[^，,。？?]{1,12})$/su,
]

/** "I need to go to Ghent, open the map": the place stands before what asks. */
const placeFirst =
  /^(?:i\s)?(?:(?:need|want|have|am trying|would like|’d like|'d like)\s(?:to\s)?)?(?:go|get|drive|walk)\s(?:to|towards)\s(?<place>.+?)[,;]\s(?:please\s)?(?:open|show|bring up|pull up|start)\s(?:me\s)?(?:the|a)?\s?(?:maps?|navigation|directions|way|route)$/isu
/** open_map */
export const fillMap: Fill = ({ words, place }) => {
  const quote = findQuotes(words)[0]?.value
  if (quote !== undefined) return { place: quote }
  const patterns = /\p{Script=Han}/u.test(words)
    ? [...mapChinese, ...mapEnglish]
    : [placeFirst, ...mapWays, ...mapEnglish]
  const found = tidyName(firstMatch(patterns, trimMarks(words))?.place)?.replace(
    /\s(?:from here|on (?:the|a) maps?|by (?:car|foot|bus|bike|train)|right now|now)$/i,
    '',
  )
  if (found === undefined || /^(?:map|maps|地图|路线|路|导航|方向|here|there|这里|那里)$/i.test(found))
    return {}
  return { place: isPronoun(found) ? place.before : found }
}

/** summarise_document */
export const fillSummarise: Fill = ({ words, place }) => ({ document: findDocument(words, place.documents) })
