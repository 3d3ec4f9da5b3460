import type { Tool } from '../abilities/tool.ts'
import { checkArguments } from './check.ts'
import type { LoopParts, Turn } from './loop.ts'
import type { Filler, Router } from './parts.ts'
import type { Step } from './step.ts'

/** Routes by words that a request has in it, clause by clause: `{ timer: 'set_timer' }`. */
export function routerBy(words: Readonly<Record<string, string>>): Router & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    async route(request) {
      asked.push(request)
      return request.split(/, and |，/u).flatMap(clause => {
        const word = Object.keys(words).find(one => clause.toLowerCase().includes(one))
        return word === undefined ? [] : [{ tool: words[word] ?? '', words: clause.trim(), certainty: 1 }]
      })
    },
  }
}

/** Fills a slot with what stands behind its name in the words: "text: milk; at: six". "it" is what the step before said. */
export const namedFiller: Filler = {
  async fill(tool, words, { before }) {
    const found = Object.keys(tool.slots ?? {}).flatMap(name => {
      const value = new RegExp(`${name}: ([^;]+)`, 'u').exec(words)?.[1]?.trim()
      return value === undefined ? [] : [[name, value === 'it' ? before : value] as const]
    })
    return Object.fromEntries(found)
  },
}

/** A tool that keeps what it was called with, and says it. */
export function recorder(
  name: string,
  more: Partial<Tool> = {},
): Tool & { readonly calls: Readonly<Record<string, unknown>>[] } {
  const calls: Readonly<Record<string, unknown>>[] = []
  return {
    calls,
    name,
    title: { en: `Do ${name}`, 'zh-CN': `做 ${name}` },
    description: `Does ${name}.`,
    parameters: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
    slots: { text: { kind: 'text', ask: { en: 'What?', 'zh-CN': '什么？' } } },
    consent: 'none',
    effects: [],
    async run(args) {
      calls.push(args)
      return { value: args, said: `${name}: ${String(args.text)}` }
    },
    ...more,
  }
}

/** A planned step. */
export function planned(tool: string, words = `text: ${tool}`, more: Partial<Step> = {}): Step {
  return { id: tool, tool, title: tool, effects: [], args: {}, status: 'planned', words, ...more }
}

/** What the loop works with in a test, and the steps that have ended. */
export function loopParts(tools: readonly Tool[], more: Partial<LoopParts> = {}) {
  const ended: Step[] = []
  let ids = 0
  const parts: LoopParts = {
    tools,
    filler: namedFiller,
    check: checkArguments,
    standing: () => undefined,
    clock: () => 5000,
    newId: () => `step${ids++}`,
    onCall: step => ended.push(step),
    ...more,
  }
  return { parts, ended }
}

/** A turn in a test. */
export function turnOf(steps: readonly Step[]): Turn {
  return { steps, place: { language: 'en', timeZone: 'UTC', conversationId: 'c' }, documents: [] }
}

/** The last of what is yielded. */
export async function lastOf<One>(all: AsyncIterable<One>): Promise<One | undefined> {
  let last: One | undefined
  for await (const one of all) last = one
  return last
}
