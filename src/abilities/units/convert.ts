import { findUnits } from './find-unit.ts'
import type { Unit } from './unit-table.ts'

/** What came of a conversion. */
export type Converted =
  | { readonly from: Unit; readonly to: Unit; readonly amount: number }
  | { readonly error: 'unit-unknown'; readonly name: string }
  | { readonly error: 'units-differ'; readonly from: Unit; readonly to: Unit }
  /** Below absolute zero; a use of fuel that is none. */
  | { readonly error: 'impossible' }

/** Digits of a result that are right: factors have no more in a double. */
const rightDigits = 14

/** Converts an amount between two units by their names, as they were said. */
export function convertUnits(amount: number, fromName: string, toName: string): Converted {
  const from = findUnits(fromName)
  const to = findUnits(toName)
  const [firstFrom] = from
  const [firstTo] = to
  if (!firstFrom) return { error: 'unit-unknown', name: fromName }
  if (!firstTo) return { error: 'unit-unknown', name: toName }
  const pairs = from.flatMap(one =>
    to.filter(other => other.dimension === one.dimension).map(other => [one, other] as const),
  )
  // 20 degrees to Fahrenheit: of what a name can mean, another unit than the one that is asked for.
  const pair = (from === to ? undefined : pairs.find(([one, other]) => one !== other)) ?? pairs[0]
  if (pair) return between(amount, ...pair)
  return { error: 'units-differ', from: firstFrom, to: firstTo }
}

function between(amount: number, from: Unit, to: Unit): Converted {
  if (from === to) return { from, to, amount }
  const base = from.kind === 'inverse' ? from.factor / amount : amount * from.factor + (from.offset ?? 0)
  if (from.dimension === 'temperature' && base < -1e-9) return { error: 'impossible' }
  const found = to.kind === 'inverse' ? to.factor / base : (base - (to.offset ?? 0)) / to.factor
  if (!Number.isFinite(found)) return { error: 'impossible' }
  const isTemperature = from.dimension === 'temperature'
  // What is left of subtracting 273.15 is no digit of the result.
  const rounded = isTemperature ? Number(found.toFixed(9)) : Number(found.toPrecision(rightDigits))
  return { from, to, amount: rounded + 0 }
}
