import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Fault, toFault } from '../../fault.ts'
import { inSlices } from '../../slices.ts'
import type { Locks } from '../../tabs/web-locks.ts'
import type { Contents } from '../documents/contents.ts'
import type { DocumentRecord, DocumentText } from '../documents/document.ts'
import { type ChatTurns, writeAfterChat } from './chat-first.ts'
import { extractDocument, type KeySentence } from './extract.ts'
import { documentShelf, type KeptSummary, passingShelf, type SummaryShelf } from './kept-summaries.ts'
import { languageOf, type TextLanguage } from './language.ts'
import { planSummary, runSummary, type SummaryStep } from './run-summary.ts'
import { asDocument, cutSentences } from './sentences.ts'
import {
  lengthsOf,
  type Point,
  type Summary,
  type SummaryJob,
  type SummaryLength,
  type SummarySettings,
  type SummaryWay,
  settingsHash,
} from './summary.ts'
import { canWrite, type SummaryModel, wayFor } from './summary-model.ts'

/** What is summarised: a document of the library, or a text. */
export type SummarySource =
  | { readonly id: string; readonly title: string; readonly document: DocumentRecord }
  | { readonly id: string; readonly title: string; readonly text: string }

/** What summaries are built over. */
export interface SummariesParts {
  contents(): Promise<Contents>
  readonly model: SummaryModel
  readonly chat: ChatTurns
  readonly locks: Locks | undefined
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** What is seen at once: the key sentences, before any model is asked. */
export interface SourceExtract {
  readonly sentences: readonly KeySentence[]
  readonly language: TextLanguage
  /** Whether the model in use writes the document's language. */
  readonly isWritable: boolean
}

/** A summary on its way, or the last one. */
export interface SummaryRun {
  readonly source: SummarySource
  readonly settings: SummarySettings
  /**
   * 'waiting' is for an answer in the chat, 'elsewhere' for another tab that makes a summary of the same document,
   * 'empty' has no text.
   */
  readonly stage: 'preparing' | 'writing' | 'waiting' | 'elsewhere' | 'done' | 'stopped' | 'failed' | 'empty'
  readonly hash?: string
  readonly way?: SummaryWay
  readonly modelName?: string
  readonly done: number
  readonly of: number
  /** How many of them are parts of the document; the others put these together. */
  readonly parts: number
  /** Of the parts so far. */
  readonly points: readonly Point[]
  /** By the speed of the steps of this run; absent until one was made. */
  readonly leftMs?: number
  readonly summary?: Summary
  readonly fault?: Fault
}

export interface SummariesState {
  readonly run?: SummaryRun
  /** Counts up when what is kept has changed. */
  readonly changes: number
}

/** Makes summaries, one at a time, and goes on while nobody looks. */
export interface Summaries {
  readonly store: StoreApi<SummariesState>
  /** The key sentences of a source; undefined where it has no text. Throws FaultError; an abort its reason. */
  extract(
    source: SummarySource,
    length: SummaryLength,
    signal: AbortSignal,
  ): Promise<SourceExtract | undefined>
  /** Makes a summary, going on with what is kept of it. Ends the one on its way. */
  start(source: SummarySource, settings: SummarySettings): void
  /** Goes on with the last one, which was stopped or failed. */
  goOn(): void
  /** Goes on with one that is kept. */
  resume(source: SummarySource, kept: KeptSummary): void
  /** Forgets what is kept of it and begins again. */
  startAnew(source: SummarySource, settings: SummarySettings): void
  /** Ends the one on its way; what there is stays. */
  stop(): void
  /** What is kept of a source, newest first. Throws FaultError. */
  kept(source: SummarySource): Promise<readonly KeptSummary[]>
  remove(source: SummarySource, hash: string): Promise<void>
  /** The first of these of which a summary was begun and is not done. Throws FaultError. */
  begun(sources: readonly SummarySource[], signal: AbortSignal): Promise<SummarySource | undefined>
}

/** Another version of the steps or the prompts makes other summaries. */
const version = 1

/** Builds the making of summaries; nothing happens until one is asked for. */
export function createSummaries({ contents, model, chat, locks, now }: SummariesParts): Summaries {
  const store = createStore<SummariesState>(() => ({ changes: 0 }))
  const passing = new Map<string, SummaryShelf>()
  let running: AbortController | undefined
  /** Of the last run, however it ended: what it still writes is written before the next one reads. */
  let ended: Promise<void> = Promise.resolve()

  async function shelfOf(source: SummarySource): Promise<SummaryShelf> {
    if ('document' in source) return documentShelf(await contents(), source.document)
    const shelf = passing.get(source.id) ?? passingShelf()
    passing.set(source.id, shelf)
    return shelf
  }

  async function textOf(source: SummarySource): Promise<DocumentText | undefined> {
    const text =
      'document' in source ? await (await contents()).text(source.document) : asDocument(source.text)
    return text && text.blocks.length > 0 ? text : undefined
  }

  function begin(source: SummarySource, settings: SummarySettings, options: RunOptions = {}): void {
    running?.abort()
    const controller = new AbortController()
    running = controller
    const { signal } = controller
    const first: SummaryRun = { source, settings, stage: 'preparing', done: 0, of: 0, parts: 0, points: [] }
    store.setState({ run: first })
    const show = (changes: Partial<SummaryRun>) => {
      const { run } = store.getState()
      if (!signal.aborted && run) store.setState({ run: { ...run, ...changes } })
    }
    const work = async (before: Promise<void>) => {
      try {
        await before
        await alone(source, signal, show, () => make(source, settings, options, signal, show))
      } catch (error) {
        show({ stage: 'failed', fault: toFault(error) })
      }
    }
    ended = work(ended)
  }

  /** One tab at a time makes summaries of a document. */
  async function alone(
    source: SummarySource,
    signal: AbortSignal,
    show: (changes: Partial<SummaryRun>) => void,
    work: () => Promise<void>,
  ): Promise<void> {
    if (!locks || !('document' in source)) return work()
    const name = `hermit-summary/${source.id}`
    const isDone = await locks.request(name, { ifAvailable: true }, async lock => {
      if (lock) await work()
      return lock !== null
    })
    if (isDone) return
    show({ stage: 'elsewhere' })
    // What the other tab has made by then is read back.
    await locks.request(name, { signal }, work)
  }

  async function make(
    source: SummarySource,
    settings: SummarySettings,
    { hash: known, isAnew = false }: RunOptions,
    signal: AbortSignal,
    show: (changes: Partial<SummaryRun>) => void,
  ): Promise<void> {
    const [shelf, document] = [await shelfOf(source), await textOf(source)]
    signal.throwIfAborted()
    if (!document) return show({ stage: 'empty' })
    const own = languageOf(document.text)
    const wanted = settings.language === 'document' ? own : settings.language
    const way = await chooseWay(own, wanted, signal)
    // Without a model there is no other language than the document's.
    const languages = { document: own, summary: way === 'extract' ? own : wanted }
    const { name: modelName } = model.facts()
    const chosen = [settings.length, wanted, way, way === 'extract' ? '' : modelName, document.text] as const
    const hash = known ?? settingsHash(version, ...chosen)
    if (isAnew) await shelf.remove(hash)
    const sentences = await inSlices(cutSentences(document), signal)
    const before = await shelf.readJob(hash)
    const parts =
      before?.parts ?? (await planSummary(document, { way, ...settings, languages }, model, signal))
    let job: SummaryJob = before ?? {
      ...settings,
      way,
      modelName: way === 'extract' ? '' : modelName,
      beganAt: now(),
      updatedAt: now(),
      done: 0,
      of: 0,
      isDone: false,
      parts,
    }
    const keep = async (changes: Partial<SummaryJob>) => {
      job = { ...job, ...changes, updatedAt: now() }
      await shelf.writeJob(hash, job)
      store.setState(({ changes: count }) => ({ changes: count + 1 }))
    }
    await keep({})
    show({ stage: 'writing', hash, way, modelName, parts: parts.length })
    const clock = createClock(now)
    let keeping: Promise<void> = Promise.resolve()
    const onWaiting = (isWaiting: boolean) => {
      clock.wait(isWaiting)
      show({ stage: isWaiting ? 'waiting' : 'writing' })
    }
    const onStep = ({ done, of, points, wasKept }: SummaryStep) => {
      const leftMs = clock.step(done, of, wasKept)
      // A record of how far it is may be a step behind: the steps themselves are what is gone on from.
      if (!signal.aborted) keeping = keep({ done, of }).catch(() => {})
      show({ done, of, points, ...(leftMs === undefined ? {} : { leftMs }) })
    }
    const task = { document, sentences, parts, length: settings.length, way, languages, onStep }
    const summary = await runSummary(
      {
        ...task,
        store: shelf.steps(hash),
        write: (request, caller) => writeAfterChat({ model, chat, now, onWaiting }, request, caller),
      },
      signal,
    )
    await keeping
    await keep({ isDone: true, done: job.of })
    show({ stage: 'done', summary, done: job.of })
  }

  /** Waits for the model only where it has something to do. */
  async function chooseWay(document: string, summary: string, signal: AbortSignal): Promise<SummaryWay> {
    const languages = { document, summary }
    if (wayFor(model.facts(), Number.POSITIVE_INFINITY, languages) === 'extract') return 'extract'
    await model.countTokens([{ role: 'user', content: 'x' }], signal)
    return wayFor(model.facts(), model.contextTokens() ?? 0, languages)
  }

  return {
    store,
    async extract(source, length, signal) {
      const document = await textOf(source)
      signal.throwIfAborted()
      if (!document) return undefined
      const language = languageOf(document.text)
      const { headline, paragraph, points } = lengthsOf(length, language)
      const mostCharacters = Math.max(headline, paragraph, points)
      const most = length === 'line' ? { mostSentences: 1 } : {}
      const sentences = await inSlices(extractDocument(document, { mostCharacters, ...most }), signal)
      return { sentences, language, isWritable: canWrite(model.facts(), language) }
    },
    start: (source, settings) => begin(source, settings),
    goOn() {
      const { run } = store.getState()
      if (run) begin(run.source, run.settings, run.hash === undefined ? {} : { hash: run.hash })
    },
    resume: (source, { hash, job }) =>
      begin(source, { length: job.length, language: job.language }, { hash }),
    startAnew: (source, settings) => begin(source, settings, { isAnew: true }),
    stop() {
      running?.abort()
      running = undefined
      const { run } = store.getState()
      if (run && run.stage !== 'done' && run.stage !== 'failed')
        store.setState({ run: { ...run, stage: 'stopped' } })
    },
    kept: async source => (await shelfOf(source)).list(),
    async begun(sources, signal) {
      for (const source of sources) {
        const kept = await (await shelfOf(source)).list()
        signal.throwIfAborted()
        if (kept.some(({ job }) => !job.isDone)) return source
      }
      return undefined
    },
    async remove(source, hash) {
      const { run, changes } = store.getState()
      const isShown = run?.source.id === source.id && run.hash === hash
      if (isShown) {
        running?.abort()
        await ended
      }
      await (await shelfOf(source)).remove(hash)
      store.setState({ changes: changes + 1, ...(run && !isShown ? { run } : {}) }, true)
    },
  }
}

interface RunOptions {
  /** Of the one that is gone on with. */
  readonly hash?: string
  readonly isAnew?: boolean
}

/** Tells the time that is left by the steps that were made; time spent waiting says nothing of them. */
function createClock(now: () => number) {
  let since = now()
  let waitingSince: number | undefined
  let spentMs = 0
  let made = 0
  return {
    wait(isWaiting: boolean): void {
      if (isWaiting) waitingSince ??= now()
      else if (waitingSince !== undefined) {
        since += now() - waitingSince
        waitingSince = undefined
      }
    },
    /** The time left, in milliseconds; undefined until a step was made. */
    step(done: number, of: number, wasKept: boolean): number | undefined {
      if (!wasKept) {
        spentMs += now() - since
        made += 1
      }
      since = now()
      return made === 0 ? undefined : (spentMs / made) * (of - done)
    },
  }
}
