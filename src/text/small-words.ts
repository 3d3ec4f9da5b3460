import { cutQuery, type QueryWord, type QueryWords } from './words.ts'

/** What is said around what somebody looks for: of the words of a request it is the part that says nothing of it. */
const smallWords: ReadonlySet<string> = new Set(
  (
    'a an the of in on at to for from with by about and or my our your his her their its this that these those it ' +
    'me us i we you was were is are be been did do does had have has what when where which who whom how why ' +
    'some any something anything all note notes chat chats message messages thing things please ' +
    'noted wrote written write down saved said say says told tell talked talk asked ask'
  ).split(' '),
)

/** The same, written without blanks: they are taken out of a query before it is cut. */
const smallCharacters =
  /关于|有关|之前|以前|那个|那条|那份|一下|什么|哪些|我的|我们|你们|聊过|聊到|说过|问过|讨论过|提到过?|记过|写过|存过|笔记|聊天|消息|的|[了吗呢吧啊](?=[\s？?！!。.]*$)/g

/** The words of a query that matter. Where none is left, all do. */
export function wordsThatMatter(query: string): QueryWords {
  const whole = cutQuery(query)
  const plain = cutQuery(query.replaceAll(smallCharacters, ' '))
  const matters = ({ term }: QueryWord) => !smallWords.has(term)
  const required = plain.required.filter(matters)
  return required.length > 0 ? { required, helpful: plain.helpful } : whole
}

/** The query without the words that do not matter, for what cuts it itself. */
export function withoutSmallWords(query: string): string {
  const words = query
    .replaceAll(smallCharacters, ' ')
    .split(/\s+/)
    .filter(word => !smallWords.has(word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')))
  const rest = words.join(' ').trim()
  return /[\p{L}\p{N}]/u.test(rest) ? rest : query
}
