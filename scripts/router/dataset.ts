import { appEn } from '../../src/agent/route/examples/app-en.ts'
import { appZh } from '../../src/agent/route/examples/app-zh.ts'
import { fillersEn } from '../../src/agent/route/examples/fillers-en.ts'
import { fillersZh } from '../../src/agent/route/examples/fillers-zh.ts'
import { noneEn } from '../../src/agent/route/examples/none-en.ts'
import { noneZh } from '../../src/agent/route/examples/none-zh.ts'
import { toolShapesEn } from '../../src/agent/route/examples/tools-en.ts'
import { toolShapesZh } from '../../src/agent/route/examples/tools-zh.ts'
import { createRandom } from './softmax.ts'

/** One request with what it asks for. */
export interface Labelled {
  readonly text: string
  readonly label: string
  readonly language: 'en' | 'zh'
  /** The shape it was made from: all of one shape are held out together. */
  readonly shape: string
  /** How many of that shape there are. */
  readonly of: number
}

/** How people ask for a tool, as the tool itself tells. */
export type ToolExamples = Readonly<Record<string, Readonly<Record<'en' | 'zh-CN', readonly string[]>>>>

/** Ways of filling one shape. */
const fillings = 6

/** All examples, always in the same order and with the same fillings. */
export function labelledRequests(toolExamples: ToolExamples): Labelled[] {
  const all: Labelled[] = []
  const add = (language: 'en' | 'zh', label: string, shapes: readonly string[]) => {
    for (const shape of shapes) {
      const texts = filled(shape, language === 'en' ? fillersEn : fillersZh)
      for (const text of texts) all.push({ text, label, language, shape: `${label} ${shape}`, of: texts.length })
    }
  }
  for (const [label, shapes] of Object.entries(toolShapesEn)) add('en', label, linesOf(shapes))
  for (const [label, shapes] of Object.entries(toolShapesZh)) add('zh', label, linesOf(shapes))
  for (const [label, examples] of Object.entries(toolExamples)) {
    add('en', label, examples.en)
    add('zh', label, examples['zh-CN'])
  }
  add('en', 'app', linesOf(appEn))
  add('zh', 'app', linesOf(appZh))
  add('en', 'none', linesOf(noneEn))
  add('zh', 'none', linesOf(noneZh))
  return all
}

function linesOf(block: string): string[] {
  return block.split('\n').map(line => line.trim()).filter(line => line !== '')
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

function seedOf(text: string): number {
  let hash = 7
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash, 31) + text.charCodeAt(at)
  return hash >>> 0
}
