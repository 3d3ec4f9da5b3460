import type { Amounts } from './amounts.ts'
import type { Text } from './text.ts'

/**
 * Gives all that Hermit says, with a table beside it that comes with the views that say it: a start need not carry it.
 * The same object for the same texts.
 */
export function withTable<Table extends object>(
  en: (amounts: Amounts) => Table,
  zhCn: (amounts: Amounts) => Table,
): (text: Text) => Text & Table {
  const made = new WeakMap<Text, Text & Table>()
  return text => {
    const table = text.formats.language === 'en' ? en : zhCn
    const whole = made.get(text) ?? { ...text, ...table(text.amounts) }
    made.set(text, whole)
    return whole
  }
}
