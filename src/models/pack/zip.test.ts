import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readZip, writeZip, ZipError } from './zip.ts'

type Bytes = Uint8Array<ArrayBuffer>

async function written(files: ReadonlyMap<string, Bytes>, zip64 = false): Promise<Blob> {
  const chunks: Bytes[] = []
  const target = new WritableStream<Uint8Array>({ write: chunk => void chunks.push(new Uint8Array(chunk)) })
  const sources = [...files].map(([name, content]) => ({
    name,
    bytes: content.length,
    open: () => new Blob([content]).stream(),
  }))
  await writeZip(sources, target, undefined, zip64)
  return new Blob(chunks)
}

async function read(zip: Blob): Promise<Map<string, string>> {
  const files = await readZip(zip, 100)
  return new Map(await Promise.all(files.map(async ({ name, data }) => [name, await hex(data)] as const)))
}

const hex = async (data: Blob) => Buffer.from(await data.arrayBuffer()).toString('hex')
const bytesOf = (text: string): Bytes => new TextEncoder().encode(text)
const two = new Map([
  ['manifest.json', bytesOf('{}')],
  ['权重.gguf', bytesOf('weights')],
])

/** One stored or compressed file, made from the format's own description: what our writer does not write. */
function rawZip(method: number, stored: Bytes, size: number, directoryBytes?: number): Blob {
  const name = bytesOf('a')
  const common = (view: DataView, at: number) => {
    view.setUint16(at, 20, true)
    view.setUint16(at + 4, method, true)
    view.setUint32(at + 10, 0, true)
    view.setUint32(at + 14, stored.length, true)
    view.setUint32(at + 18, size, true)
    view.setUint16(at + 22, name.length, true)
  }
  const local = new DataView(new ArrayBuffer(30))
  local.setUint32(0, 0x04034b50, true)
  common(local, 4)
  const central = new DataView(new ArrayBuffer(46))
  central.setUint32(0, 0x02014b50, true)
  common(central, 6)
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, 1, true)
  end.setUint16(10, 1, true)
  const length = directoryBytes ?? 46 + name.length
  const begin = 30 + name.length + stored.length
  end.setUint32(12, length, true)
  end.setUint32(16, begin - (length - 46 - name.length), true)
  return new Blob([local, name, stored, central, name, end])
}

describe('a zip', () => {
  it('gives back the files in their order, in zip64 as well', async () => {
    const content = fc.uint8Array({ maxLength: 2000 }).map(array => new Uint8Array(array))
    const name = fc.string({
      unit: fc.constantFrom('a', 'B', '0', '-', '.', '权'),
      minLength: 1,
      maxLength: 20,
    })
    const files = fc.dictionary(
      name.filter(text => !/^\.+$/.test(text)),
      content,
      { minKeys: 1, maxKeys: 8 },
    )
    await fc.assert(
      fc.asyncProperty(files, fc.boolean(), async (contents, zip64) => {
        const expected = new Map(Object.entries(contents))
        const found = await read(await written(expected, zip64))
        expect([...found.keys()]).toEqual([...expected.keys()])
        for (const [key, bytes] of expected) expect(found.get(key)).toBe(Buffer.from(bytes).toString('hex'))
      }),
      { numRuns: 60 },
    )
  })

  it('writes zip64 only where it is asked for or needed', async () => {
    const marker = Buffer.from('504b0606', 'hex').toString('hex')
    expect(await hex(await written(two, true))).toContain(marker)
    expect(await hex(await written(two, false))).not.toContain(marker)
  })

  it('takes to zip64 by itself for a file beyond 4 GiB', async () => {
    const chunks: Bytes[] = []
    const target = new WritableStream<Uint8Array>({ write: chunk => void chunks.push(new Uint8Array(chunk)) })
    const source = { name: 'a', bytes: 5 * 2 ** 30, open: () => new Blob(['cut']).stream() }
    await expect(writeZip([source], target)).rejects.toThrow()
    // The version that a reader needs, in the header of the file: 4.5.
    expect(new DataView((await new Blob(chunks).arrayBuffer()).slice(0, 6)).getUint16(4, true)).toBe(45)
  })

  it.skipIf(!hasPython())('is one to another program, in zip64 as well', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zip-test-'))
    try {
      for (const zip64 of [false, true]) {
        const path = join(folder, 'a.zip')
        writeFileSync(path, Buffer.from(await (await written(two, zip64)).arrayBuffer()))
        const script =
          'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;print([(i.filename,i.compress_type,z.read(i)) for i in z.infolist()])'
        const told = execFileSync('python3', ['-X', 'utf8', '-c', script, path], { encoding: 'utf8' })
        expect(told.trim()).toBe("[('manifest.json', 0, b'{}'), ('权重.gguf', 0, b'weights')]")
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('is refused when a file in it is compressed, or claims to be longer than it is stored', async () => {
    const stored = bytesOf('weights')
    expect(await read(rawZip(0, stored, 7))).toEqual(new Map([['a', Buffer.from(stored).toString('hex')]]))
    const bomb = new Uint8Array(deflateRawSync(new Uint8Array(1_000_000)))
    await expect(readZip(rawZip(8, bomb, 1_000_000), 100)).rejects.toThrow('compressed')
    await expect(readZip(rawZip(8, stored, 7), 100)).rejects.toThrow('compressed')
    await expect(readZip(rawZip(0, stored, 8), 100)).rejects.toThrow(ZipError)
    await expect(readZip(rawZip(0, stored, 0xffff_fffe), 100)).rejects.toThrow(ZipError)
  })

  it('is refused when its directory would fill the memory', async () => {
    const stored = new Uint8Array(9_000_000)
    await expect(readZip(rawZip(0, stored, stored.length, 8_000_000), 100)).rejects.toThrow(
      'beside the files',
    )
  })

  it('is refused when it has more files than asked for', async () => {
    await expect(readZip(await written(two), 1)).rejects.toThrow('more than 1')
  })

  it('is refused when something else is in front of it or behind', async () => {
    const zip = await written(two)
    await expect(readZip(new Blob(['MZ', zip]), 100)).rejects.toThrow(ZipError)
    await expect(readZip(new Blob([zip, 'more']), 100)).rejects.toThrow(ZipError)
  })

  it('is not written of a file that turns out shorter or longer than said', async () => {
    for (const bytes of [6, 8]) {
      const source = { name: 'a', bytes, open: () => new Blob(['weights']).stream() }
      await expect(writeZip([source], new WritableStream())).rejects.toThrow()
    }
  })
})

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'])
    return true
  } catch {
    return false
  }
}
