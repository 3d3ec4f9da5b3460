import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { embeddedParts, writeFolder } from '../scripts/derive-webllm.ts'
import { startModelHost } from './model-host.ts'
import { HermitPage } from './pages/hermit-page.ts'
import { ModelsDialog } from './pages/models-dialog.ts'

const name = 'tiny-q4_1-MLC'
const library = 'smollm2-135m-instruct-q4_1-webgpu.wasm'

test('a WebLLM model is added by its address, runs on the GPU and answers', async ({ page }) => {
  test.setTimeout(6 * 60_000)
  const folder = await mkdtemp(join(tmpdir(), 'hermit-webllm-'))
  const files = await writeFolder(folder, embeddedParts)
  const host = await startModelHost({
    plain: {
      ...Object.fromEntries(files.map(file => [`models/${name}/${file.name}`, join(folder, file.name)])),
      [`lib/${library}`]: `public/models/smollm2-135m-instruct/${library}`,
    },
  })
  const hermit = new HermitPage(page)
  const models = new ModelsDialog(page)
  try {
    await hermit.open('')
    await models.open('On this device')
    await models.addByAddress(`${host.url}/models/${name}`, `${host.url}/lib/${library}`)
    await models.arrived(name)
    await expect(models.row(name)).toContainText('Recorded when it first came, and checked since')
    for (const { name: file, bytes } of files) {
      expect(host.sentBytes(`models/${name}/${file}`), file).toBeGreaterThanOrEqual(bytes)
    }
    await hermit.ready()
    await models.button(`Use ${name}`).click()
    await models.close()
    await expect(page.getByRole('button', { name: `Model: ${name}` })).toBeVisible()
    await expect(hermit.engine).toHaveText('Ready · GPU', { timeout: 180_000 })
  } finally {
    await host.close()
    await rm(folder, { recursive: true, force: true })
  }
  await hermit.send('What is the capital of France?')
  const answer = await hermit.answered()
  await expect(answer).toContainText('Paris')
  await answer.locator('summary').click()
  await expect(answer).toContainText(`${name} · graphics processor (WebLLM)`)
})
