import type { Row } from './english.fixture.ts'

/** What is said and still read wrong, with what would be right. Whoever mends one moves it to the others. */
export const misreadEnglish: readonly Row[] = [
  [
    'set_reminder',
    'remind me an hour before midnight to charge the phone',
    { text: 'charge the phone', at: '2026-11-30T23:00' },
  ],
  [
    'search_chats',
    'what was the name of the book you recommended in our chat about Japan',
    { query: 'Japan' },
  ],
  ['save_file', 'create a markdown file with the heading Shopping', { text: 'the heading Shopping' }],
  ['convert_currency', 'a tenner in euros', { amount: 10, from: 'GBP', to: 'EUR' }],
  ['translate_text', 'how do you ask for the bill in Italian', { text: 'the bill', to: 'it' }],
]

export const misreadChinese: readonly Row[] = [
  ['set_reminder', '今天下午四点的网络研讨会提醒我参加', { text: '参加网络研讨会', at: '2026-11-30T16:00' }],
  ['translate_text', '法国人怎么说祝你胃口好', { text: '祝你胃口好', to: 'fr' }],
  ['write_message', '发消息告诉拉维比赛取消了', { to: '拉维', body: '比赛取消了' }],
  ['write_email', '写封邮件感谢丽丽的晚餐', { body: '感谢丽丽的晚餐' }],
]
