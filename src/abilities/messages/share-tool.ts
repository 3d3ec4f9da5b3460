import { mayLeave, type WayOut } from '../links/leave.ts'
import type { Both, Tool } from '../tool.ts'
import { shareTextExamples } from './examples.ts'

/** The device's own way to share; undefined where the browser has none. */
export type Share = (data: { readonly text: string }) => Promise<void>

/** Choosing where to share takes a person as long as it takes. */
const choosingMs = 10 * 60_000

function deviceShare(): Share | undefined {
  const share: unknown = 'share' in navigator ? navigator.share : undefined
  return typeof share === 'function' ? data => navigator.share(data) : undefined
}

type Outcome = 'shared' | 'closed' | 'blocked' | 'none'

const sayings: Readonly<Record<Outcome, Both>> = {
  shared: { en: 'Handed over to what you chose.', 'zh-CN': '已交给你选择的应用。' },
  closed: { en: 'Nothing was shared: you closed the choice.', 'zh-CN': '没有分享：你关闭了选择。' },
  blocked: {
    en: 'The browser did not let Hermit share by itself. Ask for it again and press at once, or have it copied.',
    'zh-CN': '浏览器不让 Hermit 自行分享。请再说一次并马上确认，或让我复制。',
  },
  none: {
    en: 'This browser has no way to share. I can copy the text instead: say “copy it”.',
    'zh-CN': '这个浏览器没有分享功能。我可以改为复制：请说“复制它”。',
  },
}

/**
 * The tool that hands a text to the device's own dialog for sharing.
 *
 * @param find Gives what shares; it is asked at each call.
 */
export function createShareTool(wayOut: WayOut, find: () => Share | undefined = deviceShare): Tool {
  return {
    name: 'share_text',
    title: { en: 'Share a text', 'zh-CN': '分享文字' },
    description:
      'Hands a text to the device’s own dialog for sharing, where the person chooses the app. Use it when asked to share something without naming email or a text message.',
    parameters: {
      type: 'object',
      properties: {
        text: { type: 'string', minLength: 1, maxLength: 100_000, description: 'What is shared' },
      },
      required: ['text'],
      additionalProperties: false,
    },
    slots: { text: { kind: 'text', ask: { en: 'What should I share?', 'zh-CN': '要分享什么？' } } },
    consent: 'each-time',
    effects: ['leaves-device'],
    limitMs: choosingMs,
    examples: shareTextExamples,
    async run({ text }, { language, signal }) {
      signal.throwIfAborted()
      mayLeave(wayOut)
      const share = find()
      const outcome = share ? await outcomeOf(share({ text: String(text) })) : 'none'
      signal.throwIfAborted()
      return { value: { outcome }, said: sayings[outcome][language] }
    },
  }
}

/** Other failures than these two are thrown. */
async function outcomeOf(sharing: Promise<void>): Promise<Outcome> {
  try {
    await sharing
    return 'shared'
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    if (name === 'AbortError') return 'closed'
    if (name === 'NotAllowedError') return 'blocked'
    throw error
  }
}
