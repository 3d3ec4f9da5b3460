import { newKeyParameters } from '../storage/vault/passphrase-key.ts'
import type { Seal } from './chunks.ts'
import type { Bytes } from './header.ts'
import type { BackupRecord, BackupSource } from './write-backup.ts'
import { writeBackup } from './write-backup.ts'

/** Is never aborted. */
export const never = new AbortController().signal

/** A seal whose key comes from no passphrase: the same format, without the half second. */
export async function newSeal(): Promise<Seal> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  return { key, parameters: newKeyParameters() }
}

/** A backup of these records. */
export async function backupOf(
  records: Iterable<BackupRecord>,
  seal?: Seal,
  more: Partial<BackupSource> = {},
): Promise<Blob> {
  const parts: Bytes[] = []
  const source: BackupSource = { createdAt: 1e12, createdBy: 'Hermit test', records, models: [], ...more }
  await writeBackup(source, seal, bytes => void parts.push(bytes), { signal: never })
  return new Blob(parts)
}

/** A small chat with a question and its answer. */
export const chatRecord = (id: string, answer = 'Ho', createdAt = 1): BackupRecord => [
  `conversation/${id}`,
  {
    id,
    title: id,
    createdAt,
    updatedAt: createdAt + 1,
    leafId: `${id}-b`,
    contextStartId: `${id}-a`,
    messages: [
      { id: `${id}-a`, parentId: null, role: 'user', text: 'Hi', createdAt, status: 'done' },
      { id: `${id}-b`, parentId: `${id}-a`, role: 'assistant', text: answer, createdAt, status: 'done' },
    ],
  },
]
