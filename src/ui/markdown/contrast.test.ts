import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

/** The custom properties that a style sets under a selector. */
function values(css: string, selector: string): ReadonlyMap<string, string> {
  const at = css.indexOf(`${selector} {`)
  const body = css.slice(at, css.indexOf('}', at))
  return new Map(
    [...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe('the colours of code', () => {
  it.each([':root', ":root:not([data-theme='light'])", ":root[data-theme='dark']"])(
    'can be read under %s',
    selector => {
      const code = values(read('./code.css'), selector)
      const theme = values(read('../theme.css'), selector)
      const ground = theme.get('paper-sunk') ?? ''
      expect(code.size).toBe(7)
      for (const [name, colour] of [...code, ['danger', theme.get('danger') ?? ''] as const]) {
        expect(contrast(colour, ground), name).toBeGreaterThanOrEqual(4.5)
      }
    },
  )
})
