import type { Page } from '@playwright/test'
import { type Behave, serveFaulty, wellBehaved } from '../src/mcp/faulty-server.fixture.ts'
import { startReferenceServer } from '../src/mcp/reference-server.fixture.ts'
import { seriousInBothThemes } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { ConnectionsDialog } from './pages/connections.ts'
import { HermitPage } from './pages/hermit-page.ts'

async function withKettle(
  behave: Behave | ((...given: Parameters<Behave>) => boolean),
  work: (server: Awaited<ReturnType<typeof serveFaulty>>) => Promise<void>,
) {
  const server = await serveFaulty(wellBehaved(behave))
  try {
    await work(server)
  } finally {
    await server.close()
  }
}

async function openPrivacy(page: Page) {
  await page.getByRole('button', { name: 'Nothing you write leaves this device' }).click()
  const dialog = page.getByRole('dialog', { name: 'What leaves this device?' })
  await expect(dialog).toBeVisible()
  return dialog
}

test('a server is added by its address: its tools are listed and tried, a prompt goes into the message, a resource to the chat', async ({
  scripted,
}) => {
  const server = await startReferenceServer()
  try {
    const { page } = scripted
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    const connections = new ConnectionsDialog(page)
    await connections.open()
    const { dialog } = connections
    await expect(dialog.getByText('No server is connected.')).toBeVisible()
    await expect(
      dialog.getByText(/kept in this browser as it is, because you have set no passphrase/),
    ).toBeVisible()
    expect(await seriousInBothThemes(page)).toEqual([])
    await connections.add(server.url)
    await expect(connections.servers).toContainText('Connected')
    await expect(connections.servers).toContainText('Everything Reference Server')
    await expect(connections.servers).toContainText(/\d+ tools, \d+ prompts, \d+ resources/)

    await connections.openServer('Everything Reference Server')
    const tools = dialog.getByRole('list', { name: 'Tools' })
    await expect(tools.getByRole('switch', { name: 'Echo Tool' })).toBeChecked()
    await connections.button('Try Get Sum Tool').click()
    const form = dialog.getByRole('form', { name: 'Try Get Sum Tool' })
    await form.getByRole('button', { name: 'Call' }).click()
    await expect(form.getByText('This is needed.')).toHaveCount(2)
    await form.getByLabel('a', { exact: true }).fill('2')
    await form.getByLabel('b', { exact: true }).fill('40')
    await form.getByRole('button', { name: 'Call' }).click()
    await expect(dialog.getByRole('region', { name: 'Result' })).toContainText('The sum of 2 and 40 is 42.')
    expect(await seriousInBothThemes(page)).toEqual([])
    await tools.getByRole('switch', { name: 'Echo Tool' }).uncheck()

    await connections.tab('Prompts').click()
    const prompt = dialog.getByRole('form', { name: 'Arguments Prompt' })
    await prompt.getByLabel('city').fill('Lund')
    await prompt.getByRole('button', { name: 'Put into the message' }).click()
    await expect(dialog.getByText('It stands in the message box now. Nothing was sent.')).toBeVisible()

    await connections.tab('Resources').click()
    const attach = dialog.getByRole('button', { name: /^Attach .* to the chat$/ }).first()
    await attach.click()
    await expect(dialog.getByText(/is attached to the chat as a document\.$/)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(scripted.message).toHaveValue("What's weather in Lund?")
    await expect(page.getByRole('list', { name: /documents/i }).getByRole('listitem')).toHaveCount(1)

    const privacy = await openPrivacy(page)
    await expect(
      privacy.getByText(`has asked servers that you connected: ${new URL(server.url).host}`),
    ).toBeVisible()
    const call = privacy.getByRole('listitem').filter({ hasText: 'POST' }).first()
    await expect(call).toContainText('Connections worker · from the network')
    await page.keyboard.press('Escape')

    await page.waitForTimeout(600) // the record is written within 260 ms
    await page.reload()
    await connections.open()
    await connections.openServer('Everything Reference Server')
    await expect(dialog.getByText(/Not connected now; it is asked when/)).toBeVisible()
    await expect(tools.getByRole('switch', { name: 'Echo Tool' })).not.toBeChecked()
  } finally {
    await server.close()
  }
})

test('a server is asked when the person wants it and not before; the air gap keeps everything from it', async ({
  scripted,
}) => {
  await withKettle(
    () => false,
    async kettle => {
      const { page } = scripted
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
      const connections = new ConnectionsDialog(page)
      await connections.open()
      await connections.add(kettle.url)
      await expect(connections.servers).toContainText('Connected')
      await page.waitForTimeout(600) // the record is written within 260 ms
      const asked = kettle.asked.length
      await page.reload()
      await connections.open()
      await expect(connections.servers).toContainText('Kettle')
      await page.waitForTimeout(1500)
      expect(kettle.asked.length).toBe(asked)
      await page.keyboard.press('Escape')

      const privacy = await openPrivacy(page)
      await privacy.getByRole('switch', { name: 'Air gap' }).check()
      await page.keyboard.press('Escape')
      await connections.open()
      const { dialog } = connections
      await expect(dialog.getByText('The air gap is on: no server is asked')).toBeVisible()
      await connections.openServer('Kettle')
      await connections.button('Try boil').click()
      await dialog.getByRole('button', { name: 'Call' }).click()
      await expect(dialog.getByText(/The air gap is on: nothing may leave this device/).first()).toBeVisible()
      expect(kettle.asked.length).toBe(asked)
    },
  )
})

test('a server that wants a token says so, and gets it; one that is removed can be had back', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await hermit.open('?engine=scripted')
  await withKettle(
    ({ headers }, response) => {
      if (headers.authorization === 'Bearer open sesame') return false
      response.writeHead(401).end()
      return true
    },
    async kettle => {
      const connections = new ConnectionsDialog(page)
      await connections.open()
      const { dialog } = connections
      await connections.address.fill('http://192.168.0.4/mcp')
      await connections.button('Connect').click()
      await expect(dialog.getByText(/^This is no address that Hermit connects to/)).toBeVisible()
      await connections.add(kettle.url)
      await expect(connections.servers).toContainText('signing in by OAuth it cannot yet')
      const { host } = new URL(kettle.url)
      await connections.openServer(host)
      await connections.button('Set a token').click()
      await connections.token.fill('open sesame')
      await connections.button('Save').click()
      await expect(dialog.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible()
      await expect(dialog.getByText('boil', { exact: true }).first()).toBeVisible()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)

      await connections.button('Remove server').click()
      await expect(dialog.getByText('No server is connected.')).toBeVisible()
      await dialog.getByRole('button', { name: 'Undo' }).click()
      await expect(connections.servers).toContainText('Kettle')
      await kettle.close().catch(() => {})
      await connections.openServer('Kettle')
      await connections.button('Check the connection').click()
      await expect(dialog.getByRole('alert')).toContainText('The server cannot be reached')
    },
  )
})
