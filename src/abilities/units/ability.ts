import type { Ability } from '../ability.ts'

const titles = { en: 'Units and currencies', 'zh-CN': '单位与货币' } as const

/** Builds the ability; units, names and rates are loaded when tools are first offered. */
export function createUnitsAbility(): Ability {
  return {
    id: 'units',
    title: text => titles[text.formats.language],
    async tools() {
      const [{ convertUnitsTool }, { convertCurrencyTool }] = await Promise.all([
        import('./units-tool.ts'),
        import('./currency-tool.ts'),
      ])
      return [convertUnitsTool, convertCurrencyTool]
    },
  }
}
