import type { Ability } from '../ability.ts'

const titles = { en: 'Copying and saving', 'zh-CN': '复制与保存' } as const

/** Builds the ability; its tools are loaded when they are first offered. */
export function createFilesAbility(): Ability {
  return {
    id: 'files',
    title: text => titles[text.formats.language],
    tools: async () => (await import('./tools.ts')).createFileTools(),
  }
}
