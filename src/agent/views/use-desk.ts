import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Tool } from '../../abilities/tool.ts'
import type { AgentDesk } from '../desk.ts'

/** Those that are here already: further steps are whole from their first drawing. */
const loadedDesks = new WeakMap<() => Promise<AgentDesk>, AgentDesk>()

/** The agent, once it is here with its tools; undefined until then, and where it cannot be loaded. */
export function useDesk(load: (() => Promise<AgentDesk>) | undefined): AgentDesk | undefined {
  const [desk, setDesk] = useState(() => load && loadedDesks.get(load))
  useEffect(() => {
    let isOver = false
    const take = async () => {
      const loaded = await load?.()
      await loaded?.load()
      if (load && loaded) loadedDesks.set(load, loaded)
      if (!isOver && loaded) setDesk(loaded)
    }
    // Without its code steps are shown and cannot be changed; the next message tries again.
    take().catch(() => {})
    return () => {
      isOver = true
    }
  }, [load])
  return desk
}

/** The tool of a name, as long as it is here. */
export function useTool(desk: AgentDesk, name: string, source: string | undefined): Tool | undefined {
  return useStore(desk.tools, ({ tools }) => tools.find(tool => tool.name === name && tool.source === source))
}
