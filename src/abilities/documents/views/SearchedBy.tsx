import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { DeviceEmbedder } from '../../../embedding/device-embedder.ts'
import { embeddingModel } from '../../../embedding/embedding-model.ts'
import { useDocumentsText } from '../../../ui/i18n/documents.ts'

/** By what documents are searched here, and how fast they are prepared for it. */
export function SearchedBy({ embedder }: { readonly embedder: Pick<DeviceEmbedder, 'store' | 'look'> }) {
  const words = useDocumentsText()
  const { phase, speed } = useStore(embedder.store)
  const isUnknown = phase.name === 'unknown'
  useEffect(() => {
    if (isUnknown) void embedder.look()
  }, [embedder, isUnknown])
  if (isUnknown) return null
  return (
    <>
      {phase.name === 'ready' ? words.searchedByMeaning(embeddingModel.name) : words.searchedByWords}
      {speed && ` ${words.searchSpeed(speed.textsPerSecond)}`}
    </>
  )
}
