import { describe, expect, it } from 'vitest'
import { modelsText } from '../../ui/i18n/models-dialog.ts'
import type { Language } from '../../ui/i18n/text.ts'
import { textOf } from '../../ui/i18n/texts.fixture.ts'
import type { Build } from '../catalogue/offer.ts'
import type { BuildFit, FitReason } from '../fit/fit.ts'
import { buildSize, firstWordText, reasonText, shortSpeedText, speedText } from './fit-text.ts'

const en = modelsText(textOf('en'))
const languages: readonly Language[] = ['en', 'zh-CN']
const build: Build = {
  id: 'm',
  engineId: 'wllama',
  processor: 'cpu',
  quantisation: 'Q4_K_M',
  bytes: 1_117_000_000,
  isExact: false,
  memoryBytes: 1_600_000_000,
  bytesPerToken: 1_000_000_000,
  needsF16: false,
  contextTokens: 4096,
  source: { kind: 'gguf', folder: { repo: 'a/b', revision: 'main' }, names: ['m.gguf'] },
}
const runs: BuildFit = { build, verdict: 'runs', reasons: [] }
const numbers = { needsBytes: 6 * 2 ** 30, hasBytes: 4 * 2 ** 30 }
const codes: readonly FitReason['code'][] = [
  ...(['no-wasm', 'no-simd', 'no-webgpu', 'small-gpu', 'software-gpu', 'no-f16', 'small-buffers'] as const),
  ...(['wasm-limit', 'too-little-memory', 'no-room', 'slow'] as const),
]

describe('the speed of a model', () => {
  it('is nothing where the device was not measured', () => {
    expect(speedText(en, undefined)).toBe('')
    expect(speedText(en, runs)).toBe('')
    expect(firstWordText(en, runs)).toBe('')
  })

  it('is called about while it is predicted', () => {
    const fit: BuildFit = { ...runs, tokensPerSecond: 24.6, basis: 'predicted', predicted: 30 }
    expect(speedText(en, fit)).toBe('about 25 tokens/s here')
    expect(shortSpeedText(en, fit)).toBe('about 25 tokens/s here')
  })

  it('is what was measured, beside what was predicted, once it has run', () => {
    const fit: BuildFit = { ...runs, tokensPerSecond: 19.2, basis: 'measured', predicted: 22.4 }
    expect(speedText(en, fit)).toBe('19 tokens/s here (predicted 22)')
    expect(shortSpeedText(en, fit)).toBe('19 tokens/s here')
  })

  it('has a decimal where it is slow enough to matter', () => {
    expect(speedText(en, { ...runs, tokensPerSecond: 2.04, basis: 'predicted' })).toBe(
      'about 2.0 tokens/s here',
    )
  })
})

describe('the reason against a model', () => {
  it.each(codes)('is one sentence for %s, in both languages, whether it rules the model out or not', code => {
    for (const language of languages) {
      for (const verdict of ['no', 'tight'] as const) {
        const words = reasonText(modelsText(textOf(language)), {
          build,
          verdict,
          reasons: [{ code, numbers }],
        })
        expect(words).toMatch(/[.。]$/)
        expect(words).not.toMatch(/undefined|NaN/)
      }
    }
  })

  it('is the first, which decides', () => {
    const reasons: FitReason[] = [{ code: 'wasm-limit', numbers }, { code: 'slow' }]
    expect(reasonText(en, { build, verdict: 'no', reasons })).toContain('6.0 GB')
  })

  it('does not say of a model that only just fits that it does not run', () => {
    for (const code of ['software-gpu', 'wasm-limit', 'too-little-memory'] as const) {
      const words = reasonText(en, { build, verdict: 'tight', reasons: [{ code, numbers }] })
      expect(words).not.toContain('not run')
    }
  })

  it('is none where the model runs', () => {
    expect(reasonText(en, runs)).toBe('')
  })
})

describe('the size of a build', () => {
  it('is called about where it was worked out', () => {
    expect(buildSize(en, build)).toBe('about 1.1 GB')
    expect(buildSize(en, { ...build, isExact: true })).toBe('1.1 GB')
  })
})
