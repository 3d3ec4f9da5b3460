import { importEn } from './import-en.ts'
import { importZhCn } from './import-zh-cn.ts'
import { useText } from './text.ts'
import { withTable } from './with-table.ts'

/** The texts of the dialog that imports chats. */
export const importText = withTable(importEn, importZhCn)

export type ImportText = ReturnType<typeof importText>

/** The same for a view. */
export function useImportText(): ImportText {
  return importText(useText())
}
