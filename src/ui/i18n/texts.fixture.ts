import { en } from './en.ts'
import type { Language, Text } from './text.ts'
import { zhCn } from './zh-cn.ts'

const tables: Record<Language, Text> = { en, 'zh-CN': zhCn }

/** All that Hermit says in a language, for tests: at once. */
export function textOf(language: Language): Text {
  return tables[language]
}
