import { plainMarkdown } from '../../chat/transfer/contained-markdown.ts'
import type { Language } from '../../ui/i18n/text.ts'
import { markdownLink, mayLeave, openAway, type WayOut } from '../links/leave.ts'
import type { Tool, ToolResult } from '../tool.ts'
import { type Draft, mailDraft, sureLength, textMessageDraft } from './compose.ts'
import { writeEmailExamples, writeMessageExamples } from './examples.ts'

/**
 * The tools that open a draft in the device's own app for mail and for messages. Hermit sends nothing: the person does,
 * there.
 */
export function createMessageTools(wayOut: WayOut): readonly Tool[] {
  const { open = openAway } = wayOut

  function go(
    draft: Draft | undefined,
    to: string,
    kind: 'mail' | 'message',
    language: Language,
  ): ToolResult {
    if (!draft) {
      const said =
        language === 'en'
          ? 'That text is too long to be handed to another app. Copy it instead and paste it there.'
          : '文字太长，无法直接交给别的应用。请复制后粘贴过去。'
      return { value: { error: 'too-long' }, said }
    }
    const isOpened = open(draft.href)
    const value = { href: draft.href, isOpened, ...(draft.to.length > 0 && { to: draft.to }) }
    const said = isOpened ? sayOpened(draft, to, kind, language) : sayBlocked(draft, kind, language)
    return { value, said }
  }

  const writeEmail: Tool = {
    name: 'write_email',
    title: { en: 'Write an email', 'zh-CN': '写邮件' },
    description:
      'Opens a draft in the person’s own mail app, with who it goes to, a subject and a text. It sends nothing: the person does.',
    parameters: {
      type: 'object',
      properties: {
        to: {
          type: 'string',
          minLength: 1,
          maxLength: 500,
          description: 'An address, several with commas, or a name',
        },
        subject: { type: 'string', maxLength: 500 },
        body: { type: 'string', maxLength: 10_000, description: 'The text of the mail' },
      },
      required: ['to'],
      additionalProperties: false,
    },
    slots: {
      to: { kind: 'person', ask: { en: 'To whom?', 'zh-CN': '写给谁？' } },
      subject: { kind: 'text', ask: { en: 'With what subject?', 'zh-CN': '主题是什么？' } },
      body: { kind: 'text', ask: { en: 'What should it say?', 'zh-CN': '写什么内容？' } },
    },
    consent: 'each-time',
    effects: ['leaves-device'],
    examples: writeEmailExamples,
    async run({ to, subject, body }, { language, signal }) {
      signal.throwIfAborted()
      mayLeave(wayOut)
      const given = (text: unknown) => (text === undefined ? undefined : String(text))
      return go(mailDraft(String(to), given(subject), given(body)), String(to), 'mail', language)
    },
  }

  const writeMessage: Tool = {
    name: 'write_message',
    title: { en: 'Write a message', 'zh-CN': '写短信' },
    description:
      'Opens a draft of a text message (SMS) in the device’s own app. It sends nothing: the person does. Not for email.',
    parameters: {
      type: 'object',
      properties: {
        to: { type: 'string', minLength: 1, maxLength: 200, description: 'A telephone number or a name' },
        body: { type: 'string', minLength: 1, maxLength: 10_000, description: 'The text of the message' },
      },
      required: ['to', 'body'],
      additionalProperties: false,
    },
    slots: {
      to: { kind: 'person', ask: { en: 'To whom?', 'zh-CN': '发给谁？' } },
      body: { kind: 'text', ask: { en: 'What should it say?', 'zh-CN': '写什么内容？' } },
    },
    consent: 'each-time',
    effects: ['leaves-device'],
    examples: writeMessageExamples,
    async run({ to, body }, { language, signal }) {
      signal.throwIfAborted()
      mayLeave(wayOut)
      return go(textMessageDraft(String(to), String(body)), String(to), 'message', language)
    },
  }

  return [writeEmail, writeMessage]
}

function sayOpened(draft: Draft, to: string, kind: 'mail' | 'message', language: Language): string {
  const name = plainMarkdown(to)
  const isKnown = draft.to.length > 0
  const mayLack = draft.href.length > sureLength
  if (language === 'en') {
    const app = kind === 'mail' ? 'mail app' : 'app for messages'
    return [
      `A draft to ${name} is open in your ${app}; sending it is up to you.`,
      isKnown ? '' : `I know no ${kind === 'mail' ? 'address' : 'number'} of ${name}: choose it there.`,
      mayLack ? 'It is long: if its text is missing there, copy it from here.' : '',
      kind === 'message' ? 'If nothing opens, this device has no such app.' : '',
    ]
      .filter(Boolean)
      .join(' ')
  }
  return [
    `已在你的${kind === 'mail' ? '邮件' : '短信'}应用里打开给${name}的草稿，由你来发送。`,
    isKnown ? '' : `我不知道${name}的${kind === 'mail' ? '邮箱地址' : '号码'}，请在那里选择收件人。`,
    mayLack ? '内容较长，如果那边没有正文，请从这里复制。' : '',
    kind === 'message' ? '如果没有打开，说明本设备没有短信应用。' : '',
  ].join('')
}

/** Only mail can be a link in an answer; for a message it is asked for again. */
function sayBlocked({ href, to }: Draft, kind: 'mail' | 'message', language: Language): string {
  const isEnglish = language === 'en'
  if (kind === 'message') {
    return isEnglish
      ? 'The browser did not let Hermit open it by itself. Ask for it again and press at once.'
      : '浏览器不让 Hermit 自行打开。请再说一次，并马上确认。'
  }
  if (to.length === 0) {
    return isEnglish
      ? 'The browser did not let Hermit open your mail app by itself. Ask for it again and press at once.'
      : '浏览器不让 Hermit 自行打开邮件应用。请再说一次，并马上确认。'
  }
  const link = markdownLink(isEnglish ? 'the draft' : '邮件草稿', href)
  return isEnglish
    ? `The browser did not let Hermit open it by itself. Press here: ${link}`
    : `浏览器不让 Hermit 自行打开。请点这里：${link}`
}
