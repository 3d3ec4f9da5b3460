import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type ConnectionOptions, createConnection } from './connection.ts'
import { answer, type Behave, serveFaulty, wellBehaved } from './faulty-server.fixture.ts'
import type { Offer } from './offer.ts'
import { type ReferenceServer, startReferenceServer } from './reference-server.fixture.ts'

const how = (limitMs = 10_000) => ({ signal: new AbortController().signal, limitMs })

function connect(url: string, more: Partial<ConnectionOptions> & { token?: string } = {}) {
  const { token, ...others } = more
  const connection = createConnection(
    { url, token },
    {
      fetch: (to, init) => globalThis.fetch(to, init),
      isAirGapped: () => false,
      onOffer: () => {},
      ...others,
    },
  )
  onTestFinished(() => connection.close())
  return connection
}

describe('the reference server', () => {
  let server: ReferenceServer
  beforeAll(async () => {
    server = await startReferenceServer()
  }, 60_000)
  afterAll(() => server.close())

  test('tells what it offers', async () => {
    const offer = await connect(server.url).open(how())
    expect(offer.name).toBe('Everything Reference Server')
    expect(offer.tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['echo', 'get-sum']))
    expect(offer.tools.find(({ name }) => name === 'get-sum')).toMatchObject({
      title: 'Get Sum Tool',
      isReadOnly: true,
      schema: { type: 'object', required: ['a', 'b'] },
    })
    expect(offer.prompts.map(({ name }) => name)).toContain('args-prompt')
    expect(offer.prompts.find(({ name }) => name === 'args-prompt')?.args).toMatchObject([
      { name: 'city', isRequired: true },
      { name: 'state', isRequired: false },
    ])
    expect(offer.resources.length).toBeGreaterThan(0)
    expect(offer.isCut).toBe(false)
  })

  test('runs its tools: text is text, and what is no text is named', async () => {
    const connection = connect(server.url)
    expect((await connection.callTool('get-sum', { a: 2, b: 40 }, how())).text).toBe(
      'The sum of 2 and 40 is 42.',
    )
    const picture = await connection.callTool('get-tiny-image', {}, how())
    expect(picture.extras).toMatchObject([{ kind: 'image', mimeType: 'image/png' }])
    expect(picture.text).not.toContain('base64')
    const links = await connection.callTool('get-resource-links', { count: 2 }, how())
    expect(links.extras.map(({ kind }) => kind)).toEqual(['link', 'link'])
    const weather = await connection.callTool('get-structured-content', { location: 'Chicago' }, how())
    expect(weather.structured).toMatchObject({ conditions: expect.any(String) })
  })

  test('says itself where arguments are wrong', async () => {
    const outcome = await connect(server.url).callTool('get-sum', { a: 'two' }, how())
    expect(outcome.isError).toBe(true)
    expect(outcome.text).toContain('Invalid')
  })

  test('gives a prompt with its places filled, and the text of a resource', async () => {
    const connection = connect(server.url)
    const prompt = await connection.getPrompt('args-prompt', { city: 'Lund' }, how())
    expect(prompt.text).toBe("What's weather in Lund?")
    const { resources } = await connection.open(how())
    const first = resources[0]?.uri ?? ''
    expect((await connection.readResource(first, how())).text.length).toBeGreaterThan(20)
  })

  test('is told when a long call is given up, and goes on being asked', async () => {
    const connection = connect(server.url)
    await connection.open(how())
    const controller = new AbortController()
    const call = connection.callTool(
      'trigger-long-running-operation',
      { duration: 30, steps: 3 },
      { signal: controller.signal, limitMs: 60_000 },
    )
    setTimeout(() => controller.abort(new Error('enough')), 200)
    await expect(call).rejects.toThrow('enough')
    expect((await connection.callTool('echo', { message: 'still there' }, how())).text).toContain(
      'still there',
    )
  })

  test('is too slow when a call takes longer than its limit', async () => {
    const call = connect(server.url).callTool(
      'trigger-long-running-operation',
      { duration: 30, steps: 3 },
      how(400),
    )
    await expect(call).rejects.toMatchObject({ fault: { code: 'mcp-slow', numbers: { ms: 400 } } })
  })

  test('that was started anew has forgotten the session: one call, a new session, the answer', async () => {
    const other = await startReferenceServer()
    const connection = connect(other.url)
    await connection.open(how())
    await other.close()
    await expect(connection.callTool('echo', { message: 'a' }, how())).rejects.toMatchObject({
      fault: { code: 'mcp-gone' },
    })
    const again = await startReferenceServer(Number(new URL(other.url).port))
    onTestFinished(() => again.close())
    expect((await connection.callTool('echo', { message: 'b' }, how())).text).toContain('b')
  }, 60_000)
})

