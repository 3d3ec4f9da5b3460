import type { Ability } from '../ability.ts'
import type { WayOut } from '../links/leave.ts'

const titles = { en: 'Mail and messages', 'zh-CN': '邮件与信息' } as const

/** Builds the ability; its tools are loaded when they are first offered. */
export function createMessagesAbility(wayOut: WayOut): Ability {
  return {
    id: 'messages',
    title: text => titles[text.formats.language],
    async tools() {
      const [{ createMessageTools }, { createShareTool }] = await Promise.all([
        import('./tools.ts'),
        import('./share-tool.ts'),
      ])
      return [...createMessageTools(wayOut), createShareTool(wayOut)]
    },
  }
}
