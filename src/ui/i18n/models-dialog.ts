import { modelsDialogEn } from './models-dialog-en.ts'
import { modelsDialogZhCn } from './models-dialog-zh-cn.ts'
import { useText } from './text.ts'
import { withTable } from './with-table.ts'

/** The texts of the models dialog. */
export const modelsText = withTable(modelsDialogEn, modelsDialogZhCn)

export type ModelsText = ReturnType<typeof modelsText>

/** The same for a view. */
export function useModelsText(): ModelsText {
  return modelsText(useText())
}
