import type { Slot, Tool } from '../../abilities/tool.ts'
import type { Filler, FillPlace } from '../parts.ts'
import { copiedKinds, type FillModel, fillByAdapter } from './adapter.ts'
import { isIndefinite } from './indefinite.ts'
import { findLanguages } from './language.ts'
import { fold } from './reading.ts'
import { fillByRules } from './rules.ts'
import { slotsFromSchema } from './slots-from-schema.ts'
import { findQuotes, isPronoun } from './strip.ts'

/** What the adapter is asked through: the session over an engine. */
export interface AdapterModel extends FillModel {
  /** Whether the adapter is there now: the engine for processors runs the model that it belongs to. */
  hasAdapter(): boolean
}

type Found = Readonly<Record<string, unknown>>

/** What the adapter is asked about a request, and which of it is taken. */
interface Question {
  /** All slots that are words of a request: what the adapter was trained to be asked. */
  readonly slots: Readonly<Record<string, Slot>>
  readonly taken: readonly string[]
}

/**
 * Fills slots by rules and, where that is there, by the adapter. Hermit's own tools have rules of their own, which were
 * right more often than the adapter: of those it is asked, in English, only for what a call needs and no rule has found. (In
 * Chinese, which the model cannot read, it was wrong there nearly as often as right: the person is asked.) For the tools of
 * apps and servers there are rules by kind alone, and it was right more often than they: there it finds all that is words
 * of the request, but for what is quoted, or means what was said before. (Figures: `tools/distil/README.md`.)
 *
 * @param limitMs Longest wait for the adapter.
 */
export function createFiller(model: AdapterModel, limitMs?: number): Filler {
  return {
    takesLong: (tool, words, place) =>
      model.hasAdapter() && questionOf(tool, words, place, fillByRules(tool, words, place)) !== undefined,
    async fill(tool, words, place: FillPlace, signal) {
      const found = fillByRules(tool, words, place)
      const question = model.hasAdapter() ? questionOf(tool, words, place, found) : undefined
      if (!question) return found
      const { slots, taken } = question
      const copied = await fillByAdapter(model, tool.name, words, slots, signal, limitMs)
      if (!copied) return found
      const others = Object.entries(found).filter(([name]) => !taken.includes(name))
      const said = taken.flatMap((name): [string, string][] => {
        const value = meant(copied[name], place)
        const isOther = value !== undefined && isReadAsOther(value, Object.fromEntries(others))
        return value === undefined || isOther ? [] : [[name, value]]
      })
      return Object.fromEntries([...others, ...said])
    },
  }
}

function questionOf(tool: Tool, words: string, { language }: FillPlace, found: Found): Question | undefined {
  const all: Readonly<Record<string, Slot>> = tool.slots ?? slotsFromSchema(tool.parameters)
  const slots = Object.fromEntries(Object.entries(all).filter(([, { kind }]) => copiedKinds.includes(kind)))
  const { required } = tool.parameters
  const isNeeded = (name: string) => Array.isArray(required) && required.includes(name)
  const quoted = findQuotes(words).map(({ value }) => value)
  const isSure = (value: unknown) =>
    value !== undefined && (quoted.includes(String(value)) || !words.includes(String(value)))
  const taken = Object.keys(slots).filter(name =>
    tool.source === undefined
      ? language === 'en' && isNeeded(name) && found[name] === undefined
      : !isSure(Object.hasOwn(found, name) ? found[name] : undefined),
  )
  return taken.length === 0 ? undefined : { slots, taken }
}

/**
 * Words that ask for something and say nothing of it: 一下, "a reminder", "my notes". The adapter copies them where there is
 * nothing to be copied, and a value made of them alone is none: the person is asked instead.
 */
const asking = new Set(
  (
    'a an the my our your me us i you it this that these those them some any something anything someone somebody anyone ' +
    'one ones thing things stuff new old quick short please now later today tomorrow tonight to for of in on at into from ' +
    'with about by as up down out and or what which who where when how is are do does can could would will not ' +
    'set make create add put take keep start open show find search look get give send write text message email mail tell ' +
    'say ask let know share copy save store translate remind reminder note memo timer alarm countdown word words sentence ' +
    'file document doc chat conversation map direction directions translation clipboard link friend people app'
  ).split(' '),
)
const askingChinese =
  /^(?:提醒|闹钟|计时器?|倒计时|定时器?|笔记本?|备忘录?|便签|消息|短信|信息|微信|邮件|邮箱|文件|文档|资料|聊天记录|聊天|对话|地图|路线|翻译|翻成|译成|剪贴板|东西|内容|别人|某人|有人|朋友|大家|什么|哪[里儿]|明天|今天|现在|以前|之前|新建|创建|设置|搜索|查找|打开|保存|复制|分享|转发|发送|告诉|帮忙|麻烦|[我你您他她它请帮给把将的了吧吗呢啊呀好一下个条封张份点些这那发写设定建记存找查搜看翻译在里中到成为和跟说让叫用]|[\s，。？！、：])+$/u

/** What copied words mean: themselves, what was said before for "it" and 这个, or nothing. */
function meant(copied: string | undefined, { before }: FillPlace): string | undefined {
  if (copied === undefined) return undefined
  if (isPronoun(copied)) return before
  return saysSomething(copied) && !isIndefinite(copied) ? copied : undefined
}

/** "Croatian" in "translate it into Croatian" is the language, and "Anna" is who it goes to. */
function isReadAsOther(value: string, found: Found): boolean {
  return (
    Object.values(found).includes(value) ||
    findLanguages(fold(value)).some(({ start, end }) => start === 0 && end === value.length)
  )
}

function saysSomething(value: string): boolean {
  if (/\p{Script=Han}/u.test(value)) return !askingChinese.test(value)
  const words = value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.some(word => !asking.has(word) && !asking.has(word.replace(/s$/, '')))
}
