import { type NameTable, nameTable } from './names.ts'
import type { Reading } from './reading.ts'

/** BCP 47 codes of languages that people translate from and to; their names in both languages are the browser's. */
const codes =
  'en zh ja ko fr de es pt it nl ru ar hi bn ur fa tr pl uk cs sk hu ro bg sr hr sl mk sq el he th vi id ms tl sw sv no nb da fi is et lv lt ga cy eu ca gl la eo ta te ml kn mr gu pa ne si my km lo mn kk uz az hy ka am yo ig ha zu xh af bo ug yue wuu zh-Hant zh-Hans'.split(
    ' ',
  )
const more: readonly (readonly [string, string])[] = [
  ['mandarin', 'zh'],
  ['mandarin chinese', 'zh'],
  ['putonghua', 'zh'],
  ['cantonese', 'yue'],
  ['traditional chinese', 'zh-Hant'],
  ['simplified chinese', 'zh-Hans'],
  ['farsi', 'fa'],
  ['flemish', 'nl'],
  ['castilian', 'es'],
  ['brazilian portuguese', 'pt-BR'],
  ['tagalog', 'tl'],
  ['英文', 'en'],
  ['中文', 'zh'],
  ['汉语', 'zh'],
  ['华语', 'zh'],
  ['国语', 'zh'],
  ['普通话', 'zh'],
  ['繁体中文', 'zh-Hant'],
  ['繁体', 'zh-Hant'],
  ['简体中文', 'zh-Hans'],
  ['简体', 'zh-Hans'],
  ['粤语', 'yue'],
  ['广东话', 'yue'],
  ['日文', 'ja'],
  ['韩文', 'ko'],
  ['法文', 'fr'],
  ['德文', 'de'],
  ['俄文', 'ru'],
  ['西班牙文', 'es'],
  ['西语', 'es'],
  ['葡语', 'pt'],
  ['葡文', 'pt'],
  ['意语', 'it'],
  ['阿语', 'ar'],
  ['泰文', 'th'],
  ['越南文', 'vi'],
  ['拉丁文', 'la'],
  ['印地文', 'hi'],
]

let table: NameTable<string> | undefined

function names(): NameTable<string> {
  if (table !== undefined) return table
  const english = new Intl.DisplayNames(['en'], { type: 'language' })
  const chinese = new Intl.DisplayNames(['zh-CN'], { type: 'language' })
  const rows = codes.flatMap(code => [
    [english.of(code)?.toLowerCase() ?? code, code] as const,
    [chinese.of(code) ?? code, code] as const,
  ])
  table = nameTable([...more, ...rows])
  return table
}

/** All languages that a request names. */
export function findLanguages(folded: string): Reading<string>[] {
  return names().find(folded)
}

const toBefore =
  /(?:\b(?:to|into|in)\s(?:the\s)?(?:simple\s|plain\s|good\s)?|(?:翻译|译|翻|转换|改写|换|变|转|写)?(?:成|为|作|到)\s?|用\s?|转\s?|译\s?|翻\s?)$/
const fromBefore = /(?:\bfrom\s|从\s?|把这段\s?|这句\s?)$/

/** The language that is asked for among those that a request names: behind "into" and 成, never behind "from". */
export function findTarget(folded: string): Reading<string> | undefined {
  const all = findLanguages(folded)
  const before = (one: Reading<string>) => folded.slice(Math.max(0, one.start - 14), one.start)
  return (
    all.filter(one => toBefore.test(before(one))).at(-1) ??
    all.find(one => !fromBefore.test(before(one)) && isAskedFor(folded, one))
  )
}

/** "the French for bread", "a Spanish translation", "面包的法语是什么", "法语怎么说". */
function isAskedFor(folded: string, { start, end }: Reading<string>): boolean {
  const behind = folded.slice(end, end + 16)
  // "How would a Spanish speaker say", 波兰语的手推车怎么说.
  const isSpoken =
    /^\s(?:(?:speakers?|people|person)\s|(?:say|write|put|call)\s)/.test(behind) ||
    (start < 3 && /^的.{1,20}(?:怎么|如何)(?:说|讲|写|念)/.test(folded.slice(end, end + 26)))
  return (
    isSpoken ||
    /^\s?(?:(?:word|words|phrase|term|name|translation|version)\b|for\b)|^(?:怎么|如何|是什么|是啥|里|版|的?说法|翻译|:)|^\s?(?:please|pls)?[.?!,:\s]{0,3}$/.test(
      behind,
    ) ||
    /(?:^|\s)(?:translate|translation)\s$/.test(folded.slice(Math.max(0, start - 12), start))
  )
}
