/** One call at a time, and no caller twice while another one waits. */
export interface FairQueue {
  /**
   * Waits for this caller's turn and gives what ends it. Undefined where the signal is aborted first.
   * @param onAhead Told how many calls go before this one, whenever that changes.
   */
  enter(
    caller: string,
    signal: AbortSignal,
    onAhead: (ahead: number) => void,
  ): Promise<(() => void) | undefined>
}

interface Waiting {
  readonly caller: string
  readonly onAhead: (ahead: number) => void
  readonly begin: () => void
  told: number
}

/** Makes an empty queue. */
export function createFairQueue(): FairQueue {
  let isBusy = false
  /** In the order they came. */
  let waiting: readonly Waiting[] = []
  let turns = 0
  /** The last turn of each caller; who has had none yet goes first. */
  const lastTurns = new Map<string, number>()

  /** In the order in which they will be called: each time the caller whose last turn is the longest ago. */
  function inOrder(): Waiting[] {
    const last = new Map(lastTurns)
    const lastOf = ({ caller }: Waiting) => last.get(caller) ?? -1
    const left = [...waiting]
    return waiting.flatMap((_, at) => {
      const [next] = left.toSorted((a, b) => lastOf(a) - lastOf(b))
      if (!next) return []
      left.splice(left.indexOf(next), 1)
      last.set(next.caller, turns + at)
      return [next]
    })
  }

  function tell(): void {
    for (const [at, call] of inOrder().entries()) {
      const ahead = at + (isBusy ? 1 : 0)
      if (call.told !== ahead) call.onAhead(ahead)
      call.told = ahead
    }
  }

  function next(): void {
    const [call] = inOrder()
    isBusy = call !== undefined
    if (call) {
      waiting = waiting.filter(other => other !== call)
      lastTurns.set(call.caller, turns++)
      call.begin()
    } else lastTurns.clear()
    tell()
  }

  return {
    enter(caller, signal, onAhead) {
      if (signal.aborted) return Promise.resolve(undefined)
      return new Promise(resolve => {
        const onAbort = () => {
          waiting = waiting.filter(other => other !== call)
          resolve(undefined)
          tell()
        }
        let hasLeft = false
        const leave = () => {
          if (hasLeft) return
          hasLeft = true
          next()
        }
        const begin = () => {
          signal.removeEventListener('abort', onAbort)
          resolve(leave)
        }
        const call: Waiting = { caller, onAhead, begin, told: 0 }
        signal.addEventListener('abort', onAbort)
        waiting = [...waiting, call]
        if (isBusy) tell()
        else next()
      })
    },
  }
}
