import { type Keys, keyNames } from './keys.ts'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** The keys of a shortcut, as caps. */
export function Keycaps({ keys }: { readonly keys: Keys }) {
  return (
    <span className="keycaps">
      {keyNames(keys, isMac).map(name => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  )
}
