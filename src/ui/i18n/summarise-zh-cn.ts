import type { SummariseText } from './summarise.ts'
import type { Text } from './text.ts'

/** 总结功能的中文文字。 */
export function summariseZhCn({ formats }: Pick<Text, 'formats'>): SummariseText {
  const { date, integer, languageName, percent } = formats
  const lengths = { line: '一句话', paragraph: '一段话', page: '一页' } as const
  return {
    title: '总结',
    what: '总结什么',
    draft: '输入框里的文字',
    given: '剪贴板里的文字',
    choose: '请选择…',
    nothing: '还没有可以总结的内容。',
    nothingHint: '请先把文档加入资料库，或者在输入框里写好文字再回来。',
    toLibrary: '打开资料库',
    notHere: '资料库里已经没有这份文档了。',
    noText: '里面没有找到文字。扫描的页面需要先识别文字。',
    length: '篇幅',
    lengths,
    language: '语言',
    documentLanguage: '与原文相同',
    languageOf: code => languageName(code),

    extract: '关键句',
    extractHint: '逐字摘自原文，没有经过模型。',
    extracting: '正在挑选关键句',
    page: page => `第 ${integer(page)} 页`,
    place: '原文位置',
    showPlace: page => `在文档中查看第 ${integer(page)} 页`,

    write: '写总结',
    cannotWrite: (model, languages, document) =>
      `${model} 只会写${languages.map(languageName).join('、')}，而这篇文字${
        document === undefined ? '用的是另一种语言' : `是${languageName(document)}`
      }。所以只能给出它的关键句。`,
    cannotTranslate: (model, wanted) =>
      `${model} 太小，无法用${languageName(wanted)}总结另一种语言的文字，将按原文的语言给出。`,
    onlyNumbers: '总结与原文语言不同时，只能核对其中的数字。',
    preparing: '正在准备',
    part: (part, of) => `第 ${integer(part)} 部分，共 ${integer(of)} 部分`,
    joining: '正在汇总各部分',
    waiting: '对话里的回答优先，答完后继续总结。',
    elsewhere: '另一个标签页正在总结这份文档，写好后会显示在这里。',
    goesOn: '关闭这个窗口后，总结会继续进行。',
    stop: '停止',
    sofar: '目前的内容',
    busyWith: title => `正在总结“${title}”。`,
    showIt: '查看',
    failed: '总结没有完成',
    goOn: '继续',
    stopped: (done, of) =>
      of === 0 ? '已停止。' : `已停止，完成了 ${integer(of)} 步中的 ${integer(done)} 步，都已保留。`,
    done: '总结写好了。',

    summaryOf: title => `“${title}”的总结`,
    points: '要点',
    verbatim: '逐字摘自原文：模型写的内容都没有通过核对。',
    extractOnly: '逐字摘自原文，没有经过模型。',
    share: (share, model) =>
      share > 0.995
        ? `全部文字由 ${model} 写成，并与原文核对过。`
        : `其中 ${percent(share)} 的文字由 ${model} 写成，并与原文核对过；其余逐字摘自原文。`,
    refused: refused => `模型写的 ${integer(refused)} 句话在原文中找不到依据，没有采用。`,
    limits: '核对的是数字、名称和用词；谁做了什么仍有可能弄混。',
    mixed: '模型没能用这种语言写出的部分，保留原文。',
    copy: '复制',
    save: '存为 Markdown',
    putInChat: '放进对话',
    startAnew: '重新总结',
    startAnewAsk: '将删除这份总结，并重新写一份。',
    startAnewYes: '重新写',

    kept: '以前的总结',
    begunTitle: '还没写完的总结',
    keptName: (length, language, at) =>
      `${lengths[length]}${language === 'document' ? '' : `，${languageName(language)}`}，${date(at)}`,
    by: model => (model === '' ? '逐字摘录' : model),
    begun: (done, of) => (of === 0 ? '已开始' : `已开始：${integer(of)} 步中的 ${integer(done)} 步`),
    open: '打开',
    resume: '接着写',
    remove: '删除',
    removeAsk: '将删除这份总结，文档不受影响。',
  }
}
