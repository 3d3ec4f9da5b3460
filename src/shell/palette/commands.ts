import type { Command as AbilityCommand } from '../../abilities/ability.ts'
import type { Text } from '../../ui/i18n/text.ts'
import type { Keys } from './keys.ts'

/** What commands can do: given by the shell. */
export interface Deeds {
  newChat(): void
  searchChats(): void
  focusMessage(): void
  /** What abilities offer after "/". */
  readonly abilityCommands: readonly AbilityCommand[]
  runCommand(command: AbilityCommand): void
  openPalette(): void
  openShortcuts(): void
  openModels(): void
  openSettings(): void
  openChatSettings(): void
  openPresets(): void
  openContext(): void
  openPrivacy(): void
  importChats(): void
  exportChats(): void
  backUp(): void
  restore(): void
  /** Absent where no passphrase is set. */
  readonly lock?: (() => void) | undefined
  /** Absent while there is no answer on its way. */
  readonly stop?: (() => void) | undefined
  /** These are absent where there is no answer, or it cannot be done now. */
  readonly retry?: (() => void) | undefined
  readonly continueAnswer?: (() => void) | undefined
  readonly copyAnswer?: (() => void) | undefined
  /** Absent where the browser has no window that stays over others. */
  readonly openSmallWindow?: (() => void) | undefined
  /** Absent in a chat that is not kept yet. */
  readonly copyLink?: (() => void) | undefined
  switchTheme(): void
  switchLanguage(): void
}

/** One thing that can be done by name or by keys. */
export interface Command {
  readonly title: string
  readonly keys?: Keys
  /** Without it the command cannot be run now, and is not listed. */
  readonly run?: (() => void) | undefined
}

/** All commands, in the order in which people want them. */
export function commandsOf(text: Text, deeds: Deeds): readonly Command[] {
  return [
    { title: text.newChat, keys: 'mod+shift+o', run: deeds.newChat },
    { title: text.searchChats, keys: 'mod+shift+f', run: deeds.searchChats },
    { title: text.commandStop, keys: 'escape', run: deeds.stop },
    { title: text.commandRetry, run: deeds.retry },
    { title: text.commandContinue, run: deeds.continueAnswer },
    { title: text.commandCopy, keys: 'mod+shift+u', run: deeds.copyAnswer },
    { title: text.commandWrite, keys: 'shift+escape', run: deeds.focusMessage },
    ...deeds.abilityCommands.map(command => ({
      title: command.hint(text),
      run: () => deeds.runCommand(command),
    })),
    { title: text.commandSmall, run: deeds.openSmallWindow },
    { title: text.commandCopyLink, run: deeds.copyLink },
    { title: text.commandContext, run: deeds.openContext },
    { title: text.commandChatSettings, run: deeds.openChatSettings },
    { title: text.commandPresets, run: deeds.openPresets },
    { title: text.commandModels, run: deeds.openModels },
    { title: text.settings, keys: 'mod+,', run: deeds.openSettings },
    { title: text.whatLeaves, run: deeds.openPrivacy },
    { title: text.commandImport, run: deeds.importChats },
    { title: text.exportChats, run: deeds.exportChats },
    { title: text.commandBackUp, run: deeds.backUp },
    { title: text.commandRestore, run: deeds.restore },
    { title: text.commandLock, run: deeds.lock },
    { title: text.commandTheme, run: deeds.switchTheme },
    { title: text.commandLanguage, run: deeds.switchLanguage },
    { title: text.shortcuts, keys: '?', run: deeds.openShortcuts },
    { title: text.palette, keys: 'mod+k', run: deeds.openPalette },
  ]
}

/** Something that the palette can find. */
export interface Found {
  readonly title: string
}

/** Those whose titles have every word of a query in them, the ones that begin with it first. */
export function matching<Item extends Found>(items: readonly Item[], query: string): Item[] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  const found = items.filter(({ title }) => words.every(word => plain(title).includes(word)))
  const begins = ({ title }: Item) => (plain(title).startsWith(words.join(' ')) ? 0 : 1)
  return found.toSorted((a, b) => begins(a) - begins(b))
}

/** Without case and accents. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase().trim()
}
