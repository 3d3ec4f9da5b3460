import { settingsEn } from './settings-en.ts'
import { settingsZhCn } from './settings-zh-cn.ts'
import { useText } from './text.ts'
import { withTable } from './with-table.ts'

/** The texts of the settings dialog. */
export const settingsText = withTable(settingsEn, settingsZhCn)

export type SettingsText = ReturnType<typeof settingsText>

/** The same for a view. */
export function useSettingsText(): SettingsText {
  return settingsText(useText())
}
