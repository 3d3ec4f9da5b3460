import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSettings, parseSettings, settingsKey } from './settings.ts'

const defaults = {
  theme: 'system',
  language: 'system',
  filesCheckedAt: 0,
  engine: 'auto',
  rest: 'auto',
  readAhead: true,
  titles: 'auto',
  tools: true,
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

test('what two tabs have set is merged by its fields, and shown where it was not set', () => {
  const settings = createSettings(parseSettings({}), () => {})
  const base = parseSettings({})
  const theirs = { ...base, theme: 'dark', device: { ...base.device, rates: { there: 1 } } }
  settings.set({ language: 'zh-CN', device: { ...base.device, device: 'mine' } })
  const merged = settings.kept.merge(settingsKey, { base, mine: settings.kept.snapshot(settingsKey), theirs })
  expect(merged).toEqual({
    ...defaults,
    theme: 'dark',
    language: 'zh-CN',
    device: { ...defaults.device, device: 'mine', rates: { there: 1 } },
  })
  settings.kept.takeIn([[settingsKey, { ...base, theme: 'light' }]], 'full')
  expect(settings.store.getState().theme).toBe('light')
})
