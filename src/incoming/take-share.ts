import type { Shelf } from '../storage/shelf.ts'
import { keepShare } from './keep-share.ts'
import { readShareForm, type ShareProblem } from './share.ts'

/** The name in the address that the manifest gives for shares. */
const door = 'share-target'

/** What the service worker looks at in a request. */
interface FormRequest {
  readonly method: string
  readonly mode: string
  readonly destination: string
  readonly url: string
  formData(): Promise<FormData>
}

/** Whether it is a share: a form that is sent to the whole window, to the address of the manifest. Never one in a frame. */
export function isShare({ method, mode, destination, url }: FormRequest, scope: string): boolean {
  const { origin, pathname, searchParams } = new URL(url)
  const isWindow = mode === 'navigate' && destination === 'document'
  return method === 'POST' && isWindow && origin + pathname === scope && searchParams.has(door)
}

/** Keeps what was shared, network or none, and sends the window on to the page, which takes it or says what went wrong. */
export async function takeShare(request: FormRequest, shelf: Shelf): Promise<Response> {
  const address = new URL(request.url)
  address.searchParams.delete(door)
  address.searchParams.set('shared', (await keep(request, shelf)) ?? '')
  return Response.redirect(address.href, 303)
}

async function keep(request: FormRequest, shelf: Shelf): Promise<ShareProblem | undefined> {
  const form = await request.formData().catch(() => undefined)
  if (!form) return 'unreadable'
  const share = readShareForm(form)
  if (typeof share === 'string') return share
  try {
    const coming = { id: crypto.randomUUID(), at: Date.now() }
    return (await keepShare(shelf, share, coming)) ? undefined : 'too-many-waiting'
  } catch (reason) {
    console.warn('What was shared could not be kept.', reason)
    return 'not-kept'
  }
}
