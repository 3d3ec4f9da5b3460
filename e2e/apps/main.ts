import type { Tool } from '../../src/abilities/tool.ts'
import { appTools } from '../../src/apps/app-tools.ts'
import { type Connection, connect } from '../../src/apps/connection.ts'
import { denied, sandbox } from '../../src/apps/frame-rights.ts'
import { browserModelContext } from '../../src/apps/webmcp.ts'
import { toFault } from '../../src/fault.ts'

// Apps as the product opens and calls them, without the rest of it: their tools are called as the agent calls them.

/** What a test may ask of the page. */
export interface AppsHarness {
  /** Shows an app in a frame and waits until its tools are known, or it is silent. */
  open(url: string): Promise<ReturnType<typeof state>>
  state(): ReturnType<typeof state>
  /** What a tool gives, or the fault. */
  call(name: string, args: Record<string, unknown>): Promise<unknown>
  preview(name: string, args: Record<string, unknown>): Promise<string | undefined>
  undo(name: string, token: unknown): Promise<void>
}

let connection: Connection | undefined

function state() {
  const { status, ignored } = connection?.store.getState() ?? { status: 'closed', ignored: {} }
  const tools = all().map(({ name, consent, effects }) => [name, consent, ...effects])
  return { status, ignored, way: connection?.way(), tools }
}

function all(): readonly Tool[] {
  return connection ? appTools({ id: '000000', name: 'App' }, connection) : []
}

function toolOf(name: string): Tool {
  const found = all().find(tool => tool.name === `app_000000__${name}`)
  if (!found) throw new Error(`There is no ${name}`)
  return found
}

const place = () => ({
  signal: AbortSignal.timeout(20_000),
  language: 'en' as const,
  now: Date.now(),
  timeZone: 'UTC',
})

const harness: AppsHarness = {
  async open(url) {
    connection?.close()
    document.querySelector('iframe')?.remove()
    const frame = document.createElement('iframe')
    const { origin } = new URL(url, location.href)
    connection = connect({
      page: window,
      frame: () => frame.contentWindow,
      origin,
      context: origin === location.origin ? browserModelContext() : undefined,
    })
    frame.setAttribute('sandbox', sandbox)
    frame.allow = denied
    frame.src = url
    frame.onload = connection.loaded
    document.body.append(frame)
    const until = performance.now() + 11_000
    while (state().status === 'waiting' && performance.now() < until)
      await new Promise(resolve => setTimeout(resolve, 50))
    // The browser may know of the tools a moment after the bridge.
    await new Promise(resolve => setTimeout(resolve, 300))
    return state()
  },
  state,
  call: (name, args) =>
    toolOf(name)
      .run(args, place())
      .catch((error: unknown) => ({ fault: toFault(error) })),
  preview: async (name, args) => toolOf(name).preview?.(args, place()),
  undo: async (name, token) => toolOf(name).undo?.(token),
}

Object.assign(globalThis, { appsHarness: harness })
