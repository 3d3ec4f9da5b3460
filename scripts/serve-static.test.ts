import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StaticServer, serveStatic } from './serve-static.ts'

let folder: string
let server: StaticServer

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hermit-static-'))
  await mkdir(join(folder, 'site/assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'site/index.html'), '<!doctype html>')
  await writeFile(join(folder, 'site/assets/engine.wasm'), '0123456789')
  server = await serveStatic(join(folder, 'site'), { prefix: '/hermit/', headers: { 'X-Test': 'yes' } })
})

afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

/** Asks for a path as it is written: fetch would tidy it up. */
function rawStatus(path: string): Promise<number | undefined> {
  return new Promise((done, failed) => {
    request({ host: '127.0.0.1', port: server.port, path }, response => {
      response.resume()
      done(response.statusCode)
    })
      .on('error', failed)
      .end()
  })
}

test('serves the folder under its prefix, with types and the headers asked for', async () => {
  const page = await fetch(server.url)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('x-test')).toBe('yes')
  expect(await page.text()).toBe('<!doctype html>')
  expect((await fetch(`${server.url}assets/engine.wasm`)).headers.get('content-type')).toBe(
    'application/wasm',
  )
  expect((await fetch(new URL('/', server.url))).status).toBe(404)
  expect((await fetch(`${server.url}assets`)).status).toBe(404)
  expect(server.requests[0]).toEqual({ method: 'GET', path: '/hermit/' })
})

test('serves a part of a file when a part is asked for', async () => {
  const part = async (range: string) => {
    const response = await fetch(`${server.url}assets/engine.wasm`, { headers: { Range: range } })
    return [response.status, response.headers.get('content-range'), await response.text()]
  }
  expect(await part('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234'])
  expect(await part('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789'])
  expect(await part('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789'])
  expect((await part('bytes=10-'))[0]).toBe(416)
})

test('nothing outside the folder is reachable', async () => {
  for (const path of [
    '/hermit/../secret.txt',
    '/hermit/%2e%2e/secret.txt',
    '/hermit/..%2fsecret.txt',
    '/hermit/%00',
  ])
    expect(await rawStatus(path)).toBe(404)
})

test('after close there is nobody at the address, open connections included', async () => {
  await fetch(server.url) // leaves a connection open
  await server.close()
  await expect(fetch(server.url)).rejects.toThrow()
})

test('sends text compressed to whoever takes it, where it is asked to', async () => {
  const packing = await serveStatic(join(folder, 'site'), { gzip: true })
  try {
    const page = await fetch(packing.url)
    expect(page.headers.get('content-encoding')).toBe('gzip')
    expect(await page.text()).toBe('<!doctype html>')
    const plain = await fetch(packing.url, { headers: { 'Accept-Encoding': 'identity' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
    const wasm = await fetch(`${packing.url}assets/engine.wasm`)
    expect(wasm.headers.get('content-encoding')).toBeNull()
  } finally {
    await packing.close()
  }
})
