import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import type { JourneyReport } from './loopback-journey.ts'

const inNamespace = (command: string) => ['-rn', 'sh', '-c', `ip link set lo up && ${command}`]

/** The built app as files: what the machine without a network serves to itself. */
const dist = process.env.HERMIT_DIST ?? 'dist'

test('on a machine whose only network is itself a whole journey works, what tools are asked for is done, nothing is fetched after loading, and no page or worker turns to another machine @fault-43', async () => {
  test.setTimeout(10 * 60_000)
  test.skip(
    spawnSync('unshare', inNamespace('true')).status !== 0,
    'this system gives no network namespace (unshare -rn, ip)',
  )
  const command = `exec node_modules/.bin/tsx e2e/faults/loopback-journey.ts "${dist}"`
  const { stdout } = await promisify(execFile)('unshare', inNamespace(command), { timeout: 9 * 60_000 })
  const report = JSON.parse(/^REPORT (.*)$/m.exec(stdout)?.[1] ?? '') as JourneyReport
  console.log(JSON.stringify(report))
  expect(report.answers).toBe(4)
  expect(report.errands).toBeGreaterThan(5)
  // The browser itself looks from time to time whether the service worker has a new version: nobody in Hermit asks.
  const asked = [...report.afterLoad, ...report.afterReload].filter(path => path !== '/service-worker.js')
  expect(asked, 'requests after the model was loaded').toEqual([])
  // Some Chromiums look for updates whatever they are told; a page that asked the same host would be a stranger below.
  const wanted = report.wanted.filter(host => !report.browsersOwn.includes(host))
  expect(wanted, 'hosts that anything but the browser itself wanted to speak to').toEqual([])
  expect(report.sockets, 'sockets to another machine').toEqual([])
  // What the kernel counts without a route is those looks, and nothing else of any process.
  expect(report.waysOut).toBeLessThanOrEqual(report.looksForIPv6)
  expect(report.strangers, 'addresses in the log of the browser').toEqual([])
  // All of this is seen when it happens.
  expect(report.waysOutWithProbe).toBeGreaterThan(0)
  expect(report.wantedByProbe).toEqual(
    expect.arrayContaining(['probe.invalid', expect.stringContaining('192.0.2.1')]),
  )
})
