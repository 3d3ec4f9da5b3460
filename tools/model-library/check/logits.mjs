// How far two libraries' logits lie apart, on the reference's prompts and, token by token, on its answers.
//   node tools/model-library/check/logits.mjs MODEL_FOLDER LIBRARY.wasm OTHER.wasm [known-answers.json|reference.json ...]
// Ends with 1 if the likeliest token differs anywhere.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const { say, withEngine } = await import(process.env.WEBGPU_PACKAGE ? './node-gpu.mjs' : './webllm-page.mjs')

const [folder, library, other, ...names] = process.argv.slice(2)
const files = names.length > 0 ? names : ['known-answers.json', 'reference.json']
const references = files.flatMap(name => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')))

/** In the page: the logits after the prompt and after each token of the answer but the last. */
async function read({ promptIds, answerIds }) {
  const pipeline = [...window.engine.loadedModelIdToPipeline.values()][0]
  const { tvm } = pipeline
  pipeline.resetChat()
  const rows = []
  const keep = async logits => {
    tvm.beginScope()
    const onCpu = tvm.empty(logits.shape, logits.dtype, tvm.cpu()).copyFrom(logits)
    await pipeline.device.sync()
    rows.push(Array.from(onCpu.toArray()))
    tvm.endScope()
    logits.dispose()
  }
  await keep(await pipeline.forwardKnownTokens(promptIds, true))
  for (const id of answerIds.slice(0, -1)) await keep(await pipeline.forwardDecodeToken(id))
  return rows
}

const logitsOf = file =>
  withEngine({ folder, library: file }, async tab => {
    const rows = []
    for (const { promptIds, answerIds } of references)
      rows.push(await tab.evaluate(read, { promptIds, answerIds }))
    return rows
  })

const likeliest = row => row.reduce((best, x, id) => (x > row[best] ? id : best), 0)
const ours = await logitsOf(library)
const theirs = await logitsOf(other)
let largest = 0
let squares = 0
let count = 0
let differ = 0
for (const [r, { name }] of references.entries()) {
  let most = 0
  for (const [i, row] of ours[r].entries()) {
    for (const [id, x] of row.entries()) {
      const difference = Math.abs(x - theirs[r][i][id])
      if (!Number.isFinite(difference)) throw new Error(`${name}: not a number at token ${id}`)
      most = Math.max(most, difference)
      squares += difference ** 2
    }
    count += row.length
    if (likeliest(row) !== likeliest(theirs[r][i])) differ++
  }
  say(`${name}: ${ours[r].length} positions, largest difference ${most.toFixed(5)}`)
  largest = Math.max(largest, most)
}
say(
  `largest difference ${largest.toFixed(5)}, root mean square ${Math.sqrt(squares / count).toFixed(6)};`,
  `${differ} positions with another likeliest token`,
)
process.exitCode = differ === 0 ? 0 : 1
