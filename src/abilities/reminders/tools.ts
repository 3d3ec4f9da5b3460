import { FaultError } from '../../fault.ts'
import { asMarkdownLine } from '../../text/markdown-text.ts'
import { placeAddress } from '../../ui/place-address.ts'
import type { Both, CallPlace, Tool, ToolResult } from '../tool.ts'
import { reminderExamples } from './examples.ts'
import { remindersFor } from './find-reminder.ts'
import { durationMs, momentOf, wallClockAt } from './moment.ts'
import { notifyState } from './notify.ts'
import { parseReminder, type Reminder } from './reminder.ts'
import type { RemindersDesk } from './room.ts'
import { leftWords, momentWords, spanWords } from './time-words.ts'

type Desk = RemindersDesk

/** Longer than any timer: what was meant is another thing. */
const longestTimerMs = 366 * 86_400_000
/** For less than this nobody needs a calendar. */
const calendarFromMs = 3_600_000

const chosen = (place: CallPlace, words: Both) => words[place.language]
const unreadable = (detail: string) => new FaultError({ code: 'time-unreadable', detail })

/** The tools of reminders. */
export function reminderTools(desk: Desk): readonly Tool[] {
  return [setTimer(desk), setReminder(desk), listReminders(desk), cancelReminder(desk)]
}

function setTimer(desk: Desk): Tool {
  return {
    name: 'set_timer',
    title: { en: 'Set a timer', 'zh-CN': '设置计时器' },
    description:
      'Sets a timer that rings after a length of time. Use it when a length of time from now is given: "in ten minutes", "for half an hour".',
    parameters: {
      type: 'object',
      properties: {
        duration: { type: 'string', pattern: '^P', description: 'ISO 8601, such as PT10M' },
        label: { type: 'string', maxLength: 500, description: 'What it is for' },
      },
      required: ['duration'],
      additionalProperties: false,
    },
    slots: {
      duration: {
        kind: 'duration',
        ask: { en: 'For how long?', 'zh-CN': '多长时间？' },
        choices: [
          { en: '5 minutes', 'zh-CN': '5分钟' },
          { en: '10 minutes', 'zh-CN': '10分钟' },
          { en: '30 minutes', 'zh-CN': '30分钟' },
          { en: '1 hour', 'zh-CN': '1小时' },
        ],
      },
      label: { kind: 'text', ask: { en: 'What for?', 'zh-CN': '用来做什么？' } },
    },
    consent: 'once',
    effects: ['writes'],
    examples: reminderExamples.setTimer,
    async run({ duration, label }, place) {
      const length = durationMs(String(duration))
      if (length === undefined || length < 1000 || length > longestTimerMs) throw unreadable(String(duration))
      const { reminders, askOnce } = desk
      const text = typeof label === 'string' ? label : ''
      // The page rings whatever is answered, so nothing waits for it.
      void askOnce()
      const timer = reminders.add({ kind: 'timer', text, at: place.now + length, durationMs: length })
      const span = spanWords(length, place.language)
      const until = momentWords(timer.at, place.now, place.language, place.timeZone)
      const what = timer.text === '' ? '' : asMarkdownLine(timer.text)
      const said = chosen(place, {
        en: `Timer set for ${span}${what === '' ? '' : ` (${what})`}: it rings ${until}.`,
        'zh-CN': `已设置${span}的计时器${what === '' ? '' : `（${what}）`}，${until} 响铃。`,
      })
      return done(timer, said, length, place)
    },
    undo: token => takeBack(desk, token),
  }
}

