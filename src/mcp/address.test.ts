import { expect, test } from 'vitest'
import { readAddress } from './address.ts'

test.each([
  ['https://mcp.example/mcp', 'https://mcp.example/mcp'],
  ['  mcp.example/mcp ', 'https://mcp.example/mcp'],
  ['localhost:3001/mcp', 'http://localhost:3001/mcp'],
  ['127.0.0.1', 'http://127.0.0.1/'],
  ['http://127.0.0.1:8000/a?key=1#part', 'http://127.0.0.1:8000/a?key=1'],
  ['https://localhost/mcp', 'https://localhost/mcp'],
])('%s is an address: %s', (typed, address) => {
  expect(readAddress(typed)).toBe(address)
  expect(readAddress(address)).toBe(address)
})

test.each([
  '',
  'http://mcp.example/mcp',
  'http://192.168.0.4/mcp',
  'http://localhost.example/mcp',
  'http://127.0.0.1.example/mcp',
  'https://name:secret@mcp.example/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'wss://mcp.example/',
  'https://',
  'two words',
])('“%s” is none that Hermit speaks to', typed => {
  expect(readAddress(typed)).toBeUndefined()
})
