import type { PromptMessage } from '../engines/engine.ts'
import type { AnswerModel } from './answering.ts'
import { answerReserveTokens } from './prompt.ts'

/** What is being written, and where. */
export interface DraftView {
  /** Names the chat and the place in it: another place is another prompt. */
  readonly place: string
  readonly draft: string
  /** The prompt that sending a text here would make. */
  prompt(text: string): readonly PromptMessage[]
}

export interface ReadAheadOptions {
  readonly model: Pick<AnswerModel, 'generate' | 'contextTokens'>
  /** Whether the model may read now; asked before each piece. */
  readonly canRead: () => boolean
  readonly view: () => DraftView
}

/** Reads a draft into the KV cache while it is being written, so that after Send only its last words are left. */
export interface ReadAhead {
  /** The draft may have grown, shrunk or become another's; reads on where there is enough that is new. */
  draftChanged(): void
  /**
   * Ends the piece that is being read, and whatever was to follow it: the cache is about to be another's. What the
   * engine has read is in there until then.
   */
  cancel(): void
}

/**
 * So many new words or ideographs are begun at once: enough that the template's end, read again with each piece
 * (about 5 tokens), is no more than half of the work, and few enough that little is left when the message is sent.
 */
const eagerUnits = 4
/** After a pause a shorter piece is worth it too; people rest about this long between phrases, not between keys. */
const pauseMs = 400
const pausedUnits = 3
/**
 * With the template's end, a piece fits in one batch of the processor's engine (32 tokens, which no abort
 * interrupts): Send and a change of mind wait for one batch at most.
 */
const pieceTokens = 24

const nothing = { place: '', text: '' }

/** Builds the reader of one composer. Silent: a fault ends it until the draft changes, and shows when one sends. */
export function createReadAhead(options: ReadAheadOptions): ReadAhead {
  let piece: { readonly place: string; readonly text: string; readonly abort: AbortController } | undefined
  /** How far reading has come, or has failed: in both cases there must be something new before the next piece. */
  let tried = nothing
  let goesOn = false
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Begins a piece and says so, if so many words or characters are new and the model is free. */
  function begin(leastUnits: number): boolean {
    if (!options.canRead()) return false
    const { place, draft, prompt } = options.view()
    // Sending takes the blanks off.
    const message = draft.trimStart()
    const from = place === tried.place ? commonLength(tried.text, message) : 0
    const end = pieceEnd(message, from, leastUnits)
    if (end === undefined) return false
    const mine = { place, text: message.slice(0, end), abort: new AbortController() }
    piece = mine
    goesOn = false
    void readPiece(prompt(mine.text), mine.abort.signal).then(isRead => {
      piece = undefined
      const isGivenUp = mine.abort.signal.aborted
      if (!isGivenUp) tried = mine
      if (goesOn || (isRead && !isGivenUp)) draftChanged()
    })
    return true
  }

  /** Whether the whole piece is in the cache. */
  async function readPiece(messages: readonly PromptMessage[], signal: AbortSignal): Promise<boolean> {
    try {
      for await (const event of options.model.generate({ messages, maxTokens: 0 }, signal)) {
        if (event.type === 'text-end') return event.reason !== 'cancelled'
        const contextTokens = options.model.contextTokens() ?? Number.POSITIVE_INFINITY
        // Sending this would be refused, so reading it is for nothing.
        if (event.type === 'prefill-progress' && event.of + answerReserveTokens > contextTokens) return false
      }
    } catch {
      // Whoever runs the model has seen it too, and the person is told when it matters: on Send.
    }
    return false
  }

  function draftChanged(): void {
    clearTimeout(timer)
    if (piece) {
      const { place, draft } = options.view()
      goesOn = true
      if (place !== piece.place || !draft.trimStart().startsWith(piece.text)) piece.abort.abort()
    } else if (!begin(eagerUnits)) {
      timer = setTimeout(begin, pauseMs, pausedUnits)
    }
  }

  return {
    draftChanged,
    cancel() {
      clearTimeout(timer)
      goesOn = false
      tried = nothing
      piece?.abort.abort()
    },
  }
}

const ideograph = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]'
const anIdeograph = new RegExp(ideograph, 'u')
/** An ideograph, or a word: what stands between blanks and ideographs. */
const unit = new RegExp(`${ideograph}|(?:(?!${ideograph})\\S)+`, 'gu')

/**
 * Where the next piece of a message ends: after a word or an ideograph that something follows, since the last one may
 * still be growing. Undefined where fewer than `leastUnits` of them are new and they do not fill a piece.
 */
function pieceEnd(message: string, from: number, leastUnits: number): number | undefined {
  const units = new RegExp(unit)
  units.lastIndex = from
  let end: number | undefined
  let count = 0
  let tokens = 0
  for (const { 0: text, index } of message.matchAll(units)) {
    if (index + text.length >= message.length) break
    tokens += roughTokens(text)
    if (count > 0 && tokens > pieceTokens) return end
    end = index + text.length
    count += 1
  }
  return count < leastUnits ? undefined : end
}

/** An estimate on the high side: about five letters a token, two tokens an ideograph, one for each digit and sign. */
function roughTokens(text: string): number {
  if (anIdeograph.test(text)) return 2
  return text.match(/\p{L}{1,5}|[^\p{L}]/gu)?.length ?? 0
}

/** How many characters two texts have in common at their beginning. */
function commonLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length += 1
  return length
}
