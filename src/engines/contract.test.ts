import { expect, test } from 'vitest'
import { type ContractSubject, type ContractTestApi, describeEngine } from './contract.ts'
import { openChannelLink, serveOverChannel } from './port/channel-link.ts'
import { createPortEngine } from './port/client.ts'
import { serveEngine } from './port/host.ts'
import { createScriptedEngine, type ScriptedOptions } from './scripted.ts'
import { scriptedCard } from './scripted-card.ts'

const card = { ...scriptedCard, contextTokens: 1000 }
const model = { card, files: [] }

const api: ContractTestApi = {
  test: (name, run) => test(name, run),
  skip: (name, reason) => test.skip(`${name} (${reason})`),
}

const scripted = (options: ScriptedOptions) => async (): Promise<ContractSubject> => ({
  engine: createScriptedEngine({ loadMs: 4, ...options }),
  model,
})

const overPort = async (): Promise<ContractSubject> => ({
  engine: createPortEngine({
    info: { id: 'port', label: 'Over a port', locality: 'device' },
    connect() {
      const { port1, port2 } = new MessageChannel()
      const stop = serveEngine(createScriptedEngine({ loadMs: 4, tokensPerSecond: 2000 }), port2)
      return {
        port: port1,
        terminate() {
          stop()
          port1.close()
          port2.close()
        },
      }
    },
  }),
  model,
})

let channels = 0

const overChannel = async (): Promise<ContractSubject> => ({
  engine: createPortEngine({
    info: { id: 'channel', label: 'In another tab', locality: 'device' },
    connect() {
      const name = `contract-${++channels}`
      const stop = serveOverChannel(createScriptedEngine({ loadMs: 4, tokensPerSecond: 2000 }), name)
      const { port, terminate } = openChannelLink(name)
      return {
        port,
        terminate() {
          terminate()
          stop()
        },
      }
    },
  }),
  model,
})

describeEngine('scripted', scripted({ tokensPerSecond: 2000 }), api)
describeEngine('scripted, flat out', scripted({ tokensPerSecond: Number.POSITIVE_INFINITY }), api)
const filling = async (): Promise<ContractSubject> => ({
  ...(await scripted({ tokensPerSecond: 2000, fill: () => 'crab' })()),
  fills: true,
})
describeEngine('scripted, with an adapter', filling, api)
describeEngine('scripted over a MessageChannel', overPort, api)
describeEngine('scripted over a BroadcastChannel', overChannel, api)

test('the suite tells a broken engine from a good one', async () => {
  const failed: string[] = []
  const runs: Promise<void>[] = []
  const collecting: ContractTestApi = {
    test: (name, run) => {
      runs.push(
        run().then(
          () => {},
          () => {
            failed.push(name)
          },
        ),
      )
    },
    skip: () => {},
  }
  describeEngine('faulty', scripted({ generateFault: { afterTokens: 1, code: 'crashed' } }), collecting)
  await Promise.all(runs)
  expect(failed).toContain('faulty: the same greedy request gets the same text twice')
  expect(failed).not.toContain('faulty: loading reports progress that never falls, then ends exactly once')
})
