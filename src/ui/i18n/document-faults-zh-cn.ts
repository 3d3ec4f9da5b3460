import type { documentFaultsEn } from './document-faults-en.ts'
import type { Formats } from './formats.ts'

/** What is said in Chinese of a document that could not be read. */
export function documentFaultsZhCn({ integer, bytes }: Formats): ReturnType<typeof documentFaultsEn> {
  return {
    faults: {
      'document-empty': () => '这个文件里没有文字。',
      'document-unknown': () =>
        '无论文件名怎么写，这都不是 Hermit 能读的文件。能读的有 PDF、Word（.docx）、EPUB、网页和纯文本。',
      'document-encrypted': () => '这份文档设了密码，Hermit 打不开。请另存一份不带密码的，再添加进来。',
      'document-damaged': () => '这个文件已损坏或不完整，读不出来。',
      'document-encoding': () => '无法判断这份文本用的是哪种编码。请另存为 UTF-8，再添加一次。',
      'document-too-large': ({ bytes: have, limitBytes }) =>
        have !== undefined && limitBytes !== undefined
          ? `这个文件有 ${bytes(have)}，而 Hermit 最多能读 ${bytes(limitBytes)}。`
          : '这个文件太大，在这里读不了。',
      'document-too-many-pages': ({ pages, limit }) =>
        pages !== undefined && limit !== undefined
          ? `这份文档有 ${integer(pages)} 页，而 Hermit 最多能读 ${integer(limit)} 页。`
          : '这份文档页数太多，在这里读不了。',
      'document-inflates': ({ limitBytes }) =>
        limitBytes !== undefined
          ? `这个文件解压后超过 ${bytes(limitBytes)}，正常的文档不会这样，Hermit 没有继续读。`
          : '这个文件解压后大得不像文档，Hermit 没有继续读。',
      'document-scanned': ({ pages, scannedPages }) =>
        pages !== undefined && scannedPages !== undefined
          ? `里面没有文字：${integer(pages)} 页中有 ${integer(scannedPages)} 页是图片，Hermit 还不能识别图片中的文字。`
          : '这份文档的每一页都是图片，Hermit 还不能识别图片中的文字。',
      'document-interrupted': () => '标签页关闭时，读取中断了。',
      'document-content-damaged': () => '这份文档保存的内容已损坏。重新添加文件即可再次读取。',
      'document-missing': () => '资料库里没有这份文档。',
      'document-stopped': () => '读取意外中断，可能是设备内存不够读这个文件。',
    },
    faultNames: {
      'document-empty': '没有文字',
      'document-unknown': '读不了这种文件',
      'document-encrypted': '文档有密码',
      'document-damaged': '文档损坏',
      'document-encoding': '编码不明',
      'document-too-large': '文档太大',
      'document-too-many-pages': '页数太多',
      'document-inflates': '解压后过大',
      'document-scanned': '页面是图片',
      'document-interrupted': '已中断',
      'document-content-damaged': '内容已损坏',
      'document-missing': '资料库里没有',
      'document-stopped': '读取中断',
    },
    faultActions: {
      'document-empty': '知道了',
      'document-unknown': '知道了',
      'document-encrypted': '知道了',
      'document-damaged': '知道了',
      'document-encoding': '知道了',
      'document-too-large': '知道了',
      'document-too-many-pages': '知道了',
      'document-inflates': '知道了',
      'document-scanned': '知道了',
      'document-interrupted': '重试',
      'document-content-damaged': '重新添加文件',
      'document-missing': '知道了',
      'document-stopped': '再试一次',
    },
  }
}
