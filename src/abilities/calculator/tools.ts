import type { Tool } from '../tool.ts'
import { calculateExamples } from './examples.ts'

const calculateTool: Tool = {
  name: 'calculate',
  title: { en: 'Calculate', 'zh-CN': '计算' },
  description:
    'Works out a calculation exactly: sums, percentages, powers, roots. Use it for any arithmetic with given numbers, never for units, money or dates.',
  parameters: {
    type: 'object',
    properties: {
      expression: {
        type: 'string',
        minLength: 1,
        description: 'The calculation as it was said or in signs: "12% of 80", "(3+4)*2"',
      },
    },
    required: ['expression'],
    additionalProperties: false,
  },
  slots: {
    expression: { kind: 'expression', ask: { en: 'What should I calculate?', 'zh-CN': '要算什么？' } },
  },
  consent: 'none',
  effects: [],
  examples: calculateExamples,
  async run(args, { language, signal }) {
    signal.throwIfAborted()
    // The parser and its numbers are large, and most messages calculate nothing.
    const { answerCalculation } = await import('./answer.ts')
    signal.throwIfAborted()
    return answerCalculation(String(args.expression), language)
  },
}

/** The tools of the calculator. */
export const calculatorTools: readonly Tool[] = [calculateTool]
