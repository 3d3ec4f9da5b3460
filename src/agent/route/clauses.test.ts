import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { chooseClauses, cutsOf, type Guess } from './clauses.ts'

/** What a piece is understood as, by words that stand for a classifier. */
const marks: readonly (readonly [RegExp, string])[] = [
  [/^remind me|^提醒我|提醒我/, 'set_reminder'],
  [/\bnote\b|笔记|记下|记一下/, 'add_note'],
  [/timer|计时/, 'set_timer'],
  [/^translate|^(?:把.*)?翻译/, 'translate_text'],
  [/^email|邮件/, 'write_email'],
  [/^text |^tell |告诉/, 'write_message'],
  [/^(?:what is )?\d|^calculate|^算/, 'calculate'],
  [/lease|租约/, 'search_documents'],
  [/^copy|复制/, 'copy_text'],
  [/^save|保存/, 'save_file'],
  [/^book|^order|^buy|^点|^订/, 'app'],
]
const guessOne = (piece: string): Guess => {
  const tool = marks.find(([mark]) => mark.test(piece))?.[1]
  return tool === 'app' || tool === undefined ? { tool: undefined, certainty: 0.9 } : { tool, certainty: 0.9 }
}
const guess = async (pieces: readonly string[]) => pieces.map(guessOne)
const wordsOf = async (request: string) => (await chooseClauses(request, guess)).map(({ words }) => words)

describe('a request for several things is cut where each side asks for one', () => {
  test.each<[string, string[]]>([
    [
      'remind me at six to call mum and add a note that the spare key is with Tom',
      ['remind me at six to call mum', 'add a note that the spare key is with Tom'],
    ],
    [
      'what did the lease say about pets, and put it in a note',
      ['what did the lease say about pets', 'put it in a note'],
    ],
    [
      'set a timer for ten minutes and then calculate 12 * 7',
      ['set a timer for ten minutes', 'calculate 12 * 7'],
    ],
    ['translate good morning into French and copy it', ['translate good morning into French', 'copy it']],
    [
      'calculate 12 * 7, then save it as sum.txt and set a timer for one hour',
      ['calculate 12 * 7', 'save it as sum.txt', 'set a timer for one hour'],
    ],
    ['算一下 12 乘 7，然后记到笔记里', ['算一下 12 乘 7', '记到笔记里']],
    ['租约里怎么说宠物的，再把它写到笔记里', ['租约里怎么说宠物的', '把它写到笔记里']],
    ['明天九点提醒我开会，并记一下会议室在三楼', ['明天九点提醒我开会', '记一下会议室在三楼']],
    ['把早上好翻译成法语，然后复制一下', ['把早上好翻译成法语', '复制一下']],
  ])('%s', async (request, clauses) => {
    expect(await wordsOf(request)).toEqual(clauses)
  })
})

describe('a request for one thing stays whole', () => {
  test.each([
    'remind me to call mum and dad',
    'remind me to buy milk, eggs and bread',
    'remind me to print the form and email Tom about it',
    'remind me to pack and book a taxi',
    'tell Anna that I am late and text Ben',
    'add a note that Tom called and tell him nothing',
    'translate good morning and thank you into French',
    'what is 12 and 5',
    '提醒我给爸爸和妈妈打电话',
    '提醒我买牛奶，鸡蛋和面包',
    '提醒我打印表格，然后发邮件给小王',
    '告诉小王我晚点到，请他等一下',
    '记一下小王来过电话，告诉他改天',
  ])('%s', async request => {
    expect(await wordsOf(request)).toEqual([request])
  })

  it('is cut by no doubtful guess', async () => {
    const request = 'set a timer for ten minutes and then calculate 12 * 7'
    const doubtful = async (pieces: readonly string[]) =>
      pieces.map(piece => ({ ...guessOne(piece), certainty: piece === request ? 0.9 : 0.5 }))
    expect(await chooseClauses(request, doubtful)).toHaveLength(1)
  })

  it('is nothing where nothing is asked for', async () => {
    expect(await wordsOf('I like tea and cake')).toEqual([])
    expect(await wordsOf('我喜欢茶，也喜欢蛋糕')).toEqual([])
  })
})

it('cuts keep all words but those between, whatever the request', () => {
  const words = fc.constantFrom(
    'add',
    'a note',
    'and',
    ', and then',
    'remind me',
    'set',
    '，然后',
    '把',
    '它',
    '.',
    '记下',
    '10',
  )
  fc.assert(
    fc.property(fc.array(words, { maxLength: 20 }), list => {
      const request = list.join(' ')
      for (const { left, right } of cutsOf(request)) {
        expect(request.startsWith(left) || request.trimStart().startsWith(left)).toBe(true)
        expect(request.trimEnd().endsWith(right)).toBe(true)
        expect(left.length + right.length).toBeLessThanOrEqual(request.length)
      }
    }),
  )
})

it('ends with eight clauses, however long the list of wishes is, and reads hostile text in no time', async () => {
  const many = Array.from({ length: 12 }, (_, at) => `calculate ${at} * 7`).join('; ')
  expect((await wordsOf(many)).length).toBeLessThanOrEqual(8)
  const began = performance.now()
  cutsOf(', and '.repeat(80))
  cutsOf(' '.repeat(399))
  cutsOf('and '.repeat(100_000))
  expect(performance.now() - began).toBeLessThan(500)
})
