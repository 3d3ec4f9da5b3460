import jsep from 'jsep'

/** Longest expression, in UTF-16 units, and how deep its groups may lie in one another. */
export const longestExpression = 500
export const deepestExpression = 40

/** An expression as a tree of what a calculator knows. */
export type Calculation =
  /** As it was written: "0.1" keeps its letters. */
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'binary'
      readonly sign: string
      readonly left: Calculation
      readonly right: Calculation
    }
  | { readonly kind: 'minus' | 'percent' | 'factorial' | 'degrees'; readonly of: Calculation }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Calculation[] }

const precedence: Readonly<Record<string, number>> = { '+': 9, '-': 9, '*': 10, '/': 10, '%': 10 }

let isPrepared = false

/** What jsep reads by itself is JavaScript; a calculation has fewer signs, other powers, and some that follow. */
function prepare(): void {
  if (isPrepared) return
  isPrepared = true
  jsep.removeAllBinaryOps()
  jsep.removeAllUnaryOps()
  jsep.removeAllLiterals()
  for (const [sign, strength] of Object.entries(precedence)) jsep.addBinaryOp(sign, strength)
  jsep.hooks.add('gobble-token', function numbersAndMinus(env) {
    // By itself jsep looks for nothing that follows a number.
    if (/[\d.]/.test(this.char)) {
      env.node = this.gobbleNumericLiteral() ?? this.throwError('No number')
      return
    }
    if (this.char !== '-' && this.char !== '+') return
    const isMinus = this.char === '-'
    this.index++
    const argument = this.gobbleToken()
    if (!argument) return this.throwError('Nothing after the sign')
    // The argument has its powers by now.
    env.node = isMinus ? { type: 'Minus', argument } : argument
  })
  jsep.hooks.add('after-token', function signsThatFollow(env) {
    if (!env.node) return
    for (;;) {
      this.gobbleSpaces()
      const rest = this.expr.slice(this.index)
      if (this.char === '!') env.node = { type: 'Factorial', argument: env.node }
      // "10 % 3" is a remainder, "10% + 3" is not.
      else if (this.char === '%' && !/^%\s*[\d(a-z]/.test(rest))
        env.node = { type: 'Percent', argument: env.node }
      else if (rest.startsWith('deg') && !/^deg\w/.test(rest)) {
        env.node = { type: 'Degrees', argument: env.node }
        this.index += 2
      } else break
      this.index++
    }
    // Binds more than a sign before it and takes from the right: -2^2 is -4, 2^3^2 is 2^9.
    if (this.char !== '^') return
    this.index++
    const right = this.gobbleToken()
    if (!right) return this.throwError('Nothing after ^')
    env.node = { type: 'BinaryExpression', operator: '^', left: env.node, right }
  })
}

/** Reads an expression in signs. Undefined where it is none, is too long or lies too deep. */
export function parseExpression(expression: string): Calculation | undefined {
  if (expression.length > longestExpression || depthOf(expression) > deepestExpression) return undefined
  prepare()
  try {
    return fromNode(jsep(expression))
  } catch {
    return undefined
  }
}

function depthOf(expression: string): number {
  let depth = 0
  let deepest = 0
  for (const sign of expression) {
    if (sign === '(') deepest = Math.max(deepest, ++depth)
    else if (sign === ')') depth--
  }
  return deepest
}

function isNode(value: unknown): value is jsep.Expression {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** jsep takes ".e9" for one as well. */
const isNumber = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,6})?$/i

/** Throws for anything of JavaScript that is no calculation. */
function fromNode(node: unknown): Calculation {
  if (!isNode(node)) throw new Error('Nothing here')
  const { type } = node
  if (type === 'Literal' && typeof node.raw === 'string' && isNumber.test(node.raw)) {
    return { kind: 'number', digits: node.raw }
  }
  if (type === 'Identifier' && typeof node.name === 'string') return { kind: 'name', name: node.name }
  if (type === 'BinaryExpression' && typeof node.operator === 'string') {
    return { kind: 'binary', sign: node.operator, left: fromNode(node.left), right: fromNode(node.right) }
  }
  if (type === 'Minus') return { kind: 'minus', of: fromNode(node.argument) }
  if (type === 'Percent') return { kind: 'percent', of: fromNode(node.argument) }
  if (type === 'Factorial') return { kind: 'factorial', of: fromNode(node.argument) }
  if (type === 'Degrees') return { kind: 'degrees', of: fromNode(node.argument) }
  if (type === 'CallExpression' && isNode(node.callee) && Array.isArray(node.arguments)) {
    const args = node.arguments.map(fromNode)
    if (node.callee.type === 'Identifier' && typeof node.callee.name === 'string') {
      return { kind: 'call', name: node.callee.name, args }
    }
    const [only] = args
    // 2(3+4)
    if (only && args.length === 1)
      return { kind: 'binary', sign: '*', left: fromNode(node.callee), right: only }
  }
  throw new Error(`${type} is no calculation`)
}