function setReminder(desk: Desk): Tool {
  return {
    name: 'set_reminder',
    title: { en: 'Set a reminder', 'zh-CN': '设置提醒' },
    description:
      'Reminds the person of something at a moment. Use it when they want to be reminded or told of something later.',
    parameters: {
      type: 'object',
      properties: {
        text: { type: 'string', minLength: 1, maxLength: 2000, description: 'What of, in their words' },
        at: {
          type: 'string',
          pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}',
          description: 'Date and time where the person is, such as 2026-11-30T18:00',
        },
      },
      required: ['text', 'at'],
      additionalProperties: false,
    },
    slots: {
      text: { kind: 'text', ask: { en: 'What shall I remind you of?', 'zh-CN': '提醒你什么？' } },
      at: {
        kind: 'moment',
        ask: { en: 'When?', 'zh-CN': '什么时候？' },
        choices: [
          { en: 'in 10 minutes', 'zh-CN': '10分钟后' },
          { en: 'tonight at 8', 'zh-CN': '今晚8点' },
          { en: 'tomorrow at 9', 'zh-CN': '明天上午9点' },
        ],
      },
    },
    consent: 'once',
    effects: ['writes'],
    examples: reminderExamples.setReminder,
    async run({ text, at: local }, place) {
      const at = momentOf(String(local), place.timeZone)
      if (at === undefined) throw unreadable(String(local))
      // "Now" is meant where the minute has begun already.
      if (at <= place.now - 60_000) throw new FaultError({ code: 'reminder-past' })
      const { reminders, askOnce } = desk
      void askOnce()
      const reminder = reminders.add({ kind: 'reminder', text: String(text), at })
      const when = momentWords(at, place.now, place.language, place.timeZone)
      const what = asMarkdownLine(reminder.text)
      const said = chosen(place, {
        en: `I will remind you ${when}: ${what}.`,
        'zh-CN': `${when} 提醒你：${what}。`,
      })
      return done(reminder, said, at - place.now, place)
    },
    undo: token => takeBack(desk, token),
  }
}

/** What was set, and what cannot be promised of it. */
function done(reminder: Reminder, said: string, waitMs: number, place: CallPlace): ToolResult {
  const { id, kind, text, at } = reminder
  const calendar = `[${chosen(place, { en: 'add it to your calendar', 'zh-CN': '添加到日历' })}](${placeAddress('reminders', id)})`
  const keepOpen = chosen(
    place,
    waitMs < calendarFromMs
      ? {
          en: 'Keep Hermit open until then: a closed tab cannot ring.',
          'zh-CN': '在那之前请不要关闭 Hermit：标签页关闭后无法响铃。',
        }
      : {
          en: `A closed tab cannot ring: keep Hermit open, or ${calendar}.`,
          'zh-CN': `标签页关闭后无法响铃：请保持 Hermit 打开，或${calendar}。`,
        },
  )
  const onlyHere = chosen(place, {
    en: ' It rings on this page only, since this browser shows no notifications of Hermit.',
    'zh-CN': '这个浏览器不显示 Hermit 的通知，所以只在本页面响铃。',
  })
  const isRefused = notifyState() === 'denied'
  return {
    value: { id, kind, text, at: wallClockAt(at, place.timeZone) },
    said: `${said}${place.language === 'en' ? ' ' : ''}${keepOpen}${isRefused ? onlyHere : ''}`,
    undo: { set: id },
  }
}

async function takeBack(desk: Desk, token: unknown): Promise<void> {
  const set: unknown = typeof token === 'object' && token !== null ? Reflect.get(token, 'set') : undefined
  const { reminders } = desk
  if (typeof set === 'string') reminders.remove(set)
  reminders.forgetRemoved()
}

function listReminders(desk: Desk): Tool {
  return {
    name: 'list_reminders',
    title: { en: 'Show reminders', 'zh-CN': '查看提醒' },
    description:
      'Lists the reminders and timers that are set. Use it when asked what is coming up or still running.',
    parameters: { type: 'object', properties: {}, additionalProperties: false },
    slots: {},
    consent: 'none',
    effects: ['reads'],
    examples: reminderExamples.listReminders,
    async run(_, place) {
      const all = desk.reminders.store.getState().reminders
      const value = all.map(one => ({
        ...{ id: one.id, kind: one.kind, text: one.text, at: wallClockAt(one.at, place.timeZone) },
        isDue: one.at <= place.now,
      }))
      if (all.length === 0) {
        const said = chosen(place, { en: 'No reminder is set.', 'zh-CN': '没有设置任何提醒。' })
        return { value: { reminders: value }, said }
      }
      const lines = all.map(one => `- ${line(one, place)}`)
      return { value: { reminders: value }, said: lines.join('\n'), isForeign: true }
    },
  }
}

