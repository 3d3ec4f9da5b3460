/*
 * What is typed, translated as it is typed: sentence by sentence, each once. A sentence that was translated before is
 * never asked for again; while somebody types nothing new is begun, and what is being translated is given up only where
 * it is not in the text any more.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Fault, toFault } from '../../fault.ts'
import type { Session } from '../../models/session-state.ts'
import type { AnswerProblem, Translated } from './answer.ts'
import type { TranslateChoice } from './choice.ts'
import { joinTranslated, type Piece, sentencesOf } from './sentences.ts'
import { translateSentence } from './translate-sentence.ts'
import { anyChat, canTranslate, mayTry, sourcesOf, type Translator, translatorOf } from './translator.ts'

/** A piece of the text with what there is of its translation. */
export interface Line extends Piece {
  readonly state: 'gap' | 'waiting' | 'running' | 'done'
  readonly translation?: string
  readonly problem?: AnswerProblem
}

/** Why nothing is translated, where there is something to translate. */
export type Obstacle =
  /** The model in use cannot. */
  | 'model'
  /** It was not told what language the text is in. */
  | 'unknown-language'
  | 'same-language'
  /** The model can, but not from this language into that. */
  | 'pair'

export interface TranslatingState {
  readonly source: string
  /** What the text was taken for, where that was asked. */
  readonly detected?: string
  /** Into which language: the person's choice, or the one that Hermit speaks. */
  readonly to: string
  readonly lines: readonly Line[]
  readonly obstacle?: Obstacle
  /** 'typing': what is new waits for a pause. */
  readonly status: 'idle' | 'typing' | 'working' | 'stopped' | 'failed'
  /** Calls of the model that go before this one: an answer in the chat. */
  readonly ahead?: number
  readonly fault?: Fault
  readonly translator: Translator
}

/** The text that is being translated, and what can be done with it. */
export interface Translating {
  readonly store: StoreApi<TranslatingState>
  setSource(source: string): void
  setFrom(from: string): void
  setTo(to: string): void
  /** The other way round, with the translation as the text. */
  swap(): void
  clear(): void
  stop(): void
  /** After a stop or a failure. */
  goOn(): void
  /** Has the model in use try, of which it is not known whether it can. */
  tryAnyway(): void
  /** The language to be spoken to where none was chosen. */
  setHome(language: string): void
  /** The translation as far as it is done. */
  translation(): string
  /** Ends what runs and listens no more. */
  close(): void
}

export interface TranslatingOptions {
  readonly session: Pick<Session, 'store' | 'generate'>
  readonly choice: TranslateChoice
  readonly detect: (text: string) => Promise<string | undefined>
  /** How long nobody has typed before a sentence is taken for written. */
  readonly pauseMs?: number
}

const pauseMs = 600
/** Translated sentences that are remembered; the oldest are forgotten. */
const mostRemembered = 2000

