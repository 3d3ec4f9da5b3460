import type { CallPlace, Slot, SlotKind, Tool, ToolResult } from '../abilities/tool.ts'
import { plainMarkdown } from '../chat/transfer/contained-markdown.ts'
import { FaultError } from '../fault.ts'
import type { Language } from '../ui/i18n/text.ts'
import { isRecord } from './foreign-schema.ts'
import { foreignLine, foreignText } from './foreign-text.ts'
import type { OfferedTool } from './offer.ts'
import type { Extra, Outcome } from './outcome.ts'
import type { AskHow } from './port-mcp.ts'
import { type McpServer, nameOf } from './record.ts'

/** Longest that a call may take, in milliseconds: servers ask others in their turn. */
export const callLimitMs = 60_000
/** Letters of a result that are shown as the answer; the step has all of it. */
const longestSaid = 4000

/** Asks a server to run one of its tools. */
export type CallServer = (
  serverId: string,
  tool: string,
  args: Readonly<Record<string, unknown>>,
  how: AskHow,
) => Promise<Outcome>

/** The tools of all servers that are on, as the agent calls them: what they offered when they were asked last. */
export function toolsOfServers(servers: readonly McpServer[], call: CallServer): readonly Tool[] {
  return servers
    .filter(({ isOff }) => !isOff)
    .flatMap(server => {
      const names = callNames(server)
      const source = nameOf(server, servers)
      return (server.offer?.tools ?? [])
        .filter(({ name, schema }) => schema && !server.offTools.includes(name))
        .map(offered => toolOf(offered, names.get(offered.name) ?? offered.name, source, server.id, call))
    })
}

/**
 * What the tools of a server are called here, by the server's own names: each once, and never as one of Hermit's, which
 * have no two underscores. A server that is removed and added again is another: what one may do, the other may not.
 */
export function callNames({ id, url, offer }: McpServer): ReadonlyMap<string, string> {
  const prefix = `${slug(offer?.name ?? new URL(url).hostname, 'server').slice(0, 24)}_${id.slice(0, 6)}__`
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const { name } of offer?.tools ?? []) {
    const wanted = prefix + slug(name, 'tool').slice(0, 60)
    let free = wanted
    for (let number = 2; taken.has(free); number += 1) free = `${wanted}_${number}`
    taken.add(free)
    names.set(name, free)
  }
  return names
}

function slug(name: string, empty: string): string {
  return (
    name
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('_') ?? empty
  )
}

function toolOf(
  offered: OfferedTool,
  callName: string,
  source: string,
  serverId: string,
  call: CallServer,
): Tool {
  const { name, title = name.replaceAll(/[_-]+/g, ' '), description, schema = {}, isReadOnly } = offered
  return {
    name: callName,
    title: { en: title, 'zh-CN': title },
    description: description || title,
    parameters: schema,
    slots: slotsOf(schema),
    // The arguments leave the device, whatever the tool says of itself.
    consent: 'each-time',
    effects: isReadOnly ? ['leaves-device', 'reads'] : ['leaves-device', 'writes'],
    source,
    limitMs: callLimitMs,
    async run(args, { signal, language }: CallPlace): Promise<ToolResult> {
      const outcome = await call(serverId, name, args, { signal, limitMs: callLimitMs })
      if (outcome.isError) {
        throw new FaultError({ code: 'mcp-tool-failed', detail: foreignLine(outcome.text, 300) })
      }
      return { value: jsonOf(outcome), said: saidOf(outcome, source, language), isForeign: true }
    },
  }
}

/** What of an outcome is plain JSON for the model. */
function jsonOf({ text, structured, extras, isCut }: Outcome): unknown {
  return {
    ...(structured !== undefined ? { structured } : { text }),
    ...(extras.length > 0 && { extras }),
    ...(isCut && { isCut }),
  }
}

const words = {
  en: {
    nothing: (source: string) => `${source} has answered without words.`,
    kinds: { image: 'Picture', audio: 'Sound', file: 'File', link: 'Resource' },
    notShown: 'not shown here',
  },
  'zh-CN': {
    nothing: (source: string) => `${source} 已应答，没有文字内容。`,
    kinds: { image: '图片', audio: '声音', file: '文件', link: '资源' },
    notShown: '此处不显示',
  },
} as const

/** An outcome as Markdown that is text and nothing but text, with the names of what is no text. */
export function saidOf({ text, extras, structured }: Outcome, source: string, language: Language): string {
  const { nothing, kinds, notShown } = words[language]
  const whole = text.trim() !== '' ? text : structured !== undefined ? JSON.stringify(structured) : ''
  const shown = foreignText(whole, longestSaid)
  const name = ({ kind, name: called, mimeType }: Extra) =>
    `${kinds[kind]}: ${[called, mimeType, notShown].filter(Boolean).join(', ')}`
  const lines = [...(shown === '' ? [] : shown.split('\n')), ...extras.map(name)]
  // Two spaces end a line in Markdown.
  return (lines.length > 0 ? lines : [nothing(source)]).map(plainMarkdown).join('  \n')
}

const kindsByFormat: Readonly<Record<string, SlotKind>> = {
  date: 'date',
  time: 'time',
  'date-time': 'moment',
  duration: 'duration',
  uri: 'url',
  url: 'url',
  email: 'person',
}

/** What finds the arguments of a schema in a request; lists and objects are found by nothing. */
export function slotsOf(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, Slot>> {
  const properties = isRecord(schema.properties) ? schema.properties : {}
  const slots: Record<string, Slot> = {}
  for (const [name, property] of Object.entries(properties)) {
    if (!isRecord(property)) continue
    const asked = foreignLine(property.title, 60) || name.replaceAll(/[_-]+/g, ' ')
    const hint = foreignLine(property.description, 120)
    const ask = {
      en: hint === '' ? `What is “${asked}”?` : `What is “${asked}”? (${hint})`,
      'zh-CN': hint === '' ? `“${asked}”是什么？` : `“${asked}”是什么？（${hint}）`,
    }
    const kind = kindOf(property)
    const choices = choicesOf(property)
    if (kind) slots[name] = { kind, ask, ...(choices.length > 0 && { choices }) }
  }
  return slots
}

function kindOf(property: Readonly<Record<string, unknown>>): SlotKind | undefined {
  const { type, format } = property
  if (choicesOf(property).length > 0) return 'choice'
  if (type === 'number' || type === 'integer') return 'number'
  if (type !== 'string') return undefined
  return (typeof format === 'string' ? kindsByFormat[format] : undefined) ?? 'text'
}

/** A list of words that one is chosen from, no longer than a row of buttons can be. */
function choicesOf({ enum: listed }: Readonly<Record<string, unknown>>) {
  if (!Array.isArray(listed) || listed.length > 20) return []
  return listed.every(one => typeof one === 'string') ? listed.map(one => ({ en: one, 'zh-CN': one })) : []
}
