import type { Text } from './text.ts'

/** What is said in English where chats are locked with a passphrase. */
export function vaultEn({ minutes }: Pick<Text, 'minutes'>) {
  return {
    // the lock screen
    lockedTitle: 'Your chats are locked',
    lockedHint: 'They lie encrypted on this device. The passphrase opens them, here and nowhere else.',
    locking: 'Saving and locking…',
    passphrase: 'Passphrase',
    unlock: 'Unlock',
    unlocking: 'Unlocking…',
    show: 'Show what I type',
    forgot: 'I have forgotten it',
    forgotText:
      'Then the chats cannot be read by anybody: no copy of the passphrase exists, here or elsewhere. If you have a backup, you can delete everything here and restore it.',

    // settings
    title: 'Passphrase',
    unavailable: 'This browser cannot encrypt here, or keeps nothing: no passphrase can be set.',
    off: 'Anybody who uses this browser can read your chats. With a passphrase they lie encrypted on this device, and Hermit asks for it when it opens.',
    on: 'Your chats lie encrypted on this device. All tabs of Hermit lock and unlock together.',
    notSealed:
      'Not encrypted: these settings, and which models are here. How many chats there are, and roughly how long, can be seen too.',
    begin: 'Set a passphrase',
    chosen: 'New passphrase',
    chosenHint: 'At least 8 characters. Four or five words that nobody would put together are best.',
    tooShort: 'At least 8 characters, please.',
    repeat: 'The same again',
    differs: 'The two are not the same.',
    lossTitle: 'A lost passphrase is lost',
    loss: 'Nobody can bring it back, and without it your chats are gone. Make a backup first, and keep it where it is safe.',
    oldTraces:
      'What was written before may leave traces on the disk until the browser tidies up its files. Hermit has it tidied, but cannot see inside the disk itself.',
    accept: 'I have understood: without the passphrase my chats are lost.',
    mustAccept: 'Please tick the box first.',
    seal: 'Encrypt my chats',
    working: 'Encrypting…',
    isSet: 'Your chats are encrypted now.',
    lockNow: 'Lock now',
    lockAfter: 'Lock by itself after',
    lockAfterHint: 'Without a key or a touch in any tab. A reply in progress is stopped and kept.',
    minutes,
    change: 'Change passphrase',
    current: 'Present passphrase',
    changeYes: 'Change it',
    isChanged: 'The passphrase has been changed.',
    remove: 'Remove passphrase',
    removeText: 'Your chats will lie on this device so that anybody who uses this browser can read them.',
    removeYes: 'Remove it',
    isRemoved: 'The passphrase has been removed. Your chats lie open again.',
    noKey: 'The key could not be made: there is too little free memory. Nothing has been changed.',
  }
}
