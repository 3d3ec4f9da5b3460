import { startReferenceServer } from '../src/mcp/reference-server.fixture.ts'
import { errands } from './errands.ts'
import { expect, test } from './fixtures.ts'

// One page for all of it: what is proven here is quick, and loading the model is not.
test('on the built app with the embedded model everything the agent is for is done, and nothing leaves this device @alone', async ({
  real,
}, info) => {
  test.setTimeout(300_000)
  const asked: string[] = []
  real.page.context().on('request', request => asked.push(request.url()))
  const server = await startReferenceServer()
  const look = async (name: string) => {
    await real.page.screenshot({ path: info.outputPath(`${name}.png`) })
  }
  try {
    for (const { name, run } of errands) {
      await test.step(name, () => run({ hermit: real, server: server.url, look }))
    }
  } finally {
    await server.close()
  }
  // The guard sees what a worker asks; a machine without any other network is in faults/loopback.spec.ts.
  expect(asked).toContain(server.url)
  const strangers = asked.filter(url => !/^(https?:\/\/127\.0\.0\.1[:/]|blob:|data:)/.test(url))
  expect(strangers, 'requests that leave this device').toEqual([])
})
