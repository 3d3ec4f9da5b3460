import { createContext } from 'react'

/** Shows a place in Hermit: a view by its ability's id, or 'chat' with `CHAT#MESSAGE`. Undefined where nothing can. */
export const OpenPlaceContext = createContext<((place: string, target?: string) => void) | undefined>(
  undefined,
)
