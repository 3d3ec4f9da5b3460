import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Library } from '../models/library-state.ts'
import type { Session } from '../models/session-state.ts'
import type { PersonaModels } from '../presets/persona-models.ts'

/** What personas may know of models: those on this device, the one in use, and how to change to another. */
export function usePersonaModels(session: Session, library: Library): PersonaModels {
  const installed = useStore(library.store, state => state.installed)
  const inUse = useStore(session.store, state => state.model)
  const isReady = useStore(session.store, state => state.phase.name === 'ready')
  return useMemo(() => {
    const others = installed.filter(({ card }) => card.id !== inUse.id)
    return {
      inUse: { id: inUse.id, name: inUse.name },
      here: [inUse, ...others.map(({ card }) => card)].map(({ id, name }) => ({ id, name })),
      use: library.use,
      ...(isReady ? { countTokens: session.countTokens } : {}),
    }
  }, [installed, inUse, isReady, session, library])
}
