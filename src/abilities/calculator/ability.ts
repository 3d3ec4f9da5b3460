import type { Ability } from '../ability.ts'

const titles = { en: 'Calculator', 'zh-CN': '计算器' } as const

/** Builds the ability; the calculator is loaded when tools are first offered. */
export function createCalculatorAbility(): Ability {
  return {
    id: 'calculator',
    title: text => titles[text.formats.language],
    tools: async () => (await import('./tools.ts')).calculatorTools,
  }
}
