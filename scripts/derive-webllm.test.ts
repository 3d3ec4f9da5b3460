import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deriveFolder } from '../src/engines/webllm/derive/derive-folder.ts'
import { sampleLlama } from '../src/engines/webllm/derive/sample-llama.fixture.ts'
import { writeFolder } from './derive-webllm.ts'

describe('writing a WebLLM model folder', () => {
  it('writes every derived file as it is', async () => {
    const scratch = await mkdtemp(join(tmpdir(), 'hermit-derive-'))
    try {
      const part = join(scratch, 'model.gguf')
      await writeFile(part, new Uint8Array(await sampleLlama().arrayBuffer()))
      const out = join(scratch, 'out')
      await writeFolder(out, [part])

      const derived = await deriveFolder([sampleLlama()], { contextTokens: 4096, prefillChunkTokens: 512 })
      expect((await readdir(out)).sort()).toEqual(derived.files.map(({ name }) => name).sort())
      for (const { name } of derived.files) {
        expect(new Uint8Array(await readFile(join(out, name)))).toEqual(await derived.read(name))
      }
    } finally {
      await rm(scratch, { recursive: true })
    }
  })
})
