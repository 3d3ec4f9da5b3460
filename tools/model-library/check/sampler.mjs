// The distribution of the library's nucleus sampling, driven through WebLLM, against the exact one: Pearson's chi-square.
//   node tools/model-library/check/sampler.mjs MODEL_FOLDER LIBRARY.wasm [draws=2000]
// Ends with 1 if a token outside the nucleus was drawn or a distribution is less likely than 1 in 1000.

const { say, withEngine } = await import(process.env.WEBGPU_PACKAGE ? './node-gpu.mjs' : './webllm-page.mjs')

const [folder, library, drawsText = '2000'] = process.argv.slice(2)
const draws = Number(drawsText)
const least = 0.001
const vocabulary = 49152

/** Uniform in [0, 1), the same on every run. */
function makeRandom(seed) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

function normalLogits(seed, spread) {
  const random = makeRandom(seed)
  return Float32Array.from(
    { length: vocabulary },
    () => spread * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  )
}

/** `count` tokens equally likely, all others practically impossible. */
function tiedLogits(seed, count) {
  const random = makeRandom(seed)
  const logits = new Float32Array(vocabulary).fill(-60)
  for (let i = 0; i < count; ) {
    const id = Math.floor(random() * vocabulary)
    if (logits[id] !== 0) i++
    logits[id] = 0
  }
  return logits
}

/** token -> probability among those drawn from. */
function nucleus(logits, temperature, topP) {
  const top = logits.reduce((a, b) => Math.max(a, b))
  const weights = Array.from(logits, x => Math.exp((x - top) / temperature))
  const sum = weights.reduce((a, b) => a + b)
  const order = weights.map((_, id) => id).sort((a, b) => weights[b] - weights[a])
  const inside = new Map()
  let mass = 0
  let edge = 0
  for (const id of order) {
    const p = weights[id] / sum
    // those as likely as the last one in are in as well
    if (mass >= topP && p < edge) break
    inside.set(id, p)
    mass += p
    edge = p
  }
  return new Map([...inside].map(([id, p]) => [id, p / mass]))
}

/** P(chi-square with `freedom` degrees > x), by Wilson and Hilferty's normal approximation (good to 0.01 here). */
function tail(x, freedom) {
  const z = ((x / freedom) ** (1 / 3) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom))
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const upper =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return z > 0 ? upper : 1 - upper
}

/** Tokens expected fewer than five times share bins of at least five. */
function chiSquare(expected, counts) {
  let x = 0
  let bins = 0
  let want = 0
  let got = 0
  for (const [id, p] of [...expected].sort((a, b) => b[1] - a[1])) {
    want += p * draws
    got += counts.get(id) ?? 0
    if (want < 5) continue
    x += (got - want) ** 2 / want
    bins++
    want = 0
    got = 0
  }
  if (want > 0 && bins > 0) {
    // what is left over is too little for a bin of its own: a bin of its own would only blur the test
    bins += want >= 1 ? 1 : 0
    x += want >= 1 ? (got - want) ** 2 / want : 0
  }
  return { x, freedom: bins - 1 }
}

const cases = [
  { name: 'spread 3, temperature 1, top p 0.9', logits: normalLogits(1, 3), temperature: 1, topP: 0.9 },
  { name: 'spread 3, temperature 0.7, top p 0.95', logits: normalLogits(2, 3), temperature: 0.7, topP: 0.95 },
  { name: 'spread 4, temperature 1, top p 0.5', logits: normalLogits(3, 4), temperature: 1, topP: 0.5 },
  { name: 'spread 4, temperature 0.8, top p 1', logits: normalLogits(4, 4), temperature: 0.8, topP: 1 },
  { name: '64 equal tokens, top p 0.5 (all are in)', logits: tiedLogits(5, 64), temperature: 1, topP: 0.5 },
  { name: 'spread 3, top p 0.00001 (greedy)', logits: normalLogits(6, 3), temperature: 1, topP: 0.00001 },
]

/** In the page: ids drawn one after the other, from a fixed seed. */
async function draw({ logits, temperature, topP, draws }) {
  const pipeline = [...window.engine.loadedModelIdToPipeline.values()][0]
  const { tvm } = pipeline
  pipeline.setSeed(20)
  tvm.beginScope()
  const tensor = tvm.detachFromCurrentScope(
    tvm.empty([1, 1, logits.length], 'float32', pipeline.device).copyFrom(Float32Array.from(logits)),
  )
  tvm.endScope()
  const ids = []
  for (let i = 0; i < draws; i++)
    ids.push(await pipeline.sampleFromRawLogits(tensor, { temperature, top_p: topP }))
  tensor.dispose()
  return ids
}

const failed = await withEngine({ folder, library, overrides: { context_window_size: 512 } }, async tab => {
  let failed = 0
  for (const { name, logits, temperature, topP } of cases) {
    const expected = nucleus(logits, temperature, topP)
    const ids = await tab.evaluate(draw, {
      logits: Array.from(logits),
      temperature,
      topP,
      draws: expected.size === 1 ? 50 : draws,
    })
    const counts = new Map()
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
    const outside = ids.filter(id => !expected.has(id)).length
    const { x, freedom } = chiSquare(expected, counts)
    const p = freedom > 0 ? tail(x, freedom) : 1
    const isRight = outside === 0 && p > least
    if (!isRight) failed++
    say(
      `${isRight ? 'right ' : 'WRONG '} ${name}: ${ids.length} draws, ${expected.size} tokens in the nucleus, ${outside} drawn outside it;`,
      freedom > 0
        ? `chi-square ${x.toFixed(1)} at ${freedom} degrees of freedom, p ${p.toFixed(3)}`
        : 'one token',
    )
  }
  return failed
})
process.exitCode = failed === 0 ? 0 : 1
