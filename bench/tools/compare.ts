import type { Sentence } from './sentences.ts'

/** What a system made of a sentence. */
export interface Outcome {
  /** 'none' where no tool is called. */
  readonly tool: string
  readonly args: Readonly<Record<string, unknown>>
}

/** Whether all arguments are those of one of the right readings; order and letter case of words, blanks and quotes aside. */
export function isSameArguments(
  { args, also = [] }: Pick<Sentence, 'args' | 'also'>,
  found: Readonly<Record<string, unknown>>,
): boolean {
  const said = canonical(found)
  return [args, ...also].some(right => canonical(right) === said)
}

/** Whether exactly the required arguments that a sentence does not say are absent. */
export function isSameMissing(
  { missing }: Pick<Sentence, 'missing'>,
  required: readonly string[],
  found: Readonly<Record<string, unknown>>,
): boolean {
  const absent = required.filter(name => found[name] === undefined)
  return absent.sort().join() === [...missing].sort().join()
}

function canonical(args: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(args).filter(([, value]) => value !== undefined)
  return JSON.stringify(entries.map(([name, value]) => [name, plain(value)]).sort())
}

function plain(value: unknown): unknown {
  if (typeof value !== 'string') return value
  return value
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/^[\s"'“”「」『』]+|[\s"'“”「」『』.。!！?？,，]+$/g, '')
    .replace(/\s+/g, ' ')
}
