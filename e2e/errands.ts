import { expect, type Locator, type Page } from '@playwright/test'
import { Apps } from './pages/apps.ts'
import { ConnectionsDialog } from './pages/connections.ts'
import { DocumentsDialog, textFile } from './pages/documents-dialog.ts'
import type { HermitPage } from './pages/hermit-page.ts'

/** Where errands are done. */
export interface ErrandPlace {
  readonly hermit: HermitPage
  /** The address of a server with tools on this device. */
  readonly server: string
  /** Called where there is something to look at. */
  readonly look?: (name: string) => Promise<void>
}

/** Something that a person asks Hermit to do, and sees done. */
export interface Errand {
  readonly name: string
  run(place: ErrandPlace): Promise<void>
}

const lease = `Lease of the flat at 14 Harbour Street, second floor.

The rent is 900 euros a month and is due on the first day of each month.

Pets: the tenant may keep one cat or one small dog. Other animals need the written consent of the landlord.

The deposit is two months' rent and is paid back within thirty days after the flat was handed over.`

/** The last answer's only step that is called so. */
function cardIn(hermit: HermitPage, title: string): Locator {
  return hermit.answers.last().getByRole('group', { name: `Step: ${title}`, exact: true })
}

async function ask(hermit: HermitPage, request: string): Promise<void> {
  await hermit.send(request)
  await hermit.answered()
}

async function allow(card: Locator): Promise<void> {
  await expect(card).toContainText('asks for permission')
  await card.getByRole('button', { name: 'Allow once' }).click()
  await expect(card).toContainText('done')
}

async function openView(page: Page, name: string): Promise<Locator> {
  await page.getByRole('navigation', { name: 'Chats' }).getByRole('button', { name, exact: true }).click()
  return page.getByRole('dialog', { name })
}

