import { describe, expect, test } from 'vitest'
import { createShareTool, type Share } from './share-tool.ts'
import { createMessageTools } from './tools.ts'

const place = { signal: new AbortController().signal, language: 'en', now: 0, timeZone: 'UTC' } as const

function messageTools({ isAirGapped = false, opens = true } = {}) {
  const opened: string[] = []
  const open = (href: string) => {
    opened.push(href)
    return opens
  }
  const [email, message] = createMessageTools({ isAirGapped: () => isAirGapped, open })
  if (!email || !message) throw new Error('no tools')
  return { email, message, opened }
}

describe('drafts', () => {
  test('are opened in the app, and the person sends them', async () => {
    const { email, message, opened } = messageTools()
    const mail = await email.run({ to: 'anna@example.org', subject: 'Hi' }, place)
    const text = await message.run({ to: '+44 20 7946 0000', body: 'late' }, place)
    expect(opened).toEqual(['mailto:anna@example.org?subject=Hi', 'sms:+442079460000?&body=late'])
    expect(mail.said).toBe('A draft to anna@example.org is open in your mail app; sending it is up to you.')
    expect(text.said).toContain('If nothing opens')
    expect([email.consent, message.consent]).toEqual(['each-time', 'each-time'])
  })

  test('to somebody with a name say that the address is not known', async () => {
    const { email, message } = messageTools()
    const mail = await email.run({ to: 'Anna' }, place)
    expect(mail.said).toContain('I know no address of Anna: choose it there.')
    expect(mail.value).not.toHaveProperty('to')
    const text = await message.run({ to: '妈妈', body: '到了' }, { ...place, language: 'zh-CN' })
    expect(text.said).toContain('我不知道妈妈的号码')
  })

  test('that the browser blocks are a link, or asked for again', async () => {
    const { email, message } = messageTools({ opens: false })
    expect((await email.run({ to: 'anna@example.org' }, place)).said).toContain(
      '[the draft](<mailto:anna@example.org>)',
    )
    expect((await email.run({ to: 'Anna' }, place)).said).toContain('Ask for it again')
    expect((await message.run({ to: '12345', body: 'x' }, place)).said).toContain('Ask for it again')
  })

  test('that are long say that the text may be missing, and none is opened that no app takes', async () => {
    const { email, opened } = messageTools()
    expect((await email.run({ to: 'a@example.org', body: 'a'.repeat(3000) }, place)).said).toContain(
      'It is long',
    )
    expect((await email.run({ to: 'a@example.org', body: '长'.repeat(3000) }, place)).value).toEqual({
      error: 'too-long',
    })
    expect(opened).toHaveLength(1)
  })

  test('are not opened while the air gap is on', async () => {
    const { email, message, opened } = messageTools({ isAirGapped: true })
    const refused = { fault: { code: 'air-gapped' } }
    await expect(email.run({ to: 'a@example.org' }, place)).rejects.toMatchObject(refused)
    await expect(message.run({ to: '12345', body: 'x' }, place)).rejects.toMatchObject(refused)
    expect(opened).toEqual([])
  })
})

describe('sharing', () => {
  const say = async (share: Share | undefined, isAirGapped = false) => {
    const tool = createShareTool({ isAirGapped: () => isAirGapped }, () => share)
    return (await tool.run({ text: 'hello' }, place)).said
  }
  const failing = (name: string) => () => Promise.reject(new DOMException('', name))

  test('hands over what was said, and tells how it ended', async () => {
    const shared: string[] = []
    expect(await say(async ({ text }) => void shared.push(text))).toBe('Handed over to what you chose.')
    expect(shared).toEqual(['hello'])
    expect(await say(failing('AbortError'))).toContain('Nothing was shared')
    expect(await say(failing('NotAllowedError'))).toContain('press at once')
    await expect(say(failing('DataError'))).rejects.toThrow(DOMException)
  })

  test('offers to copy where the browser cannot share', async () => {
    expect(await say(undefined)).toContain('say “copy it”')
  })

  test('does nothing while the air gap is on', async () => {
    await expect(say(async () => {}, true)).rejects.toMatchObject({ fault: { code: 'air-gapped' } })
  })
})
