/** Turns token ids, as they are sampled, into text that can be shown. */
export interface AnswerText {
  /** What may be shown after this token: often nothing while a character or a stop string is incomplete. */
  push(id: number): string
  /** True once a stop string has been met; it and what follows are not shown. */
  readonly isStopped: () => boolean
  /** What was held back, at the end of the answer. */
  end(): string
}

const incomplete = '\ufffd'
/** A character takes four bytes at most, so four tokens: U+FFFD after more of them is what the model wrote. */
const longestCharacterTokens = 4

/** Begins an answer's text. `decode` is the model's own; `stops` end the answer where they appear. */
export function createAnswerText(
  decode: (ids: Int32Array) => string,
  stops: readonly string[] = [],
): AnswerText {
  const ids: number[] = []
  /** What is decoded again with each token: one shown stretch, for a tokenizer that drops a leading space. */
  let windowStart = 0
  let shownEnd = 0
  const text = (from: number, to = ids.length) => decode(Int32Array.from(ids.slice(from, to)))
  const finder = createStopFinder(stops)

  const takeText = (takesIncomplete: boolean): string => {
    const whole = text(windowStart)
    const isOld = ids.length - shownEnd > longestCharacterTokens
    if (whole.endsWith(incomplete) && !isOld && !takesIncomplete) return ''
    const fresh = whole.slice(text(windowStart, shownEnd).length)
    windowStart = shownEnd
    shownEnd = ids.length
    return fresh
  }
  return {
    push(id) {
      ids.push(id)
      return finder.push(takeText(false))
    },
    isStopped: finder.isStopped,
    end: () => (finder.isStopped() ? '' : finder.push(takeText(true)) + finder.end()),
  }
}

interface StopFinder {
  push(text: string): string
  readonly isStopped: () => boolean
  end(): string
}

/** Lets text through up to a stop string, and holds back what may be the beginning of one. */
function createStopFinder(stops: readonly string[]): StopFinder {
  let held = ''
  let stopped = false
  return {
    push(text) {
      if (stopped) return ''
      const all = held + text
      const found = stops.map(stop => all.indexOf(stop)).filter(at => at >= 0)
      stopped = found.length > 0
      const free = stopped ? Math.min(...found) : all.length - heldLength(all, stops)
      held = stopped ? '' : all.slice(free)
      return all.slice(0, free)
    },
    isStopped: () => stopped,
    end() {
      const rest = held
      held = ''
      return rest
    },
  }
}

/** Length of the longest end of the text that a stop string begins with. */
function heldLength(text: string, stops: readonly string[]): number {
  let longest = 0
  for (const stop of stops) {
    for (let length = Math.min(stop.length - 1, text.length); length > longest; length--) {
      if (stop.startsWith(text.slice(-length))) longest = length
    }
  }
  return longest
}
