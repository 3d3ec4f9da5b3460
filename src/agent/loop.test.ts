import { describe, expect, test, vi } from 'vitest'
import type { Tool } from '../abilities/tool.ts'
import { FaultError } from '../fault.ts'
import { lastOf, loopParts, planned, recorder, turnOf } from './agent.fixture.ts'
import { type LoopParts, planSteps, runSteps } from './loop.ts'
import { longestResult, mostSteps, type Step } from './step.ts'

const never = new AbortController().signal

async function run(tools: readonly Tool[], steps: readonly Step[], more: Partial<LoopParts> = {}) {
  const { parts, ended } = loopParts(tools, more)
  return { steps: (await lastOf(runSteps(turnOf(steps), parts, never))) ?? [], ended }
}

describe('steps are done one after the other', () => {
  test('each with what its words say, and "it" is what the one before said', async () => {
    const [find, note] = [recorder('find'), recorder('note')]
    const { steps, ended } = await run(
      [find, note],
      [planned('find', 'text: pets'), planned('note', 'text: it')],
    )
    expect(steps.map(({ status }) => status)).toEqual(['done', 'done'])
    expect(note.calls).toEqual([{ text: 'find: pets' }])
    expect(ended.map(({ tool }) => tool)).toEqual(['find', 'note'])
  })

  test('where it has signs of Markdown, "it" is the text that is read; or what its tool names as it', async () => {
    const note = recorder('note')
    const said = (more: object) =>
      recorder('find', {
        run: async () => ({ value: 1, said: '[Lease](hermit:documents/a)\n\n> 2 \\* 3', ...more }),
      })
    const steps = [planned('find', 'text: pets'), planned('note', 'text: it')]
    await run([said({}), note], steps)
    await run([said({ plain: 'one cat' }), note], steps)
    expect(note.calls).toEqual([{ text: 'Lease\n\n2 * 3' }, { text: 'one cat' }])
  })

  test('and what fails does not keep the next from its own', async () => {
    const broken = recorder('broken', { run: () => Promise.reject(new Error('no')) })
    const { steps } = await run([broken, recorder('note')], [planned('broken'), planned('note')])
    expect(steps.map(({ status }) => status)).toEqual(['failed', 'done'])
  })

  test('while arguments take long to find, their step is shown, and can be stopped', async () => {
    const controller = new AbortController()
    const filler = { takesLong: () => true, fill: () => new Promise<never>(() => {}) }
    const { parts, ended } = loopParts([recorder('note')], { filler })
    const seen: (readonly Step[])[] = []
    const reading = async () => {
      for await (const steps of runSteps(turnOf([planned('note')]), parts, controller.signal)) {
        seen.push(steps)
        controller.abort(new Error('enough'))
      }
    }
    await expect(reading()).rejects.toThrow('enough')
    expect(seen.map(([step]) => [step?.status, step?.isReading])).toEqual([
      ['planned', true],
      ['stopped', undefined],
    ])
    expect(ended).toEqual([])
  })

  test('while a step runs, all of them are shown with it', async () => {
    const { parts } = loopParts([recorder('a'), recorder('b')])
    const seen: string[] = []
    for await (const steps of runSteps(turnOf([planned('a'), planned('b')]), parts, never)) {
      seen.push(steps.map(({ status }) => status).join(' '))
    }
    expect(seen).toEqual(['running planned', 'done planned', 'done running', 'done done'])
  })
})

