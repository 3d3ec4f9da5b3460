import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  createGitOid,
  createMd5,
  createPieceChecksum,
  createSha1,
  createSha256,
  pieceChecksum,
  sha256OfBlob,
} from './hash.ts'

/** Not by Uint8Array.from, which takes a quarter of a second for two megabytes. */
function bytesOf(seed: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  for (let index = 0; index < length; index++) bytes[index] = (index * 7 + seed) % 251
  return bytes
}

test('SHA-256 of a Blob equals that of its bytes at any length', async () => {
  const length = fc.oneof(
    fc.integer({ min: 0, max: 300 }),
    fc.constantFrom(2 ** 21 - 1, 2 ** 21, 2 ** 21 + 1),
  )
  await fc.assert(
    fc.asyncProperty(length, fc.nat(), async (size, seed) => {
      const bytes = bytesOf(seed, size)
      let hashedBytes = 0
      const hash = await sha256OfBlob(new Blob([bytes]), now => {
        hashedBytes = now
      })
      expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'))
      expect(hashedBytes).toBe(size)
    }),
    { numRuns: 20 },
  )
})

test('a SHA-256 that was saved anywhere goes on where it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(400), fc.nat(400), async (before, after) => {
      const bytes = bytesOf(1, before + after)
      const first = await createSha256()
      await first.update(bytes.subarray(0, before))
      const second = await createSha256(structuredClone(first.save()))
      await second.update(bytes.subarray(before))
      expect(second.hexDigest()).toBe(createHash('sha256').update(bytes).digest('hex'))
    }),
    { numRuns: 50 },
  )
})

test('a state that is not one is refused', async () => {
  await expect(createSha256(new Uint8Array(10))).rejects.toThrow()
})

test('MD5, SHA-1 and git’s name of a file are what others say they are', async () => {
  const bytes = bytesOf(5, 1000)
  const md5 = await createMd5()
  const sha1 = await createSha1()
  for (const hash of [md5, sha1]) {
    await hash.update(bytes.subarray(0, 333))
    await hash.update(bytes.subarray(333))
  }
  expect(md5.hexDigest()).toBe(createHash('md5').update(bytes).digest('hex'))
  expect(sha1.hexDigest()).toBe(createHash('sha1').update(bytes).digest('hex'))
  const oid = await createGitOid(6)
  await oid.update(new TextEncoder().encode('hello\n'))
  // printf 'hello\n' | git hash-object --stdin
  expect(oid.hexDigest()).toBe('ce013625030ba8dba906f756967f9e9ca394464a')
})

test('the checksum of a piece is the same from its bytes, its Blob and its chunks, and another after one bit', async () => {
  const bytes = bytesOf(9, 5000)
  const checksum = await pieceChecksum(bytes)
  expect(checksum).toMatch(/^[0-9a-f]{32}$/)
  expect(await pieceChecksum(new Blob([bytes]))).toBe(checksum)
  const stream = await createPieceChecksum()
  for (let at = 0; at < 5000; at += 700) await stream.update(bytes.subarray(at, at + 700))
  expect(stream.hexDigest()).toBe(checksum)
  bytes[4000] = (bytes[4000] ?? 0) ^ 1
  expect(await pieceChecksum(bytes)).not.toBe(checksum)
})
