import { useEffect, useRef, useState } from 'react'
import { version } from '../../package.json'
import { type Fault, toFault } from '../fault.ts'
import type { ModelCard } from '../models/model.ts'
import { deriveKey, newKeyParameters } from '../storage/vault/passphrase-key.ts'
import { chooseFile, saveBlob } from '../ui/save-file.ts'
import { saveBackup } from './backup-client.ts'
import { backupEnding } from './backup-name.ts'
import { recordsForBackup } from './backup-records.ts'
import type { BackupRooms } from './backup-rooms.ts'
import { outsideOf } from './outside.ts'

/** Where a backup stands. */
export type BackupPhase =
  | { readonly name: 'asking' }
  | { readonly name: 'preparing' }
  | { readonly name: 'saving'; readonly fraction: number }
  | { readonly name: 'saved'; readonly file: string }
  | { readonly name: 'failed'; readonly fault: Fault }

/** What a person chose. */
export interface BackupChoice {
  /** '' for a backup that anyone can read. */
  readonly passphrase: string
  readonly models: readonly ModelCard[]
  readonly withDocuments: boolean
}

export interface BackupDesk {
  readonly phase: BackupPhase
  /** In answer to a press: the browser asks where to save. */
  save(choice: BackupChoice): void
  /** Gives up what is being saved, or goes back to the choices. */
  again(): void
}

/** From a choice to a file, a step at a time; closing the view ends whatever is under way. */
export function useBackup(rooms: BackupRooms): BackupDesk {
  const [phase, setPhase] = useState<BackupPhase>({ name: 'asking' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  async function save({ passphrase, models, withDocuments }: BackupChoice): Promise<void> {
    const controller = new AbortController()
    running.current = controller
    const { signal } = controller
    const createdAt = Date.now()
    const file = `hermit-${new Date(createdAt).toISOString().slice(0, 10)}${backupEnding}`
    try {
      // Asked at once: a browser shows its dialog only in answer to a press.
      const target = await chooseFile(file)
      if (target === 'none-chosen' || signal.aborted) return
      if (passphrase !== '') setPhase({ name: 'preparing' })
      const seal = passphrase === '' ? undefined : await newSeal(passphrase)
      const [{ library }, notes, { reminders }] = await Promise.all([
        rooms.documents(),
        rooms.notes(),
        rooms.reminders(),
      ])
      const documents = withDocuments ? library.store.getState().documents.values() : []
      const agent = (await rooms.agent()).records.get()
      const { apps, servers } = rooms.outside.get()
      const outside = outsideOf(apps, servers)
      signal.throwIfAborted()
      setPhase({ name: 'saving', fraction: 0 })
      const blob = await saveBackup(
        {
          ...{ createdAt, createdBy: `Hermit ${version}`, models, seal, target },
          records: recordsForBackup(
            {
              ...recordsNow(rooms),
              documents,
              agent,
              outside,
              notes: notes.store.getState().notes.values(),
              reminders: reminders.store.getState(),
            },
            createdAt,
          ),
        },
        { signal, onProgress: fraction => !signal.aborted && setPhase({ name: 'saving', fraction }) },
      )
      signal.throwIfAborted()
      if (blob) saveBlob(file, blob)
      rooms.settings.set({ backedUpAt: createdAt })
      setPhase({ name: 'saved', file: target?.name ?? file })
    } catch (error) {
      if (!signal.aborted) setPhase({ name: 'failed', fault: toFault(error) })
    }
  }

  return {
    phase,
    save: choice => void save(choice),
    again() {
      running.current?.abort()
      setPhase({ name: 'asking' })
    },
  }
}

async function newSeal(passphrase: string) {
  const parameters = newKeyParameters()
  return { key: await deriveKey(passphrase, parameters), parameters }
}

/** What is on this device now; each is a state that nothing changes any more. */
function recordsNow({ chat, presets, settings }: BackupRooms) {
  const { conversations, drafts } = chat.store.getState()
  return {
    conversations: conversations.values(),
    drafts,
    presets: presets.store.getState(),
    settings: settings.store.getState(),
  }
}
