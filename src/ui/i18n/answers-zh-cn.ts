import type { Amounts } from './amounts.ts'
import type { answersEn } from './answers-en.ts'

/** What is said in Chinese of answers as Markdown: code, links, formulas. */
export function answersZhCn(_: Amounts): ReturnType<typeof answersEn> {
  return {
    code: '代码',
    codeIn: language => (language === '' ? '代码' : `${language} 代码`),
    copyCode: '复制',
    saveCode: '下载',
    between: '：',
    answerTable: '表格',
    answerImage: '图片：',
    taskDone: '已完成',
    taskOpen: '未完成',
    openLinkAsk: place => `打开 ${place}？`,
    writeToAsk: place => `给 ${place} 写信？`,
    linkElsewhere: place => `链接文字写的是另一个网站，实际会去 ${place}。`,
    linkNote: '这会离开 Hermit。对方网站会知道你来过；除了网址里写明的，看不到对话内容。',
    mailNote: '会打开邮件程序，收件人已填好。',
    openLink: '打开',
    writeMail: '写信',
    copyLink: '复制链接',
  }
}
