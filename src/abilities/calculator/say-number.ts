import type { Quantity } from './evaluate.ts'

/** A result as it is said. */
export interface SaidNumber {
  readonly digits: string
  /** Digits were left out. */
  readonly isRounded: boolean
}

/** What is written out in full, in digits. */
const mostDigits = 40
const roundedDigits = 10

/** Writes a result for people: whole where it can be read, else its first ten digits. "1,234.5", "1.27 × 10^89". */
export function sayNumber({ value, isExact }: Quantity): SaidNumber {
  const places = value.decimalPlaces()
  const isShort = value.e < mostDigits && value.e > -mostDigits && places <= mostDigits
  if (isExact && isShort && value.precision() <= mostDigits)
    return { digits: grouped(value.toFixed()), isRounded: false }
  const cut = value.toSignificantDigits(roundedDigits)
  const isSmall = Math.abs(cut.e) <= 15
  const digits = isSmall ? grouped(cut.toFixed()) : powerOfTen(cut.toExponential())
  return { digits, isRounded: !isExact || !cut.equals(value) }
}

function powerOfTen(written: string): string {
  const [digits = '', exponent = ''] = written.split('e')
  return `${digits} × 10^${exponent.replace('+', '')}`
}

/** Thousands apart, as both languages write them. */
function grouped(written: string): string {
  const [whole = '', fraction] = written.split('.')
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return (fraction === undefined ? apart : `${apart}.${fraction}`).replace(/^-/, '−')
}
