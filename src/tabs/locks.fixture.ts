import type { Locks } from './web-locks.ts'

interface Request {
  readonly name: string
  readonly clientId: string
  readonly isShared: boolean
  readonly callback: (lock: Lock | null) => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** The Web Locks of a browser, by the rules that tabs lean on: queues, ifAvailable, steal, shared, abort while waiting. */
export class FakeBrowserLocks {
  private holders: Request[] = []
  private queue: Request[] = []
  /** Pages that hang, and what they are to hear when they go on. */
  private readonly frozen = new Map<string, (() => void)[]>()

  /** The locks as one page sees them. */
  page(clientId: string): Locks {
    const request = (name: string, options: LockOptions, callback: Request['callback']) =>
      this.request(name, clientId, options, callback)
    // The fake has one of the two forms of request(), the one in use.
    return { request: request as Locks['request'], query: async () => this.query() }
  }

  /** What the browser does when a page is gone. */
  crash(clientId: string): void {
    this.queue = this.queue.filter(request => request.clientId !== clientId)
    this.holders = this.holders.filter(request => request.clientId !== clientId)
    this.grantWaiting()
  }

  /** From now on this page hangs: it does not hear that its locks are stolen. */
  freeze(clientId: string): void {
    this.frozen.set(clientId, [])
  }

  thaw(clientId: string): void {
    const missed = this.frozen.get(clientId) ?? []
    this.frozen.delete(clientId)
    for (const hear of missed) hear()
  }

  private query(): LockManagerSnapshot {
    const held = this.holders.map(({ name, clientId }) => ({ name, clientId, mode: 'exclusive' as const }))
    return { held, pending: [] }
  }

  private request(
    name: string,
    clientId: string,
    options: LockOptions,
    callback: Request['callback'],
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const isShared = options.mode === 'shared'
      const request: Request = { name, clientId, isShared, callback, resolve, reject }
      if (options.steal) {
        const robbed = this.holders.filter(holder => holder.name === name)
        this.holders = this.holders.filter(holder => holder.name !== name)
        this.grant(request)
        for (const holder of robbed) {
          const hear = () => holder.reject(new DOMException('stolen', 'AbortError'))
          const missed = this.frozen.get(holder.clientId)
          if (missed) missed.push(hear)
          else hear()
        }
      } else if (this.isFree(request) && !this.queue.some(other => other.name === name)) {
        this.grant(request)
      } else if (options.ifAvailable) {
        Promise.resolve(callback(null)).then(resolve, reject)
      } else {
        this.queue.push(request)
        options.signal?.addEventListener('abort', () => {
          if (!this.queue.includes(request)) return
          this.queue = this.queue.filter(other => other !== request)
          reject(options.signal?.reason)
        })
      }
    })
  }

  private isFree({ name, isShared }: Request): boolean {
    return this.holders.every(holder => holder.name !== name || (isShared && holder.isShared))
  }

  private grant(request: Request): void {
    this.holders.push(request)
    const { name, callback } = request
    queueMicrotask(async () => {
      try {
        request.resolve(await callback({ name, mode: request.isShared ? 'shared' : 'exclusive' }))
      } catch (error) {
        request.reject(error)
      }
      this.holders = this.holders.filter(holder => holder !== request)
      this.grantWaiting()
    })
  }

  private grantWaiting(): void {
    for (const request of [...this.queue]) {
      const isFirst = this.queue.find(({ name }) => name === request.name) === request
      if (!isFirst || !this.isFree(request)) continue
      this.queue = this.queue.filter(other => other !== request)
      this.grant(request)
    }
  }
}

/** A tab's end of a channel that can hang: then it hears nothing, and later everything at once. */
export class FakeChannel extends EventTarget {
  private readonly inner: BroadcastChannel
  private held: unknown[] | undefined

  constructor(name: string) {
    super()
    this.inner = new BroadcastChannel(name)
    this.inner.addEventListener('message', event => {
      if (this.held) this.held.push(event.data)
      else this.tell(event.data)
    })
  }

  postMessage(message: unknown): void {
    this.inner.postMessage(message)
  }

  /** From now on this end's page hangs. */
  freeze(): void {
    this.held = []
  }

  /** It goes on, and hears what was said meanwhile. */
  thaw(): void {
    const missed = this.held ?? []
    this.held = undefined
    for (const data of missed) this.tell(data)
  }

  close(): void {
    this.inner.close()
  }

  private tell(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}
