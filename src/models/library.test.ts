import { describe, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { FaultError } from '../fault.ts'
import { embeddedModel } from './catalogue/catalogue.ts'
import type { Build, Offer } from './catalogue/offer.ts'
import type { DownloadEvent } from './download/events.ts'
import type { Wanted } from './download/source.ts'
import { createLibrary, type LibraryOptions } from './library.ts'
import type { ModelCard } from './model.ts'
import type { Session, SessionState } from './session-state.ts'
import type { ModelTasks } from './tasks/tasks.ts'
import type { InstalledModel, Weights } from './weights/types.ts'

const other: ModelCard = {
  ...embeddedModel,
  id: 'other',
  name: 'Other',
  files: [
    { name: 'other.gguf', url: 'https://hub.example/other.gguf', bytes: 1000, sha256: 'ab'.repeat(32) },
  ],
}
const build: Build = {
  id: 'other',
  engineId: 'wllama',
  processor: 'cpu',
  quantisation: 'Q4_0',
  bytes: 1000,
  isExact: true,
  memoryBytes: 2000,
  bytesPerToken: 900,
  needsF16: false,
  contextTokens: 4096,
  source: { kind: 'gguf', folder: { repo: 'a/b', revision: 'main' }, names: ['other.gguf'] },
}
const offer: Offer = {
  id: 'offer',
  name: 'Other',
  goodFor: { en: 'Tests', 'zh-CN': '测试' },
  parametersM: 1,
  architecture: 'dense',
  trainedContextTokens: 4096,
  languages: ['en'],
  abilities: [],
  licence: { name: 'MIT', url: 'https://example.org' },
  builds: [build],
}

/** A download that the test drives: each event is let through by hand. */
function drivenDownload() {
  const calls: {
    wanted: Wanted
    signal: AbortSignal
    push(event: DownloadEvent): void
    fail(error: unknown): void
  }[] = []
  const download: ModelTasks['download'] = (wanted, _, signal) => ({
    [Symbol.asyncIterator]() {
      const waiting: ((result: IteratorResult<DownloadEvent> | Error) => void)[] = []
      const ready: (DownloadEvent | Error)[] = []
      const give = (event: DownloadEvent | Error) => {
        const next = waiting.shift()
        if (next) next(event instanceof Error ? event : { value: event, done: false })
        else ready.push(event)
      }
      signal.addEventListener('abort', () => give(new Error('aborted')))
      if (signal.aborted) give(new Error('aborted'))
      calls.push({ wanted, signal, push: give, fail: error => give(error as Error) })
      return {
        next: () =>
          new Promise((resolve, reject) => {
            const settle = (result: IteratorResult<DownloadEvent> | Error) =>
              result instanceof Error ? reject(result) : resolve(result)
            const event = ready.shift()
            if (event) settle(event instanceof Error ? event : { value: event, done: false })
            else waiting.push(settle)
          }),
      }
    },
  })
  return { calls, download }
}

function open(
  stored: { installed?: InstalledModel[]; wanted?: Wanted[]; isBare?: boolean; chosen?: string } = {},
  metered = false,
) {
  const { calls, download } = drivenDownload()
  let installed = stored.installed ?? []
  const wanted = new Map((stored.wanted ?? []).map(one => [one.outline.id, one]))
  const log: string[] = []
  const weights = {
    mode: 'disk',
    models: async () => installed,
    state: async (card: ModelCard) => ({ present: 0, of: 0, missing: stored.isBare ? card.files : [] }),
    wanted: async () => [...wanted.values()],
    addWanted: async (one: Wanted) => void wanted.set(one.outline.id, one),
    async dropWanted(id: string, parts: boolean) {
      log.push(`drop ${id} ${parts}`)
      wanted.delete(id)
    },
    async deleteModel(card: ModelCard) {
      log.push(`delete ${card.id}`)
      installed = installed.filter(model => model.card.id !== card.id)
      return 1000
    },
    sweep: async () => 0,
    usage: async () => ({ bytes: 600, byModel: new Map([['other', 400]]) }),
  }
  const store = createStore<SessionState>(() => ({
    phase: { name: 'starting' },
    model: embeddedModel,
    hasFailures: false,
  }))
  const session = {
    store,
    forget: async () => void log.push('forget'),
    rest: async () => void log.push('rest'),
    stopDamaged: async () => void log.push('stop damaged'),
  }
  const verify = vi.fn<ModelTasks['verify']>(async () => [])
  const options: Partial<LibraryOptions> = {
    embedded: embeddedModel,
    session: session as unknown as Session,
    tasks: { download, verify } as unknown as ModelTasks,
    weights: Promise.resolve(weights as unknown as Weights),
    hosts: () => ({ hub: 'https://hub.example' }),
    choose: id => void log.push(`choose ${id}`),
    chosen: () => stored.chosen ?? '',
    mayDownload: () => !metered,
    askToPersist: async () => void log.push('persist'),
    loadOffers: async () => [offer],
    advise: async () => ({ fits: {} }),
    countStorage: async () => ({ chats: 50, documents: 0, usage: 1000, quota: 5000, free: 4000 }),
    onChecked: id => void log.push(`checked ${id}`),
    onFetching: isFetching => void log.push(isFetching ? 'awake' : 'asleep'),
  }
  const library = createLibrary(options as LibraryOptions)
  const state = library.store.getState
  return {
    ...{ library, state, calls, log, verify, store, wanted },
    install: (card: ModelCard) => (installed = [...installed, { card, addedAt: 1 }]),
    download: () => state().downloads.other?.state,
    begun: (times: number) => vi.waitFor(() => expect(calls).toHaveLength(times)),
  }
}

const last = <T>(items: readonly T[]): T => {
  const item = items.at(-1)
  if (item === undefined) throw new Error('nothing was called')
  return item
}
const progress = (bytes: number): DownloadEvent => ({ type: 'download-progress', bytes, ofBytes: 1000 })

describe('a download', () => {
  test('begins with what the offer says, asks the browser to keep things, and ends among the installed', async () => {
    const { library, begun, calls, log, download, install, state } = open()
    library.download(offer, build)
    await begun(1)
    expect(last(calls).wanted).toMatchObject({
      outline: { id: 'other', name: 'Other', engines: ['wllama'], format: 'gguf', contextTokens: 4096 },
      source: build.source,
      bytes: 1000,
    })
    last(calls).push(progress(300))
    await vi.waitFor(() => expect(download()).toEqual({ name: 'running', bytes: 300, ofBytes: 1000 }))
    last(calls).push({ type: 'download-offline' })
    await vi.waitFor(() => expect(download()).toMatchObject({ bytes: 300, waiting: 'offline' }))
    install(other)
    last(calls).push({ type: 'download-end', card: other })
    await vi.waitFor(() =>
      expect(state().installed.map(({ card }) => card.id)).toEqual([embeddedModel.id, 'other']),
    )
    expect(download()).toBeUndefined()
    expect(log.slice(0, 2)).toEqual(['persist', 'awake'])
  })

  test('is paused and goes on from there; its pause is remembered', async () => {
    const { library, begun, calls, download, wanted } = open()
    library.download(offer, build)
    await begun(1)
    last(calls).push(progress(300))
    await vi.waitFor(() => expect(download()).toMatchObject({ bytes: 300 }))
    library.pause('other')
    expect(download()).toEqual({ name: 'paused', bytes: 300, ofBytes: 1000 })
    await vi.waitFor(() => expect(wanted.get('other')?.isPaused).toBe(true))
    expect(last(calls).signal.aborted).toBe(true)
    library.resume('other')
    await begun(2)
    expect(download()).toMatchObject({ name: 'running', bytes: 300 })
    expect(last(calls).wanted.isPaused).toBeUndefined()
  })

  test('that is resumed before its pause has ended runs once, not twice', async () => {
    const { library, begun, download, wanted } = open()
    library.download(offer, build)
    await begun(1)
    library.pause('other')
    library.resume('other')
    await begun(2)
    expect(download()?.name).toBe('running')
    expect(wanted.get('other')?.isPaused).toBeUndefined()
  })

  test('that is given up leaves nothing', async () => {
    const { library, begun, calls, download, log } = open()
    library.download(offer, build)
    await begun(1)
    last(calls).push(progress(300))
    await vi.waitFor(() => expect(download()).toMatchObject({ bytes: 300 }))
    library.cancel('other')
    await vi.waitFor(() => expect(log).toContain('drop other true'))
    expect(download()).toBeUndefined()
  })

  test('that fails says why and can be gone on with', async () => {
    const { library, begun, calls, download } = open()
    library.download(offer, build)
    await begun(1)
    last(calls).push(progress(300))
    last(calls).fail(new FaultError({ code: 'captive-portal' }))
    await vi.waitFor(() =>
      expect(download()).toEqual({
        name: 'failed',
        bytes: 300,
        ofBytes: 1000,
        fault: { code: 'captive-portal' },
      }),
    )
    library.resume('other')
    await begun(2)
  })

  const left: Wanted = {
    outline: { ...other, id: 'other' },
    source: build.source,
    bytes: 1000,
  }

  test('that an earlier tab left goes on by itself', async () => {
    const { library, begun, download } = open({ wanted: [left] })
    await library.start()
    await begun(1)
    expect(download()).toEqual({ name: 'running', bytes: 400, ofBytes: 1000 })
  })

  test.each([
    ['on a connection that costs', left, true],
    ['when the person paused it', { ...left, isPaused: true }, false],
  ])('that an earlier tab left waits %s', async (_, wanted, metered) => {
    const { library, calls, download } = open({ wanted: [wanted] }, metered)
    await library.start()
    expect(calls).toHaveLength(0)
    expect(download()).toEqual({ name: 'paused', bytes: 400, ofBytes: 1000 })
  })

  test('is ended for another tab, and found again', async () => {
    const { library, begun, calls, log } = open()
    library.download(offer, build)
    await begun(1)
    await library.suspend()
    expect(last(calls).signal.aborted).toBe(true)
    expect(library.store.getState().downloads).toEqual({})
    expect(log.at(-1)).toBe('asleep')
  })
})

describe('a model on this device', () => {
  const installed = [{ card: other, addedAt: 1 }]

  test('is checked: whole', async () => {
    const { library, log, state } = open({ installed })
    await library.start()
    library.check('other')
    await vi.waitFor(() => expect(state().results.other).toEqual({ kind: 'whole' }))
    expect(log).toContain('checked other')
    expect(state().work.other).toBeUndefined()
  })

  test('is checked: damaged, and only what is bad is to be fetched', async () => {
    const { library, verify, state, calls, begun } = open({ installed })
    const [file] = other.files
    verify.mockImplementation(async (_, { onProgress }) => {
      onProgress?.({ bytes: 500, ofBytes: 1000 })
      expect(state().work.other).toEqual({ what: 'checking', fraction: 0.5 })
      return file ? [{ file, goodBytes: 700 }] : []
    })
    await library.start()
    library.check('other')
    await vi.waitFor(() => expect(state().results.other).toEqual({ kind: 'damaged', bytes: 300 }))
    library.repair('other')
    await begun(1)
    expect(last(calls).wanted.source).toEqual({ kind: 'pinned', card: other })
  })

  test('that is in use and damaged is no longer computed with', async () => {
    const { library, verify, log, state, store } = open({ installed })
    store.setState({ model: other })
    const [file] = other.files
    verify.mockResolvedValue(file ? [{ file, goodBytes: 0 }] : [])
    await library.start()
    library.check('other')
    await vi.waitFor(() => expect(state().results.other?.kind).toBe('damaged'))
    expect(log).toContain('stop damaged')
  })

  test('is deleted and says how much that freed', async () => {
    const { library, log, state } = open({ installed })
    await library.start()
    library.remove('other')
    await vi.waitFor(() => expect(state().deleted).toEqual({ name: 'Other', bytes: 1000 }))
    await vi.waitFor(() => expect(state().installed.map(({ card }) => card.id)).toEqual([embeddedModel.id]))
    expect(log).not.toContain('forget')
    library.dismiss()
    expect(state().deleted).toBeUndefined()
  })

  test('that is in use is let go of before it is deleted, and the one that comes with the page takes its place', async () => {
    const { library, log, store } = open({ installed })
    await library.start()
    store.setState({ model: other })
    library.remove('other')
    await vi.waitFor(() => expect(log.slice(-3)).toEqual(['forget', 'delete other', 'choose ']))
  })

  test('counts in what takes room here', async () => {
    const { library, state } = open({ installed })
    await library.start()
    expect(state().storage, 'nobody has asked').toBeUndefined()
    library.look()
    await vi.waitFor(() =>
      expect(state().storage).toEqual({
        ...{ models: 600, chats: 50, documents: 0, other: 350, quota: 5000, free: 4000 },
      }),
    )
  })

  test('that comes with the page is listed only where it is here', async () => {
    const { library, state } = open({ installed, isBare: true })
    await library.start()
    expect(state().installed.map(({ card }) => card.id)).toEqual(['other'])
  })

  test('that was chosen and is here no more is named as lost, until it is back', async () => {
    const { library, state, install } = open({ chosen: 'other' })
    await library.start()
    expect(state().lost).toBe('other')
    install(other)
    library.look()
    await vi.waitFor(() => expect(state().lost).toBeUndefined())
  })
})