describe('a server', () => {
  async function faulty(behave: Behave) {
    const server = await serveFaulty(behave)
    onTestFinished(() => server.close())
    return server
  }
  const toolCall = ({ message }: Parameters<Behave>[0]) => message?.method === 'tools/call'

  test.each<[string, Behave, object]>([
    [
      'that asks for a token',
      (_, response) => void response.writeHead(401).end(),
      { code: 'mcp-unauthorised' },
    ],
    ['that allows nothing', (_, response) => void response.writeHead(403).end(), { code: 'mcp-forbidden' }],
    [
      'that fails',
      (_, response) => void response.writeHead(503).end('busy'),
      { code: 'mcp-server-error', numbers: { status: 503 } },
    ],
    [
      'that is a web page',
      (_, response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>'),
      { code: 'mcp-unreadable' },
    ],
    ['that is not there', (_, response) => void response.writeHead(404).end(), { code: 'mcp-unreadable' }],
    [
      'that speaks no JSON',
      (_, response) =>
        void response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"jsonrpc":'),
      { code: 'mcp-unreadable' },
    ],
    [
      'that speaks JSON of its own',
      (_, response) =>
        void response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"ok":true}'),
      { code: 'mcp-unreadable' },
    ],
    [
      'that streams what is no JSON',
      (_, response) =>
        void response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: {oh\n\n'),
      { code: 'mcp-unreadable' },
    ],
    ['of another version', wellBehaved(() => false, '1999-12-31'), { code: 'mcp-version' }],
    ['that cuts the connection', (_, response) => void response.destroy(), { code: 'mcp-gone' }],
  ])('%s is refused by name', async (_, behave, fault) => {
    const { url } = await faulty(behave)
    await expect(connect(url).open(how())).rejects.toMatchObject({ fault })
  })

  test('that never answers is given up after the time to connect', async () => {
    const { url } = await faulty(() => {})
    const opening = connect(url, { connectMs: 300 }).open(how())
    await expect(opening).rejects.toMatchObject({ fault: { code: 'mcp-slow', numbers: { ms: 300 } } })
  })

  test('that nobody runs is gone, and the air gap is named before that', async () => {
    const server = await serveFaulty(() => {})
    await server.close()
    await expect(connect(server.url).open(how())).rejects.toMatchObject({ fault: { code: 'mcp-gone' } })
    const held = connect(server.url, { isAirGapped: () => true })
    await expect(held.open(how())).rejects.toMatchObject({ fault: { code: 'air-gapped' } })
  })

  test.each([301, 302, 307, 308])('that sends on (%i) gets nothing sent to where it points', async status => {
    const elsewhere = await faulty(wellBehaved(() => false))
    const { url, asked } = await faulty((_, response) => {
      response.writeHead(status, { Location: elsewhere.url }).end()
    })
    const opening = connect(url, { token: 'secret' }).open(how())
    await expect(opening).rejects.toMatchObject({ fault: { code: 'mcp-redirected' } })
    expect(asked).toHaveLength(1)
    expect(elsewhere.asked).toHaveLength(0)
  })

  test('gets the token with each request, and no cookies', async () => {
    const { url, asked } = await faulty(wellBehaved(() => false))
    const connection = connect(url, { token: 'secret' })
    await connection.callTool('boil', {}, how())
    await connection.close()
    expect(asked.length).toBeGreaterThan(3)
    expect(new Set(asked.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer secret']))
    expect(asked.every(({ headers }) => headers.cookie === undefined)).toBe(true)
    expect(asked.at(-1)?.method).toBe('DELETE')
  })

  test.each(['application/json', 'text/event-stream'])(
    'that answers a call with too much (%s) is read no further',
    async type => {
      const { url } = await faulty(
        wellBehaved((asked, response) => {
          if (!toolCall(asked)) return false
          response.writeHead(200, { 'Content-Type': type, 'Mcp-Session-Id': 'one' })
          const send = () => {
            while (!response.destroyed && response.write('x'.repeat(256 * 1024)));
          }
          if (type === 'text/event-stream') response.write('data: ')
          response.on('drain', send)
          send()
          return true
        }),
      )
      await expect(connect(url).callTool('boil', {}, how())).rejects.toMatchObject({
        fault: { code: 'mcp-too-large' },
      })
    },
  )

  test('that answers with a megabyte and more is cut there, and says so', async () => {
    const { url } = await faulty(
      wellBehaved((asked, response) => {
        if (!toolCall(asked)) return false
        answer(asked, response, { content: [{ type: 'text', text: 'y'.repeat(2_000_000) }] })
        return true
      }),
    )
    const outcome = await connect(url).callTool('boil', {}, how())
    expect(outcome.text).toHaveLength(1024 * 1024)
    expect(outcome.isCut).toBe(true)
  })

  test('whose answer is cut in its middle does not keep a call waiting', async () => {
    const { url } = await faulty(
      wellBehaved((asked, response) => {
        if (!toolCall(asked)) return false
        response.writeHead(200, { 'Content-Type': 'text/event-stream' })
        response.write(': here\n\n')
        setTimeout(() => response.destroy(), 50)
        return true
      }),
    )
    await expect(connect(url).callTool('boil', {}, how())).rejects.toMatchObject({
      fault: { code: 'mcp-gone' },
    })
  })

  test('that has forgotten the session is connected to once more, and no more than once', async () => {
    let opened = 0
    let forgets = 1
    const { url, asked } = await faulty(
      wellBehaved((one, response) => {
        if (one.message?.method === 'initialize') opened += 1
        if (!toolCall(one) || forgets === 0) return false
        forgets -= 1
        response.writeHead(404).end()
        return true
      }),
    )
    const connection = connect(url)
    await connection.open(how())
    expect((await connection.callTool('boil', {}, how())).text).toBe('boiled')
    expect(opened).toBe(2)
    forgets = 9
    await expect(connection.callTool('boil', {}, how())).rejects.toMatchObject({
      fault: { code: 'mcp-unreadable' },
    })
    expect(opened).toBe(3)
    expect(asked.filter(toolCall)).toHaveLength(4)
  })

  test('that hides its session is told apart', async () => {
    const { url } = await faulty((asked, response) => {
      if (asked.message?.method !== 'initialize') return void response.writeHead(400).end('no session')
      response.writeHead(200, { 'Content-Type': 'application/json' })
      const { id } = asked.message
      const result = {
        protocolVersion: '2025-06-18',
        capabilities: {},
        serverInfo: { name: 'a', version: '1' },
      }
      response.end(JSON.stringify({ jsonrpc: '2.0', id, result }))
    })
    await expect(connect(url).open(how())).rejects.toMatchObject({ fault: { code: 'mcp-no-session' } })
  })

  test('that says that its tools have changed is read anew', async () => {
    let names = ['boil']
    let tell: (line: string) => void = () => {}
    const { url } = await faulty((asked, response) => {
      const { message, method } = asked
      if (method === 'GET') {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' })
        response.write(': here\n\n')
        tell = line => response.write(`data: ${line}\n\n`)
        return
      }
      if (message?.method === 'initialize') {
        return answer(asked, response, {
          protocolVersion: '2025-06-18',
          capabilities: { tools: { listChanged: true } },
          serverInfo: { name: 'Kettle', version: '1' },
        })
      }
      if (message?.id === undefined) return void response.writeHead(202).end()
      answer(asked, response, { tools: names.map(name => ({ name, inputSchema: { type: 'object' } })) })
    })
    const offers: Offer[] = []
    const connection = connect(url, { onOffer: offer => offers.push(offer) })
    expect((await connection.open(how())).tools).toHaveLength(1)
    names = ['boil', 'pour']
    await vi.waitFor(() => {
      tell('{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}')
      expect(offers.at(-1)?.tools.map(({ name }) => name)).toEqual(['boil', 'pour'])
    }, 5000)
  })
})
