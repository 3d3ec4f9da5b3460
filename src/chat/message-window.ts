/** The messages that are drawn: from `start` to before `end`; 'last' is the end of the branch, wherever that is. */
export interface MessageWindow {
  readonly start: number
  readonly end: number | 'last'
}

/** How many messages are drawn at first. */
export const firstCount = 40
/** How many more at a time; that many take less than a frame or two to draw. */
export const stepCount = 20
/** More are drawn only where they are all near the view. */
export const mostCount = 100

/** The same window over a branch of another length: inside of it, and never less than is drawn at first. */
export function within({ start, end }: MessageWindow, count: number): { start: number; end: number } {
  const last = end === 'last' ? count : Math.min(end, count)
  return { start: Math.max(0, Math.min(start, last - firstCount)), end: last }
}

/** The end of a branch. */
export function endWindow(count: number): MessageWindow {
  return { start: Math.max(0, count - firstCount), end: 'last' }
}

/** A message in the middle. */
export function windowAround(index: number, count: number): MessageWindow {
  const start = Math.max(0, Math.min(index - firstCount / 2, count - firstCount))
  return fromTo(start, start + firstCount, count)
}

/**
 * More above or below, and less on the other side where more are drawn than are needed.
 * @param spare How many messages on the other side may go: those far out of view.
 */
export function extended(
  window: MessageWindow,
  to: 'earlier' | 'later',
  count: number,
  spare: number,
): MessageWindow {
  const { start, end } = within(window, count)
  const first = to === 'earlier' ? Math.max(0, start - stepCount) : start
  const last = to === 'later' ? Math.min(count, end + stepCount) : end
  const less = Math.max(0, Math.min(spare, last - first - mostCount))
  return to === 'earlier' ? fromTo(first, last - less, count) : fromTo(first + less, last, count)
}

function fromTo(start: number, end: number, count: number): MessageWindow {
  return { start, end: end >= count ? 'last' : end }
}
