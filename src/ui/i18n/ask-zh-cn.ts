import type { askEn } from './ask-en.ts'
import type { Text } from './text.ts'

/** What is said in Chinese of answers that are drawn from documents. */
export function askZhCn({ formats: { integer } }: Pick<Text, 'formats'>): ReturnType<typeof askEn> {
  return {
    lookingIn: documents =>
      documents === 1 ? '正在文档里查找…' : `正在 ${integer(documents)} 个文档里查找…`,
    found: '文档里找到的内容',
    sources: '出处',
    page: page => `第 ${integer(page)} 页`,
    place: (title, page) => (page === undefined ? title : `${title}，${page}`),
    source: (number, place) => `出处 ${integer(number)}：${place}`,
    wholePassage: '整段原文',
    supported: (supported, sentences) =>
      supported === 0
        ? '文档里找不到这个回答的依据，可能有误。'
        : `${integer(sentences)} 句话中有 ${integer(supported)} 句能在文档里找到`,
    gone: '这个文档已经不在了',
    nothingFound: '附上的文档里没有能回答这个问题的内容。',
    answerWithout: '不看文档直接回答',
    notUsed: '没有参考文档的回答',

    toolsNotUsed: '回答时没有使用工具',
    stepAsks: 'Hermit 需要你同意后才会继续。',
    stepMissing: '还缺一项内容，Hermit 正在询问。',
  }
}
