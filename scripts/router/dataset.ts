import { readdir, readFile } from 'node:fs/promises'
import { fillersEn } from '../../src/agent/route/examples/fillers-en.ts'
import { fillersZh } from '../../src/agent/route/examples/fillers-zh.ts'
import { createRandom } from './softmax.ts'

/** One request with what it asks for. */
export interface Labelled {
  readonly text: string
  /** A tool's name, `app` or `none`. */
  readonly label: string
  readonly language: 'en' | 'zh'
  /** The shape it was made from: all of one shape are held out together. */
  readonly shape: string
  /** How many of that shape there are. */
  readonly of: number
  /** With a slip of the finger in it: only learnt by its letters. */
  readonly isMistyped: boolean
}

/** How people ask for a tool, as the tool itself tells. */
export type ToolExamples = Readonly<Record<string, Readonly<Record<'en' | 'zh-CN', readonly string[]>>>>

/** Ways of filling one shape. */
const fillings = 5
const folder = new URL('../../src/agent/route/examples/', import.meta.url)

/** All examples, always in the same order and with the same fillings. */
export async function labelledRequests(toolExamples: ToolExamples): Promise<readonly Labelled[]> {
  const all: Labelled[] = []
  for (const [language, tag, fillers] of [
    ['en', 'en', fillersEn],
    ['zh', 'zh-CN', fillersZh],
  ] as const) {
    const files = (await readdir(new URL(`${language}/`, folder))).sort()
    for (const file of files) {
      const label = file.replace(/\.txt$/, '')
      const shapes = linesOf(await readFile(new URL(`${language}/${file}`, folder), 'utf8'))
      for (const shape of [...shapes, ...(toolExamples[label]?.[tag] ?? [])]) {
        const texts = filled(shape, fillers)
        const slip = language === 'en' && label !== 'none' ? mistyped(texts[0] ?? '') : undefined
        const of = texts.length + (slip === undefined ? 0 : 1)
        const common = { label, language, shape: `${label} ${shape}`, of }
        all.push(...texts.map(text => ({ ...common, text, isMistyped: false })))
        if (slip !== undefined) all.push({ ...common, text: slip, isMistyped: true })
      }
    }
  }
  for (const tool of Object.keys(toolExamples)) {
    if (!all.some(({ label }) => label === tool)) throw new Error(`There are no shapes for ${tool}.`)
  }
  return all
}

function linesOf(block: string): string[] {
  return block
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}

/** A shape with its kinds filled, each time otherwise; as it stands where there is nothing to fill. */
function filled(shape: string, fillers: Readonly<Record<string, string>>): string[] {
  if (!/\{[a-z]+\}/.test(shape)) return [shape]
  const random = createRandom(seedOf(shape))
  const texts = new Set<string>()
  for (let time = 0; time < fillings; time++) {
    texts.add(
      shape.replace(/\{([a-z]+)\}/g, (_, kind: string) => {
        const choices = fillers[kind]?.split('|')
        if (!choices) throw new Error(`Nothing fills {${kind}} in "${shape}".`)
        return choices[Math.floor(random() * choices.length)]?.trim() ?? ''
      }),
    )
  }
  return [...texts]
}

/** With two letters of one longer word in the wrong order, or one left out; undefined where there is no such word. */
function mistyped(text: string): string | undefined {
  const random = createRandom(seedOf(text))
  const words = [...text.matchAll(/\b[a-z]{4,}\b/gi)]
  const word = words[Math.floor(random() * words.length)]
  if (!word) return undefined
  const at = word.index + 1 + Math.floor(random() * (word[0].length - 2))
  const swapped = random() < 0.5 ? `${text[at + 1]}${text[at]}` : text[at + 1]
  return text.slice(0, at) + swapped + text.slice(at + 2)
}

function seedOf(text: string): number {
  let hash = 7
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash, 31) + text.charCodeAt(at)
  return hash >>> 0
}
