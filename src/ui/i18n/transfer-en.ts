/** What is said in English of export and import. */
export function transferEn() {
  const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' })
  return {
    // export
    exportMarkdown: 'Export as Markdown',
    markdownThought: 'Thought before the answer:',
    markdownCut: 'The answer ends here unfinished.',
    markdownMoment: (at: number) => moment.format(at),

    // import
    importChats: 'Import chats',
  }
}
