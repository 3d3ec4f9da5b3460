import type { Tool } from '../abilities/tool.ts'
import { type AnswerCheck, checkAnswer } from '../chat/json/check-answer.ts'
import { checkAside } from '../chat/json/checking.ts'
import { type Arguments, requiredOf } from './arguments.ts'
import type { ArgumentsFault } from './parts.ts'

/**
 * Holds arguments against a tool's schema. One from elsewhere is checked in a worker: a hostile pattern in its schema
 * cannot hold up the page.
 */
export async function checkArguments(tool: Tool, args: Arguments): Promise<ArgumentsFault | undefined> {
  const missing = requiredOf(tool).filter(name => !Object.hasOwn(args, name))
  if (missing.length > 0) return { missing }
  const [schema, given] = [JSON.stringify(tool.parameters), JSON.stringify(args)]
  const check = tool.source === undefined ? checkAnswer(schema, given) : await checkAside(schema, given)
  return check.kind === 'valid' ? undefined : { missing: [], wrong: wrongIn(check) }
}

function wrongIn(check: AnswerCheck): { readonly name: string; readonly words: string } {
  if (check.kind !== 'invalid') return { name: '', words: check.kind }
  const [first] = check.errors
  const name = first?.path.split('/')[1] ?? ''
  return { name: name.replaceAll('~1', '/').replaceAll('~0', '~'), words: first?.words ?? '' }
}
