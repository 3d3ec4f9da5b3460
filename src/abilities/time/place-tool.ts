import type { Tool } from '../tool.ts'
import { timeInPlaceExamples } from './examples.ts'

/** What time it is somewhere, and what a time is elsewhere. */
export const timeInPlaceTool: Tool = {
  name: 'time_in_place',
  title: { en: 'Time somewhere else', 'zh-CN': '查询各地时间' },
  description:
    'Says what time it is in a city or country now; with time, what a time of today at one place (from; absent is where the person is) is at another (place).',
  parameters: {
    type: 'object',
    properties: {
      place: {
        type: 'string',
        minLength: 1,
        maxLength: 80,
        description: 'The city or country whose time is wanted',
      },
      time: { type: 'string', pattern: '^\\d{1,2}:\\d{2}$', description: 'A time of day at "from": "09:00"' },
      from: { type: 'string', minLength: 1, maxLength: 80, description: 'The place of "time"' },
    },
    required: ['place'],
    additionalProperties: false,
  },
  slots: {
    place: { kind: 'place', ask: { en: 'In which city or country?', 'zh-CN': '哪个城市或国家？' } },
    time: { kind: 'time', ask: { en: 'At what time?', 'zh-CN': '几点？' } },
    from: { kind: 'place', ask: { en: 'The time of which place?', 'zh-CN': '是哪里的时间？' } },
  },
  consent: 'none',
  effects: [],
  examples: timeInPlaceExamples,
  async run(args, call) {
    call.signal.throwIfAborted()
    const given = (name: string) => (args[name] === undefined ? undefined : String(args[name]))
    // The calendar and the names of places are large, and most messages ask for none.
    const { answerPlace } = await import('./answer-place.ts')
    call.signal.throwIfAborted()
    return answerPlace({ place: String(args.place), from: given('from'), time: given('time') }, call)
  },
}