/** One after the other in one page: all that the agent is for. */
export const errands: readonly Errand[] = [
  {
    name: 'a question is answered by the model, without a tool',
    async run({ hermit }) {
      await ask(hermit, 'What is the capital of France?')
      await expect(hermit.answers.last()).toContainText('Paris')
      await expect(hermit.answers.last()).toContainText(/tokens\/s/)
      await expect(hermit.answers.last().getByRole('group', { name: /^Step: / })).toHaveCount(0)
    },
  },
  {
    name: 'a calculation is done at once',
    async run({ hermit }) {
      await ask(hermit, 'What is 15% of 340?')
      await expect(cardIn(hermit, 'Calculate')).toContainText('done')
      await expect(hermit.answers.last()).toContainText('15% of 340 is 51.')
    },
  },
  {
    name: 'a reminder is asked about, set, and in the list',
    async run({ hermit, look }) {
      await ask(hermit, 'Remind me tomorrow at six to call mum')
      const card = cardIn(hermit, 'Set a reminder')
      await expect(card.getByLabel('What shall I remind you of?')).toHaveValue('call mum')
      const tomorrow = await hermit.page.evaluate(() => {
        const day = new Date()
        day.setDate(day.getDate() + 1)
        return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`
      })
      await expect(card.getByLabel('When?')).toHaveValue(`${tomorrow}T18:00`)
      await look?.('reminder')
      await allow(card)
      await expect(hermit.answers.last()).toContainText('I will remind you tomorrow at 18:00: call mum.')
      const dialog = await openView(hermit.page, 'Reminders')
      await expect(dialog.getByRole('list', { name: 'Reminders and timers' })).toContainText('call mum')
      await hermit.page.keyboard.press('Escape')
    },
  },
  {
    name: 'two things in one sentence are both done',
    async run({ hermit }) {
      await ask(hermit, 'Calculate 12 times 12 and write it down in a note')
      await expect(cardIn(hermit, 'Calculate')).toContainText('done')
      const card = cardIn(hermit, 'Write a note')
      await expect(card.getByLabel('What shall I write down?')).toHaveValue(/144/)
      await allow(card)
      await expect(hermit.answers.last()).toContainText('144')
    },
  },
  {
    name: 'what a document says is found, and put into a note as it stands there',
    async run({ hermit, look }) {
      const { page } = hermit
      await hermit.button('New chat').click()
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), hermit.button('Attach').click()])
      await chooser.setFiles([textFile('Lease.txt', lease)])
      await expect(new DocumentsDialog(page).chip('Lease')).toBeVisible()
      // Asked at once, while it is being read.
      await ask(hermit, 'What did the lease say about pets, and put it in a note')
      const card = cardIn(hermit, 'Write a note')
      const note = card.getByLabel('What shall I write down?')
      await expect(note).toHaveValue(/^Pets: the tenant may keep one cat or one small dog\..*\(Lease\)$/)
      await expect(note).not.toHaveValue(/rent is 900/)
      await look?.('note')
      await allow(card)
      await expect(cardIn(hermit, 'Search the documents')).toContainText('done')
      await expect(hermit.answers.last()).toContainText('Noted: Pets: the tenant may keep one cat')
      const dialog = await openView(page, 'Notes')
      await expect(dialog.getByRole('list', { name: 'Notes' })).toContainText('one small dog')
      await page.keyboard.press('Escape')
    },
  },
  {
    name: 'a tool of a server on this device is called with what was said, once it is allowed',
    async run({ hermit, server, look }) {
      const { page } = hermit
      await hermit.button('New chat').click()
      const connections = new ConnectionsDialog(page)
      await connections.open()
      await connections.add(server)
      await expect(connections.servers).toContainText('Connected')
      await page.keyboard.press('Escape')
      await ask(hermit, 'Use the get-sum tool to add 17 and 25')
      const card = cardIn(hermit, 'Get Sum Tool')
      await expect(card).toContainText('Goes to: Everything Reference Server')
      await expect(card.getByRole('textbox').first()).toHaveValue('17')
      await expect(card.getByRole('textbox').last()).toHaveValue('25')
      await look?.('server')
      await allow(card)
      await expect(hermit.answers.last()).toContainText('The sum of 17 and 25 is 42.')
    },
  },
  {
    name: 'an order at the café: one press opens it, one consent shows the price, one sentence cancels it',
    async run({ hermit, look }) {
      const { page } = hermit
      await hermit.button('New chat').click()
      const apps = new Apps(page)
      await hermit.button(/^Order two oat flat whites for Anna at half past nine/).click()
      await expect(apps.pane.getByRole('button', { name: '5 actions' })).toBeVisible()
      await expect(hermit.message).toHaveValue('Order two oat flat whites for Anna at half past nine')
      await hermit.message.press('Enter')
      await hermit.answered()
      const card = cardIn(hermit, 'Order at the café')
      await expect(card.getByText('Café Linden asks €8.60 for it.')).toBeVisible()
      await expect(card.getByLabel('Name on the cup')).toHaveValue('Anna')
      await expect(card.getByLabel('Picked up at')).toHaveValue('09:30')
      await expect(card.getByText('Café Linden asks €8.60 for it.')).toBeInViewport()
      await expect(card.getByRole('button', { name: 'Allow once' })).toBeInViewport()
      await expect(apps.shop.orders).toBeHidden()
      await look?.('order')
      await allow(card)
      const receipt = apps.frame.locator('.receipt')
      await expect(receipt).toContainText('€8.60')
      await expect(receipt).toContainText('09:30')
      await expect(receipt).toBeInViewport()
      await look?.('ordered')

      await ask(hermit, 'Cancel that order')
      await allow(cardIn(hermit, 'Cancel an order'))
      await expect(receipt).toContainText('Cancelled')
      await expect(hermit.answers.last()).toContainText('Order 1 is cancelled.')
    },
  },
  {
    name: 'what an order does not say is asked for, and what is not allowed is not ordered',
    async run({ hermit, look }) {
      const apps = new Apps(hermit.page)
      await ask(hermit, 'Get me a croissant')
      const card = cardIn(hermit, 'Order at the café')
      await expect(card).toContainText('What name is it for?')
      await look?.('missing')
      await ask(hermit, 'Tom')
      await expect(card.getByLabel('Name on the cup')).toHaveValue('Tom')
      await expect(card).toContainText('€2.60')
      await card.getByRole('button', { name: 'Don’t' }).click()
      await expect(card).toContainText('You did not allow it.')
      await expect(apps.frame.locator('.receipt')).toHaveCount(1)
    },
  },
]
