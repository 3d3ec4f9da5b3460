import type { Text } from './text.ts'

/** What is said in English of backups and of how well things are kept. */
export function backupEn({ formats }: Pick<Text, 'formats'>) {
  const { bytes, date, integer } = formats
  const count = (value: number, one: string, many: string) => `${integer(value)} ${value === 1 ? one : many}`
  const documents = (value: number) => count(value, 'document', 'documents')
  const chats = (value: number) => count(value, 'chat', 'chats')
  const notes = (value: number) => count(value, 'note', 'notes')
  const reminders = (value: number) => count(value, 'reminder', 'reminders')
  const list = new Intl.ListFormat('en-GB')
  /** So many chats, documents, notes and reminders, as far as there are any. */
  const things = (...counts: readonly number[]) =>
    list.format(
      [chats, documents, notes, reminders].flatMap((words, kind) => {
        const number = counts[kind] ?? 0
        return number > 0 ? [words(number)] : []
      }),
    )
  const sum = (counts: readonly number[]) => counts.reduce((all, number) => all + number, 0)
  return {
    // how well things are kept
    kept: 'Kept in this browser until you or the browser clear it.',
    used: 'Used',
    free: 'Free',
    freeUpTo: (value: number) => `up to ${bytes(value)}`,
    persistence: 'Kept for good',
    promised: 'The browser has promised to keep it',
    notPromised: 'Not promised: the browser may clear it when the device runs short of room',
    nowhere: 'Nothing is kept: chats are gone when this tab closes',
    lastBackup: 'Last copy',
    never: 'Never',

    // backing up
    backUp: 'Back up',
    backUpIntro:
      'Your chats, notes, reminders, apps, connections, personas, prompts, drafts and settings go into one file on this device. Tokens of servers do not. Nothing is sent anywhere.',
    documents: 'Include documents',
    documentsHint: (number: number, size: number) =>
      `${documents(number)} with their text and the files that are kept, about ${bytes(size)}.`,
    models: 'Include models',
    modelsHint: (number: number, size: number) =>
      `${count(number, 'model', 'models')}, ${bytes(size)}. Without them the file is small, and you download them again where you restore it.`,
    protect: 'Who can open it',
    withPassphrase: 'Whoever knows a passphrase',
    withoutPassphrase: 'Anyone who has the file',
    passphraseHint:
      'A lost passphrase is lost: nobody can open the file without it, not even Hermit. A few words that belong together only for you are good.',
    withoutHint: 'Only for a place where nobody else can look: the file can be read by anyone.',
    cannotEncrypt: 'This browser cannot encrypt here: the page is not served safely (https).',
    passphrase: 'Passphrase',
    passphraseAgain: 'Passphrase again',
    passphrasesDiffer: 'The two are not the same.',
    save: 'Save the backup',
    preparing: 'Making the key',
    saving: 'Saving the backup',
    saved: 'The backup is saved.',
    savedAs: (name: string) => `It is called ${name}. Keep it somewhere other than on this device.`,
    notSaved: 'Not saved',
    done: 'Done',
    crashed: 'Hermit itself failed here, perhaps for want of memory. Nothing on this device has changed.',

    // restoring
    restore: 'Restore',
    restoreTitle: 'Restore a backup',
    restoreIntro:
      'You see what is in the backup before anything here changes, and the file does not leave this device.',
    choose: 'Choose a backup',
    chooseOther: 'Choose another file',
    file: 'Backup file',
    isEncrypted: 'This backup is protected by a passphrase.',
    open: 'Open the backup',
    opening: (name: string) => `Checking ${name}`,
    backupOf: (at: number) => `Backup of ${date(at)}`,
    found: (number: number, messages: number) =>
      `${chats(number)} with ${count(messages, 'message', 'messages')}`,
    hereAlready: (number: number) => `${integer(number)} already here and the same`,
    presets: (personas: number, prompts: number) =>
      `${count(personas, 'persona', 'personas')}, ${count(prompts, 'prompt', 'prompts')}`,
    documentCount: documents,
    noteCount: (some: number, others: number) => things(0, 0, some, others),
    outsideCount: (apps: number, servers: number) =>
      list.format([
        ...(apps > 0 ? [count(apps, 'app', 'apps')] : []),
        ...(servers > 0 ? [`${count(servers, 'server', 'servers')} without a token`] : []),
      ]),
    restoringDocuments: 'Restoring documents',
    restoreModels: 'Restore models too',
    restoreModelsHint: (names: string, size: number) => `${names} (${bytes(size)})`,
    way: 'How to restore',
    merge: 'Add what is missing',
    replace: 'Replace everything',
    mergeHint:
      'Nothing here is deleted. Where a chat is here as well, the longer one stays; where both have something of their own, you get both. Settings stay as they are.',
    /** @param onlyHere Chats, documents, notes and reminders that the backup has not. */
    replaceHint: (...onlyHere: readonly number[]) => {
      const all =
        'Chats, documents, notes, reminders, apps, connections, personas, prompts, drafts and settings become as they are in the backup.'
      const number = sum(onlyHere)
      return number === 0
        ? all
        : `${all} ${things(...onlyHere)} that ${number === 1 ? 'is' : 'are'} only here will be deleted.`
    },
    replaceAsk: (...onlyHere: readonly number[]) =>
      `Delete ${things(...onlyHere)} that ${sum(onlyHere) === 1 ? 'is' : 'are'} not in the backup?`,
    replaceYes: 'Replace everything here',
    waitForAnswer: 'An answer is being written. Restore when it has ended.',
    restoringModels: 'Restoring models',
    restoring: 'Restoring',
    restored: 'The backup is restored.',
    /** @param others Documents, notes and reminders that came in. */
    restoredCounts: (added: number, updated: number, copied: number, ...others: readonly number[]) =>
      [
        ...(added + sum(others) > 0 ? [`${things(added, ...others)} came in`] : []),
        ...(updated > 0 ? [`${integer(updated)} brought up to date`] : []),
        ...(copied > 0 ? [`${integer(copied)} put beside yours`] : []),
      ].join(', '),
    nothingMissing: 'All of it was here already.',
    undone: 'Taken back. Everything is as it was before.',
    notRestored: 'Not restored',

    // the reminder
    reminder: (messages: number, since: number) =>
      since === 0
        ? `${count(messages, 'message', 'messages')} and no backup yet. This browser has the only copy.`
        : `${count(messages, 'message', 'messages')} since the backup of ${date(since)}. This browser has the only copy.`,
    notNow: 'Not now',
  }
}
