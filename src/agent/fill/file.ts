import { matchAt, type Reading, readAll } from './reading.ts'

const name =
  /[\p{L}\p{N}_][\p{L}\p{N}_()-]{0,80}(?:\.[\p{L}\p{N}_()-]{1,40}){0,3}\.(?:txt|md|markdown|pdf|docx?|xlsx?|pptx?|csv|tsv|json|xml|html?|rtf|odt|epub|png|jpe?g|gif|svg|webp|mp[34]|zip|py|js|ts|css|ics|log|ya?ml|tex)(?![a-z0-9])/uy
/** What stands before a name in Chinese, where no blank parts them. */
const glued =
  /^(?:.{0,12}(?:存|保存|另存|命名|下载|取名|起名)?(?:成|为|到|进|入|叫|叫做|名为|是|在|打开|开|把|文件))(?=[\p{L}\p{N}_])/u

/** All file names in a request: words with an ending that files have. */
export function findFiles(folded: string, words: string): Reading<string>[] {
  return readAll(folded, (text, at) => {
    if (/[\p{L}\p{N}_.@/-]/u.test(text[at - 1] ?? '')) return undefined
    const found = matchAt(name, text, at)?.[0]
    if (found === undefined) return undefined
    const cut = /\p{Script=Han}/u.test(found) ? (glued.exec(found)?.[0].length ?? 0) : 0
    const start = at + cut
    return { value: words.slice(start, at + found.length), start, end: at + found.length }
  })
}
