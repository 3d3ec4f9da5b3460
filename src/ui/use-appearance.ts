import { useEffect, useLayoutEffect, useState } from 'react'
import { chooseLanguage, type Language, loadedText, loadText, type Text } from './i18n/text.ts'

/** Gives the page the theme that was chosen; 'system' leaves it to the browser. */
export function useTheme(theme: 'system' | 'light' | 'dark'): void {
  useLayoutEffect(() => {
    const root = document.documentElement
    if (theme === 'system') delete root.dataset.theme
    else root.dataset.theme = theme
    const paper = getComputedStyle(root).getPropertyValue('--paper').trim()
    if (theme === 'system' || paper === '') return
    // The browser's own bars follow their media queries: with a chosen theme both say the same.
    const metas = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')]
    const before = metas.map(meta => meta.content)
    for (const meta of metas) meta.content = paper
    return () => {
      metas.forEach((meta, index) => {
        meta.content = before[index] ?? paper
      })
    }
  }, [theme])
}

/** The language to speak; follows the browser's own while the person chose none. Sets it on the page. */
export function useLanguage(chosen: 'system' | Language): Language {
  const [preferred, setPreferred] = useState<readonly string[]>(navigator.languages)
  useEffect(() => {
    const follow = () => setPreferred(navigator.languages)
    window.addEventListener('languagechange', follow)
    return () => window.removeEventListener('languagechange', follow)
  }, [])
  const language = chooseLanguage(chosen, preferred)
  useLayoutEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return language
}

/** The texts of a language. Until they have come: those shown before, and at first none. */
export function useTexts(language: Language): Text | undefined {
  const [shown, setShown] = useState(() => loadedText(language))
  useEffect(() => {
    let isWanted = true
    // Where it cannot be fetched, the language that is here goes on.
    loadText(language).then(
      text => isWanted && setShown(text),
      () => {},
    )
    return () => {
      isWanted = false
    }
  }, [language])
  return shown
}
