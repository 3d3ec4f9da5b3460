import { firstTokenMs, predict } from '../src/engines/prediction.ts'
import type { DeviceSpeed } from '../src/engines/speed-record.ts'
import { embeddedModel } from '../src/models/catalogue/catalogue.ts'
import { modelBytes } from '../src/models/model.ts'
import { inAlone, onStage } from './browser.ts'
import { gpuFlags } from './gpu-flags.ts'
import type { Reply } from './page/alone.ts'
import { interleave } from './statistics.ts'
import { type BenchResult, type Figure, figure } from './table.ts'

const rounds = 3
const question = `Which words come up here most often? ${'The crab looks for a shell by the sea. '.repeat(5)}`
const story = 'Write a long story about a crab.'
const storyTokens = 24
const mostOff = 1.5

const engines = [
  { id: 'wllama', processor: 'cpu', name: 'processor' },
  { id: 'webllm', processor: 'gpu', name: 'GPU' },
] as const

/** The probe's predictions for the embedded model beside what its engines then do. */
export async function fit(): Promise<BenchResult> {
  const probes: (DeviceSpeed & { readonly ms: number })[] = []
  const read = { wllama: [] as Reply[], webllm: [] as Reply[] }
  const written = { wllama: [] as Reply[], webllm: [] as Reply[] }
  let adapterName = ''
  await onStage(
    async stage => {
      await inAlone(stage, async page => {
        await page.evaluate(() => globalThis.alone.download())
        const adapter = await page.evaluate(() => globalThis.alone.adapter())
        adapterName = `${adapter?.name || 'unnamed'}${adapter?.isSoftware ? ' (in software)' : ''}`
        const sides = engines.map(({ id }) => async () => {
          await page.evaluate(engine => globalThis.alone.load(engine), id)
          read[id].push(await page.evaluate(text => globalThis.alone.ask(text, 1), question))
          written[id].push(
            await page.evaluate(([text, most]) => globalThis.alone.ask(text, most), [
              story,
              storyTokens,
            ] as const),
          )
        })
        const probe = async () => {
          await page.evaluate(() => globalThis.alone.unload())
          const since = performance.now()
          const speed = await page.evaluate(() => globalThis.alone.speed())
          if (!speed) throw new Error('The probe came to nothing')
          probes.push({ ...speed, ms: performance.now() - since })
        }
        await interleave(rounds, [probe, ...sides])
      })
    },
    await gpuFlags(),
  )
  const of = (label: string, unit: string, value: (speed: DeviceSpeed) => number | undefined) =>
    figure(
      label,
      unit,
      probes.map(speed => value(speed) ?? Number.NaN),
    )
  return {
    figures: [
      ...engines.flatMap(({ id, processor, name }) => {
        const predictions = probes.map(speed => predict(speed, processor, work))
        const decode = written[id].map(({ usage }) => (usage.completionTokens / usage.decodeMs) * 1000)
        const first = read[id].map(({ firstTextMs }) => firstTextMs)
        const promptTokens = read[id].map(({ usage }) => usage.promptTokens - usage.cachedTokens)
        const predictedFirst = predictions.map(
          (each, round) => each && firstTokenMs(each, promptTokens[round]),
        )
        return [
          ...compare(
            `${name}: decode`,
            'tokens/s',
            predictions.map(each => each?.tokensPerSecond),
            decode,
          ),
          figure(`${name}: prompt`, 'tokens', promptTokens),
          ...compare(`${name}: first token`, 'ms', predictedFirst, first),
        ]
      }),
      {
        ...figure(
          'the probe',
          'ms',
          probes.map(({ ms }) => ms),
        ),
        limit: { kind: 'at most', value: 20_000 },
      },
      of('probe: processor, from memory', 'GB/s', ({ cpu }) => cpu && cpu.bytesPerSecond / 1e9),
      of('probe: processor, from the cache', 'G weights/s', ({ cpu }) => cpu && cpu.weightsPerSecond / 1e9),
      of('probe: GPU, matrix by vector', 'GB/s', ({ gpu }) => gpu && gpu.bytesPerSecond / 1e9),
      of('probe: GPU, matrix by matrix', 'GFLOP/s', ({ gpu }) => gpu && gpu.flopsPerSecond / 1e9),
      of('probe: GPU, a dispatch', 'µs', ({ gpu }) => gpu && gpu.dispatchMs * 1000),
      of('probe: GPU, reading back', 'ms', ({ gpu }) => gpu?.readBackMs),
    ],
    notes: [
      `Adapter: ${adapterName}. ${rounds} rounds, probe and engines in turn; each round's prediction is made from its own probe.`,
      'Off by: the greater of predicted / measured and measured / predicted.',
      'On a GPU in software both sides are arithmetic of the processor; of a real GPU this says nothing.',
    ],
  }
}

const work = {
  bytesPerToken: modelBytes(embeddedModel),
  parametersM: embeddedModel.parametersM,
  quantisation: embeddedModel.quantisation,
}

function compare(
  name: string,
  unit: string,
  predicted: readonly (number | undefined)[],
  measured: readonly number[],
): Figure[] {
  const values = predicted.map(value => value ?? Number.NaN)
  const ratios = values.map((value, round) => value / (measured[round] ?? Number.NaN))
  const off = ratios.map(ratio => Math.max(ratio, 1 / ratio))
  return [
    figure(`${name}, predicted`, unit, values),
    figure(`${name}, measured`, unit, measured),
    figure(`${name}, predicted / measured`, 'ratio', ratios),
    figure(`${name}, off by`, 'ratio', off, { kind: 'at most', value: mostOff }),
  ]
}
