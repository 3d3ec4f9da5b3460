import type { CallPlace, Tool } from '../abilities/tool.ts'
import type { Language } from '../ui/i18n/text.ts'
import type { ModelContext } from './webmcp.ts'

/** A call from outside that waits for the person. */
export interface Asking {
  readonly id: number
  readonly tool: Tool
  readonly args: Readonly<Record<string, unknown>>
  /** @param always The same tool is not asked for again until this page is closed. */
  answer(isAllowed: boolean, always?: boolean): void
}

/** What offering Hermit's tools is built from. */
export interface OfferingParts {
  readonly context: ModelContext | undefined
  readonly ownTools: () => Promise<readonly Tool[]>
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly onAsking: (asking: Asking | undefined) => void
}

/** How long a question waits for the person, in milliseconds; then it is refused. */
const patienceMs = 120_000
/** Questions that wait; more are refused. */
const mostWaiting = 3

/** Offers Hermit's own tools to agents of the browser, where the person wants that. */
export interface Offering {
  set(isOn: boolean): void
}

/** Builds it: nothing is offered before set(true). */
export function createOffering({ context, ownTools, now, onAsking }: OfferingParts): Offering {
  const allowed = new Set<string>()
  const waiting: Asking[] = []
  let offered: AbortController | undefined
  let lastId = 0

  function ask(tool: Tool, args: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<boolean> {
    if (allowed.has(tool.name)) return Promise.resolve(true)
    if (waiting.length >= mostWaiting) return Promise.resolve(false)
    return new Promise(resolve => {
      const asking: Asking = {
        id: ++lastId,
        tool,
        args,
        answer(isAllowed, always = false) {
          const at = waiting.indexOf(asking)
          if (at < 0) return
          waiting.splice(at, 1)
          clearTimeout(timer)
          signal.removeEventListener('abort', refuse)
          if (isAllowed && always) allowed.add(tool.name)
          onAsking(waiting[0])
          resolve(isAllowed)
        },
      }
      const refuse = () => asking.answer(false)
      const timer = setTimeout(refuse, patienceMs)
      signal.addEventListener('abort', refuse)
      waiting.push(asking)
      onAsking(waiting[0])
    })
  }

  async function call(tool: Tool, args: unknown, signal: AbortSignal): Promise<unknown> {
    const given = typeof args === 'object' && args !== null ? structuredClone(args) : {}
    const known = { ...given } as Record<string, unknown>
    const wrong = await wrongArguments(tool, known)
    if (wrong !== undefined) throw new Error(wrong)
    // Whoever calls is not the person: what reads or writes anything of theirs is asked for, even where the agent need not.
    const isHarmless = tool.consent === 'none' && tool.effects.length === 0
    if (!isHarmless && !(await ask(tool, known, signal))) throw new Error('The person did not allow it.')
    const { value, said } = await tool.run(known, place(now(), signal))
    return { value: value ?? null, said }
  }

  async function offer(signal: AbortSignal): Promise<void> {
    const tools = (await ownTools()).filter(
      ({ consent, source }) => consent !== 'each-time' && source === undefined,
    )
    if (signal.aborted) return
    for (const tool of tools) {
      const { name, description, parameters, effects } = tool
      const isReadOnly = !effects.some(effect => effect !== 'reads')
      const registered = context?.registerTool(
        {
          name,
          title: tool.title.en,
          description,
          inputSchema: parameters,
          annotations: {
            readOnlyHint: isReadOnly,
            consequentialHint: !isReadOnly,
            untrustedContentHint: true,
          },
          execute: (args: unknown) => call(tool, args, signal),
        },
        { signal },
      )
      // A browser that does not take one takes the others.
      await Promise.resolve(registered).catch((reason: unknown) =>
        console.warn(`${name} is not offered.`, reason),
      )
    }
  }

  return {
    set(isOn) {
      if (!context || isOn === (offered !== undefined)) return
      offered?.abort()
      offered = isOn ? new AbortController() : undefined
      if (!isOn) allowed.clear()
      if (offered) void offer(offered.signal).catch(() => {})
    },
  }
}

/** What is wrong with arguments from outside, in English. */
async function wrongArguments(tool: Tool, args: Record<string, unknown>): Promise<string | undefined> {
  const { checkAnswer } = await import('../chat/json/check-answer.ts')
  const check = checkAnswer(JSON.stringify(tool.parameters), JSON.stringify(args))
  if (check.kind === 'valid') return undefined
  const errors = check.kind === 'invalid' ? check.errors : []
  return `The arguments are not what ${tool.name} takes. ${errors.map(({ path, words }) => `${path}: ${words}`).join(' ')}`
}

function place(now: number, signal: AbortSignal): CallPlace {
  const language: Language = document.documentElement.lang.startsWith('zh') ? 'zh-CN' : 'en'
  return { signal, language, now, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }
}
