import type { StoreApi } from 'zustand/vanilla'
import type { Contents } from './contents.ts'
import type { Block, DocumentRecord, DocumentText, ReadEvent } from './document.ts'
import { documentKey } from './document-key.ts'
import { kindOfName, titleOfName } from './file-names.ts'
import { type AddOptions, canRetry, type DocumentProgress, type LibraryState } from './library-state.ts'
import { createDocumentLocks } from './locks.ts'
import { fileMissing, readInto, workFault } from './reading.ts'
import { newContentKey } from './sealed-store.ts'

/** What reads and indexes documents: plugged in at one place, in app.ts. */
export interface DocumentTools {
  isDocumentName(name: string): boolean
  /** Throws FaultError; an abort throws the signal's reason. */
  read(file: File, signal: AbortSignal): AsyncIterable<ReadEvent>
  /** Joins what was read, without holding up the page; an abort throws the signal's reason. */
  join(blocks: readonly Block[], signal: AbortSignal): Promise<DocumentText>
  /** Cuts and embeds a document, puts that into its contents, and gives what its record says of it. */
  index(
    document: DocumentRecord,
    text: DocumentText,
    how: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
  ): Promise<Pick<DocumentRecord, 'chunks' | 'embeddedBy'>>
}

export interface LibraryWorkOptions {
  readonly store: StoreApi<LibraryState>
  readonly contents: () => Promise<Contents>
  readonly tools: () => Promise<DocumentTools>
  readonly records: {
    /** Writes all that waits. Never rejects. */
    flush(): Promise<void>
    /** Takes these records in as they are on disk now. Never rejects. */
    refresh(keys: readonly string[]): Promise<void>
  }
  readonly locks: Pick<LockManager, 'request'> | undefined
  readonly now: () => number
  readonly newId: () => string
  /** Shows a record and has it written; takes one away. */
  readonly put: (document: DocumentRecord) => void
  readonly drop: (id: string) => void
}

/** What works on documents. */
export interface LibraryWork {
  add(files: readonly File[], options: AddOptions): Promise<readonly string[]>
  cancel(id: string): void
  retry(id: string, file?: File): void
  reindex(id: string): void
  remove(id: string): void
  discard(id: string): void
  undoRemove(): void
  forgetRemoved(): Promise<void>
  /** Waits for whoever works on unfinished documents; those of a tab that is gone were interrupted. */
  watchUnfinished(): void
  /** Deletes contents that belong to no document any more. Never rejects. */
  sweep(): Promise<void>
  guard(ids: readonly string[]): () => void
  stopAll(): Promise<void>
}

interface Job {
  readonly id: string
  /** Absent where only the index is made anew. */
  readonly file?: () => Promise<Blob | undefined>
  readonly keepsFile: boolean
  /** What the document becomes when the work is given up; absent where it goes. */
  readonly before?: DocumentRecord
  readonly controller: AbortController
  readonly release: Promise<() => void>
}

