import type { Engine } from '../../engines/engine.ts'
import { openChannelLink } from '../../engines/port/channel-link.ts'
import { createPortEngine } from '../../engines/port/client.ts'
import type { ModelCard } from '../model.ts'

/** The way to the engine of another tab. */
export interface Loan {
  /** The channel on which the owner is asked to serve it. */
  readonly port: string
  /** The engine, once the owner has said that it is served and its model is ready. */
  open(model: ModelCard): Promise<Engine>
  /** Open calls fail: the engine is there no more. */
  end(): void
}

/** An owner that lives and does not answer on the port: a hang between the two signs of life. */
const watchdog = { silentTicks: 12, startTicks: 12 }

/** Begins a loan on a channel of its own. @param onLost Told when the port has gone silent. */
export function createLoan(port: string, onLost: () => void): Loan {
  const link = openChannelLink(port)
  let hasEnded = false
  const engine = createPortEngine({
    info: { id: 'shared', label: 'In another tab', locality: 'device' },
    connect: () => ({
      port: link.port,
      terminate() {
        link.terminate()
        if (!hasEnded) onLost()
      },
    }),
    watchdog,
  })
  let opened: Promise<void> | undefined

  async function connect(model: ModelCard): Promise<void> {
    for await (const _ of engine.load({ card: model, files: [] }, new AbortController().signal)) {
      // The owner has loaded it long since.
    }
  }

  return {
    port,
    async open(model) {
      opened ??= connect(model)
      await opened
      return engine
    },
    end() {
      hasEnded = true
      link.fail('another tab owns the engine now')
    },
  }
}