describe('a step ends by saying so where', () => {
  test('nobody knows its tool', async () => {
    const [step] = planSteps([{ tool: 'fly', words: 'fly', certainty: 1 }], [], () => 'a', 'en')
    expect((await run([], [step ?? expect.fail()])).steps).toMatchObject([
      { status: 'refused', refusedBy: 'unknown-tool', title: 'fly' },
    ])
  })

  test('its arguments are against the schema and cannot be asked for', async () => {
    const tool = recorder('add', {
      parameters: {
        type: 'object',
        properties: { n: { type: 'number' }, m: { type: 'number' } },
        required: ['n'],
        maxProperties: 1,
      },
      slots: {},
    })
    const { steps } = await run([tool], [planned('add', '', { args: { n: 1, m: 2 } })])
    expect(steps).toMatchObject([{ status: 'refused', refusedBy: 'wrong-arguments' }])
    expect(tool.calls).toEqual([])
  })

  test('its tool throws: a fault by its name, anything else as a failed step', async () => {
    const throws = (error: unknown) => recorder('a', { run: () => Promise.reject(error) })
    const one = await run([throws(new FaultError({ code: 'offline' }))], [planned('a')])
    expect(one.steps).toMatchObject([{ status: 'failed', fault: { code: 'offline' } }])
    const other = await run([throws('x'.repeat(9000))], [planned('a')])
    expect(other.steps).toMatchObject([{ status: 'failed', fault: { code: 'tool-failed' } }])
    expect(other.steps[0]?.fault?.detail?.length).toBeLessThanOrEqual(500)
  })

  test('its tool throws at once, or gives nothing', async () => {
    const sudden = recorder('a', {
      run: () => {
        throw new Error('at once')
      },
    })
    // What a tool from elsewhere gives is not of its type.
    const empty = recorder('b', { run: () => Promise.resolve(undefined as never) })
    const { steps } = await run([sudden, empty], [planned('a'), planned('b')])
    expect(steps.map(({ status }) => status)).toEqual(['failed', 'failed'])
  })

  test('its tool hangs', async () => {
    vi.useFakeTimers()
    const heard: unknown[] = []
    const tool = recorder('hang', {
      run: (_args, { signal }) => {
        signal.addEventListener('abort', () => heard.push('abort'))
        return new Promise(() => {})
      },
    })
    const running = run([tool], [planned('hang')])
    await vi.advanceTimersByTimeAsync(30_000)
    vi.useRealTimers()
    expect((await running).steps).toMatchObject([
      { status: 'failed', fault: { code: 'tool-slow', numbers: { seconds: 30 } } },
    ])
    expect(heard).toEqual(['abort'])
  })

  test('its result is a megabyte: its beginning is kept', async () => {
    const tool = recorder('big', {
      run: async () => ({ value: { text: 'x'.repeat(1_000_000) }, said: 'y'.repeat(1_000_000) }),
    })
    const [step] = (await run([tool], [planned('big')])).steps
    expect(step).toMatchObject({ status: 'done', isCut: true })
    expect(JSON.stringify(step).length).toBeLessThan(longestResult + 6000)
  })

  test('its result has no JSON', async () => {
    const loop: Record<string, unknown> = {}
    loop.self = loop
    const tool = recorder('odd', { run: async () => ({ value: loop, said: 'Done.', undo: () => {} }) })
    const [step] = (await run([tool], [planned('odd')])).steps
    expect(step).toMatchObject({ status: 'done', said: 'Done.' })
    expect(step).not.toHaveProperty('result')
    expect(step).not.toHaveProperty('undo')
  })

  test('there are more than eight of them', async () => {
    const tool = recorder('a')
    const many = Array.from({ length: mostSteps + 3 }, (_, index) =>
      planned('a', 'text: a', { id: `${index}` }),
    )
    const { steps } = await run([tool], many)
    expect(tool.calls).toHaveLength(mostSteps)
    expect(steps.slice(mostSteps).map(({ refusedBy }) => refusedBy)).toEqual(Array(3).fill('too-many-steps'))
  })

  test('it is stopped: what was to come is stopped too, and the signal’s reason is thrown', async () => {
    const abort = new AbortController()
    const hang = recorder('hang', { run: () => new Promise(() => {}) })
    const { parts, ended } = loopParts([hang, recorder('b')])
    const seen: (readonly Step[])[] = []
    const running = (async () => {
      for await (const steps of runSteps(turnOf([planned('hang'), planned('b')]), parts, abort.signal)) {
        seen.push(steps)
        abort.abort(new Error('stop'))
      }
    })()
    await expect(running).rejects.toThrow('stop')
    expect(seen.at(-1)?.map(({ status }) => status)).toEqual(['stopped', 'stopped'])
    expect(ended).toMatchObject([{ status: 'stopped' }])
  })
})

