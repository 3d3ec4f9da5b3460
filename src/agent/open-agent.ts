import type { DeviceEmbedder } from '../embedding/device-embedder.ts'
import type { Embedder } from '../embedding/embedder.ts'
import { embeddingModelName } from '../embedding/embedding-model.ts'
import { FaultError } from '../fault.ts'
import type { Session } from '../models/session-state.ts'
import { whenReady } from '../models/when-ready.ts'
import type { AgentDesk } from './desk.ts'
import { type AdapterModel, createFiller } from './fill/filler.ts'
import { readSlot } from './fill/read-slot.ts'
import { type AgentOptions, createAgentRoom } from './room.ts'
import { createRouter } from './route/router.ts'

interface OpenOptions extends Omit<AgentOptions, 'router' | 'filler' | 'readSlot' | 'model'> {
  /** What the model in use can be asked for, once it is ready. */
  readonly session: Pick<Session, 'store' | 'wake'>
  /** What documents are searched by meaning with; requests are read with it where its model is here. */
  readonly embedder: () => Promise<DeviceEmbedder>
  readonly model: AgentOptions['model'] & AdapterModel
}

/** The agent with what reads requests: here is the one place where router, rules and adapter are plugged in. */
export function openAgent({ embedder, session, ...options }: OpenOptions): AgentDesk {
  return createAgentRoom({
    ...options,
    model: {
      ...{ facts: options.model.facts, generate: options.model.generate },
      toolFormat: async signal => (await whenReady(session, signal)).toolFormat,
    },
    router: createRouter({
      weights: async () => (await import('virtual:router-weights')).weights,
      embedder: whereHere(embedder),
    }),
    filler: createFiller(options.model),
    readSlot: (kind, words, place, request) =>
      readSlot({ kind, ask: { en: '', 'zh-CN': '' } }, words, place, request),
  })
}

/** Fails at once where the model is not on this device: to fetch 23 MB is not what a person asked for by writing. */
function whereHere(load: () => Promise<DeviceEmbedder>): Pick<Embedder, 'model' | 'embed'> {
  return {
    model: embeddingModelName,
    async embed(texts, signal) {
      const embedder = await load()
      if (!(await embedder.look())) throw new FaultError({ code: 'model-missing' })
      return embedder.embed(texts, signal)
    },
  }
}