/** Builds it; nothing is asked of the model before there is a text. */
export function createTranslating(options: TranslatingOptions): Translating {
  const { session, choice } = options
  const remembered = new Map<string, Translated>()
  /** Ids of models that the person wants to see try. */
  const tried = new Set<string>()
  let home = 'en'
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: { readonly key: string; readonly abort: AbortController; text: string } | undefined
  let detections = 0
  let cut: { source: string; locale: string; pieces: readonly Piece[] } = {
    source: '',
    locale: '',
    pieces: [],
  }

  /** The person's choice; before there is one, the language that Hermit speaks, or the other where the text is in that. */
  function toNow(detected: string | undefined): string {
    const other = home === 'zh' ? 'en' : 'zh'
    return choice.store.getState().to || (detected === home ? other : home)
  }

  const store = createStore<TranslatingState>(() => ({
    source: '',
    to: toNow(undefined),
    lines: [],
    status: 'idle',
    translator: translatorOf(session.store.getState().model),
  }))
  const get = store.getState

  function translatorNow(): Translator {
    const { model } = session.store.getState()
    const known = translatorOf(model)
    return tried.has(model.id) && mayTry(known) ? anyChat : known
  }

  const fromOf = ({ detected }: TranslatingState) => {
    const { from } = choice.store.getState()
    return from === 'detect' ? detected : from
  }
  const keyOf = (sentence: string) =>
    JSON.stringify([session.store.getState().model.id, fromOf(get()), get().to, sentence])

  /** Changes fields; those that are undefined go. */
  function change(changes: { [Key in keyof TranslatingState]?: TranslatingState[Key] | undefined }): void {
    const state = Object.fromEntries(
      Object.entries({ ...get(), ...changes }).filter(([, value]) => value !== undefined),
    )
    // Only fields that may be absent are ever given as undefined.
    store.setState(state as unknown as TranslatingState, true)
  }

  function lineOf(piece: Piece): Line {
    if (piece.kind === 'gap') return { ...piece, state: 'gap' }
    const key = keyOf(piece.text)
    const known = remembered.get(key)
    if (known) {
      const { text: translation, problem } = known
      return { ...piece, state: 'done', translation, ...(problem ? { problem } : {}) }
    }
    if (running?.key === key) return { ...piece, state: 'running', translation: running.text }
    return { ...piece, state: 'waiting' }
  }

  function obstacleNow(): Obstacle | undefined {
    const { source, translator, to, status } = get()
    if (!/[\p{L}\p{N}]/u.test(source)) return undefined
    if (translator.can === 'no') return 'model'
    const from = fromOf(get())
    // While somebody types their first word nobody can know yet.
    if (from === undefined) return status === 'typing' ? undefined : 'unknown-language'
    if (from === to) return 'same-language'
    return canTranslate(translator, from, to) ? undefined : 'pair'
  }

  /** Shows the text as it is now with what is known of it. */
  function show(): void {
    const obstacle = obstacleNow()
    change({ obstacle, lines: obstacle ? [] : piecesNow().map(lineOf) })
  }

  /** Cut once for a text: this is asked for with every token. */
  function piecesNow(): readonly Piece[] {
    const { source } = get()
    const locale = fromOf(get()) ?? 'en'
    if (cut.source !== source || cut.locale !== locale) {
      cut = { source, locale, pieces: sentencesOf(source, locale) }
    }
    return cut.pieces
  }

  /** The text or the way has changed: nothing new is begun before a pause. */
  function changed(waitMs = options.pauseMs ?? pauseMs): void {
    change({ status: get().source.trim() === '' ? 'idle' : 'typing', fault: undefined, ahead: undefined })
    show()
    const stays = get().lines.some(({ state }) => state === 'running')
    if (!stays) giveUp()
    clearTimeout(timer)
    timer = setTimeout(() => void paused(), waitMs)
  }

  function giveUp(): void {
    running?.abort.abort()
    running = undefined
  }

  async function paused(): Promise<void> {
    timer = undefined
    const { source } = get()
    if (choice.store.getState().from === 'detect') {
      detections += 1
      const mine = detections
      const found = source.trim() === '' ? undefined : await options.detect(source)
      if (mine !== detections || timer !== undefined) return
      change({ detected: found, to: toNow(found) })
    }
    if (get().status === 'typing') change({ status: running ? 'working' : 'idle' })
    show()
    void work()
  }

  function remember(key: string, translated: Translated): void {
    remembered.delete(key)
    remembered.set(key, translated)
    for (const oldest of remembered.keys()) {
      if (remembered.size <= mostRemembered) break
      remembered.delete(oldest)
    }
  }

  /** One sentence after the other, until none is left, somebody types, or it is stopped. */
  async function work(): Promise<void> {
    if (running) return
    const next = get().lines.find(({ state }) => state === 'waiting')
    const { translator, to, obstacle } = get()
    const from = fromOf(get())
    if (!next || obstacle || translator.can === 'no' || from === undefined) {
      if (get().status === 'working') change({ status: 'idle', ahead: undefined })
      return
    }
    const mine = { key: keyOf(next.text), abort: new AbortController(), text: '' }
    running = mine
    change({ status: 'working' })
    show()
    const { phase } = session.store.getState()
    const thinking = phase.name === 'ready' ? phase.thinking : undefined
    const model = { can: translator.can, thinking, generate: session.generate }
    try {
      const asked = { sentence: next.text, from, to }
      for await (const event of translateSentence(model, asked, mine.abort.signal)) {
        if (running !== mine) return
        if (event.type === 'end') remember(mine.key, event.translated)
        else if (event.type === 'queued') change({ ahead: event.ahead })
        else {
          mine.text = event.text
          change({ ahead: undefined })
          show()
        }
      }
    } catch (error) {
      if (running !== mine) return
      running = undefined
      change({ status: 'failed', fault: toFault(error), ahead: undefined })
      show()
      return
    }
    if (running !== mine) return
    running = undefined
    show()
    // Somebody is typing: the pause begins it again.
    if (timer === undefined && get().status === 'working') await work()
  }

  function atOnce(): void {
    giveUp()
    changed(0)
  }

  const unlisten = [
    session.store.subscribe(({ model }, before) => {
      if (model.id === before.model.id) return
      change({ translator: translatorNow() })
      atOnce()
    }),
    // Another tab may have chosen.
    choice.store.subscribe((direction, before) => {
      if (direction.from === before.from && direction.to === before.to) return
      const detected = direction.from === 'detect' ? get().detected : undefined
      change({ detected, to: toNow(detected ?? direction.from) })
      atOnce()
    }),
  ]

  return {
    store,
    setSource(source) {
      if (source === get().source) return
      change({ source })
      changed()
    },
    setFrom: from => choice.set({ from }),
    setTo: to => choice.set({ to }),
    swap() {
      const from = fromOf(get())
      const { to, translator } = get()
      if (from === undefined) return
      const words = translation()
      if (words !== '') change({ source: words })
      // A model that does not translate back would only say so.
      const isBack = translator.can === 'no' || sourcesOf(translator).includes(to)
      choice.set({ from: isBack ? to : choice.store.getState().from, to: from })
    },
    clear() {
      giveUp()
      change({ source: '', detected: undefined })
      changed(0)
    },
    stop() {
      giveUp()
      clearTimeout(timer)
      timer = undefined
      change({ status: 'stopped', ahead: undefined })
      show()
    },
    goOn() {
      change({ status: 'idle', fault: undefined })
      show()
      void work()
    },
    tryAnyway() {
      tried.add(session.store.getState().model.id)
      change({ translator: translatorNow() })
      atOnce()
    },
    setHome(language) {
      home = language
      const to = toNow(get().detected)
      if (to !== get().to) {
        change({ to })
        atOnce()
      }
    },
    translation,
    close() {
      giveUp()
      clearTimeout(timer)
      for (const stop of unlisten) stop()
    },
  }

  function translation(): string {
    const { lines, to } = get()
    const words = (_: Piece, at: number) => {
      const line = lines[at]
      // Where the model wrote nothing the original stands, so that nothing is lost.
      if (line?.problem === 'empty') return line.text
      return line?.state === 'done' ? line.translation : undefined
    }
    return joinTranslated(lines, words, to).trim()
  }
}
