import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSettings, parseSettings } from './settings.ts'

const defaults = {
  theme: 'system',
  language: 'system',
  filesCheckedAt: 0,
  engine: 'auto',
  rest: 'auto',
  readAhead: true,
  titles: 'auto',
  airGap: false,
  lockAfter: '15',
  backedUpAt: 0,
  remindedAt: 0,
  model: '',
  modelHost: 'https://huggingface.co',
  device: { device: '', failures: [], checked: [], rates: {} },
}

test('settings off the disk are always whole, whatever lies there', () => {
  fc.assert(
    fc.property(fc.anything(), value => {
      expect(Object.keys(parseSettings(value)).sort()).toEqual(Object.keys(defaults).sort())
    }),
  )
})

test('one bad field does not cost the others', () => {
  expect(parseSettings({ theme: 'dark', language: 7 })).toEqual({ ...defaults, theme: 'dark' })
})

test('a change is shown and kept', () => {
  let kept = 0
  const settings = createSettings(parseSettings({}), () => {
    kept += 1
  })
  settings.set({ language: 'zh-CN' })
  expect(settings.store.getState()).toEqual({ ...defaults, language: 'zh-CN' })
  expect(kept).toBe(1)
})
