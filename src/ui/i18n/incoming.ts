import { incomingEn } from './incoming-en.ts'
import { incomingZhCn } from './incoming-zh-cn.ts'
import { useText } from './text.ts'
import { withTable } from './with-table.ts'

/** The texts of what comes in from the system. */
export const incomingText = withTable(incomingEn, incomingZhCn)

/** The same for a view. */
export function useIncomingText(): ReturnType<typeof incomingText> {
  return incomingText(useText())
}
