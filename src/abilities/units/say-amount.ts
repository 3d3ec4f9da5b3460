import type { Language } from '../../ui/i18n/text.ts'

/** Digits that are said of a result that has many more; one with a few more is said whole. */
const saidDigits = 6
const mostDigits = 8

/** An amount as it is said, and whether digits were left out: "8.04672", "37.7778", "3.2E-9". */
export function sayAmount(
  amount: number,
  language: Language,
): { readonly digits: string; readonly isRounded: boolean } {
  const size = Math.abs(amount)
  const isFar = size >= 1e15 || (size > 0 && size < 1e-6)
  const digits = size.toExponential().replace(/e.*/, '').replace('.', '').length
  const isShort = digits <= mostDigits || (Number.isInteger(amount) && !isFar)
  // Never fewer than stand before the point.
  const places = isFar ? saidDigits : Math.max(saidDigits, Math.trunc(size).toString().length)
  const said = isShort ? amount : Number(amount.toPrecision(places))
  const notation = isFar ? 'scientific' : 'standard'
  const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 15, notation })
  return { digits: format.format(said), isRounded: said !== amount }
}
