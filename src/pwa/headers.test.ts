import { expect, test } from 'vitest'
import { contentPolicy, headersFile, metaPolicy, shippedHeaders } from './headers.ts'

test('the policy lets the page speak to its own origin and to nobody else', () => {
  expect(contentPolicy).toContain("default-src 'none'")
  expect(contentPolicy).toContain("connect-src 'self';")
  expect(contentPolicy).not.toMatch(/https?:|\*|unsafe-inline|'unsafe-eval'/)
  expect(contentPolicy).toContain("frame-ancestors 'none'")
  expect(metaPolicy).not.toContain('frame-ancestors')
})

test('the hosts’ file names every header once, indented under every path', () => {
  const lines = headersFile(shippedHeaders).trimEnd().split('\n')
  expect(lines[0]).toBe('/*')
  expect(lines).toContain('  Cross-Origin-Embedder-Policy: require-corp')
  expect(lines).toContain(`  Content-Security-Policy: ${contentPolicy}`)
  expect(lines).toHaveLength(1 + Object.keys(shippedHeaders).length)
})
