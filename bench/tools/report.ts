import { wilson } from '../answers/proportions.ts'
import { isSameArguments, isSameMissing, type Outcome } from './compare.ts'
import { expectedTools, type PublicSentence, type Sentence } from './sentences.ts'

/** One sentence and what a system made of it. */
export interface Result {
  readonly sentence: Sentence | PublicSentence
  readonly outcome: Outcome
  readonly ms: number
}

/** A share of sentences with its 95 % interval by Wilson. */
export interface Share {
  readonly name: string
  readonly right: number
  readonly of: number
}

/**
 * The figures of one system in one language: on sentences that ask for a tool, that lack an argument, and that ask for
 * none. What only an app can do is right where nothing of Hermit's own is called: there is no app in this bench.
 */
export function sharesOf(results: readonly Result[]): readonly Share[] {
  const asking = results.filter(({ sentence }) => sentence.tool !== 'none' && sentence.tool !== 'app')
  const plain = results.filter(({ sentence }) => sentence.tool === 'none')
  const forApps = results.filter(({ sentence }) => sentence.tool === 'app')
  const filled = asking.filter(({ sentence }) => 'kind' in sentence && sentence.kind === 'filled')
  const lacking = asking.filter(({ sentence }) => 'kind' in sentence && sentence.kind === 'missing')
  const share = (name: string, of: readonly Result[], isRight: (result: Result) => boolean): Share => ({
    name,
    right: of.filter(isRight).length,
    of: of.length,
  })
  const isRightTool = ({ sentence, outcome }: Result) => sentence.tool === outcome.tool
  return [
    share('tool', asking, isRightTool),
    share('left to apps', forApps, ({ outcome }) => outcome.tool === 'none' || outcome.tool === 'app'),
    share('tool and arguments', filled, result => {
      const { sentence, outcome } = result
      return isRightTool(result) && 'kind' in sentence && isSameArguments(sentence, outcome.args)
    }),
    share('what is missing', lacking, result => {
      const { sentence, outcome } = result
      const required = Object.entries(expectedTools[sentence.tool] ?? {}).flatMap(([name, { isRequired }]) =>
        isRequired ? [name] : [],
      )
      return isRightTool(result) && 'kind' in sentence && isSameMissing(sentence, required, outcome.args)
    }),
    share('called in plain chat', plain, ({ outcome }) => outcome.tool !== 'none' && outcome.tool !== 'app'),
  ].filter(({ of }) => of > 0)
}

/** A row of the report. */
export function row(title: string, results: readonly Result[]): string {
  const cells = sharesOf(results).map(({ name, right, of }) => {
    const [low, high] = wilson(right, of)
    return `${name} ${right}/${of} = ${percent(right / of)} (${percent(low)} to ${percent(high)})`
  })
  const ms = results.map(result => result.ms).toSorted((a, b) => a - b)
  return `${title}: ${cells.join('; ')}; median ${(ms[Math.floor(ms.length / 2)] ?? 0).toFixed(0)} ms`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
