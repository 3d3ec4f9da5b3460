import { expect, test } from './fixtures.ts'

test('what no rule finds in a request is copied from it by the adapter, and the chat goes on @alone', async ({
  real,
}) => {
  await real.send('Where did I write down passwords')
  const answer = await real.answered()
  const step = answer.getByRole('group', { name: /^Step: / })
  await expect(step).toContainText('done')
  await step.getByRole('button', { expanded: false }).click()
  await expect(step).toContainText('passwords')
  await real.send('What is the capital of France?')
  await expect(await real.answered()).toContainText('Paris')
})
