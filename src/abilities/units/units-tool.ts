import { plainMarkdown } from '../../chat/transfer/contained-markdown.ts'
import type { Language } from '../../ui/i18n/text.ts'
import type { Both, Tool } from '../tool.ts'
import { convertUnits } from './convert.ts'
import { convertUnitsExamples } from './examples.ts'
import { sayAmount } from './say-amount.ts'
import type { Dimension, Unit } from './unit-table.ts'

const dimensions: Readonly<Record<Dimension, Both>> = {
  length: { en: 'a length', 'zh-CN': '长度' },
  area: { en: 'an area', 'zh-CN': '面积' },
  volume: { en: 'a volume', 'zh-CN': '体积' },
  mass: { en: 'a weight', 'zh-CN': '重量' },
  temperature: { en: 'a temperature', 'zh-CN': '温度' },
  speed: { en: 'a speed', 'zh-CN': '速度' },
  time: { en: 'a time', 'zh-CN': '时间' },
  pressure: { en: 'a pressure', 'zh-CN': '压强' },
  energy: { en: 'an energy', 'zh-CN': '能量' },
  power: { en: 'a power', 'zh-CN': '功率' },
  data: { en: 'an amount of data', 'zh-CN': '数据量' },
  angle: { en: 'an angle', 'zh-CN': '角度' },
  fuel: { en: 'a use of fuel', 'zh-CN': '油耗' },
}

const offered: readonly Both[] = [
  { en: 'kilometres', 'zh-CN': '公里' },
  { en: 'miles', 'zh-CN': '英里' },
  { en: 'kilograms', 'zh-CN': '公斤' },
  { en: 'pounds', 'zh-CN': '磅' },
  { en: '°C', 'zh-CN': '摄氏度' },
  { en: '°F', 'zh-CN': '华氏度' },
]

/** Converts between units of length, weight, temperature and ten other kinds. */
export const convertUnitsTool: Tool = {
  name: 'convert_units',
  title: { en: 'Convert units', 'zh-CN': '换算单位' },
  description:
    'Converts an amount from one unit to another: lengths, areas, volumes, weights, temperatures, speeds, times, pressures, energies, powers, data, angles, fuel use; Chinese units too. Not for money.',
  parameters: {
    type: 'object',
    properties: {
      amount: { type: 'number', description: 'How many of the unit "from"' },
      from: { type: 'string', minLength: 1, maxLength: 60, description: 'The unit that is given: "miles"' },
      to: { type: 'string', minLength: 1, maxLength: 60, description: 'The unit that is wanted: "km"' },
    },
    required: ['amount', 'from', 'to'],
    additionalProperties: false,
  },
  slots: {
    amount: { kind: 'number', ask: { en: 'How many?', 'zh-CN': '数量是多少？' } },
    from: { kind: 'unit', ask: { en: 'From which unit?', 'zh-CN': '从什么单位换算？' }, choices: offered },
    to: { kind: 'unit', ask: { en: 'To which unit?', 'zh-CN': '换算成什么单位？' }, choices: offered },
  },
  consent: 'none',
  effects: [],
  examples: convertUnitsExamples,
  async run(args, { language, signal }) {
    signal.throwIfAborted()
    const given = Number(args.amount)
    const done = convertUnits(given, String(args.from), String(args.to))
    if ('error' in done) return { value: { error: done.error }, said: failure(done, language) }
    const result = sayAmount(done.amount, language)
    const value = { amount: given, from: done.from.one, to: done.to.one, result: done.amount }
    const before = withUnit(given, done.from, language)
    const after = withUnit(done.amount, done.to, language)
    if (language === 'en') return { value, said: `${before} is ${result.isRounded ? 'about ' : ''}${after}.` }
    return { value, said: `${before}${result.isRounded ? '约等于' : '等于'} ${after}。` }
  },
}

function withUnit(amount: number, unit: Unit, language: Language): string {
  const { digits } = sayAmount(amount, language)
  if (language === 'zh-CN') return `${digits} ${unit.chinese}`
  return `${digits} ${Math.abs(amount) === 1 ? unit.one : unit.many}`
}

function failure(
  failed: Extract<ReturnType<typeof convertUnits>, { error: unknown }>,
  language: Language,
): string {
  const isEnglish = language === 'en'
  if (failed.error === 'unit-unknown') {
    const name = plainMarkdown(failed.name)
    return isEnglish ? `I know no unit called “${name}”.` : `我不认识“${name}”这个单位。`
  }
  if (failed.error === 'impossible') {
    return isEnglish
      ? 'There is no such amount: it is below what can be.'
      : '没有这样的量：它低于可能的最小值。'
  }
  const { from, to } = failed
  const [one, other] = [dimensions[from.dimension][language], dimensions[to.dimension][language]]
  return isEnglish
    ? `That cannot be converted: ${from.many} measure ${one}, ${to.many} ${other}.`
    : `无法换算：${from.chinese}是${one}单位，${to.chinese}是${other}单位。`
}
