import {
  type FromApp,
  fromHermitSchema,
  openSchema,
  protocol,
  protocolVersion,
  readMessage,
  written,
} from '../src/apps/bridge-protocol.ts'

/** Something that a page offers to an agent, in WebMCP's shape. */
export interface AppTool {
  readonly name: string
  readonly title?: string
  readonly description: string
  /** A JSON schema of an object. `x-hermit` in it is described in README.md. */
  readonly inputSchema: object
  readonly annotations?: {
    readonly readOnlyHint?: boolean
    readonly consequentialHint?: boolean
    readonly untrustedContentHint?: boolean
  }
  /** Gives plain JSON. What it throws is told by its message. */
  execute(args: Readonly<Record<string, unknown>>, place: { readonly signal: AbortSignal }): Promise<unknown>
}

export interface OfferOptions {
  /** Origins of pages around this one that may use the tools. Default: this page's own. */
  readonly origins?: readonly string[]
}

let offered: readonly AppTool[] = []
let allowed: readonly string[] = []
let port: MessagePort | undefined
let registered: AbortController | undefined
const running = new Map<number, AbortController>()

/** Offers tools to an agent: by WebMCP where the browser has it, and to Hermit around this page. Called again, it replaces them. */
export function offerTools(tools: readonly AppTool[], options: OfferOptions = {}) {
  offered = tools
  allowed = options.origins ?? [location.origin]
  registerInBrowser()
  if (port) return tellTools()
  if (window.parent === window) return
  window.addEventListener('message', onWindowMessage)
  // Who is around is not known yet, and this tells nothing; the tools go to an allowed origin only.
  window.parent.postMessage(written({ protocol, version: protocolVersion, type: 'ready' }), '*')
}

interface ModelContext {
  registerTool(
    tool: Omit<AppTool, 'execute'> & { execute(args: Readonly<Record<string, unknown>>): Promise<unknown> },
    options: { readonly signal: AbortSignal },
  ): unknown
}

function registerInBrowser(): void {
  const context: unknown = Reflect.get(document, 'modelContext')
  if (typeof context !== 'object' || context === null || !('registerTool' in context)) return
  registered?.abort()
  registered = new AbortController()
  for (const tool of offered) void register(context as ModelContext, tool, registered.signal)
}

async function register(context: ModelContext, tool: AppTool, signal: AbortSignal): Promise<void> {
  // What is thrown is kept from the caller by the browser: it is told in MCP's form.
  const execute = (args: Readonly<Record<string, unknown>>) =>
    tool.execute(args, { signal }).catch((reason: unknown) => ({
      isError: true,
      content: [{ type: 'text', text: messageOf(reason) }],
    }))
  try {
    await context.registerTool({ ...tool, execute }, { signal })
  } catch (reason) {
    // The bridge offers it all the same.
    console.warn(`${tool.name} is not offered by WebMCP.`, reason)
  }
}

function onWindowMessage({ data, origin, source, ports }: MessageEvent<unknown>): void {
  const [given] = ports
  if (source !== window.parent || !allowed.includes(origin) || !given) return
  const read = readMessage(openSchema, data)
  if (!('message' in read) || read.message.version !== protocolVersion) return
  port?.close()
  port = given
  port.onmessage = onPortMessage
  tellTools()
}

function onPortMessage({ data }: MessageEvent<unknown>): void {
  const read = readMessage(fromHermitSchema, data)
  if (!('message' in read)) return
  const { message } = read
  if (message.type === 'list') tellTools()
  if (message.type === 'cancel') running.get(message.id)?.abort()
  if (message.type === 'call') void answer(message.id, message.name, message.args)
}

async function answer(id: number, name: string, args: Readonly<Record<string, unknown>>): Promise<void> {
  const tool = offered.find(one => one.name === name)
  const ending = new AbortController()
  running.set(id, ending)
  try {
    if (!tool) throw new Error(`There is no tool ${name}`)
    const value = await tool.execute(args, ending)
    send({ type: 'result', id, value: value ?? null })
  } catch (error) {
    send({ type: 'error', id, message: messageOf(error) })
  } finally {
    running.delete(id)
  }
}

function messageOf(reason: unknown): string {
  return (reason instanceof Error ? reason.message : String(reason)).slice(0, 500)
}

function tellTools(): void {
  const tools = offered.map(({ name, title, description, inputSchema, annotations }) => ({
    name,
    ...(title !== undefined && { title }),
    description,
    inputSchema: { ...inputSchema },
    annotations: { ...annotations },
  }))
  send({ type: 'tools', tools })
}

function send(message: FromApp): void {
  port?.postMessage(written(message))
}
