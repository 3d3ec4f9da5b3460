/*
 * The translation of one document of the library: begun, stopped and gone on with by the person; what is done of it
 * lies with the document. It goes on while its view is closed.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Fault, FaultError, toFault } from '../../fault.ts'
import type { Session } from '../../models/session-state.ts'
import type { Contents } from '../documents/contents.ts'
import type { DocumentRecord } from '../documents/document.ts'
import type { Translated } from './answer.ts'
import type { TranslateChoice } from './choice.ts'
import {
  type DocumentProgress,
  type DocumentTask,
  documentMarkdown,
  documentProgress,
  translateDocument,
} from './translate-document.ts'
import { translateSentence } from './translate-sentence.ts'
import type { Obstacle, TranslatingState } from './translating.ts'
import { canTranslate } from './translator.ts'

export interface DocumentJobState {
  /** The one that was chosen. */
  readonly document?: DocumentRecord
  /** From which language: the person's choice, or what its text was taken for. */
  readonly from?: string
  /** 'looking': it is being opened. */
  readonly status: 'none' | 'looking' | 'ready' | 'working' | 'done' | 'failed'
  /** Why it cannot be begun. */
  readonly obstacle?: Obstacle
  readonly progress?: DocumentProgress
  /** Calls of the model that go before this one: an answer in the chat. */
  readonly ahead?: number
  readonly fault?: Fault
}

/** The document that is being translated. */
export interface DocumentJob {
  readonly store: StoreApi<DocumentJobState>
  /** Says how far its translation is; nothing is begun. */
  choose(document: DocumentRecord): Promise<void>
  /** Begins, or goes on where it was left. */
  start(): Promise<void>
  /** Keeps what there is. */
  stop(): void
  /** What there is as Markdown. Throws FaultError. */
  markdown(): Promise<string>
}

export interface DocumentJobOptions {
  readonly session: Pick<Session, 'store' | 'generate'>
  readonly choice: TranslateChoice
  /** Into which language, and what the model in use can. */
  readonly way: StoreApi<Pick<TranslatingState, 'to' | 'translator'>>
  readonly contents: Pick<Contents, 'text' | 'part' | 'putPart'>
  readonly detect: (text: string) => Promise<string | undefined>
  readonly now: () => number
}

/** Builds it; nothing is read before a document is chosen. */
export function createDocumentJob(options: DocumentJobOptions): DocumentJob {
  const { session, choice, contents } = options
  const store = createStore<DocumentJobState>(() => ({ status: 'none' }))
  const get = store.getState
  let running: AbortController | undefined
  let looks = 0

  /** Throws FaultError where the document has no text any more, and RangeError where there is no document. */
  async function taskOf(document: DocumentRecord, from: string): Promise<Omit<DocumentTask, 'translate'>> {
    const text = await contents.text(document)
    if (!text) throw new FaultError({ code: 'storage-failed', detail: 'the text of the document is gone' })
    return {
      text,
      from,
      to: options.way.getState().to,
      modelId: session.store.getState().model.id,
      part: name => contents.part(document, name),
      putPart: (name, value) => contents.putPart(document, name, value),
      now: options.now,
    }
  }

  async function translate(task: Omit<DocumentTask, 'translate'>, sentence: string, signal: AbortSignal) {
    const { model, phase } = session.store.getState()
    const translator = options.way.getState().translator
    // The model was changed in the middle: what is done is of the other.
    if (translator.can === 'no' || model.id !== task.modelId) throw new FaultError({ code: 'engine-moved' })
    const thinking = phase.name === 'ready' ? phase.thinking : undefined
    const asked = { sentence, from: task.from, to: task.to }
    let translated: Translated = { text: '', problem: 'empty' }
    const translating = { can: translator.can, thinking, generate: session.generate }
    for await (const event of translateSentence(translating, asked, signal)) {
      if (event.type === 'end') translated = event.translated
      const ahead = event.type === 'queued' ? event.ahead : 0
      if ((get().ahead ?? 0) !== ahead) show({ ahead: ahead === 0 ? undefined : ahead })
    }
    return translated
  }

  function show(changes: { [Key in keyof DocumentJobState]?: DocumentJobState[Key] | undefined }): void {
    const state = Object.fromEntries(
      Object.entries({ ...get(), ...changes }).filter(([, value]) => value !== undefined),
    )
    // Only fields that may be absent are ever given as undefined.
    store.setState(state as unknown as DocumentJobState, true)
  }

  function obstacleOf(from: string | undefined): Obstacle | undefined {
    const translator = options.way.getState().translator
    if (translator.can === 'no') return 'model'
    if (from === undefined) return 'unknown-language'
    if (from === options.way.getState().to) return 'same-language'
    return canTranslate(translator, from, options.way.getState().to) ? undefined : 'pair'
  }

  async function look(document: DocumentRecord): Promise<void> {
    looks += 1
    const mine = looks
    const isOther = get().document?.id !== document.id
    const clean = { fault: undefined, ahead: undefined, obstacle: undefined }
    show({
      document,
      status: 'looking',
      ...clean,
      ...(isOther ? { progress: undefined, from: undefined } : {}),
    })
    try {
      const chosen = choice.store.getState().from
      const text = await contents.text(document)
      if (!text) throw new FaultError({ code: 'storage-failed', detail: 'the text of the document is gone' })
      const from = chosen === 'detect' ? await options.detect(text.text) : chosen
      const obstacle = obstacleOf(from)
      const progress = from === undefined ? undefined : await documentProgress(await taskOf(document, from))
      if (mine !== looks) return
      const isDone = progress !== undefined && progress.done === progress.of
      show({ from, obstacle, progress, status: isDone && !obstacle ? 'done' : 'ready' })
    } catch (error) {
      if (mine === looks) show({ status: 'failed', fault: toFault(error) })
    }
  }

  function stop(): void {
    running?.abort()
    running = undefined
  }

  /** Another model or another direction has work of its own. */
  function again(): void {
    const { document } = get()
    stop()
    if (document) void look(document)
  }

  session.store.subscribe(({ model }, before) => {
    if (model.id !== before.model.id) again()
  })
  options.way.subscribe(({ to, translator }, before) => {
    if (to !== before.to || translator !== before.translator) again()
  })
  choice.store.subscribe(({ from }, before) => {
    if (from !== before.from) again()
  })

  return {
    store,
    async choose(document) {
      stop()
      await look(document)
    },
    async start() {
      const { document, from, obstacle, status } = get()
      if (!document || from === undefined || obstacle || status === 'working') return
      const mine = new AbortController()
      running = mine
      show({ status: 'working', fault: undefined })
      try {
        const task = await taskOf(document, from)
        const whole = {
          ...task,
          translate: (sentence: string, signal: AbortSignal) => translate(task, sentence, signal),
        }
        for await (const progress of translateDocument(whole, mine.signal)) {
          if (running === mine) show({ progress })
        }
        if (running === mine) show({ status: 'done', ahead: undefined })
      } catch (error) {
        if (running === mine) show({ status: 'failed', fault: toFault(error), ahead: undefined })
      } finally {
        if (running === mine) running = undefined
      }
    },
    stop() {
      if (!running) return
      const { progress } = get()
      stop()
      const { sentence: _, secondsLeft: __, ...kept } = progress ?? { done: 0, of: 0, problems: 0 }
      show({ status: 'ready', ahead: undefined, progress: kept })
    },
    async markdown() {
      const { document, from } = get()
      if (!document || from === undefined) return ''
      return documentMarkdown(await taskOf(document, from))
    },
  }
}
