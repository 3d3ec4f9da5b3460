import { readFile } from 'node:fs/promises'
import { seriousViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

const answer = `# Plan

A **bold** start with $a^2$, prices of $5 and $10, and \`code\`.

\`\`\`python
def double(x):
    return x * 2  # twice
\`\`\`

| Name | Value |
| --- | ---: |
| one | 1 |

- [x] done
- [ ] vector<int> in <div>

The [guide](https://example.org/guide?x=1), [https://example.com](https://elsewhere.test/a), ![a cat](https://example.org/cat.png).

$$
\\frac{1}{2}
$$`

test('an answer is read, copied, saved and followed as what its Markdown means', async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: new URL(baseURL ?? '').origin,
  })
  const refused: string[] = []
  page.on('console', message => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text())
  })
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=400&reply=back')
  await hermit.send(answer)
  const article = await hermit.answered()

  await expect(article.getByRole('heading', { name: 'Plan', level: 3 })).toBeVisible()
  await expect(article.getByRole('strong')).toHaveText('bold')
  await expect(article.getByText('prices of $5 and $10')).toBeVisible()
  await expect(article.locator('math')).toHaveCount(2)
  await expect(
    article.getByRole('region', { name: 'Table' }).getByRole('cell', { name: 'one' }),
  ).toBeVisible()
  await expect(article.getByRole('img', { name: 'Done', exact: true })).toBeVisible()
  await expect(article.getByRole('img', { name: 'Not done' })).toBeVisible()
  await expect(article.getByText('vector<int> in <div>')).toBeVisible()

  const code = article.getByRole('region', { name: 'Code in Python' })
  const keyword = code.getByText('def', { exact: true })
  await expect(keyword).toBeVisible()
  const colours = [keyword, code.getByText('double', { exact: true })].map(part =>
    part.evaluate(element => getComputedStyle(element).color),
  )
  expect(new Set(await Promise.all(colours)).size, 'words of two kinds have two colours').toBe(2)
  await article.getByRole('button', { name: 'Copy: Code in Python' }).click()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  expect(await copied()).toBe('def double(x):\n    return x * 2  # twice')
  const download = page.waitForEvent('download')
  await article.getByRole('button', { name: 'Download: Code in Python' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('code.py')
  expect(await readFile(await file.path(), 'utf8')).toBe('def double(x):\n    return x * 2  # twice\n')

  // A link is asked about, by keyboard too, and names the place that it really leads to.
  const asked = page.getByRole('dialog', { name: 'Open elsewhere.test?' })
  const disguised = article.getByRole('link', { name: 'https://example.com elsewhere.test' })
  await disguised.focus()
  await page.keyboard.press('Enter')
  await expect(asked.getByRole('alert')).toContainText('another site')
  await expect(asked.getByText('https://elsewhere.test/a', { exact: true })).toBeVisible()
  await asked.getByRole('button', { name: 'Copy link' }).click()
  await expect.poll(copied).toBe('https://elsewhere.test/a')
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await expect(disguised).toBeFocused()
  await expect(article.getByRole('link', { name: 'Image: a cat example.org' })).toBeVisible()
  // Nothing is there to be opened by a middle press, dragged or fetched beforehand.
  expect(await article.locator('[href], [src], img').count()).toBe(0)
  await context.route('https://example.org/**', route => route.fulfill({ body: 'the guide' }))
  await article.getByRole('link', { name: 'guide example.org' }).click()
  const opened = context.waitForEvent('page')
  await page.getByRole('dialog', { name: 'Open example.org?' }).getByRole('button', { name: 'Open' }).click()
  const guide = await opened
  await expect(guide).toHaveURL('https://example.org/guide?x=1')
  expect(await guide.evaluate(() => window.opener)).toBeNull()
  await guide.close()

  expect(await seriousViolations(page)).toEqual([])
  expect(refused, 'the content policy refused nothing').toEqual([])
})

test('what is finished stays the same elements while an answer grows, and the reader keeps a selection', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=150&reply=back')
  const paragraphs = Array.from({ length: 40 }, (_, at) => `Paragraph ${at} has *some* words in it.`)
  await hermit.send(paragraphs.join('\n\n'))
  const article = hermit.answers.last()
  await expect(article.getByText('Paragraph 5 has')).toBeVisible()
  await article.getByText('Paragraph 2 has').evaluate(element => {
    getSelection()?.selectAllChildren(element)
    Reflect.set(window, 'changes', 0)
    const blocks = [...(element.closest('.markdown')?.querySelectorAll('.block') ?? [])].slice(0, 4)
    const observer = new MutationObserver(records => {
      Reflect.set(window, 'changes', Number(Reflect.get(window, 'changes')) + records.length)
    })
    // A block that is taken away was drawn anew, at the latest when the answer ended.
    const removals = new MutationObserver(records => {
      const removed = records.filter(({ removedNodes }) => removedNodes.length > 0).length
      Reflect.set(window, 'changes', Number(Reflect.get(window, 'changes')) + removed)
    })
    const message = element.closest('article')
    const answer = element.closest('.markdown')
    for (const target of [message, answer, answer?.parentElement]) {
      if (target) removals.observe(target, { childList: true })
    }
    for (const block of blocks) {
      observer.observe(block, { childList: true, subtree: true, characterData: true, attributes: true })
    }
  })
  await hermit.answered()
  await expect(article.locator('.block')).toHaveCount(40)
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('Paragraph 2 has some words in it.')
  expect(await page.evaluate(() => Reflect.get(window, 'changes'))).toBe(0)
})
