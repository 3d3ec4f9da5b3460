import { FaultError } from '../../fault.ts'

/** How something leaves the page. */
export interface WayOut {
  /** Whether the air gap is on: then nothing leaves. */
  readonly isAirGapped: () => boolean
  /** Opens an address; false where the browser wants a fresh press for it. Default: `openAway`. */
  readonly open?: (href: string) => boolean
}

/**
 * Opens an address as a press on a link to it would: a web page in a new tab that knows nothing of this one, mail and
 * messages in the device's own app. False where the person's press was too long ago: browsers block what opens by itself.
 */
export function openAway(href: string): boolean {
  // Where it is not known whether there was a press, the browser decides.
  const press: { readonly isActive: boolean } | undefined = navigator.userActivation
  if (press && !press.isActive) return false
  const link = document.createElement('a')
  link.href = href
  if (/^https?:/i.test(href)) link.target = '_blank'
  link.rel = 'noopener noreferrer'
  link.referrerPolicy = 'no-referrer'
  // Firefox follows only links that are in the page.
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
  return true
}

/** Throws the fault 'air-gapped' while the air gap is on. */
export function mayLeave({ isAirGapped }: WayOut): void {
  if (isAirGapped()) throw new FaultError({ code: 'air-gapped' })
}

/** A link in Markdown that leads exactly there. */
export function markdownLink(label: string, href: string): string {
  const whole = href.replaceAll(/[<>\s\\]/g, sign => encodeURIComponent(sign))
  return `[${label}](<${whole}>)`
}
