import { describe, expect, it } from 'vitest'
import { modelsText } from '../../ui/i18n/models-dialog.ts'
import { textOf } from '../../ui/i18n/texts.fixture.ts'
import { embeddedModel } from '../catalogue/catalogue.ts'
import type { ModelCard } from '../model.ts'
import { trustText } from './model-text.ts'

const en = modelsText(textOf('en'))
const file = { name: 'm.gguf', url: 'https://hf-mirror.com/a/b/resolve/c/m.gguf', bytes: 1, sha256: '' }
const fetched: ModelCard = { ...embeddedModel, files: [file] }

describe('how a model came to be trusted', () => {
  it('is said in words for each of the three ways', () => {
    expect(trustText(en, embeddedModel)).toBe('Checked against Hermit’s own list')
    expect(trustText(en, { ...fetched, trust: 'host' })).toBe('Checked against what hf-mirror.com declares')
    expect(trustText(en, { ...fetched, trust: 'first-use' })).toContain('Recorded when it first came')
  })

  it('names no host where a file has no address', () => {
    const card: ModelCard = { ...fetched, trust: 'host', files: [{ ...file, url: '' }] }
    expect(trustText(en, card)).toBe('Checked against what its host declares')
  })
})
