import { expect, test } from 'vitest'
import { isScriptOfOurs, stayHere } from './stay-here.ts'

const address = 'https://hermit.example/app/'

function visit(to: string, navigation: EventTarget): boolean {
  const event = Object.assign(new Event('navigate', { cancelable: true }), { destination: { url: to } })
  return navigation.dispatchEvent(event)
}

test('the page is not led to another site; its own addresses and mail stay open', () => {
  const navigation = new EventTarget()
  stayHere({ address, navigation, trustedTypes: undefined, target: {} })
  expect(visit('https://elsewhere.example/?secret', navigation)).toBe(false)
  expect(visit('http://hermit.example/app/', navigation)).toBe(false)
  expect(visit('https://hermit.example/app/#part', navigation)).toBe(true)
  expect(visit('mailto:somebody@elsewhere.example', navigation)).toBe(true)
})

test('WebRTC is gone, which no content policy holds', () => {
  const target = { RTCPeerConnection: class {}, webkitRTCPeerConnection: class {}, fetch: () => {} }
  stayHere({ address, navigation: undefined, trustedTypes: undefined, target })
  expect(Object.keys(target)).toEqual(['fetch'])
})

test('workers run scripts of this origin only, and text becomes nothing else', () => {
  const made: [string, object][] = []
  const trustedTypes = { createPolicy: (name: string, rules: object) => made.push([name, rules]) }
  stayHere({ address, navigation: undefined, trustedTypes, target: {} })
  expect(made.map(([name, rules]) => [name, Object.keys(rules)])).toEqual([['default', ['createScriptURL']]])
  expect(isScriptOfOurs('assets/a.js', address)).toBe(true)
  expect(isScriptOfOurs('blob:https://hermit.example/12-34', address)).toBe(true)
  for (const other of [
    'https://elsewhere.example/a.js',
    '//elsewhere.example/a.js',
    'blob:https://elsewhere.example/12-34',
    'data:text/javascript,1',
    'javascript:1',
    'http://hermit.example/a.js',
    'http://[',
  ])
    expect(isScriptOfOurs(other, address), other).toBe(false)
})
