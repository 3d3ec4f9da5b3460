import type { DocumentText, PlacedBlock } from '../documents/document.ts'
import type { Translated } from './answer.ts'
import { joinTranslated, sentencesOf } from './sentences.ts'

/** A document to be translated, and where what is done of it lies. Codes of languages. */
export interface DocumentTask {
  readonly text: DocumentText
  readonly from: string
  readonly to: string
  /** Id of the model: another one's work is not gone on with. */
  readonly modelId: string
  /** What is there under a name; undefined where nothing is. Throws FaultError. */
  part(name: string): Promise<unknown>
  /** Keeps it. Throws FaultError. */
  putPart(name: string, value: unknown): Promise<void>
  /** One sentence. Throws FaultError; the signal's reason when aborted. */
  translate(sentence: string, signal: AbortSignal): Promise<Translated>
  /** Milliseconds, of a clock that never goes back. */
  now(): number
}

/** How far a translation is. `done` and `of` count the characters of what there is to translate. */
export interface DocumentProgress {
  readonly done: number
  readonly of: number
  /** Once it has gone on for a while. */
  readonly secondsLeft?: number
  /** What is in work. */
  readonly sentence?: string
  /** Sentences that the model could not, or could not rightly; an untranslated one stands as it was. */
  readonly problems: number
}

/** A block's translation, as it is kept. */
interface BlockPart {
  /** The block as it was: where the document was read anew and differs, it is translated anew. */
  readonly source: string
  readonly from: string
  readonly text: string
  readonly problems: number
}

/** A guess of the time left needs so much behind it. */
const leastElapsedMs = 3000

/** The names that the translations of a document's blocks are kept under begin so. */
export function partPrefix({ to, modelId }: Pick<DocumentTask, 'to' | 'modelId'>): string {
  return `translation/${to}/${modelId}/`
}

/**
 * Translates a document block by block and keeps each as it is done; what was done before is not done again. An abort
 * throws the signal's reason and leaves what there is. Throws FaultError.
 */
export async function* translateDocument(
  task: DocumentTask,
  signal: AbortSignal,
): AsyncGenerator<DocumentProgress> {
  const { blocks } = task.text
  const of = blocks.reduce((sum, block) => sum + weightOf(task, block), 0)
  let done = 0
  let problems = 0
  /** Characters that this run has translated, and since when. */
  let mine = 0
  const since = task.now()
  const progress = (sentence?: string): DocumentProgress => {
    const elapsedMs = task.now() - since
    const isTellable = mine > 0 && elapsedMs >= leastElapsedMs
    return {
      done,
      of,
      problems,
      ...(isTellable ? { secondsLeft: Math.ceil((((of - done) / mine) * elapsedMs) / 1000) } : {}),
      ...(sentence === undefined ? {} : { sentence }),
    }
  }

  yield progress()
  const before = await keptBlocks(task)
  for (const [at, block] of blocks.entries()) {
    signal.throwIfAborted()
    if (!isTranslated(block)) continue
    const source = sourceOf(task, block)
    const kept = before[at]
    if (kept) {
      problems += kept.problems
      done += weightOf(task, block)
      continue
    }
    const doneBefore = done
    let text = ''
    let blockProblems = 0
    for (const unit of unitsOf(block, source)) {
      if (unit.kind === 'as-is') {
        text += unit.text
        continue
      }
      const pieces = sentencesOf(unit.text, task.from)
      const translations = new Map<number, string>()
      for (const [index, piece] of pieces.entries()) {
        if (piece.kind === 'gap') continue
        yield progress(piece.text)
        const { text: words, problem } = await task.translate(piece.text, signal)
        signal.throwIfAborted()
        if (problem) blockProblems += 1
        translations.set(index, words === '' ? piece.text : words)
        done += piece.text.length
        mine += piece.text.length
      }
      text += joinTranslated(pieces, (_, index) => translations.get(index), task.to)
    }
    const part: BlockPart = { source, from: task.from, text, problems: blockProblems }
    await task.putPart(nameOf(task, at), part)
    problems += blockProblems
    // Blanks are not translated and count all the same.
    done = doneBefore + weightOf(task, block)
    yield progress()
  }
}

/** The translation as Markdown, as far as it is done: what is not stands as it was. Throws FaultError. */
export async function documentMarkdown(
  task: Omit<DocumentTask, 'translate' | 'putPart' | 'now'>,
): Promise<string> {
  const parts: string[] = []
  const translated = await keptBlocks(task)
  let before: PlacedBlock | undefined
  for (const [at, block] of task.text.blocks.entries()) {
    const source = sourceOf(task, block)
    const isSameList = before?.kind === 'list-item' && block.kind === 'list-item'
    if (before) parts.push(isSameList ? '\n' : '\n\n')
    parts.push(blockMarkdown(block, translated[at]?.text ?? source))
    before = block
  }
  return parts.length === 0 ? '' : `${parts.join('')}\n`
}

