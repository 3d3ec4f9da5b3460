import type { Amounts } from './amounts.ts'
import type { incomingEn } from './incoming-en.ts'

/** What is said in Chinese of what comes in from the system: shares, links, the clipboard. */
export function incomingZhCn({ formats }: Amounts): ReturnType<typeof incomingEn> {
  const { bytes, integer } = formats
  return {
    shareTitle: '分享给 Hermit 的内容',
    shareFiles: (number, size) => `${integer(number)} 个文件，${bytes(size)}`,
    fileSize: size => `大小 ${bytes(size)}`,
    shareHint:
      '文档会加入资料库和一个新对话，文字会放进新对话的输入框。模型、备份和导出的对话会再问您一次。任何内容都不会自动发给模型。',
    shareLater: '如果现在关闭，下次打开 Hermit 时会再问您。',
    shareTake: '收下',
    shareDiscard: '丢弃',
    shareProblems: {
      'too-much': '一次分享的内容太多了：最多 20 个文件，共 1 GB。请打开 Hermit，在里面选择这些文件。',
      empty: '分享的内容是空的。',
      unreadable: '无法读取分享的内容，请再分享一次。',
      'too-many-waiting': '已有太多分享的内容在等待处理。请先收下或丢弃，再分享这一次的内容。',
      'not-kept': '分享的内容没能存到这台设备上，可能是空间已满。请腾出空间后再分享一次。',
      'no-worker': '分享的内容没有送达，因为当时 Hermit 还没有准备好。现在可以了，请再分享一次。',
    },
    linkTitle: '通过链接打开',
    linkUnknown: 'Hermit 不认识这个链接，什么都没有做。',
    linkNoChat: '这个链接指向的对话不在这台设备上。',
    linkTranslate: '有一个链接带来了这段要翻译的文字。',
    linkTranslateIt: '翻译',
    clipboardTitle: '总结剪贴板',
    clipboardHint: '按下按钮后 Hermit 才会读取剪贴板。浏览器可能还会再问您一次。',
    clipboardRead: '读取剪贴板',
    clipboardEmpty: '剪贴板里没有文字。请先复制一些文字，再试一次。',
    clipboardLong: size => `剪贴板里有 ${bytes(size)} 文字，在这里太多了。请存成文件，再加入资料库。`,
    clipboardBlocked:
      '浏览器不允许 Hermit 读取剪贴板。请为本页面开启权限，或把文字粘贴到输入框，再使用“/总结”。',
    smallFailed: '浏览器没有打开小窗口。请允许本页面使用这种窗口，再试一次。',
  }
}
