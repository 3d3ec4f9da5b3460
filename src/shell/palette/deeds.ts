import type { Command } from '../../abilities/ability.ts'
import type { AnswerActions } from '../../chat/answer-actions.ts'
import { focusComposer } from '../../chat/Composer.tsx'
import { messagesInView } from '../../chat/chat.ts'
import { wasCut } from '../../chat/conversation.ts'
import { chatLink } from '../../incoming/chat-link.ts'
import { chooseLanguage } from '../../ui/i18n/text.ts'
import type { DialogName } from '../dialogs.tsx'
import type { Rooms } from '../rooms.ts'
import { pictureInPicture } from '../small/picture-in-picture.ts'
import type { Deeds } from './commands.ts'

/** What the shell alone can do. */
interface ShellDeeds {
  readonly actions: AnswerActions
  newChat(): void
  searchChats(): void
  openDialog(name: DialogName): void
  runCommand(command: Command): void
  openPalette(): void
  openShortcuts(): void
  openSmallWindow(): void
}

/** Copies an address that brings a person to the chat, from anywhere on this device. */
function copyLinkOf(chatId: string | null): (() => void) | undefined {
  return chatId === null ? undefined : () => void navigator.clipboard.writeText(chatLink(chatId))
}

/** What commands can do now: some of it depends on how the chat in view stands. */
export function deedsNow({ chat, settings, keeping, vault, abilities }: Rooms, shell: ShellDeeds): Deeds {
  const { actions, openDialog } = shell
  const state = chat.store.getState()
  const isRunning = state.currentId !== null && state.running.has(state.currentId)
  const last = messagesInView(state).at(-1)
  const answer = last?.role === 'assistant' && !isRunning && state.access === 'full' ? last : undefined
  return {
    newChat: shell.newChat,
    searchChats: shell.searchChats,
    abilityCommands: abilities.flatMap(({ commands = [] }) => commands),
    runCommand: shell.runCommand,
    openPalette: shell.openPalette,
    openShortcuts: shell.openShortcuts,
    focusMessage: focusComposer,
    openModels: () => openDialog('models'),
    openSettings: () => openDialog('settings'),
    openChatSettings: () => openDialog('chat-settings'),
    openPresets: () => openDialog('presets'),
    openContext: () => openDialog('context'),
    openPrivacy: () => openDialog('privacy'),
    importChats: () => openDialog('import'),
    exportChats: () => keeping.exportChats(),
    backUp: () => openDialog('backup'),
    restore: () => openDialog('restore'),
    lock: vault.store.getState().status === 'unlocked' ? () => void vault.lock() : undefined,
    stop: isRunning ? () => chat.stop() : undefined,
    retry: answer && (() => actions.retry(answer.id)),
    continueAnswer: answer && wasCut(answer) ? () => actions.continueAnswer(answer.id) : undefined,
    copyAnswer:
      answer && answer.text !== '' ? () => void navigator.clipboard.writeText(answer.text) : undefined,
    openSmallWindow: pictureInPicture() && shell.openSmallWindow,
    copyLink: copyLinkOf(state.currentId),
    switchTheme() {
      const isDark = getComputedStyle(document.documentElement).colorScheme === 'dark'
      settings.set({ theme: isDark ? 'light' : 'dark' })
    },
    switchLanguage() {
      const language = chooseLanguage(settings.store.getState().language, navigator.languages)
      settings.set({ language: language === 'en' ? 'zh-CN' : 'en' })
    },
  }
}