/** How far it was when it was left, without going on. Throws FaultError. */
export async function documentProgress(
  task: Omit<DocumentTask, 'translate' | 'putPart' | 'now'>,
): Promise<DocumentProgress> {
  let [done, of, problems] = [0, 0, 0]
  const translated = await keptBlocks(task)
  for (const [at, block] of task.text.blocks.entries()) {
    if (!isTranslated(block)) continue
    const weight = weightOf(task, block)
    of += weight
    const kept = translated[at]
    if (!kept) continue
    done += weight
    problems += kept.problems
  }
  return { done, of, problems }
}

function sourceOf({ text }: Pick<DocumentTask, 'text'>, { start, end }: PlacedBlock): string {
  return text.text.slice(start, end)
}

/** Code is the same in every language. */
function isTranslated({ kind }: PlacedBlock): boolean {
  return kind !== 'code'
}

function weightOf(task: Pick<DocumentTask, 'text'>, block: PlacedBlock): number {
  return isTranslated(block) ? sourceOf(task, block).length : 0
}

function nameOf(task: Pick<DocumentTask, 'to' | 'modelId'>, at: number): string {
  return `${partPrefix(task)}${at}`
}

/** What is kept of each block, asked for all at once. */
function keptBlocks(
  task: Omit<DocumentTask, 'translate' | 'putPart' | 'now'>,
): Promise<readonly (BlockPart | undefined)[]> {
  return Promise.all(
    task.text.blocks.map(async (block, at) => (isTranslated(block) ? keptBlock(task, at) : undefined)),
  )
}

/** What is kept of a block, where it is of this text and from this language. */
async function keptBlock(
  task: Omit<DocumentTask, 'translate' | 'putPart' | 'now'>,
  at: number,
): Promise<BlockPart | undefined> {
  const block = task.text.blocks[at]
  const part = await task.part(nameOf(task, at))
  if (!block || typeof part !== 'object' || part === null) return undefined
  const { source, from, text, problems } = part as Partial<Record<keyof BlockPart, unknown>>
  if (typeof text !== 'string' || typeof problems !== 'number') return undefined
  if (source !== sourceOf(task, block) || from !== task.from) return undefined
  return { source, from, text, problems }
}

/** What is translated of a block, and what stands as it is: the lines and tabs of a table. */
function unitsOf(
  { kind }: PlacedBlock,
  source: string,
): readonly { readonly kind: 'text' | 'as-is'; readonly text: string }[] {
  if (kind !== 'table') return [{ kind: 'text', text: source }]
  return source
    .split(/([\t\n])/)
    .map((text, at) => ({ kind: at % 2 === 1 || !/\p{L}/u.test(text) ? 'as-is' : 'text', text }) as const)
}

function blockMarkdown({ kind, level = 1 }: PlacedBlock, text: string): string {
  switch (kind) {
    case 'heading':
      return `${'#'.repeat(Math.min(6, Math.max(1, level)))} ${inLine(text)}`
    case 'list-item':
      return `- ${inLine(text)}`
    case 'table':
      return tableMarkdown(text)
    case 'code':
      return codeMarkdown(text)
    case 'paragraph':
      return text.split('\n').map(escaped).join('\n')
  }
}

function inLine(text: string): string {
  return escaped(text.replaceAll(/\s*\n\s*/g, ' '))
}

/** A text is only text: nothing in it makes a heading, a link or a list. */
function escaped(line: string): string {
  return line.replaceAll(/[\\`*_[\]<>|]/g, '\\$&').replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/, escapeStart)
}

function escapeStart(_: string, blank: string, mark: string): string {
  return `${blank}${mark.slice(0, -1)}\\${mark.slice(-1)}`
}

function tableMarkdown(text: string): string {
  const rows = text.split('\n').map(row => row.split('\t').map(cell => escaped(cell.trim())))
  const columns = Math.max(...rows.map(({ length }) => length))
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: columns }, (_, at) => cells[at] ?? '').join(' | ')} |`
  const [head = [], ...body] = rows
  return [line(head), line(Array.from({ length: columns }, () => '---')), ...body.map(line)].join('\n')
}

/** A fence longer than any in the code. */
function codeMarkdown(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${text}\n${fence}`
}
