import { useAppsText } from '../ui/i18n/apps.ts'
import { useText } from '../ui/i18n/text.ts'
import { readSchema } from './read-schema.ts'
import type { OpenedApp } from './room.ts'

/** What the open app offers, in its own words, and how often it is asked for. */
export function AppActions({ opened: { link, way } }: { readonly opened: OpenedApp }) {
  const text = useText()
  const words = useAppsText()
  const ignored = Object.values(link.ignored).reduce((sum, times) => sum + times, 0)
  return (
    <>
      {link.tools.length > 0 ? (
        <>
          <ul aria-label={words.actionList}>
            {link.tools.map(({ name, title, description, inputSchema, annotations }) => {
              const { hints } = readSchema(inputSchema)
              const isReadOnly = annotations.readOnlyHint === true && annotations.consequentialHint !== true
              const costsMoney = hints.costsMoney === true || hints.preview !== undefined
              return (
                <li key={name}>
                  <p>
                    <strong>{hints.titles?.[text.formats.language] ?? title ?? name}</strong>{' '}
                    <span className="hint">
                      ({isReadOnly ? words.asksOnce : costsMoney ? words.asksEachMoney : words.asksEach})
                    </span>
                  </p>
                  <p className="hint">{description}</p>
                </li>
              )
            })}
          </ul>
          <p className="hint">{way === 'webmcp' ? words.byBrowser : words.byBridge}</p>
        </>
      ) : (
        <p>{link.status === 'waiting' ? words.looking : words.offersNothing}</p>
      )}
      {ignored > 0 && <p className="hint">{words.ignored(ignored)}</p>}
    </>
  )
}
