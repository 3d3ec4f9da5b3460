import type { Amounts } from './amounts.ts'

/** What is said in English of what comes in from the system: shares, links, the clipboard. */
export function incomingEn({ formats, count }: Amounts) {
  const { bytes } = formats
  const files = (number: number) => count(number, 'file', 'files')
  return {
    shareTitle: 'Shared with Hermit',
    shareFiles: (number: number, size: number) => `${files(number)}, ${bytes(size)}`,
    fileSize: (size: number) => bytes(size),
    shareHint:
      'Documents go into the library and into a new chat, words into its message box. Of models, backups and exported chats you are asked again. Nothing is sent to the model.',
    shareLater: 'If you close this, you are asked again the next time Hermit opens.',
    shareTake: 'Take it in',
    shareDiscard: 'Discard',
    shareProblems: {
      'too-much':
        'What was shared is too much for one share: 20 files and 1 GB are the most. Open Hermit and choose the files there.',
      empty: 'There was nothing in what was shared.',
      unreadable: 'What was shared could not be read. Share it again.',
      'too-many-waiting':
        'Too much that was shared is waiting here already. Take it in or discard it, then share this again.',
      'not-kept':
        'What was shared could not be kept on this device: it may be full. Make room, then share it again.',
      'no-worker':
        'What was shared did not arrive, because Hermit was not ready to take it. It is now: share it again.',
    },
    linkTitle: 'Opened by a link',
    linkUnknown: 'This link is none that Hermit knows. Nothing was done.',
    linkNoChat: 'The chat of this link is not on this device.',
    linkTranslate: 'A link brought this text for the translator.',
    linkTranslateIt: 'Translate it',
    clipboardTitle: 'Summarise the clipboard',
    clipboardHint:
      'Hermit reads the clipboard when you press the button, and not before. The browser may ask you too.',
    clipboardRead: 'Read the clipboard',
    clipboardEmpty: 'There is no text in the clipboard. Copy some, then try again.',
    clipboardLong: (size: number) =>
      `There are ${bytes(size)} of text in the clipboard, which is too much here. Save it as a file and add it to the library.`,
    clipboardBlocked:
      'The browser did not let Hermit read the clipboard. Allow it for this page, or paste the text into the message box and press /summarise there.',
    smallFailed:
      'The browser did not open the small window. Allow windows of this kind for this page, then try again.',
  }
}
