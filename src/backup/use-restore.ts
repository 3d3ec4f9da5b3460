import { useCallback, useEffect, useRef, useState } from 'react'
import { documentKey } from '../abilities/documents/document-key.ts'
import type { DocumentLibrary } from '../abilities/documents/library-state.ts'
import { noteKey } from '../abilities/notes/note.ts'
import type { Notes } from '../abilities/notes/notes.ts'
import { remindersKey } from '../abilities/reminders/reminder.ts'
import type { Reminders } from '../abilities/reminders/reminders.ts'
import { consentsKey } from '../agent/consents.ts'
import type { AgentDesk } from '../agent/desk.ts'
import { callsKey } from '../agent/log.ts'
import type { AgentRecords } from '../agent/restore.ts'
import { appsKey, parseApps } from '../apps/record.ts'
import { canonicalJson } from '../chat/transfer/canonical.ts'
import { type Standing, standingsOf } from '../chat/transfer/plan-import.ts'
import type { WrongField } from '../chat/transfer/refusal.ts'
import { type Fault, FaultError, toFault } from '../fault.ts'
import { parseServers } from '../mcp/record.ts'
import { mcpServersKey } from '../mcp/servers-key.ts'
import { settingsKey } from '../settings/settings.ts'
import { deriveKey } from '../storage/vault/passphrase-key.ts'
import { type OpenedBackup, openBackup } from './backup-client.ts'
import type { BackupPreview } from './backup-port.ts'
import type { BackupRooms } from './backup-rooms.ts'
import { isKeyOf } from './chunks.ts'
import { type Encryption, openHeader } from './header.ts'
import { type OutsideRecords, restoredOutside } from './outside.ts'
import { fieldOf } from './refusal.ts'
import { type DocumentsPlan, planDocuments } from './restore-documents.ts'
import { type NotesPlan, planNotes } from './restore-notes.ts'
import { type Here, planMerge, planReplace, type RestorePlan, type RestoreWay } from './restore-plan.ts'

/** Where a restore stands. */
export type RestorePhase =
  | { readonly name: 'asking' }
  | { readonly name: 'locked'; readonly isWrong: boolean; readonly isTrying: boolean }
  | { readonly name: 'reading'; readonly file: string; readonly fraction: number }
  | { readonly name: 'refused'; readonly fault: Fault; readonly field?: WrongField }
  | { readonly name: 'preview'; readonly preview: BackupPreview; readonly standings: readonly Standing[] }
  | { readonly name: 'documents'; readonly fraction: number }
  | { readonly name: 'models'; readonly fraction: number }
  | { readonly name: 'saving' }
  /** `documents` is how many came in, and so are those of `notes`. */
  | {
      readonly name: 'done'
      readonly plan: RestorePlan
      readonly documents: number
      readonly notes: NotesPlan['added']
      readonly undo: () => void
    }
  | { readonly name: 'undone' }

/** What a person chose in the preview. */
export interface RestoreChoice {
  readonly way: RestoreWay
  readonly withModels: boolean
}

export interface RestoreDesk {
  readonly phase: RestorePhase
  read(file: File): void
  /** For the file that is locked. */
  unlock(passphrase: string): void
  take(choice: RestoreChoice): void
  /** Gives up what is under way; nothing here has changed then. */
  cancel(): void
}

/** From a file to what is on this device, a step at a time; closing the view ends whatever is under way. */
export function useRestore(rooms: BackupRooms): RestoreDesk {
  const [phase, setPhase] = useState<RestorePhase>({ name: 'asking' })
  const running = useRef<AbortController>(undefined)
  const opened = useRef<OpenedBackup>(undefined)
  /** Lets go of the locks of documents that may yet be taken back. */
  const unguard = useRef(() => {})
  const locked = useRef<{ readonly file: File; readonly encryption: Encryption }>(undefined)

  const letGo = useCallback(() => {
    running.current?.abort()
    opened.current?.close()
    opened.current = undefined
    unguard.current()
    unguard.current = () => {}
  }, [])
  useEffect(() => letGo, [letGo])

  /** Runs a step that a person may give up. */
  async function step(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const controller = new AbortController()
    running.current = controller
    try {
      await work(controller.signal)
    } catch (error) {
      if (controller.signal.aborted) return
      const field = fieldOf(error)
      setPhase({ name: 'refused', fault: toFault(error), ...(field && { field }) })
    }
  }

  async function open(file: File, key: CryptoKey | undefined, signal: AbortSignal): Promise<void> {
    setPhase({ name: 'reading', file: file.name, fraction: 0 })
    const onProgress = (fraction: number) => {
      if (!signal.aborted) setPhase({ name: 'reading', file: file.name, fraction })
    }
    const found = await openBackup(file, key, { signal, onProgress })
    if (signal.aborted) return found.close()
    opened.current = found
    const standings = await standingsOf(found.preview.rows, rooms.chat.store.getState().conversations)
    if (!signal.aborted) setPhase({ name: 'preview', preview: found.preview, standings })
  }

  function read(file: File): void {
    letGo()
    void step(async signal => {
      const { header } = await openHeader(file)
      if (signal.aborted) return
      if (!header.encryption) return open(file, undefined, signal)
      locked.current = { file, encryption: header.encryption }
      setPhase({ name: 'locked', isWrong: false, isTrying: false })
    })
  }

  function unlock(passphrase: string): void {
    const { file, encryption } = locked.current ?? {}
    if (!file || !encryption) return
    setPhase({ name: 'locked', isWrong: false, isTrying: true })
    void step(async signal => {
      const key = await deriveKey(passphrase, encryption.parameters)
      const isRight = await isKeyOf(encryption, key)
      if (signal.aborted) return
      if (isRight) await open(file, key, signal)
      else setPhase({ name: 'locked', isWrong: true, isTrying: false })
    })
  }

  function take({ way, withModels }: RestoreChoice): void {
    const source = opened.current
    if (!source) return
    void step(async signal => {
      const { preview } = source
      if (withModels) {
        setPhase({ name: 'models', fraction: 0 })
        await source.addModels({ signal, onProgress: fraction => setPhase({ name: 'models', fraction }) })
      }
      const [{ library }, notes, { reminders, now }] = await Promise.all([
        rooms.documents(),
        rooms.notes(),
        rooms.reminders(),
      ])
      const { documents, progress } = library.store.getState()
      const docs = planDocuments(preview.documents, documents, way, id => progress.has(id))
      try {
        unguard.current = await library.guard([...docs.added.map(({ id }) => id), ...docs.removed])
        if (docs.added.length > 0) {
          const onProgress = (fraction: number) => setPhase({ name: 'documents', fraction })
          onProgress(0)
          await source.addDocuments(docs.added, { signal, onProgress })
        }
        setPhase({ name: 'saving' })
        const contents = { ...preview, chats: await source.chats() }
        // Looked at now: while models came in, something may have been written.
        const agent = (await rooms.agent()).records
        const here = hereNow(rooms, agent.get())
        const plan = way === 'merge' ? planMerge(contents, here, newId) : planReplace(contents, here)
        const notesHere = { notes: notes.store.getState().notes, reminders: reminders.store.getState() }
        const notesPlan = planNotes(preview, notesHere, way, now())
        const outsidePlan = planOutside(rooms, preview.outside, way)
        const undo = await apply(
          rooms,
          { library, notes, reminders, agent },
          plan,
          docs,
          notesPlan,
          outsidePlan,
        )
        if (withModels) await rooms.library.refresh()
        setPhase({
          name: 'done',
          plan,
          documents: docs.added.length,
          notes: notesPlan.added,
          undo: () => void undoAll(undo, withModels ? source : undefined),
        })
      } catch (error) {
        for (const { id } of docs.added) library.discard(id)
        if (withModels) await source.forgetModels()
        throw error
      }
    })
  }

  async function undoAll(undo: () => void, source: OpenedBackup | undefined): Promise<void> {
    undo()
    await source?.forgetModels()
    if (source) await rooms.library.refresh()
    setPhase({ name: 'undone' })
  }

  return {
    phase,
    read,
    unlock,
    take,
    cancel() {
      letGo()
      setPhase({ name: 'asking' })
    },
  }
}

