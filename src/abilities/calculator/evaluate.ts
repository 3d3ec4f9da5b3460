import Decimal from 'decimal.js'
import type { Calculation } from './parse.ts'

/** Why there is no result. */
export type CalculationFailure =
  | 'division-by-zero'
  | 'too-large'
  /** The root of a negative number, the logarithm of nothing, the tangent of a right angle. */
  | 'not-real'
  /** A name or a function that no calculator knows, or one with too many numbers. */
  | 'unclear'

/** Thrown within an evaluation only. */
class Failed extends Error {
  constructor(readonly failure: CalculationFailure) {
    super(failure)
  }
}

/** A number, and whether it is the whole truth. */
export interface Quantity {
  readonly value: Decimal
  /** False where digits were cut: a third, a root, a sine. */
  readonly isExact: boolean
  /** A sine of a number that was not said to be in degrees. */
  readonly isInRadians?: boolean
}

/** A quotient that does not end, kept as one: three thirds are 1. */
interface Fraction extends Quantity {
  /** `value` is divided by this. Default: 1. */
  readonly over?: Decimal
}

/** Results are below ten to the power of this: nobody reads more, and hostile powers must end. */
const longestResult = 2000
const longestFactorial = 400
const longestExponent = 10_000
/** Digits of both parts of a fraction. */
const longestFraction = 600

const options = { toExpNeg: -9e15, toExpPos: 9e15, maxE: 100_000, minE: -100_000 } as const
/** Enough for every sum and product below the limit. */
const Whole = Decimal.clone({ ...options, precision: 2 * longestResult + 100 })
/** For what has no end. Results of functions are cut to fewer digits, which are all right. */
const Cut = Decimal.clone({ ...options, precision: 60 })
const rightDigits = 40

const constants: Readonly<Record<string, () => Decimal>> = {
  pi: () => Cut.acos(-1),
  π: () => Cut.acos(-1),
  tau: () => Cut.acos(-1).times(2),
  e: () => Cut.exp(1),
}

/** What an expression comes to. */
export function evaluate(calculation: Calculation): Quantity | { readonly failure: CalculationFailure } {
  try {
    return decimalOf(worth(calculation))
  } catch (error) {
    if (error instanceof Failed) return { failure: error.failure }
    throw error
  }
}

function worth(of: Calculation): Fraction {
  switch (of.kind) {
    case 'number':
      return read(of.digits)
    case 'name': {
      const constant = Object.hasOwn(constants, of.name) ? constants[of.name] : undefined
      if (!constant) throw new Failed('unclear')
      return { value: constant(), isExact: false }
    }
    case 'minus':
      return negated(worth(of.of))
    case 'percent':
      return divided(worth(of.of), hundred)
    case 'degrees':
      throw new Failed('unclear')
    case 'factorial':
      return factorial(decimalOf(worth(of.of)))
    case 'binary':
      return combined(of.sign, of.left, of.right)
    case 'call':
      return called(of.name, of.args)
  }
}

function read(digits: string): Quantity {
  const value = new Whole(digits)
  // So near to nothing that it was taken for it.
  if (value.isZero() && /[1-9].*e/i.test(digits)) throw new Failed('too-large')
  return checked(value, true)
}

function combined(sign: string, leftSide: Calculation, rightSide: Calculation): Fraction {
  const left = worth(leftSide)
  const right = worth(rightSide)
  // 80 + 10% is 88, as on every calculator.
  if ((sign === '+' || sign === '-') && rightSide.kind === 'percent') {
    const share = times(left, right)
    return plus(left, sign === '+' ? share : negated(share))
  }
  switch (sign) {
    case '+':
      return plus(left, right)
    case '-':
      return plus(left, negated(right))
    case '*':
      return times(left, right)
    case '/':
      return divided(left, right)
    case '%':
      return remainder(decimalOf(left), decimalOf(right))
    case '^':
      return power(decimalOf(left), decimalOf(right))
    default:
      throw new Failed('unclear')
  }
}

/** Throws where a result is longer than anyone reads. */
function checked(value: Decimal, isExact: boolean): Quantity {
  if (!value.isFinite() || Math.abs(value.e) > longestResult) {
    throw new Failed(value.isNaN() ? 'not-real' : 'too-large')
  }
  return { value, isExact: isExact && value.precision() < 2 * longestResult + 100 }
}

const one = new Whole(1)
const hundred: Quantity = { value: new Whole(100), isExact: true }
const overOf = ({ over = one }: Fraction) => over
const negated = (of: Fraction): Fraction => ({ ...of, value: of.value.negated() })

function plus(left: Fraction, right: Fraction): Fraction {
  const sum = Whole.add(Whole.mul(left.value, overOf(right)), Whole.mul(right.value, overOf(left)))
  return quotient(sum, Whole.mul(overOf(left), overOf(right)), left.isExact && right.isExact)
}

function times(left: Fraction, right: Fraction): Fraction {
  const product = Whole.mul(left.value, right.value)
  return quotient(product, Whole.mul(overOf(left), overOf(right)), left.isExact && right.isExact)
}

function divided(left: Fraction, right: Fraction): Fraction {
  const over = Whole.mul(overOf(left), right.value)
  return quotient(Whole.mul(left.value, overOf(right)), over, left.isExact && right.isExact)
}

/** Stays a fraction only where the division does not end, and as long as it is short. */
function quotient(value: Decimal, over: Decimal, isExact: boolean): Fraction {
  if (over.isZero()) throw new Failed('division-by-zero')
  if (over.equals(1)) return checked(value, isExact)
  const whole = Whole.div(value, over)
  const { isExact: isWhole } = checked(whole, isExact && Whole.mul(whole, over).equals(value))
  if (isWhole) return { value: whole, isExact }
  const isShort = isExact && value.precision() + over.precision() < longestFraction
  return isShort ? { value, over, isExact } : checked(Cut.div(value, over), false)
}

