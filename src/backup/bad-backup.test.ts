import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { FaultError } from '../fault.ts'
import { deriveKey } from '../storage/vault/passphrase-key.ts'
import { backupOf, chatRecord, newSeal } from './backup.fixture.ts'
import { chunkBytes, type Seal, writeChunks } from './chunks.ts'
import { frameKinds, writeFrame } from './frames.ts'
import { type Bytes, encodeHeader, joined } from './header.ts'
import { backupLimits } from './limits.ts'
import { readBackup } from './read-backup.ts'
import { fieldOf } from './refusal.ts'

async function refusalOf(file: Blob, key?: CryptoKey, limits = backupLimits) {
  try {
    await readBackup(file, key, { limits })
  } catch (error) {
    if (error instanceof FaultError) return { code: error.fault.code, place: fieldOf(error)?.place }
    throw error
  }
  return { code: 'taken in' }
}

/** A backup with frames of a forger's choice. */
async function forged(frames: readonly (readonly [kind: number, value: unknown])[]): Promise<Blob> {
  const parts: Bytes[] = []
  const chunks = await writeChunks(undefined, bytes => void parts.push(bytes))
  for (const [kind, value] of frames) {
    const body = typeof value === 'string' ? value : JSON.stringify(value)
    // A forger keeps to no list of kinds.
    await writeFrame(chunks, kind as 1, new TextEncoder().encode(body))
  }
  await chunks.end()
  return new Blob(parts)
}

const manifest = [frameKinds.manifest, { createdAt: 1, createdBy: 'Hermit', recordsVersion: 2 }] as const
const endOf = (records: number, models = 0) => [frameKinds.end, { records, models }] as const
const record = (key: string, value: unknown) => [frameKinds.record, { key, value }] as const

