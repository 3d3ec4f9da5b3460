import { expect, test } from './fixtures.ts'

test.describe('the real model, in a real browser, on the built app', () => {
  test('answers, and says what the answer cost', async ({ real }) => {
    await real.send('What is the capital of France?')
    const answer = await real.answered()
    await expect(answer).toContainText('Paris')
    await expect(answer).toContainText(/tokens\/s/)
    const [, stored] = await real.saved()
    expect(stored).toMatchObject({ role: 'assistant', status: 'done' })
    expect(stored?.stats?.completionTokens).toBeGreaterThan(2)
  })

  test('has read the system prompt before the first message, and reads a first turn only once', async ({
    real,
  }) => {
    // The warm-up is one short call that follows "Ready"; its effect is what the engine counts as cached.
    await real.page.waitForTimeout(6000)
    await real.send('Say hello.')
    await real.answered()
    await real.send('Say it again.')
    await real.answered()
    const [, first, , second] = await real.saved()
    test
      .info()
      .annotations.push({ type: 'usage', description: JSON.stringify([first?.stats, second?.stats]) })
    expect(first?.stats?.cachedTokens).toBeGreaterThan(10)
    const firstTurn = (first?.stats?.promptTokens ?? 0) + (first?.stats?.completionTokens ?? 0)
    expect(second?.stats?.cachedTokens).toBeGreaterThanOrEqual(firstTurn - 2)
  })

  test('stops in mid-answer, keeps what it has said, and answers the next message', async ({ real }) => {
    await real.send('Write a long story about a crab that looks for a new shell.')
    const answer = real.answers.last()
    await expect.poll(async () => (await answer.innerText()).length, { timeout: 60_000 }).toBeGreaterThan(60)
    await real.stopButton.click()
    await expect(real.sendButton).toBeVisible()
    await expect(answer).toContainText('You stopped this answer')
    const [, stopped] = await real.saved()
    expect(stopped?.status).toBe('stopped')
    expect(stopped?.text.length).toBeGreaterThan(30)
    await real.send('What is the capital of France?')
    await real.answered()
    await expect(real.answers).toHaveCount(2)
  })

  test('keeps the chat over a reload, and marks an answer that the reload cut @fault-30', async ({
    real,
  }) => {
    await real.send('Say hello.')
    await real.answered()
    await real.send('Write a long story about the sea.')
    const answer = real.answers.last()
    await expect.poll(async () => (await answer.innerText()).length, { timeout: 60_000 }).toBeGreaterThan(60)
    const shown = (await real.stored())[0]?.[3]?.text ?? ''
    await real.page.reload()
    await real.chats.getByRole('button', { name: 'Say hello.', exact: true }).click()
    await expect(real.questions).toHaveCount(2)
    await expect(real.answers.last()).toContainText('interrupted')
    const kept = (await real.saved())[3]
    expect(kept?.status).toBe('interrupted')
    expect(kept?.text.startsWith(shown)).toBe(true)
    await real.ready()
    await real.answers.last().getByRole('button', { name: 'Retry' }).click()
    await expect(real.stopButton).toBeVisible()
    await real.stopButton.click()
    await expect(real.sendButton).toBeVisible()
  })

  test('survives the death of its engine in mid-answer: the text stays, and Continue goes on with it @fault-26', async ({
    real,
  }) => {
    await real.send('Write a long story about a lighthouse.')
    const answer = real.answers.last()
    await expect.poll(async () => (await answer.innerText()).length, { timeout: 60_000 }).toBeGreaterThan(60)
    const [engine] = real.page.workers().filter(worker => worker.url().includes('wllama'))
    expect(engine).toBeDefined()
    await engine
      ?.evaluate(() => self.close())
      .catch(() => {
        // It cannot answer any more: that is the point.
      })
    const alert = answer.getByRole('alert')
    await expect(alert).toBeVisible({ timeout: 30_000 })
    await real.ready()
    const [, kept] = await real.saved()
    expect(kept?.status).toBe('failed')
    expect(kept?.text.length).toBeGreaterThan(30)
    await alert.getByRole('button', { name: 'Continue' }).click()
    await expect(real.stopButton).toBeVisible()
    const keptLength = kept?.text.length ?? 0
    await expect
      .poll(async () => (await answer.innerText()).length, { timeout: 60_000 })
      .toBeGreaterThan(keptLength + 40)
    await real.stopButton.click()
    await expect(real.sendButton).toBeVisible()
    const [, continued] = await real.saved()
    expect(continued?.text.startsWith(kept?.text ?? '')).toBe(true)
    // llama.cpp gives back what it goes on with: it must not stand there twice.
    expect(continued?.text.slice(keptLength)).not.toContain((kept?.text ?? '').slice(0, 20))
  })

  test('reads a message while it is being typed: after Send only its last words are left', async ({
    real,
  }) => {
    const message =
      'Please tell me in one short sentence which of these you would take to the sea on a windy day and why: ' +
      'a red kite, a warm coat, a long book, a bag of apples, a small boat, an old map, or a pair of boots.'
    await real.message.pressSequentially(message, { delay: 60 })
    // Longer than any piece takes, and far shorter than reading the whole message would.
    await real.page.waitForTimeout(3000)
    await real.sendButton.click()
    await real.answered()
    const [, answer] = await real.saved()
    const { promptTokens = 0, cachedTokens = 0 } = answer?.stats ?? {}
    test.info().annotations.push({ type: 'usage', description: JSON.stringify(answer?.stats) })
    expect(promptTokens).toBeGreaterThan(60)
    expect(promptTokens - cachedTokens).toBeLessThan(30)
  })

  test('asks the network for nothing on a second start', async ({ real }) => {
    const asked: string[] = []
    real.page.context().on('request', request => asked.push(request.url()))
    await real.page.reload()
    await real.ready()
    expect(asked.filter(url => url.includes('/models/'))).toEqual([])
    const origin = new URL(real.page.url()).origin
    expect(asked.filter(url => !url.startsWith(origin) && !url.startsWith('blob:'))).toEqual([])
  })

  test('shows that a long message is being read, and names a message that is too long', async ({ real }) => {
    await real.send(`${'The sea is wide and the crab is small. '.repeat(20)}How big is the crab?`)
    await expect(real.answers.last()).toContainText(/Reading your message/, { timeout: 30_000 })
    await real.stopButton.click()
    await expect(real.sendButton).toBeVisible()
    await real.button('New chat').click()
    await real.send('The sea is wide. '.repeat(1200))
    const alert = real.answers.last().getByRole('alert')
    await expect(alert).toContainText(/too long/, { timeout: 60_000 })
    await expect(alert).toContainText(/[\d,]+ tokens/)
    await alert.getByRole('button', { name: 'Shorten' }).click()
    await expect(real.message).not.toHaveValue('', { timeout: 60_000 })
    const shortened = await real.message.inputValue()
    expect(shortened.length).toBeGreaterThan(5000)
    expect(shortened.length).toBeLessThan(17 * 1200)
  })
})
