import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { headersFor } from './headers.ts'
import { caddySnippet, hostFiles, nginxSnippet } from './host-files.ts'

const files = hostFiles([
  { name: 'assets', isFolder: true },
  { name: 'examples', isFolder: true },
  { name: 'index.html', isFolder: false },
  { name: 'net', isFolder: true },
  { name: 'service-worker.js', isFolder: false },
])

/** One path of each kind, and those that could be taken for another. */
const paths = [
  '',
  'index.html',
  'net/models.worker-AAAAAAAA.js',
  'assets/index-AAAAAAAA.js',
  'service-worker.js',
  'examples/cafe/',
  'examples/cafe/index.html',
  'examples/assets/cafe-AAAAAAAA.js',
]

test('Vercel finds exactly one rule for each path, with the headers of that path', () => {
  const rules = z
    .object({
      headers: z.array(
        z.object({ source: z.string(), headers: z.array(z.object({ key: z.string(), value: z.string() })) }),
      ),
    })
    .parse(JSON.parse(files['vercel.json'] ?? '')).headers
  for (const path of paths) {
    const found = rules.filter(({ source }) =>
      new RegExp(`^${source.replaceAll('/', '\\/')}$`).test(`/${path}`),
    )
    expect(found, path).toHaveLength(1)
    expect(Object.fromEntries(found[0]?.headers.map(({ key, value }) => [key, value]) ?? [])).toEqual(
      headersFor(path),
    )
  }
})

test('Azure sends the headers of a route, or those of all', () => {
  const headers = z.record(z.string(), z.string())
  const { globalHeaders, routes } = z
    .object({ globalHeaders: headers, routes: z.array(z.object({ route: z.string(), headers })) })
    .parse(JSON.parse(files['staticwebapp.config.json'] ?? ''))
  for (const path of paths) {
    const own = routes.find(({ route }) =>
      route.endsWith('*') ? `/${path}`.startsWith(route.slice(0, -1)) : `/${path}` === route,
    )
    expect({ ...globalHeaders, ...own?.headers }, path).toEqual(headersFor(path))
  }
})

test('Apache sets the headers of all, and then the policy of those that have their own', () => {
  const text = files['.htaccess'] ?? ''
  const headersIn = (part: string) =>
    Object.fromEntries(
      [...part.matchAll(/Header always set (\S+) "([^"]*)"/g)].map(([, key, value]) => [key, value]),
    )
  const ofAll = headersIn(text.slice(0, text.indexOf('<If "')))
  const own = [...text.matchAll(/<If "%\{REQUEST_URI\} =~ m#(.*?)#">([\s\S]*?)<\/If>/g)]
  for (const path of paths) {
    const found = own.filter(([, match = '']) => new RegExp(match).test(`/hermit/${path}`))
    expect({ ...ofAll, ...headersIn(found[0]?.[2] ?? '') }, path).toEqual(headersFor(path))
    expect(found.length, path).toBeLessThanOrEqual(1)
  }
})

test('nginx takes the first location that fits, and it has all headers', () => {
  const locations = [...nginxSnippet().matchAll(/location (~ )?(\S+) \{\n([^}]*)\}/g)].map(
    ([, isPattern, match = '', body = '']) => ({
      fits: (path: string) => (isPattern ? new RegExp(match).test(path) : path.startsWith(match)),
      headers: Object.fromEntries(
        [...body.matchAll(/add_header (\S+) "([^"]*)" always;/g)].map(([, key, value]) => [key, value]),
      ),
    }),
  )
  for (const path of paths)
    expect(locations.find(({ fits }) => fits(`/${path}`))?.headers, path).toEqual(headersFor(path))
})

test('Caddy has a block of headers for each of the four kinds', () => {
  const blocks = [...caddySnippet().matchAll(/^header (@\w+) \{\n([^}]*)\}/gm)].map(([, name, body = '']) => [
    name,
    Object.fromEntries([...body.matchAll(/^ {2}(\S+) "([^"]*)"/gm)].map(([, key, value]) => [key, value])),
  ])
  expect(blocks).toEqual([
    ['@page', headersFor('')],
    ['@net', headersFor('net/a.js')],
    ['@examples', headersFor('examples/cafe/')],
    ['@rest', headersFor('assets/a.js')],
  ])
})

test('the guide for hosts shows these very texts', () => {
  const guide = readFileSync(new URL('../../docs/hosting.md', import.meta.url), 'utf8')
  expect(guide).toContain(nginxSnippet())
  expect(guide).toContain(caddySnippet())
})