function hereNow({ chat, presets, settings }: BackupRooms, agent: AgentRecords): Here {
  return {
    ...chat.store.getState(),
    agent,
    presets: presets.store.getState(),
    settings: settings.store.getState(),
  }
}

/** With the tokens of servers that are here: it takes the place of all of it. Undefined where nothing of it changes. */
function planOutside(
  { outside }: BackupRooms,
  theirs: OutsideRecords,
  way: RestoreWay,
): OutsideRecords | undefined {
  const { apps, servers } = outside.get()
  const mine = { apps: parseApps(apps ?? {}), servers: parseServers(servers) }
  const planned = restoredOutside(mine, theirs, way)
  return canonicalJson(planned) === canonicalJson(mine) ? undefined : planned
}

/** Rooms that are loaded for it. */
interface Opened {
  readonly library: DocumentLibrary
  readonly notes: Notes
  readonly reminders: Reminders
  readonly agent: AgentDesk['records']
}

/** Writes all of it in one transaction, then shows it. Gives what takes it back. Throws FaultError. */
async function apply(
  { chat, presets, settings, outside: beyond }: BackupRooms,
  { library, notes, reminders, agent }: Opened,
  plan: RestorePlan,
  docs: DocumentsPlan,
  notesPlan: NotesPlan,
  outside: OutsideRecords | undefined,
): Promise<() => void> {
  if (chat.store.getState().access !== 'full') {
    throw new FaultError({ code: 'storage-blocked', detail: 'nothing may be written here now' })
  }
  const before = {
    presets: presets.store.getState(),
    settings: settings.store.getState(),
    agent: agent.get(),
    outside: beyond.get(),
  }
  const after = outside && { apps: outside.apps, servers: { servers: outside.servers } }
  const undo = await chat.importChats({
    ...plan,
    others: [
      ...(plan.settings ? [[settingsKey, plan.settings] as const] : []),
      [consentsKey, { entries: plan.agent.consents }],
      [callsKey, { calls: plan.agent.calls }],
      ...(after
        ? ([
            [appsKey, after.apps],
            [mcpServersKey, after.servers],
          ] as const)
        : []),
      ...[...docs.added, ...docs.changed].map(document => [documentKey(document.id), document] as const),
      ...notesPlan.notes.map(note => [noteKey(note.id), note] as const),
      ...(notesPlan.reminders ? [[remindersKey, notesPlan.reminders] as const] : []),
    ],
    othersRemoved: [...docs.removed.map(documentKey), ...notesPlan.removed.map(noteKey)],
  })
  const undoDocuments = library.takeRestored([...docs.added, ...docs.changed], docs.removed)
  const undoNotes = notes.takeRestored(notesPlan.notes, notesPlan.removed)
  const undoReminders = notesPlan.reminders && reminders.takeRestored(notesPlan.reminders)
  if (plan.presets) presets.hydrate(plan.presets)
  if (plan.settings) settings.set(plan.settings)
  agent.take(plan.agent)
  if (after) beyond.take(after)
  return () => {
    if (plan.presets) presets.hydrate(before.presets)
    if (plan.settings) settings.set(before.settings)
    agent.take(before.agent)
    if (after) beyond.take(before.outside)
    undoDocuments()
    undoNotes()
    undoReminders?.()
    undo()
  }
}

function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
