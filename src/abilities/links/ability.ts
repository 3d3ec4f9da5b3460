import type { Ability } from '../ability.ts'
import type { WayOut } from './leave.ts'

const titles = { en: 'Links and maps', 'zh-CN': '链接与地图' } as const

/** Builds the ability; its tools are loaded when they are first offered. */
export function createLinksAbility(wayOut: WayOut): Ability {
  return {
    id: 'links',
    title: text => titles[text.formats.language],
    tools: async () => (await import('./tools.ts')).createLinkTools(wayOut),
  }
}
