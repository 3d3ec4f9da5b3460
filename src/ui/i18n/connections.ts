import { connectionsEn } from './connections-en.ts'
import { connectionsZhCn } from './connections-zh-cn.ts'
import { useText } from './text.ts'
import { withTable } from './with-table.ts'

/** What is said of servers: it comes with the view that says it. */
export const connectionsText = withTable(connectionsEn, connectionsZhCn)

export type ConnectionsText = ReturnType<typeof connectionsText>

/** The same for a view. */
export function useConnectionsText(): ConnectionsText {
  return connectionsText(useText())
}