/** Builds what works on documents: one after the other, so that a page stays quick and memory small. */
export function createLibraryWork(options: LibraryWorkOptions): LibraryWork {
  const { store, put, drop, now } = options
  const get = store.getState
  const find = (id: string) => get().documents.get(id)
  const locks = createDocumentLocks(options.locks)
  const waiting: Job[] = []
  const watched = new Set<string>()
  let current: Job | undefined
  let running: Promise<void> = Promise.resolve()
  let removed: { readonly document: DocumentRecord; readonly release: Promise<() => void> } | undefined

  function setProgress(id: string, progress: DocumentProgress | undefined): void {
    const next = new Map(get().progress)
    if (progress) next.set(id, progress)
    else next.delete(id)
    store.setState({ progress: next })
  }

  function enqueue(job: Omit<Job, 'controller' | 'release'>): void {
    const all = { ...job, controller: new AbortController(), release: locks.hold(job.id) }
    waiting.push(all)
    setProgress(job.id, { step: 'waiting' })
    if (!current) running = runAll()
  }

  async function runAll(): Promise<void> {
    for (;;) {
      current = waiting.shift()
      if (!current) return
      const job = current
      const release = await job.release
      await run(job).catch(() => {})
      setProgress(job.id, undefined)
      // On the disk first: who waits for the lock looks there.
      await options.records.flush()
      release()
    }
  }

  async function run(job: Job): Promise<void> {
    const { id, controller } = job
    const { signal } = controller
    // Deleted, here or in another tab: what is still written of it would never be found again.
    const unsubscribe = store.subscribe(({ documents }) => {
      if (!documents.has(id)) controller.abort()
    })
    try {
      signal.throwIfAborted()
      await work(job, signal)
    } catch (error) {
      const document = find(id)
      if (!document) await (await options.contents()).remove(id).catch(() => {})
      else if (!signal.aborted) put({ ...document, status: 'failed', fault: workFault(error) })
    } finally {
      unsubscribe()
    }
  }

  async function work({ id, file, keepsFile }: Job, signal: AbortSignal): Promise<void> {
    const [contents, tools] = await Promise.all([options.contents(), options.tools()])
    const document = () => {
      signal.throwIfAborted()
      const found = find(id)
      if (!found) throw new DOMException('deleted', 'AbortError')
      return found
    }
    let text = file ? undefined : await contents.text(document())
    if (!text) {
      const blob = file ? await file() : await contents.file(document())
      if (!blob) {
        put({ ...document(), hasFile: false })
        throw fileMissing()
      }
      if (keepsFile && !document().hasFile) {
        await contents.putFile(document(), blob)
        put({ ...document(), hasFile: true })
      }
      const onPage = (progress: DocumentProgress) => setProgress(id, progress)
      const read = await readInto({ tools, blob, fileName: document().fileName, signal, now, onPage })
      await contents.putText(document(), read.text)
      text = read.text
      const { title, fileName } = document()
      const isNamed = title !== titleOfName(fileName)
      put({ ...document(), ...read.record, ...(isNamed && { title }), status: 'indexing' })
    }
    const began = now()
    const onProgress = (fraction: number) => {
      const ms = now() - began
      const msLeft = fraction > 0.03 && ms > 1500 ? (ms / fraction) * (1 - fraction) : undefined
      setProgress(id, { step: 'indexing', fraction, ...(msLeft !== undefined && { msLeft }) })
    }
    onProgress(0)
    const indexed = await tools.index(document(), text, { signal, onProgress })
    const { fault: _, embeddedBy: __, ...done } = document()
    put({ ...done, ...indexed, status: 'ready' })
  }

  function cancel(id: string): void {
    const job = current?.id === id ? current : waiting.find(one => one.id === id)
    if (!job) return
    const at = waiting.indexOf(job)
    job.controller.abort()
    if (job.before) put(job.before)
    else drop(id)
    if (at < 0) return
    waiting.splice(at, 1)
    setProgress(id, undefined)
    void job.release.then(release => release())
  }

  /** Reads or indexes a document that is here already. */
  function again(document: DocumentRecord, file?: File): void {
    const { id, hasFile, characters, fault } = document
    const isTextGone = characters === undefined || fault?.code === 'document-content-damaged'
    if (!file && !hasFile && isTextGone) return
    const kept = async () => (await options.contents()).file(document)
    const reads = file ? async () => file : isTextGone ? kept : undefined
    const status = reads ? 'reading' : 'indexing'
    // Before it is written: who reads 'reading' there finds the lock held.
    enqueue({
      id,
      ...(reads && { file: reads }),
      keepsFile: !hasFile && file !== undefined,
      before: document,
    })
    const { fault: _, ...others } = document
    put({ ...others, status })
  }

  const isBusy = (id: string) => get().progress.has(id)
  const canWrite = () => get().access === 'full'

  async function add(
    files: readonly File[],
    { keepFile, isAgain = false }: AddOptions,
  ): Promise<readonly string[]> {
    const { isDocumentName } = await options.tools()
    if (!canWrite()) return []
    const ids: string[] = []
    for (const file of files) {
      if (!isDocumentName(file.name)) {
        store.setState({ news: [...get().news, { kind: 'refused', fileName: file.name }] })
        continue
      }
      const known = isAgain ? undefined : knownAs(file)
      ids.push(known?.id ?? addOne(file, keepFile))
      if (!known) continue
      if (known.status === 'failed') again(known, file)
      else store.setState({ news: [...get().news, { kind: 'known', id: known.id, file }] })
    }
    return ids
  }

  /** The same name and size: with contents of gigabytes, a hash would take longer than it spares. */
  function knownAs(file: File): DocumentRecord | undefined {
    return [...get().documents.values()].find(
      ({ fileName, bytes }) => fileName === file.name && bytes === file.size,
    )
  }

  function addOne(file: File, keepsFile: boolean): string {
    const id = options.newId()
    enqueue({ id, file: async () => file, keepsFile })
    put({
      ...{ id, title: titleOfName(file.name), fileName: file.name, kind: kindOfName(file.name) },
      ...{ bytes: file.size, addedAt: now(), status: 'reading', hasFile: false, contentKey: newContentKey() },
    })
    return id
  }

  async function forgetRemoved(): Promise<void> {
    if (!removed) return
    const { document, release } = removed
    removed = undefined
    const { deleted: _, ...others } = get()
    store.setState(others, true)
    const letGo = await release
    await (await options.contents()).remove(document.id).catch(() => {})
    letGo()
  }

  function watchUnfinished(): void {
    for (const { id, status } of get().documents.values()) {
      if (status === 'ready' || status === 'failed' || isBusy(id) || watched.has(id)) continue
      watched.add(id)
      locks.whenFree(id, async () => {
        watched.delete(id)
        await options.records.refresh([documentKey(id)])
        const document = find(id)
        if (!document || isBusy(id) || document.status === 'ready' || document.status === 'failed') return
        if (!canWrite()) return
        const interrupted: DocumentRecord = {
          ...document,
          ...{ status: 'failed', fault: { code: 'document-interrupted' } },
        }
        // What was read is only cut and embedded, from where that was left. A file is not read again unasked: it may be
        // what ended its tab.
        if (document.status === 'indexing' && document.characters !== undefined) again(interrupted)
        else put(interrupted)
      })
    }
  }

  return {
    add,
    cancel,
    retry(id, file) {
      const document = find(id)
      if (document && canWrite() && !isBusy(id) && (file || canRetry(document))) again(document, file)
    },
    reindex(id) {
      const document = find(id)
      if (document?.status === 'ready' && canWrite() && !isBusy(id)) again(document)
    },
    remove(id) {
      const document = find(id)
      if (!document || !canWrite() || isBusy(id)) return
      void forgetRemoved()
      // Held until the deletion is done for good, so that no other tab sweeps away what may come back.
      removed = { document, release: locks.hold(id) }
      store.setState({ deleted: document })
      drop(id)
    },
    discard(id) {
      if (isBusy(id)) return cancel(id)
      if (!canWrite()) return
      if (find(id)) drop(id)
      void options
        .contents()
        .then(contents => contents.remove(id))
        .catch(() => {})
    },
    undoRemove() {
      if (!removed || !canWrite()) return
      const { document, release } = removed
      removed = undefined
      const { deleted: _, ...others } = get()
      store.setState(others, true)
      put(document)
      void release.then(letGo => {
        letGo()
        watchUnfinished()
      })
    },
    forgetRemoved,
    watchUnfinished,
    async sweep() {
      if (!canWrite()) return
      await (await options.contents()).sweep([...get().documents.keys()]).catch(() => {})
    },
    guard(ids) {
      const held = ids.map(id => locks.hold(id))
      return () => {
        for (const release of held) void release.then(letGo => letGo())
      }
    },
    async stopAll() {
      for (const job of [...waiting.splice(0), ...(current ? [current] : [])]) job.controller.abort()
      await running.catch(() => {})
    },
  }
}
