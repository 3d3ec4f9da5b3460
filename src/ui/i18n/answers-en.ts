import type { Amounts } from './amounts.ts'

/** What is said in English of answers as Markdown: code, links, formulas. */
export function answersEn(_: Amounts) {
  return {
    code: 'Code',
    codeIn: (language: string) => (language === '' ? 'Code' : `Code in ${language}`),
    copyCode: 'Copy',
    saveCode: 'Download',
    /** Between two phrases of one name. */
    between: ': ',
    answerTable: 'Table',
    answerImage: 'Image: ',
    taskDone: 'Done',
    taskOpen: 'Not done',
    openLinkAsk: (place: string) => `Open ${place}?`,
    writeToAsk: (place: string) => `Write to ${place}?`,
    linkElsewhere: (place: string) =>
      `The words of this link name another site than the one it leads to, ${place}.`,
    linkNote:
      'This leaves Hermit. The site will see your visit, and nothing of this chat but what the address says.',
    mailNote: 'This opens your mail program with the address filled in.',
    openLink: 'Open',
    writeMail: 'Write',
    copyLink: 'Copy link',
  }
}
