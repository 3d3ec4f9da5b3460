/** Two soft strokes of a bell: frequency in Hz, and when each begins, in seconds. */
const strokes: readonly (readonly [hertz: number, at: number])[] = [
  [880, 0],
  [1174.66, 0.22],
]
const strokeSeconds = 0.9
const loudness = 0.25
/** A timer goes on ringing: this often, and so many times. */
const repeatMs = 2500
const mostTimes = 24

/**
 * Rings, if the page may make a sound: a browser allows none before the person has pressed something on it. Gives what
 * ends it.
 *
 * @param isInsistent Goes on for a minute.
 */
export function ringBell(isInsistent: boolean): () => void {
  const Context = globalThis.AudioContext
  if (Context === undefined) return () => {}
  let timer: ReturnType<typeof setTimeout> | undefined
  let context: AudioContext | undefined
  let times = 0

  const end = () => {
    clearTimeout(timer)
    void context?.close().catch(() => {})
    context = undefined
  }
  const ring = () => {
    if (!context) return
    clearTimeout(timer)
    // Where it may not begin there is the note on the page.
    if (context.state === 'running') for (const [hertz, at] of strokes) strike(context, hertz, at)
    times += 1
    const isLast = !isInsistent || times >= mostTimes
    timer = setTimeout(isLast ? end : ring, repeatMs)
  }
  try {
    context = new Context()
    void context.resume().then(ring, end)
  } catch {
    // No device for sound.
  }
  // A context that is never allowed to run never settles.
  timer = setTimeout(ring, 500)
  return end
}

function strike(context: AudioContext, hertz: number, at: number): void {
  const tone = context.createOscillator()
  const gain = context.createGain()
  const begin = context.currentTime + at
  tone.type = 'sine'
  tone.frequency.value = hertz
  gain.gain.setValueAtTime(0, begin)
  gain.gain.linearRampToValueAtTime(loudness, begin + 0.015)
  gain.gain.exponentialRampToValueAtTime(0.0001, begin + strokeSeconds)
  tone.connect(gain).connect(context.destination)
  tone.start(begin)
  tone.stop(begin + strokeSeconds)
}
