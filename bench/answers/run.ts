import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { voteKey } from '../../src/chat/harder/vote.ts'
import { inAlone, onOneThread, onStage } from '../browser.ts'
import type { Asked } from './ask.ts'
import { createQuestions, type Question } from './questions.ts'
import { type Result, report } from './report.ts'

// npm run bench:answers [-- OPTIONS]: the embedded model on questions with computed answers; one answer against "Think
// harder", by the product's own code. Prints a report and keeps it, with every answer, in bench/results/answers.json;
// it is written after each question, so that a run that is ended early leaves what it has. Options: --questions N,
// --samples N, --seed N, --tokens N (of each sample), --method majority|model, --one-thread, --out FILE.

const { values } = parseArgs({
  options: {
    questions: { type: 'string', default: '100' },
    samples: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    tokens: { type: 'string', default: '64' },
    'one-thread': { type: 'boolean', default: false },
    method: { type: 'string', default: 'majority' },
    out: { type: 'string', default: 'bench/results/answers.json' },
  },
})
const of = Number(values.samples)
const seed = Number(values.seed)
const method = values.method === 'model' ? 'model' : 'majority'
/** Of each sample: the answers are short, and one that is not has lost its thread. */
const maxTokens = Number(values.tokens)

function resultOf(question: Question, { final, picked, samples, ms }: Asked): Result {
  const isRight = (answer: string | null | undefined) =>
    answer !== null && answer !== undefined && voteKey(answer) === question.answer
  return {
    ...question,
    right: {
      greedy: isRight(samples[0]?.final),
      sampled: isRight(samples[1]?.final),
      harder: isRight(final),
    },
    final,
    picked,
    ms,
    samples,
  }
}

async function keep(): Promise<void> {
  const machine = { processor: cpus()[0]?.model, cores: cpus().length, loadBefore, loadAfter: loadavg() }
  const settings = { questions: questions.length, samples: of, seed, method, maxTokens }
  const sums = report(results, { of, method })
  const json = { bench: 'answers', at: new Date().toISOString(), machine, settings, ...sums, results }
  await mkdir('bench/results', { recursive: true })
  await writeFile(values.out, `${JSON.stringify(json, undefined, 2)}\n`)
}

const questions = createQuestions(Number(values.questions), seed)
const loadBefore = loadavg()
const results: Result[] = []
await onStage(async stage => {
  if (values['one-thread']) await onOneThread(stage)
  await inAlone(stage, async page => {
    console.log('Bringing the model into the browser …')
    await page.evaluate(() => globalThis.alone.download())
    const { threads } = await page.evaluate(() => globalThis.alone.load())
    console.log(`The model runs on ${threads === 1 ? 'one thread' : `${threads} threads`}.`)
    for (const [index, question] of questions.entries()) {
      // Seeds far enough from one another that no two questions share one.
      const options = { of, method, seed: seed * 1_000_000 + index * 100, maxTokens } as const
      const asked = await page.evaluate(([text, given]) => globalThis.alone.askHarder(text, given), [
        question.text,
        options,
      ] as const)
      const result = resultOf(question, asked)
      results.push(result)
      await keep()
      const { right } = result
      const sign = (isRight: boolean) => (isRight ? 'right' : 'wrong')
      console.log(
        `${index + 1}/${questions.length} ${question.family}: greedy ${sign(right.greedy)}, sampled ${sign(right.sampled)}, harder ${sign(right.harder)} (${asked.samples.map(({ final }) => final ?? '-').join(' | ')}; right is ${question.answer}; ${asked.samples.map(({ tokens }) => tokens).join('+')} tokens, ${(asked.ms / 1000).toFixed(1)} s)`,
      )
    }
  })
})

for (const line of report(results, { of, method }).lines) console.log(line)
