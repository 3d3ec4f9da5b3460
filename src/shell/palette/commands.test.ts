import { expect, test } from 'vitest'
import { textOf } from '../../ui/i18n/texts.fixture.ts'
import { commandsOf, type Deeds, matching } from './commands.ts'
import { isPress } from './keys.ts'

const nothing = () => {}
const ran: string[] = []
const deeds: Deeds = {
  newChat: nothing,
  searchChats: nothing,
  focusMessage: nothing,
  openPalette: nothing,
  openShortcuts: nothing,
  openModels: nothing,
  openSettings: nothing,
  openChatSettings: nothing,
  openPresets: nothing,
  openContext: nothing,
  openPrivacy: nothing,
  importChats: nothing,
  exportChats: nothing,
  backUp: nothing,
  restore: nothing,
  abilityCommands: [{ id: 'count', name: () => 'count', hint: () => 'Count words', run: nothing }],
  runCommand: command => ran.push(command.id),
  switchTheme: nothing,
  switchLanguage: nothing,
}

test('finds by any words of a title, without case and accents, beginnings first', () => {
  const items = ['Export chats', 'Chat settings', 'Settings', 'Café'].map(title => ({ title }))
  const titles = (query: string) => matching(items, query).map(({ title }) => title)
  expect(titles('SETT')).toEqual(['Settings', 'Chat settings'])
  expect(titles('chat s')).toEqual(['Chat settings', 'Export chats'])
  expect(titles('cafe')).toEqual(['Café'])
  expect(titles('')).toHaveLength(4)
})

test('what abilities offer after "/" is found by what it does', () => {
  const [found] = matching(commandsOf(textOf('en'), deeds), 'count words')
  found?.run?.()
  expect(ran).toEqual(['count'])
})

test('no two commands answer to the same keys', () => {
  const withKeys = commandsOf(textOf('en'), deeds).flatMap(({ keys }) => keys ?? [])
  for (const keys of withKeys) {
    const parts = keys.split('+')
    const event = {
      key: parts.at(-1) ?? '',
      ctrlKey: parts.includes('mod'),
      metaKey: false,
      shiftKey: parts.includes('shift'),
      altKey: parts.includes('alt'),
    }
    expect(withKeys.filter(other => isPress(event, other))).toEqual([keys])
  }
})

test('every command has another name, in both languages', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const titles = commandsOf(textOf(language), deeds).map(({ title }) => title)
    expect(new Set(titles).size).toBe(titles.length)
  }
})