describe('a missing argument', () => {
  test('is asked for, and nothing is called', async () => {
    const tool = recorder('note')
    const { steps } = await run([tool, recorder('b')], [planned('note', 'a note'), planned('b')])
    expect(steps).toMatchObject([{ status: 'missing', missing: 'text' }, { status: 'planned' }])
    expect(tool.calls).toEqual([])
  })

  test('is asked for anew where what was found is not what the schema wants', async () => {
    const tool = recorder('n', {
      parameters: { type: 'object', properties: { text: { enum: ['a', 'b'] } }, required: ['text'] },
    })
    expect((await run([tool], [planned('n', 'text: c')])).steps).toMatchObject([
      { status: 'missing', missing: 'text', args: {} },
    ])
  })

  test('has the tool’s own default where it has one; an empty text is none', async () => {
    const tool = recorder('n', {
      parameters: {
        type: 'object',
        properties: { text: { type: 'string' }, quantity: { type: 'integer', default: 1 } },
        required: ['text', 'quantity'],
      },
    })
    await run([tool], [planned('n', 'text: flat white')])
    expect(tool.calls).toEqual([{ text: 'flat white', quantity: 1 }])
    expect((await run([tool], [planned('n', '', { args: { text: ' ' } })])).steps[0]?.status).toBe('missing')
  })

  test('is what a filler that fails leaves', async () => {
    const filler = { fill: () => Promise.reject(new Error('no engine')) }
    expect((await run([recorder('a')], [planned('a')], { filler })).steps[0]?.status).toBe('missing')
  })

  test('a filler cannot bring what the tool does not take', async () => {
    const tool = recorder('a')
    await run([tool], [planned('a')], { filler: { fill: async () => ({ text: 'x', admin: true }) } })
    expect(tool.calls).toEqual([{ text: 'x' }])
  })
})

describe('consent', () => {
  const sends = (more: Partial<Tool> = {}) =>
    recorder('send', { consent: 'none', effects: ['leaves-device'], ...more })
  const writes = () => recorder('write', { consent: 'once', effects: ['writes'] })

  test('is asked for with the arguments that were found', async () => {
    const tool = writes()
    const { steps } = await run([tool], [planned('write', 'text: milk')])
    expect(steps).toMatchObject([{ status: 'asking', args: { text: 'milk' } }])
    expect(tool.calls).toEqual([])
  })

  test('lets the call run with the arguments that the person left, once', async () => {
    const tool = writes()
    const allowed = planned('write', 'text: milk', { args: { text: 'oat milk' }, isAllowed: true })
    const { steps } = await run([tool], [allowed])
    expect(tool.calls).toEqual([{ text: 'oat milk' }])
    expect(steps[0]).not.toHaveProperty('isAllowed')
  })

  test('"always" holds for what stays here, never for what leaves the device or costs money', async () => {
    const standing = () => 'always' as const
    expect((await run([writes()], [planned('write')], { standing })).steps[0]?.status).toBe('done')
    for (const effect of ['leaves-device', 'costs-money'] as const) {
      const tool = sends({ consent: 'once', effects: [effect] })
      expect((await run([tool], [planned('send')], { standing })).steps[0]?.status).toBe('asking')
      expect(tool.calls).toEqual([])
    }
  })

  test('"never" refuses even what needs no consent, and what was allowed before', async () => {
    const tool = recorder('a')
    const refused = { status: 'refused', refusedBy: 'person' }
    const standing = () => 'never' as const
    for (const step of [planned('a'), planned('a', '', { args: { text: 'b' }, isAllowed: true })]) {
      expect((await run([tool], [step], { standing })).steps).toMatchObject([refused])
    }
    expect(tool.calls).toEqual([])
  })

  test('of a tool from elsewhere that does more than read is asked for, whatever it says of itself', async () => {
    const theirs = (effects: Tool['effects']) => recorder('theirs', { source: 'Café', effects })
    const step = planned('theirs', 'text: a', { source: 'Café' })
    // Its schema would be checked in a worker, which a test has none of.
    const check = async () => undefined
    expect((await run([theirs(['writes'])], [step], { check })).steps[0]?.status).toBe('asking')
    expect((await run([theirs(['reads'])], [step], { check })).steps).toMatchObject([
      { status: 'done', isForeign: true },
    ])
  })

  test('shows what the tool says that it would do, and asks without it where that does not come', async () => {
    const preview = async () => 'Two flat whites, €7.60'
    expect((await run([sends({ preview })], [planned('send')])).steps).toMatchObject([
      { status: 'asking', preview: 'Two flat whites, €7.60' },
    ])
    const broken = () => Promise.reject(new Error('no'))
    const [step] = (await run([sends({ preview: broken })], [planned('send')])).steps
    expect(step?.status).toBe('asking')
    expect(step).not.toHaveProperty('preview')
  })
})
