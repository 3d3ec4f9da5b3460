import type { Ability } from '../ability.ts'

const titles = { en: 'Dates and times', 'zh-CN': '日期与时间' } as const

/** Builds the ability; the calendar and the names of places are loaded when tools are first offered. */
export function createTimeAbility(): Ability {
  return {
    id: 'time',
    title: text => titles[text.formats.language],
    async tools() {
      const [{ calculateDateTool }, { timeInPlaceTool }] = await Promise.all([
        import('./date-tool.ts'),
        import('./place-tool.ts'),
      ])
      return [calculateDateTool, timeInPlaceTool]
    },
  }
}
