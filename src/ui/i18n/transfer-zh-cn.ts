import type { transferEn } from './transfer-en.ts'

/** What is said in Chinese of export and import. */
export function transferZhCn(): ReturnType<typeof transferEn> {
  const moment = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeStyle: 'short' })
  return {
    exportMarkdown: '导出为 Markdown',
    markdownThought: '回答之前的思考：',
    markdownCut: '回答到这里中断了。',
    markdownMoment: at => moment.format(at),

    importChats: '导入对话',
  }
}
