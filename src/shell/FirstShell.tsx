import type { Language, Text } from '../ui/i18n/text.ts'
import { ShellMark } from '../ui/icons.tsx'

/** In the order of the languages; which one a person speaks is not known before scripts run. */
export type FirstTexts = Readonly<Record<Language, Pick<Text, 'appName' | 'tagline'>>>

/**
 * What stands in index.html until the scripts are here (`first-shell-plugin.ts`): the welcome of an empty chat at the
 * place where that will stand, so that nothing jumps when it does.
 */
export function FirstShell({ texts }: { readonly texts: FirstTexts }) {
  return (
    <div className="first-shell">
      <div className="empty">
        <div className="empty-inner column">
          <ShellMark />
          <h2>{texts.en.appName}</h2>
          {Object.entries(texts).map(([language, { tagline }]) => (
            <p key={language} className="tagline" lang={language}>
              {tagline}
            </p>
          ))}
        </div>
      </div>
    </div>
  )
}
