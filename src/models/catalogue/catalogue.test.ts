import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildOf, sideFiles } from '../model.ts'
import { embeddedModel, loadOffers } from './catalogue.ts'

describe('the catalogue', () => {
  it('offers the embedded model', async () => {
    const sources = (await loadOffers()).flatMap(({ builds }) => builds.map(({ source }) => source))
    expect(sources).toContainEqual({ kind: 'pinned', card: embeddedModel })
  })

  it('has no id twice, nor a file name twice in one model', async () => {
    const ids = (await loadOffers()).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const { files } = embeddedModel
    expect(new Set(files.map(file => file.name)).size).toBe(files.length)
  })
})

describe('the embedded model', () => {
  it.each([...embeddedModel.files, ...sideFiles(embeddedModel)])(
    'has $name with the size and hash that its card says',
    file => {
      const path = `public/${file.url}`
      expect(statSync(path).size).toBe(file.bytes)
      expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(file.sha256)
    },
  )

  it('has a compiled library for every GPU, last, and says nothing else of what one needs', () => {
    const needs = embeddedModel.libraries?.map(library => library.needs) ?? []
    expect(needs.at(-1)).toEqual([])
    for (const need of needs.flat()) expect(['shader-f16', 'hardware']).toContain(need)
  })

  it('has one adapter, and the same build as without it', () => {
    const { adapters, ...plain } = embeddedModel
    expect(adapters?.map(({ id }) => id)).toEqual(['tools'])
    expect(buildOf(embeddedModel)).toBe(buildOf(plain))
  })

  it('has no file above 32 MiB', () => {
    expect(Math.max(...embeddedModel.files.map(file => file.bytes))).toBeLessThanOrEqual(32 * 1024 * 1024)
  })

  it('carries its licence', () => {
    expect(readFileSync('public/models/smollm2-135m-instruct/LICENSE', 'utf8')).toContain('Apache License')
  })
})
