import { expect, type Locator, type Page } from '@playwright/test'

/** An answer's record as it lies in IndexedDB, as far as tests look at it. */
export interface StoredMessage {
  readonly id: string
  readonly role: string
  readonly text: string
  readonly status: string
  readonly stats?: {
    readonly promptTokens: number
    readonly cachedTokens: number
    readonly completionTokens: number
  }
}

/** Hermit's page by its accessible names. */
export class HermitPage {
  readonly message: Locator
  readonly sendButton: Locator
  readonly stopButton: Locator
  readonly conversation: Locator
  readonly answers: Locator
  readonly questions: Locator
  readonly chats: Locator
  readonly engine: Locator

  constructor(
    readonly page: Page,
    private readonly base = '/',
  ) {
    this.message = page.getByRole('textbox', { name: 'Message', exact: true })
    this.sendButton = page.getByRole('button', { name: 'Send', exact: true })
    this.stopButton = page.getByRole('button', { name: 'Stop', exact: true })
    this.conversation = page.getByRole('log', { name: 'Conversation' })
    this.answers = this.conversation.getByRole('article', { name: 'Assistant' })
    this.questions = this.conversation.getByRole('article', { name: 'You' })
    this.chats = page.getByRole('navigation', { name: 'Chats' })
    this.engine = page.getByRole('status', { name: 'Engine' })
  }

  async open(query: string): Promise<void> {
    await this.page.goto(`${this.base}${query}`)
    await expect(this.message).toBeVisible()
  }

  /** Waits until the model answers; a first download and a noisy machine take their time. */
  async ready(): Promise<void> {
    await expect(this.engine).toHaveText(/Ready/, { timeout: 120_000 })
  }

  async send(text: string): Promise<void> {
    await this.message.fill(text)
    await this.sendButton.click()
    await expect(this.message).toHaveValue('')
  }

  /** Waits for the last answer to end and gives it. */
  async answered(): Promise<Locator> {
    await expect(this.stopButton).toBeHidden({ timeout: 150_000 })
    const last = this.answers.last()
    await expect(last).not.toHaveAttribute('aria-busy', 'true')
    return last
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' })
  }

  /** The only chat as it is on disk, once the disk has what the page shows: writes come up to 260 ms later. */
  async saved(): Promise<StoredMessage[]> {
    let messages: StoredMessage[] = []
    const isSettled = async () => {
      messages = (await this.stored())[0] ?? []
      const shown = await this.conversation.getByRole('article').count()
      return messages.length === shown && messages.every(({ status }) => status !== 'streaming')
    }
    await expect.poll(isSettled).toBe(true)
    return messages
  }

  /** What is on disk now, conversation by conversation, with what lies in the journals of answers on their way. */
  async stored(): Promise<StoredMessage[][]> {
    const [records, journals] = await this.page.evaluate(
      () =>
        new Promise<[unknown[], unknown[]]>((resolve, reject) => {
          const opening = indexedDB.open('hermit')
          opening.onerror = () => reject(opening.error)
          opening.onsuccess = () => {
            const database = opening.result
            const reading = database.transaction('records')
            const all = (prefix: string) =>
              reading.objectStore('records').getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`))
            const [chats, entries] = [all('conversation/'), all('journal/')]
            reading.oncomplete = () => {
              database.close()
              resolve([chats.result, entries.result])
            }
            reading.onabort = () => reject(reading.error)
          }
        }),
    )
    // What the app itself wrote; a wrong shape fails the test that reads it.
    const written = new Map(
      (journals as { message: StoredMessage }[]).map(({ message }) => [message.id, message]),
    )
    return (records as { messages: StoredMessage[] }[]).map(({ messages }) =>
      // Some tests put records there that are none.
      Array.isArray(messages) ? messages.map(message => written.get(message.id) ?? message) : [],
    )
  }
}
