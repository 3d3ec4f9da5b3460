import type { Ability } from './ability.ts'
import type { Tool } from './tool.ts'

/** Counts words: for a person by "/count", for a model as a tool. */
export function createCounting(onCounted: (words: number) => void): Ability {
  const count = (text: string) => text.split(/\s+/).filter(word => word !== '').length
  const tool: Tool = {
    name: 'count_words',
    title: { en: 'Count words', 'zh-CN': '数字数' },
    description: 'Counts the words of a text. Use it when asked how long a text is.',
    parameters: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
    slots: { text: { kind: 'text', ask: { en: 'Of what text?', 'zh-CN': '哪段文字？' } } },
    consent: 'none',
    effects: [],
    async run({ text }) {
      const words = count(String(text))
      return { value: { words }, said: `It has ${words} words.` }
    },
  }
  return {
    id: 'counting',
    title: text => text.documents,
    commands: [
      {
        id: 'count',
        name: () => 'count',
        hint: () => 'Count the words of a text',
        run({ insert, openView }) {
          insert('Count the words of this: {{text}}')
          openView('counting')
        },
      },
    ],
    tools: async () => [tool],
    view: { load: async () => (await import('./example-view.fixture.tsx')).countingView(count, onCounted) },
  }
}
