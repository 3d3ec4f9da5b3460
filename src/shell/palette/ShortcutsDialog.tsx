import { Dialog } from '../../ui/Dialog.tsx'
import { useText } from '../../ui/i18n/text.ts'
import type { Command } from './commands.ts'
import { Keycaps } from './Keycaps.tsx'
import type { Keys } from './keys.ts'
import './palette.css'

interface ShortcutsDialogProps {
  readonly commands: readonly Command[]
  readonly onClose: () => void
}

/** Every shortcut there is. */
export function ShortcutsDialog({ commands, onClose }: ShortcutsDialogProps) {
  const text = useText()
  const writing: readonly (readonly [string, Keys])[] = [
    [text.send, 'enter'],
    [text.shortcutNewLine, 'shift+enter'],
    [text.shortcutPrompts, '/'],
    [text.shortcutQuote, 'alt+q'],
  ]
  const everywhere = commands.flatMap(({ title, keys }) => (keys ? [[title, keys] as const] : []))
  return (
    <Dialog title={text.shortcuts} onClose={onClose}>
      <ShortcutTable title={text.shortcutsEverywhere} rows={everywhere} />
      <ShortcutTable title={text.shortcutsWriting} rows={writing} />
    </Dialog>
  )
}

interface ShortcutTableProps {
  readonly title: string
  readonly rows: readonly (readonly [string, Keys])[]
}

function ShortcutTable({ title, rows }: ShortcutTableProps) {
  return (
    <section className="shortcuts" aria-label={title}>
      <h3>{title}</h3>
      <dl>
        {rows.map(([name, keys]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Keycaps keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
