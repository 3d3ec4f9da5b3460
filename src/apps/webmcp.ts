import * as z from 'zod/mini'
import { createStore } from 'zustand/vanilla'
import { FaultError } from '../fault.ts'
import {
  type AppLink,
  callLimitMs,
  distinctTools,
  type LinkState,
  longestMessage,
  type OfferedTool,
  offeredToolSchema,
  parseJson,
  withinTime,
} from './app-link.ts'

/** The part of `document.modelContext` that is used here, as Chromium 156 has it. */
export interface ModelContext extends Pick<EventTarget, 'addEventListener' | 'removeEventListener'> {
  /** Tools of this document and of frames of its origin; they are objects of the browser's. */
  getTools(): Promise<readonly object[]>
  /** Runs a tool in its frame; gives its result as JSON. */
  executeTool(tool: object, args: object): Promise<unknown>
  registerTool(tool: object, options: { readonly signal: AbortSignal }): unknown
}

/** The browser's, where it has one. */
export function browserModelContext(): ModelContext | undefined {
  const context: unknown = Reflect.get(document, 'modelContext')
  const isThere = typeof context === 'object' && context !== null && 'getTools' in context
  return isThere ? (context as ModelContext) : undefined
}

/** What a link by WebMCP is built from. */
export interface WebmcpParts {
  readonly context: ModelContext
  /** The window of the app's frame as it is now: only its tools are the app's. */
  readonly frame: () => unknown
  readonly origin: string
  readonly callLimitMs?: number
}

/** Calls the tools that the app in a frame of this origin has registered with the browser. */
export function openWebmcp(parts: WebmcpParts): AppLink {
  const { context, frame, origin, callLimitMs: limitMs = callLimitMs } = parts
  const store = createStore<LinkState>(() => ({ status: 'waiting', tools: [], ignored: {} }))
  let byName: ReadonlyMap<string, object> = new Map()
  let asked = 0

  async function refresh(): Promise<void> {
    const turn = ++asked
    const listed = await context.getTools().catch(() => [])
    // Another list was asked for meanwhile, or the app is gone.
    if (turn !== asked || store.getState().status === 'closed') return
    const found = listed.flatMap(tool => {
      const isApps = Reflect.get(tool, 'window') === frame() && Reflect.get(tool, 'origin') === origin
      const offered = isApps ? readOffer(tool) : undefined
      return offered ? [[offered, tool] as const] : []
    })
    byName = new Map(found.map(([{ name }, tool]) => [name, tool]))
    const tools = distinctTools(found.map(([offered]) => offered))
    store.setState({ status: tools.length > 0 ? 'open' : 'waiting', tools })
  }
  const onChange = () => void refresh()
  context.addEventListener('toolchange', onChange)
  onChange()

  return {
    store,
    async call(name, args, signal) {
      signal.throwIfAborted()
      const tool = byName.get(name)
      if (!tool) throw new FaultError({ code: 'app-closed' })
      const late = () => new FaultError({ code: 'app-silent', numbers: { seconds: limitMs / 1000 } })
      const answer = context.executeTool(tool, args).catch((reason: unknown) => {
        throw new FaultError({ code: 'app-refused', detail: messageOf(reason) })
      })
      const text = await withinTime(answer, { signal, limitMs, late })
      const value = parseJson(text)
      if (value === undefined) {
        const isTooLong = typeof text === 'string' && text.length > longestMessage
        throw new FaultError({ code: 'app-unclear', detail: isTooLong ? 'too long' : 'no JSON' })
      }
      const refusal = refusalIn(value)
      if (refusal !== undefined) throw new FaultError({ code: 'app-refused', detail: refusal })
      return value
    },
    loaded: onChange,
    close() {
      context.removeEventListener('toolchange', onChange)
      byName = new Map()
      store.setState({ status: 'closed', tools: [] })
    },
  }
}

/** A tool in the browser's words, its schema as text; undefined where it is not one that Hermit takes. */
function readOffer(tool: object): OfferedTool | undefined {
  const field = (name: string): unknown => Reflect.get(tool, name)
  const title = field('title')
  const annotations: unknown = field('annotations')
  const hint = (name: string) => {
    const value: unknown =
      typeof annotations === 'object' && annotations !== null ? Reflect.get(annotations, name) : undefined
    return typeof value === 'boolean' ? { [name]: value } : {}
  }
  return offeredToolSchema.safeParse({
    name: field('name'),
    ...(typeof title === 'string' && title !== '' && { title }),
    description: field('description'),
    inputSchema: plainSchema(field('inputSchema')),
    annotations: {
      ...hint('readOnlyHint'),
      ...hint('consequentialHint'),
      ...hint('untrustedContentHint'),
    },
  }).data
}

/** Chromium has given it as text, and as an object. */
function plainSchema(schema: unknown): unknown {
  return parseJson(typeof schema === 'string' ? schema : JSON.stringify(schema ?? {})) ?? {}
}

const refusalSchema = z.object({
  isError: z.literal(true),
  content: z.array(z.object({ type: z.literal('text'), text: z.string() })).check(z.minLength(1)),
})

/** Why the app did not do it. The browser keeps what a tool throws to itself, so apps say it as MCP's servers do. */
function refusalIn(value: unknown): string | undefined {
  const refusal = refusalSchema.safeParse(value).data
  return refusal?.content
    .map(({ text }) => text)
    .join('\n')
    .slice(0, 500)
}

function messageOf(reason: unknown): string {
  return (reason instanceof Error ? reason.message : String(reason)).slice(0, 500)
}
