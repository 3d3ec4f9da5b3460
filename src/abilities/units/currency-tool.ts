import type { Language } from '../../ui/i18n/text.ts'
import type { Both, Tool } from '../tool.ts'
import { convertCurrencyExamples } from './examples.ts'
import { exchange, knownCurrencies, ratesDate, ratesSource } from './exchange.ts'

const offered: readonly Both[] = [
  { en: 'US dollars', 'zh-CN': '美元' },
  { en: 'euros', 'zh-CN': '欧元' },
  { en: 'Chinese yuan', 'zh-CN': '人民币' },
  { en: 'British pounds', 'zh-CN': '英镑' },
  { en: 'Japanese yen', 'zh-CN': '日元' },
]

/** Converts money by rates that came with Hermit: nothing is asked of anyone. */
export const convertCurrencyTool: Tool = {
  name: 'convert_currency',
  title: { en: 'Convert money', 'zh-CN': '换算货币' },
  description:
    'Converts an amount of money from one currency to another by stored rates of a past day, which the answer names. Use it for any question of what money is worth in another currency.',
  parameters: {
    type: 'object',
    properties: {
      amount: { type: 'number', description: 'How much of the currency "from"' },
      from: {
        type: 'string',
        pattern: '^[A-Za-z]{3}$',
        description: 'ISO 4217 code of what is given: "USD"',
      },
      to: { type: 'string', pattern: '^[A-Za-z]{3}$', description: 'ISO 4217 code of what is wanted: "CNY"' },
    },
    required: ['amount', 'from', 'to'],
    additionalProperties: false,
  },
  slots: {
    amount: { kind: 'number', ask: { en: 'How much?', 'zh-CN': '金额是多少？' } },
    from: {
      kind: 'currency',
      ask: { en: 'From which currency?', 'zh-CN': '从什么货币换算？' },
      choices: offered,
    },
    to: {
      kind: 'currency',
      ask: { en: 'To which currency?', 'zh-CN': '换算成什么货币？' },
      choices: offered,
    },
  },
  consent: 'none',
  effects: [],
  examples: convertCurrencyExamples,
  async run(args, { language, signal }) {
    signal.throwIfAborted()
    const amount = Number(args.amount)
    const [from, to] = [String(args.from).toUpperCase(), String(args.to).toUpperCase()]
    const done = exchange(amount, from, to)
    if ('error' in done) {
      return { value: { error: done.error, known: knownCurrencies }, said: noRate(done.code, language) }
    }
    const value = {
      ...{ amount, from, to, result: Number(done.amount.toFixed(4)), rate: done.rate },
      ...{ date: ratesDate, source: ratesSource },
    }
    const [before, after] = [money(amount, from, language), money(done.amount, to, language)]
    const day = new Date(`${ratesDate}T12:00:00Z`)
    const date = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      dateStyle: 'long',
      timeZone: 'UTC',
    })
    const said =
      language === 'en'
        ? `${before} was ${after} at the European Central Bank’s rate of ${date.format(day)}. That is not today’s rate.`
        : `按欧洲中央银行${date.format(day)}的汇率，${before}合${after}。这不是今天的汇率。`
    return { value, said }
  },
}

function money(amount: number, currency: string, language: Language): string {
  const format = (digits: object) =>
    new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      currencyDisplay: 'name',
      ...digits,
    }).format(amount)
  // Of a round sum nobody says the cents; of a tiny one they are all there is.
  if (Number.isInteger(amount)) return format({ maximumFractionDigits: 0 })
  return Math.abs(amount) < 0.1 ? format({ maximumSignificantDigits: 3 }) : format({})
}

function noRate(code: string, language: Language): string {
  let name: string | undefined
  try {
    name = new Intl.DisplayNames([language], { type: 'currency', fallback: 'none' }).of(code)
  } catch {
    // No code of a currency.
  }
  const called = name ?? code.replaceAll(/[^A-Z]/g, '')
  return language === 'en'
    ? `I have no exchange rate for this currency: ${called}.`
    : `我没有这种货币的汇率：${called}。`
}
