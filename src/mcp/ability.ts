import type { Ability } from '../abilities/ability.ts'
import type { Kept } from '../storage/kept.ts'
import { createKeptLater } from '../storage/kept-later.ts'
import type { Text } from '../ui/i18n/text.ts'
import { ConnectIcon } from '../ui/icons.tsx'
import type { McpRoom, McpRoomOptions } from './room.ts'
import { mcpServersKey } from './servers-key.ts'
import { createMcpToolSource, type McpToolSource } from './tool-source.ts'

/** Servers with tools that a person connects Hermit to. */
export interface Connections {
  readonly ability: Ability
  readonly kept: Kept
  /** Their tools, for the agent. */
  readonly source: McpToolSource
}

/** Id of the ability; a target of its view is the id of a server. */
export const connectionsId = 'connections'

/** All that is said before the view is opened. */
const names = {
  en: { title: 'Connections', command: 'connections', hint: 'Connects tools of servers that you choose' },
  'zh-CN': { title: '连接', command: '连接', hint: '连接你自选服务器上的工具' },
} as const

const said = (text: Text) => names[text.formats.language]

/** Builds the ability; everything else is loaded when there is a server, or when its view is opened. */
export function createConnections(options: McpRoomOptions): Connections {
  const kept = createKeptLater(mcpServersKey)
  let room: Promise<McpRoom> | undefined
  const load = () => {
    room ??= import('./room.ts').then(({ createMcpRoom }) => createMcpRoom({ ...options, kept }))
    // A chunk that did not come is asked for again.
    room.catch(() => {
      room = undefined
    })
    return room
  }
  const source = createMcpToolSource(kept, load)
  return {
    kept: kept.kept,
    source,
    ability: {
      id: connectionsId,
      title: text => said(text).title,
      icon: ConnectIcon,
      commands: [
        {
          id: connectionsId,
          name: text => said(text).command,
          hint: text => said(text).hint,
          run({ insert, openView }) {
            insert('')
            openView(connectionsId)
          },
        },
      ],
      // Those of servers come by `source`; who loads tools waits until they are there.
      tools: async () => {
        await source.ready()
        return []
      },
      view: {
        async load() {
          const [{ connectionsView }, opened] = await Promise.all([
            import('./views/ConnectionsView.tsx'),
            load(),
          ])
          // Servers that are added now are the agent's as well.
          source.list()
          return connectionsView(opened)
        },
      },
    },
  }
}
