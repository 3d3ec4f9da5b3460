import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

const AnnounceContext = createContext<(sentence: string) => void>(() => {})

/** Says a sentence to a screen reader, once, when it has finished what it is saying. */
export function useAnnounce(): (sentence: string) => void {
  return useContext(AnnounceContext)
}

/** The one polite live region: streams of tokens and percentages are never live themselves. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [spoken, setSpoken] = useState({ sentence: '', number: 0 })
  const announce = useCallback(
    (sentence: string) => setSpoken(before => ({ sentence, number: before.number + 1 })),
    [],
  )
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="visually-hidden" aria-live="polite">
        {/* A new element each time: the same sentence twice is two pieces of news. */}
        <p key={spoken.number}>{spoken.sentence}</p>
      </div>
    </AnnounceContext>
  )
}
