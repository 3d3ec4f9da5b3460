import type { Tool } from '../tool.ts'
import { calculateDateExamples } from './examples.ts'

/** Days after days, between days, and what weekday they are. */
export const calculateDateTool: Tool = {
  name: 'calculate_date',
  title: { en: 'Work out a date', 'zh-CN': '推算日期' },
  description:
    'Works with days: what day it is so long after or before another (start, offset), how many days there are until a day (end, and start where it is not today), what weekday a day is (start). Without start it counts from today. It sets no reminder.',
  parameters: {
    type: 'object',
    properties: {
      start: {
        type: 'string',
        format: 'date',
        description: 'The day to begin with: "2026-11-30"; absent is today',
      },
      offset: {
        type: 'string',
        description: 'A length of time after it, ISO 8601: "P3W"; before it: "-P10D"',
      },
      end: { type: 'string', format: 'date', description: 'The day to count to: "2026-12-25"' },
    },
    additionalProperties: false,
  },
  slots: {
    start: { kind: 'date', ask: { en: 'From which day?', 'zh-CN': '从哪一天算起？' } },
    offset: { kind: 'duration', ask: { en: 'How long after it?', 'zh-CN': '之后多久？' } },
    end: { kind: 'date', ask: { en: 'Until which day?', 'zh-CN': '到哪一天？' } },
  },
  consent: 'none',
  effects: [],
  examples: calculateDateExamples,
  async run(args, { language, now, timeZone, signal }) {
    signal.throwIfAborted()
    const given = (name: string) => (args[name] === undefined ? undefined : String(args[name]))
    // The calendar is large, and most messages ask for no day.
    const [{ answerDates, plainAnswer }, { sayDates }] = await Promise.all([
      import('./dates.ts'),
      import('./say-time.ts'),
    ])
    signal.throwIfAborted()
    const question = { start: given('start'), offset: given('offset'), end: given('end') }
    const answer = answerDates(question, { now, timeZone })
    return { value: plainAnswer(answer), said: sayDates(answer, language) }
  },
}