describe('a backup is refused', () => {
  let seal: Seal
  let plain: Blob
  let sealed: Blob

  beforeAll(async () => {
    seal = await newSeal()
    const records = [chatRecord('one'), chatRecord('two', 'x'.repeat(2 * chunkBytes)), chatRecord('three')]
    plain = await backupOf(records)
    sealed = await backupOf(records, seal)
    expect((await readBackup(plain, undefined)).chats).toHaveLength(3)
    expect((await readBackup(sealed, seal.key)).chats).toHaveLength(3)
  })

  test('when it is cut anywhere', async () => {
    for (const [file, key] of [[plain, undefined] as const, [sealed, seal.key] as const]) {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: file.size - 1 }), async length => {
          expect(await refusalOf(file.slice(0, length), key)).toEqual({
            code: 'backup-cut',
            place: undefined,
          })
        }),
        { numRuns: 60, examples: [[1], [9], [11], [60], [file.size - 1], [file.size - 40]] },
      )
    }
  })

  test('when a single bit of it is another', async () => {
    for (const [file, key] of [[plain, undefined] as const, [sealed, seal.key] as const]) {
      const bytes = new Uint8Array(await file.arrayBuffer())
      await fc.assert(
        fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
          const changed = bytes.slice()
          changed[at] = (changed[at] ?? 0) ^ (1 << bit)
          const { code } = await refusalOf(new Blob([changed]), key)
          expect(['backup-damaged', 'backup-cut', 'backup-unknown']).toContain(code)
        }),
        // The magic, the length of the header, the header, the first prefix: random places are nearly all in the chat.
        { numRuns: 100, examples: Array.from({ length: 60 }, (_, index) => [index * 9, index % 8]) },
      )
    }
  })

  test('when its chunks stand in another order, are left out, or are those of another backup', async () => {
    const other = await backupOf([chatRecord('one'), chatRecord('two', 'y'.repeat(2 * chunkBytes))], seal)
    for (const [file, overhead, key] of [[plain, 32, undefined] as const, [sealed, 16, seal.key] as const]) {
      const size = 4 + chunkBytes + overhead
      const header = await headerBytes(file)
      const chunk = (blob: Blob, from: number, index: number) =>
        blob.slice(from + index * size, from + (index + 1) * size)
      const one = (index: number) => chunk(file, header, index)
      expect((await refusalOf(new Blob([file.slice(0, header), one(1), one(0), one(2)]), key)).code).toBe(
        'backup-damaged',
      )
      expect((await refusalOf(new Blob([file.slice(0, header), one(0), one(2)]), key)).code).toBe(
        'backup-damaged',
      )
      expect((await refusalOf(new Blob([file, one(2)]), key)).code).toBe('backup-damaged')
      expect((await refusalOf(new Blob([file, new Uint8Array(1)]), key)).code).toBe('backup-damaged')
    }
    const header = await headerBytes(sealed)
    const foreign = new Blob([sealed.slice(0, header), other.slice(await headerBytes(other))])
    expect((await refusalOf(foreign, seal.key)).code).toBe('backup-damaged')
  })

  test('when it is of another app, or nothing', async () => {
    for (const content of [
      '',
      '{"format":"hermit-chats","version":2,"chats":[]}',
      'PK\u0003\u0004',
      '%PDF-1.7',
    ]) {
      expect((await refusalOf(new Blob([content]))).code).toBe('backup-unknown')
    }
  })

  test('when it was made by a newer Hermit, in its format or in its records', async () => {
    const header = { format: 'hermit-backup', version: 2, encryption: null }
    // A header of the future is not one of today's type.
    const { bytes } = await encodeHeader(header as never)
    expect((await refusalOf(new Blob([bytes, 'what only the future knows']))).code).toBe('backup-newer')
    const records = await forged([
      [1, { createdAt: 1, createdBy: 'Hermit 9', recordsVersion: 999 }],
      endOf(0),
    ])
    expect((await refusalOf(records)).code).toBe('backup-newer')
  })

  test('when the passphrase is another, by the passphrase and not as damaged', async () => {
    const parameters = { memoryKiB: 64, passes: 1, lanes: 1, salt: '00'.repeat(16) }
    const key = await deriveKey('correct horse', parameters)
    const file = await backupOf([chatRecord('one')], { key, parameters })
    const again = await readBackup(file, await deriveKey('correct horse', parameters))
    expect(again.chats).toHaveLength(1)
    expect((await refusalOf(file, await deriveKey('correct horsf', parameters))).code).toBe(
      'wrong-passphrase',
    )
    expect((await refusalOf(file)).code).toBe('wrong-passphrase')
  })

  test('when it holds a million messages, before any of them is checked', async () => {
    const message = '{"id":"m","parentId":null,"role":"user","text":"","createdAt":1,"status":"done"}'
    const messages = `[${Array.from({ length: 1_000_000 }, () => message).join(',')}]`
    const chat = `{"key":"conversation/a","value":{"id":"a","messages":${messages}}}`
    const file = await forged([manifest, [frameKinds.record, chat], endOf(1)])
    expect((await refusalOf(file)).code).toBe('import-too-many')
  }, 60_000)

  test.each([
    [
      '__proto__ in a chat',
      '{"key":"conversation/a","value":{"__proto__":{"isAdmin":true}}}',
      'chats[0].__proto__',
    ],
    ['__proto__ in drafts', '{"key":"drafts","value":{"__proto__":"x"}}', 'drafts.__proto__'],
    [
      '__proto__ in a letter’s disguise',
      '{"key":"conversation/a","value":{"id":"a","messages":[{"\\u005f_proto__":{}}]}}',
      'chats[0].messages[0].__proto__',
    ],
    ['a key that is no record', '{"key":"meta/version","value":99}', 'meta/version'],
    [
      'another chat’s key',
      JSON.stringify({ key: 'conversation/b', value: chatRecord('a')[1] }),
      'chats[0].id',
    ],
    ['settings of a wrong type', '{"key":"settings","value":{"theme":7}}', 'settings.theme'],
    ['a chat without messages', '{"key":"conversation/a","value":{"id":"a"}}', 'chats[0].title'],
    ['no JSON', '{"key":', 'records[0]'],
    ['nesting without end', `{"key":"presets","value":${'['.repeat(5000)}${']'.repeat(5000)}}`, undefined],
  ])('when it holds %s, by the field', async (_what, text, place) => {
    const { code, place: found } = await refusalOf(
      await forged([manifest, [frameKinds.record, text], endOf(1)]),
    )
    expect(code).toBe('backup-wrong-field')
    if (place !== undefined) expect(found).toBe(place)
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined()
  })

  test('when its frames are no backup’s', async () => {
    const [key, value] = chatRecord('one')
    const one = record(key, value)
    expect((await refusalOf(await forged([one, endOf(1)]))).code).toBe('backup-damaged')
    expect((await refusalOf(await forged([manifest, one, endOf(2)]))).code).toBe('backup-damaged')
    expect((await refusalOf(await forged([manifest, one, endOf(1), one]))).code).toBe('backup-damaged')
    expect((await refusalOf(await forged([manifest, one]))).code).toBe('backup-damaged')
    expect((await refusalOf(await forged([manifest, [frameKinds.modelData, 'x'], endOf(0)]))).code).toBe(
      'backup-damaged',
    )
    expect(await refusalOf(await forged([manifest, one, one, endOf(2)]))).toEqual({
      code: 'backup-wrong-field',
      place: 'chats[1]',
    })
  })

  test('when it asks for more work to open it than is sane', async () => {
    const encryption = {
      cipher: 'AES-256-GCM' as const,
      kdf: 'Argon2id' as const,
      parameters: { memoryKiB: 2 ** 30, passes: 3, lanes: 1, salt: '00'.repeat(16) },
      nonce: '00'.repeat(8),
      check: '00'.repeat(16),
    }
    const { bytes } = await encodeHeader({ format: 'hermit-backup', version: 1, encryption })
    expect((await refusalOf(new Blob([joined([bytes])]))).code).toBe('backup-damaged')
  })
})

async function headerBytes(file: Blob): Promise<number> {
  const begin = new DataView(await file.slice(0, 12).arrayBuffer())
  return 12 + begin.getUint32(8, true) + 32
}
