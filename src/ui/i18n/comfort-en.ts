import type { Amounts } from './amounts.ts'

/** What is said in English of the command palette, shortcuts and quoting. */
export function comfortEn(_: Amounts) {
  return {
    palette: 'Commands',
    paletteField: 'Type a command or the name of a chat',
    paletteCommands: 'Do something',
    paletteNothing: 'Nothing goes by that name.',
    shortcuts: 'Keyboard shortcuts',
    shortcutsEverywhere: 'Everywhere',
    shortcutsWriting: 'While writing',
    shortcutNewLine: 'New line',
    shortcutPrompts: 'Saved prompts, at the start of a message',
    shortcutQuote: 'Quote the selected text',
    commandStop: 'Stop the answer',
    commandRetry: 'Answer again',
    commandContinue: 'Go on with the answer',
    commandCopy: 'Copy the last answer',
    commandWrite: 'Go to the message box',
    commandSmall: 'Small window on top',
    commandCopyLink: 'Copy a link to this chat',
    commandContext: 'See what the model reads',
    commandChatSettings: 'Set up this chat',
    commandPresets: 'Edit personas and prompts',
    commandModels: 'Choose a model',
    whatLeaves: 'What leaves this device?',
    commandImport: 'Import chats from a file',
    commandBackUp: 'Back up everything',
    commandRestore: 'Restore a backup',
    commandLock: 'Lock Hermit',
    commandTheme: 'Switch between light and dark',
    commandLanguage: '切换到简体中文',
  }
}
