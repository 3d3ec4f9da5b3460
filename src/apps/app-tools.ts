import * as z from 'zod/mini'
import type { CallPlace, Tool, ToolResult } from '../abilities/tool.ts'
import { inTime } from '../abort.ts'
import { plainMarkdown } from '../chat/transfer/contained-markdown.ts'
import { FaultError } from '../fault.ts'
import type { Language } from '../ui/i18n/text.ts'
import { type AppLink, callLimitMs, type OfferedTool } from './app-link.ts'
import { type ReadSchema, readSchema } from './read-schema.ts'

/** Whose tools they are. */
export interface AppName {
  readonly id: string
  /** As the person called it. */
  readonly name: string
}

/** Longest that the price of an order may take, in milliseconds: the person waits for the question meanwhile. */
const previewLimitMs = 5_000
/** Letters of what an app says that are shown. */
const longestSaid = 2_000

/** The tools of an app as the agent calls them. Their words are foreign, and what they say can cause no call. */
export function appTools(app: AppName, link: AppLink): readonly Tool[] {
  return link.store.getState().tools.map(offered => toolOf(offered, app, link))
}

/** Begins the names of all tools of one app: never those of Hermit, which have no two underscores. */
export function namePrefix({ id, name }: AppName): string {
  const words = name
    .normalize('NFD')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['app']
  // An app that was removed and one of the same name that was added are two: what one may do, the other may not.
  return `${words.join('_').slice(0, 24)}_${id.slice(0, 6)}__`
}

function toolOf(offered: OfferedTool, app: AppName, link: AppLink): Tool {
  const schema = readSchema(offered.inputSchema)
  const { hints } = schema
  const isReadOnly =
    offered.annotations.readOnlyHint === true && offered.annotations.consequentialHint !== true
  const costsMoney = hints.costsMoney === true || hints.preview !== undefined
  const title = offered.title ?? offered.name.replaceAll('_', ' ')
  const undo = hints.undo
  return {
    name: namePrefix(app) + offered.name.toLowerCase().replace(/[^a-z0-9_]/g, '_'),
    title: hints.titles ?? { en: title, 'zh-CN': title },
    description: offered.description,
    parameters: schema.parameters,
    slots: schema.slots,
    consent: isReadOnly ? 'once' : 'each-time',
    effects: isReadOnly ? ['reads'] : ['leaves-device', ...(costsMoney ? (['costs-money'] as const) : [])],
    ...(hints.examples && { examples: hints.examples }),
    source: app.name,
    limitMs: callLimitMs,
    async run(args, { signal, language }): Promise<ToolResult> {
      const value = await link.call(offered.name, schema.toApp(args), signal)
      const token = undo && undoToken(value, undo.with)
      return { value, said: said(value, language), isForeign: true, ...(token && { undo: token }) }
    },
    ...(hints.preview !== undefined &&
      !isReadOnly && { preview: priceBefore(hints.preview, schema, app, link) }),
    ...(undo && {
      async undo(token) {
        const args = undoTokenSchema.safeParse(token)
        if (!args.success) throw new FaultError({ code: 'app-unclear', detail: 'undo' })
        await link.call(undo.tool, args.data, AbortSignal.timeout(callLimitMs))
      },
    }),
  }
}

const priceSchema = z.object({
  price: z.object({
    amount: z.number().check(z.nonnegative()),
    currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  }),
})

/**
 * Asks the app what a call would cost. The person has allowed nothing yet: only numbers and the app's own values go
 * there, no words of theirs, and only to a tool that changes nothing by its own account.
 */
function priceBefore(name: string, schema: ReadSchema, app: AppName, link: AppLink) {
  return async (args: Readonly<Record<string, unknown>>, place: CallPlace): Promise<string> => {
    const teller = link.store.getState().tools.find(tool => tool.name === name)
    if (!teller?.annotations.readOnlyHint) throw new FaultError({ code: 'app-unclear', detail: 'preview' })
    const taken = readSchema(teller.inputSchema)
    const known = Object.entries(schema.toApp(args)).filter(
      ([key]) => schema.closed.has(key) && taken.closed.has(key),
    )
    const ask = (signal: AbortSignal) => link.call(name, Object.fromEntries(known), signal)
    const told = priceSchema.safeParse(await inTime(ask, previewLimitMs, place.signal))
    if (!told.success) throw new FaultError({ code: 'app-unclear', detail: 'price' })
    const { amount, currency } = told.data.price
    const price = new Intl.NumberFormat(place.language === 'en' ? 'en-GB' : place.language, {
      style: 'currency',
      currency,
    }).format(amount)
    return { en: `${app.name} asks ${price} for it.`, 'zh-CN': `${app.name} 的报价：${price}。` }[
      place.language
    ]
  }
}

const undoTokenSchema = z.record(z.string(), z.union([z.string(), z.number()]))

/** What takes a call back: fields of its result, all of which must be there. */
function undoToken(value: unknown, names: readonly string[]): Record<string, string | number> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const fields = names.map(name => [name, Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined])
  return undoTokenSchema.safeParse(Object.fromEntries(fields)).data
}

/** What an app says, as text and nothing but text: its `said`, the text of MCP's content, else its plain fields. */
function said(value: unknown, language: Language): string {
  const lines = wordsIn(value)
  if (lines.length === 0) return { en: 'Done.', 'zh-CN': '已完成。' }[language]
  const text = lines.join('\n')
  const shown = text.length > longestSaid ? `${text.slice(0, longestSaid)}…` : text
  // Two spaces end a line in Markdown.
  return shown.split('\n').map(plainMarkdown).join('  \n')
}

const contentSchema = z.object({ content: z.array(z.object({ type: z.literal('text'), text: z.string() })) })

function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)]
  if (typeof value !== 'object' || value === null) return []
  const { said: own } = value as { readonly said?: unknown }
  if (typeof own === 'string' && own !== '') return [own]
  const content = contentSchema.safeParse(value).data
  if (content) return content.content.map(({ text }) => text)
  return Object.entries(value).flatMap(([name, field]) =>
    typeof field === 'object' ? [] : [`${name}: ${String(field)}`],
  )
}
