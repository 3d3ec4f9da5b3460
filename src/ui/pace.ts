/** What a pace is made over; the page's own in `pageClock`. */
export interface PaceClock {
  now(): number
  /** Calls back before the next paint. */
  beforePaint(callback: () => void): void
  /** Calls back when what is drawn now is on the screen. */
  afterPaint(callback: () => void): void
  after(delayMs: number, callback: () => void): void
}

/**
 * The part of the main thread's time that drawing may take while text streams. What is left belongs to the engine
 * (threads of the processor that the page would take away) and to the person's own doing.
 */
const share = 1 / 16
/** However much drawing costs, the text goes on at least this often. */
const longestGapMs = 250

/**
 * Makes the pace at which growing text is drawn: at most once a frame, and after a frame that cost much not again
 * before so much time has passed that drawing keeps to its share. What comes after a rest is drawn at once.
 */
export function createPace(clock: PaceClock): (draw: () => void) => void {
  let freeAt = 0

  function drawAt(draw: () => void): void {
    const waitMs = freeAt - clock.now()
    if (waitMs > 0) {
      clock.after(waitMs, () => drawAt(draw))
      return
    }
    const begunAt = clock.now()
    draw()
    clock.afterPaint(() => {
      const now = clock.now()
      freeAt = now + Math.min(longestGapMs, (now - begunAt) * (1 / share - 1))
    })
  }

  return draw => clock.beforePaint(() => drawAt(draw))
}

/** What has frames to draw in. */
type Painter = Pick<Window, 'requestAnimationFrame' | 'cancelAnimationFrame'>
let painter: Painter | undefined

/** Has another window of the page set the pace, which may be seen where the page is not; undefined is the page again. */
export function drawWith(other: Painter | undefined): void {
  painter = other
}

/** The page's frames. A page that is hidden does not paint: there 100 ms stand for a frame. */
export const pageClock: PaceClock = {
  now: () => performance.now(),
  beforePaint(callback) {
    const frames: Painter = painter ?? globalThis
    const run = () => {
      frames.cancelAnimationFrame(frame)
      clearTimeout(timer)
      callback()
    }
    const frame = frames.requestAnimationFrame(run)
    const timer = setTimeout(run, 100)
  },
  afterPaint(callback) {
    // A message posted before a paint comes after it.
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      callback()
    }
    port2.postMessage(undefined)
  },
  after(delayMs, callback) {
    setTimeout(() => this.beforePaint(callback), delayMs)
  },
}
