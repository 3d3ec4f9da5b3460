import stored from './rates.json'

/** The day of the stored rates, "2026-10-30", and whose they are. */
export const ratesDate: string = stored.date
export const ratesSource: string = stored.source

const perEuro = new Map<string, number>([['EUR', 1], ...Object.entries(stored.rates)])

/** ISO 4217 codes of all currencies that have a rate. */
export const knownCurrencies: readonly string[] = Array.from(perEuro.keys())

/** What came of an exchange by the stored rates. */
export type Exchanged =
  | { readonly amount: number; readonly rate: number }
  | { readonly error: 'no-rate'; readonly code: string }

/** Exchanges an amount of one currency for another one, by ISO 4217 codes. */
export function exchange(amount: number, from: string, to: string): Exchanged {
  const [ofFrom, ofTo] = [perEuro.get(from), perEuro.get(to)]
  if (ofFrom === undefined) return { error: 'no-rate', code: from }
  if (ofTo === undefined) return { error: 'no-rate', code: to }
  const rate = ofTo / ofFrom
  return { amount: amount * rate, rate }
}
