import { describe, expect, it } from 'vitest'
import { deriveKey, newKeyParameters, parseKeyParameters } from './passphrase-key.ts'

const cheap = { memoryKiB: 64, passes: 1, lanes: 1, salt: '000102030405060708090a0b0c0d0e0f' }
const iv = new Uint8Array(12)

async function seal(key: CryptoKey): Promise<string> {
  const bytes = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new Uint8Array(4))
  return Buffer.from(bytes).toString('hex')
}

describe('a key of a passphrase', () => {
  it('is the same for the same passphrase and parameters, and another for any other', async () => {
    const one = await seal(await deriveKey('correct horse', cheap))
    expect(await seal(await deriveKey('correct horse', cheap))).toBe(one)
    const others = [
      await deriveKey('correct horsf', cheap),
      await deriveKey('correct horse', { ...cheap, salt: '010102030405060708090a0b0c0d0e0f' }),
      await deriveKey('correct horse', { ...cheap, passes: 2 }),
      await deriveKey('correct horse', { ...cheap, memoryKiB: 128 }),
    ]
    for (const key of others) expect(await seal(key)).not.toBe(one)
  })

  it('is what the reference implementation of Argon2id makes', async () => {
    // Python's cryptography 48: Argon2id(salt=bytes(range(16)), length=32, iterations=1, lanes=1, memory_cost=64)
    const referenceHex = '25ce5233cc1e4d37e9bca31bfef41710e40446cd1cb575932791c5fd3780bd3c'
    const bytes = Buffer.from(referenceHex, 'hex')
    const reference = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt'])
    expect(await seal(await deriveKey('correct horse', cheap))).toBe(await seal(reference))
  })

  it('does not depend on how a keyboard composes its letters', async () => {
    expect(await seal(await deriveKey('caf\u00e9', cheap))).toBe(
      await seal(await deriveKey('cafe\u0301', cheap)),
    )
  })

  it('cannot be read out', async () => {
    await expect(crypto.subtle.exportKey('raw', await deriveKey('x', cheap))).rejects.toThrow()
  })

  it('is refused by name where there is no passphrase', async () => {
    await expect(deriveKey('', cheap)).rejects.toMatchObject({ fault: { code: 'crashed' } })
  })
})

describe('parameters', () => {
  it('are above the minimum that is recommended, and have a salt of their own each time', () => {
    const parameters = newKeyParameters()
    expect(parameters.memoryKiB).toBeGreaterThanOrEqual(19 * 1024)
    expect(parameters.passes).toBeGreaterThanOrEqual(2)
    expect(parseKeyParameters(parameters)).toEqual(parameters)
    expect(newKeyParameters().salt).not.toBe(parameters.salt)
  })

  it.each([
    { ...cheap, memoryKiB: 4 * 1024 * 1024 },
    { ...cheap, memoryKiB: 1 },
    { ...cheap, passes: 1e9 },
    { ...cheap, passes: 1.5 },
    { ...cheap, lanes: 0 },
    { ...cheap, salt: '00' },
    { ...cheap, salt: 'zz'.repeat(16) },
    { ...cheap, salt: undefined },
    null,
    'x',
  ])('are not taken where they are beyond what is sane: %j', value => {
    expect(parseKeyParameters(value)).toBeUndefined()
  })
})
