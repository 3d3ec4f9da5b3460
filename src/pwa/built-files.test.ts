import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerTo, type BuiltFile, filesToRenew, fingerprint, isGenuine, stemOf } from './built-files.ts'

const scope = 'https://host.example/hermit/'
const built: readonly BuiltFile[] = [
  { url: 'index.html', revision: 'r1' },
  { url: 'assets/main-AAAAAAAA.js', revision: null },
  { url: 'assets/wllama-BBBBBBBB.wasm', revision: null, onUse: true },
  { url: 'net/models.worker-CCCCCCCC.js', revision: null },
  { url: 'examples/cafe/index.html', revision: 'r2' },
  { url: 'examples/assets/cafe-DDDDDDDD.js', revision: null },
]
const files = new Map(built.map(file => [file.url, file]))
const ask = (url: string, mode = 'cors', destination = '', method = 'GET') =>
  answerTo({ method, mode, destination, url: new URL(url, scope).href }, scope, files)

describe('what the service worker answers', () => {
  test('the app page for a visit to its address, with or without a question', () => {
    for (const url of ['', '?q=hello', 'index.html', '?new'])
      expect(ask(url, 'navigate', 'document')).toMatchObject({ from: 'shell', file: { url: 'index.html' } })
  })

  test('the page of an example for a visit to its folder, and never the app in its place', () => {
    for (const url of ['examples/cafe/', 'examples/cafe/?lang=zh', 'examples/cafe/index.html'])
      expect(ask(url, 'navigate', 'iframe')).toMatchObject({ file: { url: 'examples/cafe/index.html' } })
    expect(ask('examples/assets/cafe-DDDDDDDD.js', 'cors', 'script')).toMatchObject({ from: 'shell' })
    expect(ask('examples/other/', 'navigate', 'iframe')).toBeUndefined()
    expect(ask('examples/cafe/', 'cors')).toBeUndefined()
  })

  test('its own files from the shell, the engines from where they are kept', () => {
    expect(ask('assets/main-AAAAAAAA.js', 'cors', 'script')).toMatchObject({ from: 'shell' })
    expect(ask('net/models.worker-CCCCCCCC.js', 'same-origin', 'worker')).toMatchObject({ from: 'shell' })
    expect(ask('assets/wllama-BBBBBBBB.wasm')).toMatchObject({ from: 'engine' })
  })

  test('code it does not know comes from the network, watched', () => {
    expect(ask('assets/main-ZZZZZZZZ.js', 'cors', 'script')).toEqual({ from: 'network' })
    expect(ask('lazy.js', 'same-origin', 'worker')).toEqual({ from: 'network' })
    expect(ask('assets/wllama-ZZZZZZZZ.wasm')).toEqual({ from: 'network' })
    expect(ask('net/models.worker-ZZZZZZZZ.js')).toEqual({ from: 'network' })
  })

  test('weights are never touched, whatever they are called', () => {
    fc.assert(
      fc.property(fc.webPath(), path => {
        expect(ask(`models/${path}`, 'cors', 'script')).toBeUndefined()
        expect(ask(`models${path}`, 'navigate', 'document')).toBeUndefined()
      }),
    )
  })

  test('other origins, other folders, other pages and other methods are left alone', () => {
    expect(ask('https://elsewhere.example/hermit/')).toBeUndefined()
    expect(ask('/other/assets/main-AAAAAAAA.js', 'cors', 'script')).toBeUndefined()
    expect(ask('screenshots/wide.png', 'navigate', 'document')).toBeUndefined()
    expect(ask('index.html', 'cors', '', 'POST')).toBeUndefined()
  })
})

describe('engines across an update', () => {
  test('a hash does not change what a file is', () => {
    expect(stemOf('assets/wllama-BBBBBBBB.wasm')).toBe('assets/wllama.wasm')
    expect(stemOf('assets/wllama-x_-9ZZZa.wasm')).toBe('assets/wllama.wasm')
  })

  test('only the kinds that were in use are fetched again, and not what is there', () => {
    const next: readonly BuiltFile[] = ['wllama-CCCCCCCC', 'compat-DDDDDDDD', 'other-EEEEEEEE'].map(name => ({
      url: `assets/${name}.wasm`,
      revision: null,
      onUse: true,
    }))
    const renewed = filesToRenew(next, ['assets/wllama-BBBBBBBB.wasm', 'assets/other-EEEEEEEE.wasm'])
    expect(renewed.map(file => file.url)).toEqual(['assets/wllama-CCCCCCCC.wasm'])
  })
})

describe('what counts as the file itself', () => {
  const response = (type: string, status = 200) => ({
    status,
    headers: new Headers({ 'Content-Type': type }),
  })

  test('not a page in the place of code, nor a portal in the place of the page', () => {
    expect(isGenuine(`${scope}assets/main-AAAAAAAA.js`, response('text/javascript'))).toBe(true)
    expect(isGenuine(`${scope}assets/main-AAAAAAAA.js`, response('text/html; charset=utf-8'))).toBe(false)
    expect(isGenuine(`${scope}index.html`, response('text/html'))).toBe(true)
    expect(isGenuine(`${scope}index.html`, response('application/json'))).toBe(false)
    expect(isGenuine(`${scope}index.html`, response('text/html', 404))).toBe(false)
  })
})

test('another list of files is another version', () => {
  expect(fingerprint('a')).toMatch(/^[0-9a-f]{8}$/)
  expect(fingerprint(JSON.stringify(built))).not.toBe(fingerprint(JSON.stringify(built.slice(1))))
})
