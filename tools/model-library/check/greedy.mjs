// Greedy answers of a library, in Chromium or on Dawn in Node (node-gpu.mjs), against those of the independent forward
// pass, token for token.
//   node tools/model-library/check/greedy.mjs MODEL_FOLDER LIBRARY.wasm [known-answers.json|reference.json ...]
// MODEL_FOLDER is what `npx tsx scripts/derive-webllm.ts MODEL_FOLDER` writes. Ends with 1 if any answer differs.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const { say, withEngine } = await import(process.env.WEBGPU_PACKAGE ? './node-gpu.mjs' : './webllm-page.mjs')

const [folder, library, ...names] = process.argv.slice(2)
const files = names.length > 0 ? names : ['known-answers.json', 'reference.json']
const references = files.flatMap(name => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')))

/** In the page. Keeps what the KV cache and the prompt begin with alike, takes the rest out of it, and reads on. */
async function answer({ promptIds, most, chunk }) {
  const pipeline = [...window.engine.loadedModelIdToPipeline.values()][0]
  const { tvm } = pipeline
  window.held ??= []
  const { held } = window
  let kept = 0
  while (kept < Math.min(held.length, promptIds.length - 1) && held[kept] === promptIds[kept]) kept++
  const popped = held.length - kept
  if (kept === 0) pipeline.resetChat()
  else if (popped > 0) {
    tvm.beginScope()
    tvm.getGlobalFunc('vm.builtin.kv_state_popn')(
      pipeline.kvCache,
      tvm.scalar(0, 'int64'),
      tvm.scalar(popped, 'int32'),
    )
    tvm.endScope()
    pipeline.filledKVCacheLength -= popped
  }
  held.length = kept
  const next = async (ids, forward) => {
    const logits = await forward()
    held.push(...ids)
    const id = await pipeline.sampleFromRawLogits(logits, { temperature: 0, top_p: 1 })
    logits.dispose()
    return id
  }
  const began = performance.now()
  let id
  for (let at = kept; at < promptIds.length; at += chunk) {
    const ids = promptIds.slice(at, at + chunk)
    id = await next(ids, () => pipeline.forwardKnownTokens(ids, true))
  }
  const read = performance.now()
  const ids = []
  while (!pipeline.stopTokens.includes(id) && id !== 0) {
    ids.push(id)
    if (ids.length === most) break
    const last = id
    id = await next([last], () => pipeline.forwardDecodeToken(last))
  }
  return { ids, kept, popped: kept > 0 ? popped : 0, readMs: read - began, writeMs: performance.now() - read }
}

const wrong = await withEngine({ folder, library }, async tab => {
  let wrong = 0
  // Once in whole chunks, once in small ones, where almost everything is attention against what is cached.
  for (const chunk of [512, 48])
    for (const { name, promptIds, maxTokens, answerIds } of references) {
      if (chunk === 48 && promptIds.length > 512) continue
      const got = await tab.evaluate(answer, { promptIds, most: maxTokens, chunk })
      const isRight = JSON.stringify(got.ids) === JSON.stringify(answerIds)
      if (!isRight) wrong++
      const rate = (tokens, ms) => (tokens / (ms / 1000)).toFixed(2)
      say(
        `${isRight ? 'equal ' : 'WRONG '} ${name}, chunks of ${chunk}: ${promptIds.length} tokens, ${got.kept} of them kept, ${got.popped} popped;`,
        `prefill ${rate(promptIds.length - got.kept, got.readMs)}, decode ${rate(Math.max(0, got.ids.length - 1), got.writeMs)} tokens/s`,
      )
      if (!isRight) say('  expected', JSON.stringify(answerIds), '\n  got     ', JSON.stringify(got.ids))
    }
  return wrong
})
say(wrong === 0 ? 'all equal' : `${wrong} differ`)
process.exitCode = wrong === 0 ? 0 : 1
