/** Whether the system shows notes of this page: 'unavailable' has no such thing, 'default' has not been asked. */
export type NotifyState = NotificationPermission | 'unavailable'

export function notifyState(): NotifyState {
  return 'Notification' in globalThis ? Notification.permission : 'unavailable'
}

/** Asks the person, in answer to a press of theirs. Resolves with what they said; a browser may not ask at all. */
export async function askToNotify(): Promise<NotifyState> {
  if (notifyState() !== 'default') return notifyState()
  return Notification.requestPermission().catch(() => notifyState())
}

/** Has the system show a note, where it may. A press on it brings the page into view. @param tag One note for each. */
export async function showNote(title: string, body: string, tag: string): Promise<void> {
  if (notifyState() !== 'granted') return
  try {
    const note = new Notification(title, { body, tag, requireInteraction: true })
    note.onclick = () => {
      window.focus()
      note.close()
    }
  } catch {
    // On phones only a service worker may; a press on its note is answered there.
    const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined)
    await registration?.showNotification(title, { body, tag, requireInteraction: true }).catch(() => {})
  }
}

/** Takes a note away whose reminder has been seen to. */
export async function closeNote(tag: string): Promise<void> {
  if (notifyState() !== 'granted') return
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined)
  const notes = (await registration?.getNotifications({ tag }).catch(() => [])) ?? []
  for (const note of notes) note.close()
}
