import type { DocumentKind } from '../../abilities/documents/document.ts'
import type { DocumentsText } from './documents.ts'
import type { Text } from './text.ts'

const kinds: Record<DocumentKind, string> = {
  pdf: 'PDF',
  docx: 'Word',
  epub: '电子书',
  html: '网页',
  markdown: 'Markdown',
  text: '文本',
  csv: '表格',
  code: '代码',
}

/** What is said in Chinese of documents. */
export function documentsZhCn({ formats }: Pick<Text, 'formats'>): DocumentsText {
  const { bytes, decimal, integer, percent } = formats
  return {
    kinds,
    pages: value => `${integer(value)} 页`,
    minutesLeft: ms =>
      ms < 90_000
        ? `约剩 ${integer(Math.max(1, Math.round(ms / 1000)))} 秒`
        : `约剩 ${integer(Math.round(ms / 60_000))} 分钟`,

    list: '文档',
    add: '添加文档',
    addFiles: '要添加的文档',
    keepFiles: '同时保留原文件',
    keepFilesHint: '文字总会保留。留下原文件，以后可以重新保存，也可以再次读取。',
    empty: '还没有文档',
    emptyWords:
      '把论文、合同、说明书或笔记放进来，就能一次搜遍所有文档，在这里阅读，还可以在对话中就它们提问。',
    emptyPrivate: '文档在本机读取，只存在这个浏览器里，不会发送到任何地方。',
    emptyDrop: '也可以把文件拖到这里。',
    summary: (number, size) => `${integer(number)} 份文档，文件共 ${bytes(size)}`,
    unreadable: number => `有 ${integer(number)} 份文档无法从磁盘读出，已原样保留。`,
    readOnly: '这些文档由更新版本的 Hermit 保存，在这里只能阅读，不能更改。',
    inThisChat: '用于当前对话',
    waiting: '排队中',
    reading: '正在读取',
    readingPage: (page, of) => (of > 1 ? `正在读取第 ${integer(page)} 页，共 ${integer(of)} 页` : '正在读取'),
    indexing: fraction => `正在为搜索做准备，${percent(fraction)}`,
    elsewhere: '正在另一个标签页中读取',
    scanned: (scanned, of) =>
      `${integer(of)} 页中有 ${integer(scanned)} 页是图片，Hermit 还不能识别图片中的文字。`,
    cancel: title => `停止添加《${title}》`,
    stop: '停止',
    retry: '重试',
    addAgain: '重新添加文件',
    fileOf: title => `《${title}》的文件`,
    isDone: title => `《${title}》已就绪`,
    hasFailed: title => `《${title}》未能添加`,

    more: title => `《${title}》的更多操作`,
    open: '打开',
    useInChat: '用于当前对话',
    leaveChat: '不再用于当前对话',
    rename: '重命名',
    exportText: '存为文本',
    saveFile: '保存原文件',
    reindex: '重新为搜索做准备',
    remove: '删除',
    nameOf: title => `《${title}》的名称`,
    removed: title => `已删除《${title}》。`,
    crashed: '没有成功，请重试。',

    known: title => `《${title}》已经在这里了。`,
    addAnyway: '仍然添加',
    refused: name => `Hermit 读不了 ${name} 这类文件。`,
    dismiss: '知道了',

    search: '搜索文档',
    clear: '清除搜索',
    results: '找到的段落',
    searching: '正在搜索',
    found: number => `找到 ${integer(number)} 个段落`,
    nothing: '文档中没有找到相关内容。',
    nothingHint: '减少或更换关键词，也许能找到更多。',
    searchedByMeaning: model => `英文按词和语义查找（${model}），其他语言按词查找。`,
    searchedByWords: '现在按词查找；按语义查找英文的模型还不在这台设备上。',
    searchSpeed: texts => `这台设备每秒约处理 ${decimal(texts)} 段。`,
    byWords: '这些结果按字词本身找到，没有比较含义。',
    page: page => `第 ${integer(page)} 页`,

    back: '全部文档',
    find: '在文档中查找',
    findNext: '下一处',
    findPrevious: '上一处',
    matches: (at, of) => `第 ${integer(at)} 处，共 ${integer(of)} 处`,
    noMatches: '没有找到',
    goToPage: '页码',
    ofPages: pages => `共 ${integer(pages)} 页`,
    opening: '正在打开',
    textOf: title => `《${title}》的文字`,
    table: '表格',
    gone: '这份文档已被删除。',
    noText: '这份文档还没有文字。',

    attached: '当前对话使用的文档',
    openOne: title => `打开《${title}》`,
    detach: title => `从当前对话移除《${title}》`,
    pasted: '粘贴的文字较长，已作为文档附上。',
    putBack: '放回消息',
  }
}