/** What a fraction comes to, with its digits cut where they have no end. */
function decimalOf({ over, ...of }: Fraction): Quantity {
  return over ? { ...of, value: Cut.div(of.value, over), isExact: false } : of
}

function remainder(left: Quantity, right: Quantity): Quantity {
  if (right.value.isZero()) throw new Failed('division-by-zero')
  return checked(Whole.mod(left.value, right.value), left.isExact && right.isExact)
}

function power(base: Quantity, exponent: Quantity): Quantity {
  const { value: to } = exponent
  if (base.value.isZero()) {
    if (to.isNegative() && !to.isZero()) throw new Failed('division-by-zero')
    return { value: new Whole(to.isZero() ? 1 : 0), isExact: base.isExact && exponent.isExact }
  }
  if (to.abs().greaterThan(longestExponent) && !base.value.abs().equals(1)) throw new Failed('too-large')
  const digits = Math.abs(Cut.log10(base.value.abs()).times(to).toNumber())
  if (digits > longestResult) throw new Failed('too-large')
  // Whole powers are whole only where all of their digits fit: 1.00001^9999 has 50,000.
  const fits = base.value.precision() * to.abs().toNumber() < 2 * longestResult
  if (to.isInteger() && fits && base.isExact && exponent.isExact) {
    const whole = Whole.pow(base.value, to.abs())
    return to.isNegative() ? decimalOf(quotient(one, whole, true)) : checked(whole, true)
  }
  if (base.value.isNegative() && !to.isInteger()) throw new Failed('not-real')
  return rounded(
    Cut.pow(base.value, to),
    base.isExact && exponent.isExact ? root => closes(root, base, to) : undefined,
  )
}

/** 2.25 to the power of a half is 1.5, and no less. */
function closes(root: Decimal, base: Quantity, exponent: Decimal): boolean {
  const inverse = Whole.div(1, exponent)
  return inverse.isInteger() && inverse.abs().lessThan(100) && Whole.pow(root, inverse).equals(base.value)
}

/** @param isTrue Tells whether a number of few digits is the whole result. */
function rounded(value: Decimal, isTrue?: (value: Decimal) => boolean): Quantity {
  const cut = value.toSignificantDigits(rightDigits)
  return checked(cut, cut.precision() < rightDigits / 2 && isTrue?.(cut) === true)
}

function factorial({ value, isExact }: Quantity): Quantity {
  if (!value.isInteger() || value.isNegative()) throw new Failed('not-real')
  if (value.greaterThan(longestFactorial)) throw new Failed('too-large')
  let product = one
  for (let factor = 2; factor <= value.toNumber(); factor++) product = product.times(factor)
  return checked(product, isExact)
}

function called(name: string, args: readonly Calculation[]): Fraction {
  if (args.length === 0) throw new Failed('unclear')
  if (name === 'sum' || name === 'average') {
    const sum = args.map(worth).reduce(plus)
    return name === 'sum' ? sum : divided(sum, { value: new Whole(args.length), isExact: true })
  }
  if (name === 'max' || name === 'min') {
    return args
      .map(arg => decimalOf(worth(arg)))
      .reduce((first, other) => {
        return first.value.greaterThan(other.value) === (name === 'max') ? first : other
      })
  }
  const [only, second] = args
  if (!only || second) throw new Failed('unclear')
  if (name === 'sin' || name === 'cos' || name === 'tan') return angular(name, only)
  return ofOne(name, decimalOf(worth(only)))
}

function ofOne(name: string, of: Quantity): Quantity {
  const { value, isExact } = of
  switch (name) {
    case 'sqrt':
      if (value.isNegative() && !value.isZero()) throw new Failed('not-real')
      return rounded(Cut.sqrt(value), root => isExact && Whole.mul(root, root).equals(value))
    case 'cbrt':
      return rounded(Cut.cbrt(value), root => isExact && Whole.pow(root, 3).equals(value))
    case 'ln':
    case 'log':
    case 'lb':
      if (!value.greaterThan(0)) throw new Failed('not-real')
      if (name === 'ln') return rounded(Cut.ln(value), result => result.isZero())
      return rounded(name === 'log' ? Cut.log10(value) : Cut.log2(value), result => {
        return isExact && result.isInteger() && Whole.pow(name === 'log' ? 10 : 2, result).equals(value)
      })
    case 'exp':
      return power({ value: Cut.exp(1), isExact: false }, of)
    case 'abs':
      return { value: value.abs(), isExact }
    case 'floor':
      return { value: value.floor(), isExact }
    case 'ceil':
      return { value: value.ceil(), isExact }
    case 'round':
      return { value: value.round(), isExact }
    case 'factorial':
      return factorial(of)
    default:
      throw new Failed('unclear')
  }
}

function angular(name: 'sin' | 'cos' | 'tan', of: Calculation): Quantity {
  const isInDegrees = of.kind === 'degrees'
  const { value } = decimalOf(worth(isInDegrees ? of.of : of))
  if (value.abs().greaterThan(1e6)) throw new Failed('too-large')
  const angle = isInDegrees ? Cut.acos(-1).times(value.mod(360)).dividedBy(180) : new Cut(value)
  const found = Cut[name](angle)
  // Right angles: what is left of them at this precision is no number.
  if (found.abs().greaterThan(1e30)) throw new Failed('not-real')
  const result = found.abs().lessThan(1e-40) ? new Cut(0) : found
  const quantity = rounded(result, cut => isInDegrees && cut.precision() <= 2)
  return isInDegrees || value.isZero() ? quantity : { ...quantity, isInRadians: true }
}
