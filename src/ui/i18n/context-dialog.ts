import { contextDialogEn } from './context-dialog-en.ts'
import { contextDialogZhCn } from './context-dialog-zh-cn.ts'
import { useText } from './text.ts'
import { withTable } from './with-table.ts'

/** The texts of the dialog on what the model reads. */
export const contextText = withTable(contextDialogEn, contextDialogZhCn)

export type ContextText = ReturnType<typeof contextText>

/** The same for a view. */
export function useContextText(): ContextText {
  return contextText(useText())
}
