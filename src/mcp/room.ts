import type { Tool } from '../abilities/tool.ts'
import type { PortLink } from '../engines/port/connection.ts'
import type { KeptLater } from '../storage/kept-later.ts'
import { foreignText } from './foreign-text.ts'
import type { Outcome } from './outcome.ts'
import { type AskHow, createMcpPort } from './port-mcp.ts'
import { createServers, type McpServers } from './servers.ts'
import { mcpServersKey } from './servers-key.ts'
import { type CallServer, toolsOfServers } from './tool-of.ts'

/** What connections are given by app.ts. */
export interface McpRoomOptions {
  readonly records: { markDirty(key: string): void }
  readonly newId: () => string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly chat: {
    /** What stands in the message box. */
    readonly draft: () => string
    setDraft(text: string): void
  }
  /** Takes files into the library and attaches them to the chat in view. Never rejects. */
  readonly attachFiles: (files: readonly File[]) => Promise<void>
  readonly airGap: {
    isOn(): boolean
    /** Gives what ends the telling. */
    subscribe(listener: () => void): () => void
  }
  /** Whether records are sealed with a passphrase. */
  readonly isSealed: () => boolean
}

/** All that the view of connections shows and does. */
export interface McpRoom extends Pick<McpRoomOptions, 'airGap' | 'isSealed'> {
  readonly servers: McpServers
  /** The tools of all servers that are on; the same list until it changes. */
  tools(): readonly Tool[]
  /** Puts a prompt of a server into the message box, after what stands there. Throws FaultError. */
  insertPrompt(
    serverId: string,
    name: string,
    args: Readonly<Record<string, string>>,
    how: AskHow,
  ): Promise<Outcome>
  /**
   * Attaches the text of a resource to the chat in view, as a document with where it comes from at its head: what is read
   * in documents can cause no call. Throws FaultError.
   *
   * @param from The sentence that says it, in the language in use.
   */
  attachResource(serverId: string, uri: string, name: string, from: string, how: AskHow): Promise<Outcome>
}

/** Letters of a prompt that go into the message box. */
const longestPrompt = 20_000

/** Connections put together: loaded when there are any, or when their view is opened. */
export function createMcpRoom(options: McpRoomOptions & { readonly kept: KeptLater }): McpRoom {
  const { records, newId, now, chat, attachFiles, airGap, isSealed, kept } = options
  const servers = createServers({
    createPort: told => createMcpPort({ ...told, connect: makeWorker }),
    onChange: () => records.markDirty(mcpServersKey),
    ...{ newId, now },
  })
  kept.handOver(servers.kept)
  const call: CallServer = (id, name, args, how) =>
    servers.ask(id, { method: 'call', name, args: { ...args } }, how)
  let tools: readonly Tool[] = []
  let toolsOf: unknown
  return {
    ...{ servers, airGap, isSealed },
    tools() {
      const { servers: all } = servers.store.getState()
      if (all !== toolsOf) tools = toolsOfServers(all, call)
      toolsOf = all
      return tools
    },
    async insertPrompt(serverId, name, args, how) {
      const outcome = await servers.ask(serverId, { method: 'prompt', name, args: { ...args } }, how)
      // It will be sent as the person's own words: they must see all of it.
      const text = foreignText(outcome.text, longestPrompt)
      const draft = chat.draft().trimEnd()
      if (text !== '') chat.setDraft(draft === '' ? text : `${draft}\n\n${text}`)
      return outcome
    },
    async attachResource(serverId, uri, name, from, how) {
      const outcome = await servers.ask(serverId, { method: 'resource', uri }, how)
      if (outcome.text !== '') {
        const text = `${from}\n\n${outcome.text}`
        await attachFiles([new File([text], `${fileName(name)}.txt`, { type: 'text/plain' })])
      }
      return outcome
    },
  }
}

/** A resource's name as that of a file. */
function fileName(name: string): string {
  const plain = name.replaceAll(/[\p{C}\\/:*?"<>|#]+/gu, ' ').trim()
  return Array.from(plain).slice(0, 60).join('').trim() || 'resource'
}

function makeWorker(): PortLink {
  const worker = new Worker(new URL('./mcp.worker.ts', import.meta.url), { type: 'module' })
  return { port: worker, terminate: () => worker.terminate() }
}
