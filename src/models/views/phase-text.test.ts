import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { engineErrorCodes } from '../../engines/engine.ts'
import type { Language, Text } from '../../ui/i18n/text.ts'
import { textOf } from '../../ui/i18n/texts.fixture.ts'
import type { RunsOn, StepDown } from '../session-state.ts'
import { runningOnText, statusText, stepDownText } from './phase-text.tsx'

const en = textOf('en')
const languages: readonly Language[] = ['en', 'zh-CN']
const onCpu: RunsOn = {
  engineId: 'wllama',
  processor: 'cpu',
  reason: 'no-webgpu',
  contextTokens: 4096,
  threads: 2,
  withoutReuse: false,
}
const onGpu: RunsOn = { ...onCpu, processor: 'gpu', reason: 'faster-gpu', device: 'apple m2' }
/** With a model that reads 4,096 tokens at once. */
const lineOf = (text: Text, runsOn: RunsOn) => runningOnText(text, runsOn, 4096)
const reasons = [
  'asked',
  'no-webgpu',
  'software-gpu',
  'small-gpu',
  'slow-gpu',
  'failed-gpu',
  'no-gpu-build',
] as const

describe('what the model runs on', () => {
  it('is told with its reason', () => {
    expect(lineOf(en, onCpu)).toBe('Running on: processor, 2 threads. This browser offers no WebGPU here.')
    expect(lineOf(en, { ...onCpu, threads: 1, reason: 'asked' })).toBe(
      'Running on: processor, 1 thread. You chose it.',
    )
    expect(lineOf(textOf('zh-CN'), { ...onCpu, reason: 'asked' })).toBe(
      '运行于：处理器，2 个线程。这是你选的。',
    )
  })

  it('needs no reason where the graphics processor is simply the faster one', () => {
    expect(lineOf(en, onGpu)).toBe('Running on: graphics processor (Apple M2)')
  })

  it('says how much is read at once where that is less than the model could', () => {
    expect(lineOf(en, { ...onGpu, contextTokens: 2048 })).toBe(
      'Running on: graphics processor (Apple M2), 2,048 tokens at once',
    )
  })

  it('gives a reason for the graphics processor only where it is one for it', () => {
    const told = reasons.filter(reason => lineOf(en, { ...onGpu, reason }).includes('. '))
    expect(told).toEqual(['asked', 'software-gpu'])
  })

  it('has a reason of its own for each case, in each language', () => {
    for (const language of languages) {
      const lines = reasons.map(reason => lineOf(textOf(language), { ...onCpu, reason }))
      expect(new Set(lines).size).toBe(reasons.length)
    }
  })

  it.each([
    ['apple m2', 'Apple M2'],
    ['nvidia ampere', 'NVIDIA Ampere'],
    ['amd rdna-2', 'AMD RDNA-2'],
    ['intel gen-12lp', 'Intel Gen-12lp'],
    ['Mali-G78', 'Mali-G78'],
    ['SwiftShader Device (Subzero)', 'SwiftShader Device (Subzero)'],
  ])('names the device: %s', (device, shown) => {
    expect(lineOf(en, { ...onGpu, device })).toBe(`Running on: graphics processor (${shown})`)
  })

  it('changes nothing in a name but the case of its letters', () => {
    fc.assert(
      fc.property(fc.string(), device => {
        const line = lineOf(en, { ...onGpu, device }).toLowerCase()
        expect(line).toContain(device === '' ? 'graphics processor' : `(${device.toLowerCase()})`)
      }),
    )
  })

  it('stands beside "Ready", and only there', () => {
    const ready = { name: 'ready', contextTokens: 4096, threads: 2 } as const
    expect(statusText(en, ready, onGpu)).toBe('Ready · GPU')
    expect(statusText(en, ready, onCpu)).toBe('Ready · CPU')
    expect(statusText(en, ready, undefined)).toBe('Ready')
    expect(statusText(en, { name: 'loading', fraction: 0.4 }, undefined)).toBe('Loading 40%')
    expect(statusText(en, { name: 'resting' }, undefined)).toBe('Resting until you type')
  })
})

describe('a step down', () => {
  const toCpu: StepDown = {
    code: 'device-lost',
    to: 'cpu',
    contextTokens: 4096,
    isSmallerContext: false,
    isOtherModel: false,
  }

  it('says what happened and what Hermit did', () => {
    expect(stepDownText(en, toCpu, true)).toBe(
      'The graphics processor stopped working. Hermit now runs on the processor.',
    )
    const shorter: StepDown = { ...toCpu, to: 'gpu', contextTokens: 2048, isSmallerContext: true }
    expect(stepDownText(en, shorter, true)).toContain('2,048 tokens')
  })

  it('says only what Hermit did where the answer says what happened', () => {
    expect(stepDownText(en, toCpu, false)).toBe('Hermit now runs on the processor.')
  })

  it('names the smaller model, whatever runs it', () => {
    for (const to of ['gpu', 'cpu'] as const) {
      expect(stepDownText(en, { ...toCpu, to, isOtherModel: true }, false)).toContain('smaller model')
    }
  })

  it('has words of its own for each fault of a processor, in each language', () => {
    const faults = engineErrorCodes.filter(code => code !== 'network' && code !== 'context-overflow')
    for (const language of languages) {
      const sentences = faults.map(code => stepDownText(textOf(language), { ...toCpu, code }, true))
      expect(new Set(sentences).size).toBe(faults.length)
    }
  })
})
