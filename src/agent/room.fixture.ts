import type { Tool } from '../abilities/tool.ts'
import { openChat } from '../chat/chat.fixture.ts'
import { messagesInView } from '../chat/chat.ts'
import type { ScriptedOptions } from '../engines/scripted.ts'
import { createKeptLater } from '../storage/kept-later.ts'
import { namedFiller, routerBy } from './agent.fixture.ts'
import type { AgentDesk } from './desk.ts'
import type { ModelParts } from './model-loop.ts'
import { type AgentOptions, createAgentRoom } from './room.ts'

interface RoomExtras extends Partial<Pick<AgentOptions, 'router' | 'readSlot' | 'sources' | 'filler'>> {
  /** A model of this size, in millions of parameters, that chooses so. */
  readonly chooses?: { readonly parametersM: number } & ModelParts
  readonly stored?: [string, unknown][]
  readonly scripted?: ScriptedOptions
}

/** A chat with an agent, as app.ts puts them together: requests are routed by words, and slots filled by their names. */
export async function openAgent(
  tools: readonly Tool[],
  words: Readonly<Record<string, string>>,
  more: RoomExtras = {},
) {
  let desk: AgentDesk | undefined
  const opened = await openChat(more.scripted, more.stored ?? [], {
    callTools: (...asked) => desk?.callTools(...asked) ?? nothing(),
  })
  const dirty = new Set<string>()
  const [keptConsents, keptCalls] = [createKeptLater('consents'), createKeptLater('calls')]
  const router = routerBy(words)
  let ids = 0
  desk = createAgentRoom({
    chat: opened.chat,
    own: [async () => tools],
    sources: more.sources ?? [],
    router: more.router ?? router,
    filler: more.filler ?? namedFiller,
    readSlot: more.readSlot ?? ((_kind, said) => said),
    model: {
      facts: () => ({ parametersM: more.chooses?.parametersM ?? 135 }),
      generate: more.chooses?.generate ?? none,
      ...(more.chooses?.toolFormat && { toolFormat: more.chooses.toolFormat }),
    },
    documents: async () => [],
    ...{ keptConsents, keptCalls },
    records: { markDirty: key => dirty.add(key) },
    language: () => 'en',
    now: () => 7000,
    newId: () => `s${ids++}`,
  })
  const view = () => messagesInView(opened.state())
  return {
    ...opened,
    ...{ desk, router, dirty, keptConsents, keptCalls, view },
    last: () => view().at(-1),
    steps: () => view().at(-1)?.steps ?? [],
    /** The step of the newest answer that waits for the person. */
    place(at = 0) {
      const answer = view().at(-1)
      const step = answer?.steps?.[at]
      if (!answer || !step) throw new Error('There is no such step')
      return { answerId: answer.id, step }
    },
    async say(text: string) {
      opened.chat.send(text)
      await opened.idle()
    },
  }
}

async function* nothing() {
  // No tool is wanted.
}

async function* none(): ReturnType<ModelParts['generate']> {
  // A small model is never asked to choose.
}
