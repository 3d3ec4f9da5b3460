import { type CalculationFailure, evaluate, type Quantity } from './evaluate.ts'
import { longestExpression, parseExpression } from './parse.ts'
import { toExpression } from './spoken.ts'

/** What came of a calculation, with the expression that was read from its words. */
export type Calculated =
  | { readonly expression: string; readonly quantity: Quantity }
  | { readonly expression: string; readonly failure: CalculationFailure | 'which-division' | 'too-long' }

/** Calculates what was said: "12% of 80", "三加四". */
export function calculate(said: string): Calculated {
  if (said.length > longestExpression) return { expression: '', failure: 'too-long' }
  const expression = toExpression(said)
  // 五除二十 is four and 二十除五 is meant to be four: nobody can tell.
  if (/\d\)?\s*除\s*\(?\d/.test(expression)) return { expression, failure: 'which-division' }
  const calculation = parseExpression(expression)
  if (!calculation)
    return { expression, failure: expression.length > longestExpression ? 'too-long' : 'unclear' }
  const result = evaluate(calculation)
  return 'failure' in result ? { expression, failure: result.failure } : { expression, quantity: result }
}