/** One in a line: "today at 18:00 (in 2 hours): call Ana". */
function line(reminder: Reminder, place: CallPlace): string {
  const { at, kind, text } = reminder
  const when = momentWords(at, place.now, place.language, place.timeZone)
  const left = leftWords(at - place.now, place.language)
  const isDue = at <= place.now
  const timer = chosen(place, { en: 'timer', 'zh-CN': '计时器' })
  const what = text === '' ? timer : asMarkdownLine(text)
  return chosen(place, {
    en: `${when} (${isDue ? 'due' : `in ${left}`}): ${kind === 'timer' && text !== '' ? `${timer}, ` : ''}${what}`,
    'zh-CN': `${when}（${isDue ? '已到时间' : `${left}后`}）：${kind === 'timer' && text !== '' ? `${timer}，` : ''}${what}`,
  })
}

function cancelReminder(desk: Desk): Tool {
  return {
    name: 'cancel_reminder',
    title: { en: 'Cancel a reminder', 'zh-CN': '取消提醒' },
    description:
      'Cancels a reminder or a timer: the one that the text is about, or, without a text, the one that was set last.',
    parameters: {
      type: 'object',
      properties: { text: { type: 'string', maxLength: 2000, description: 'Which one, in their words' } },
      additionalProperties: false,
    },
    slots: { text: { kind: 'text', ask: { en: 'Which one?', 'zh-CN': '取消哪一个？' } } },
    consent: 'once',
    effects: ['writes'],
    examples: reminderExamples.cancelReminder,
    async run({ text }, place) {
      const { reminders } = desk
      const all = reminders.store.getState().reminders
      const words = typeof text === 'string' ? text.trim() : ''
      const found =
        words === ''
          ? all.toSorted((a, b) => b.createdAt - a.createdAt).slice(0, 1)
          : remindersFor(words, all, place.timeZone)
      const [one] = found
      if (!one) {
        const said = chosen(
          place,
          words === ''
            ? { en: 'No reminder is set.', 'zh-CN': '没有设置任何提醒。' }
            : {
                en: `No reminder fits “${asMarkdownLine(words)}”. [Show all](hermit:reminders)`,
                'zh-CN': `没有与“${asMarkdownLine(words)}”相符的提醒。[查看全部](hermit:reminders)`,
              },
        )
        return { value: { cancelled: null }, said }
      }
      if (found.length > 1) {
        const lines = found.map(each => `- ${line(each, place)}`).join('\n')
        const said = chosen(place, {
          en: `Several fit, so none was cancelled. [Choose one](hermit:reminders)\n\n${lines}`,
          'zh-CN': `有多个相符，所以没有取消。[选择一个](hermit:reminders)\n\n${lines}`,
        })
        return { value: { cancelled: null, fitting: found.map(({ id }) => id) }, said, isForeign: true }
      }
      reminders.remove(one.id)
      // It is undone by its step, at any later time.
      reminders.forgetRemoved()
      const said = chosen(place, {
        en: `Cancelled: ${line(one, place)}`,
        'zh-CN': `已取消：${line(one, place)}`,
      })
      return { value: { cancelled: one.id }, said, undo: { cancelled: one }, isForeign: true }
    },
    async undo(token) {
      const kept: unknown =
        typeof token === 'object' && token !== null ? Reflect.get(token, 'cancelled') : undefined
      const reminder = parseReminder(kept)
      if (reminder) desk.reminders.putBack(reminder)
    },
  }
}
