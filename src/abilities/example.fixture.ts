import type { Ability, Tool } from './ability.ts'

/** Counts words: for a person by "/count", for a model as a tool. */
export function createCounting(onCounted: (words: number) => void): Ability {
  const count = (text: string) => text.split(/\s+/).filter(word => word !== '').length
  const tool: Tool = {
    name: 'count_words',
    description: 'Counts the words of a text. Use it when asked how long a text is.',
    parameters: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
    consent: 'none',
    run: async ({ text }) => ({ words: count(String(text)) }),
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
