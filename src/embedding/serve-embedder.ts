import { dataOf, type PortLike } from '../engines/port/protocol.ts'
import { FaultError, toFault } from '../fault.ts'
import type { FromEmbedder, ToEmbedder } from './protocol.ts'
import type { SentenceModel } from './sentence-model.ts'

/** Answers the calls that come through the port: one after the other, since a model reads one text at a time. */
export function serveEmbedder(
  port: PortLike,
  load: (files: readonly Blob[]) => Promise<SentenceModel>,
): void {
  const aborted = new Set<number>()
  let model: SentenceModel | undefined
  let last: Promise<void> = Promise.resolve()
  const post = (message: FromEmbedder) => port.postMessage(message)

  async function embed(id: number, texts: readonly string[]): Promise<void> {
    if (!model) throw new FaultError({ code: 'crashed', detail: 'no embedding model is loaded' })
    for (const text of texts) {
      if (aborted.has(id)) return
      const began = performance.now()
      const { vector, tokens } = await model.embed(text)
      const ms = performance.now() - began
      post({ type: 'embed-vector', id, vector, tokens, ms })
      await nextTask()
    }
  }

  async function answer(id: number, work: () => Promise<void>): Promise<void> {
    try {
      await work()
      post({ type: 'embed-end', id })
    } catch (error) {
      post({ type: 'embed-fault', id, fault: toFault(error) })
    } finally {
      aborted.delete(id)
    }
  }

  port.addEventListener('message', event => {
    // Only our own page has this port.
    const message = dataOf(event) as ToEmbedder
    if (message.type === 'embed-ping') post({ type: 'embed-pong' })
    else if (message.type === 'embed-abort') aborted.add(message.id)
    else if (message.type === 'embed-load') {
      const { id, files } = message
      last = last.then(() =>
        answer(id, async () => {
          model ??= await load(files)
        }),
      )
    } else if (message.type === 'embed-texts') {
      const { id, texts } = message
      last = last.then(() => answer(id, () => embed(id, texts)))
    }
  })
  port.start?.()
}

/** Lets messages in: the runtime never leaves its task, and an abort or a ping would wait for the last text. */
function nextTask(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
