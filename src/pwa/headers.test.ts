import { expect, test } from 'vitest'
import { contentPolicy, headersFile, headersFor, metaPolicy, netFolder, pagePolicy } from './headers.ts'
import { workerFileName } from './policy-plugin.ts'

const policyOf = (path: string) => headersFor(path)['Content-Security-Policy'] ?? ''
const hostsOf = (policy: string) => /connect-src ([^;]*)/.exec(policy)?.[1]

test('the policy lets the page speak to its own origin and to nobody else', () => {
  expect(contentPolicy).toContain("default-src 'none'")
  expect(contentPolicy).toContain("connect-src 'self';")
  expect(contentPolicy).not.toMatch(/https?:|\*|unsafe-inline|'unsafe-eval'/)
  expect(contentPolicy).toContain("frame-ancestors 'none'")
  expect(metaPolicy).not.toContain('frame-ancestors')
})

test('the page demands Trusted Types besides, of every address under which it may be asked for', () => {
  for (const path of ['', 'index.html', '?q=hello', 'index.html?engine=scripted'])
    expect(policyOf(path)).toBe(pagePolicy)
  const more =
    "; frame-src 'self' http://127.0.0.1:* http://localhost:*; require-trusted-types-for 'script'; trusted-types default dompurify"
  expect(pagePolicy.replace(more, '')).toBe(contentPolicy)
  expect(metaPolicy).toContain(more)
})

test('only scripts in the folder for it may speak to other hosts, and that is all they may do more', () => {
  for (const path of ['assets/index-AAAAAAAA.js', 'assets/net/a.js', 'service-worker.js', 'net'])
    expect(policyOf(path)).toBe(contentPolicy)
  const worker = policyOf(`${netFolder}models.worker-AAAAAAAA.js`)
  expect(policyOf(workerFileName({ name: 'mcp.worker' }))).toBe(worker)
  expect(policyOf(workerFileName({ name: 'search.worker' }))).toBe(contentPolicy)
  expect(hostsOf(worker)).toBe("'self' https: http://127.0.0.1:* http://localhost:*")
  expect(worker.replace(hostsOf(worker) ?? '', "'self'")).toBe(contentPolicy)
})

test('an example speaks to nobody, makes no elements out of text, and is shown in frames of its own origin only', () => {
  for (const path of [
    'examples/cafe/',
    'examples/cafe/index.html?lang=zh',
    'examples/assets/cafe-AAAAAAAA.js',
  ]) {
    const policy = policyOf(path)
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(policy).not.toMatch(/connect-src|frame-src|https?:|\*|unsafe|blob:/)
    expect(policy).toContain("trusted-types 'none'")
    expect(policy).toMatch(/; frame-ancestors 'self'$/)
  }
})

test('every file has the headers that make the page isolated', () => {
  for (const path of ['', 'net/models.worker-AAAAAAAA.js', 'models/part-1.gguf', 'examples/cafe/'])
    expect(headersFor(path)).toMatchObject({
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Referrer-Policy': 'no-referrer',
    })
})

test('the hosts’ file has exactly one rule for each path: hosts add up what several rules say', () => {
  const entries = [
    { name: 'assets', isFolder: true },
    { name: 'index.html', isFolder: false },
    { name: 'net', isFolder: true },
  ]
  const rules = headersFile(entries)
    .trim()
    .split(/\n(?=\/)/)
    .map(rule => {
      const [pattern = '', ...headers] = rule.trimEnd().split('\n')
      return { pattern, headers }
    })
  expect(rules.map(rule => rule.pattern)).toEqual(['/', '/assets/*', '/index.html', '/net/*'])
  for (const { pattern, headers } of rules) {
    const expected = headersFor(pattern.slice(1))
    expect(headers).toEqual(Object.entries(expected).map(([name, value]) => `  ${name}: ${value}`))
  }
})
