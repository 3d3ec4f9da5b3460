import { wordsThatMatter } from '../../text/small-words.ts'
import { cutWords, normalise } from '../../text/words.ts'
import { wallClockAt } from './moment.ts'
import type { Reminder } from './reminder.ts'

/** What timers and reminders are called, whatever they are about. */
const kindWords: Readonly<Record<Reminder['kind'], string>> = {
  timer: 'timer alarm countdown 计时器 计时 倒计时 闹钟 定时',
  reminder: 'reminder alert 提醒 闹钟 待办',
}

/**
 * Those that a few words may mean: by their text, by what they are, by their time of day. All words have to fit.
 * @param timeZone Of whoever says them.
 */
export function remindersFor(
  words: string,
  reminders: readonly Reminder[],
  timeZone: string,
): readonly Reminder[] {
  const { required } = wordsThatMatter(words)
  if (required.length === 0) return []
  return reminders.filter(reminder => {
    const terms = cutWords(normalise(saidOf(reminder, timeZone))).map(({ term }) => term)
    return required.every(({ term, isPrefix }) =>
      terms.some(one => one === term || (isPrefix && one.startsWith(term))),
    )
  })
}

/** All that somebody may call it by. */
function saidOf({ kind, text, at }: Reminder, timeZone: string): string {
  const time = wallClockAt(at, timeZone).slice(11)
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const inTwelve = hour % 12 === 0 ? 12 : hour % 12
  const half = hour < 12 ? 'am' : 'pm'
  const short = minute === 0 ? `${inTwelve} ${half} ${inTwelve}${half} ${inTwelve}点 ${hour}点` : ''
  return `${text} ${kindWords[kind]} ${time} ${hour}:${time.slice(3)} ${inTwelve}:${time.slice(3)} ${short}`
}
