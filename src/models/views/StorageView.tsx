import { useId } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { useModelsText } from '../../ui/i18n/models-dialog.ts'
import { embeddedModel } from '../catalogue/catalogue.ts'
import type { Library, Storage } from '../library-state.ts'
import { type ModelCard, modelBytes } from '../model.ts'
import type { ModelsProps } from './ModelsDialog.tsx'
import { Section } from './Section.tsx'
import './storage.css'

/** What takes room in this browser, whether it will stay, and each model's part of it. */
export function StorageView({ session, library }: ModelsProps) {
  const text = useModelsText()
  const storage = useStore(library.store, state => state.storage)
  const installed = useStore(library.store, state => state.installed)
  const inUse = useStore(session.store, ({ model }) => model.id)
  const bySize = installed.map(({ card }) => card).toSorted((a, b) => modelBytes(b) - modelBytes(a))
  return (
    <div className="models-panel">
      <Section title={text.room}>
        {storage ? <Room storage={storage} library={library} /> : <p className="hint">{text.counting}</p>}
      </Section>
      {bySize.length > 0 && (
        <Section title={text.roomModels}>
          <ul className="storage-models">
            {bySize.map(card => (
              <StoredModel key={card.id} card={card} library={library} isInUse={card.id === inUse} />
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}

function Room({ storage, library }: { readonly storage: Storage; readonly library: Library }) {
  const text = useModelsText()
  const { models, chats, documents, other, free, quota, persisted } = storage
  const parts: readonly (readonly [kind: string, name: string, bytes: number])[] = [
    ['models', text.roomModels, models],
    ['chats', text.roomChats, chats],
    ['documents', text.roomDocuments, documents],
    ['other', text.roomOther, other],
    ...(free === undefined ? [] : ([['free', text.roomFree, free]] as const)),
  ]
  return (
    <>
      {/* The list below says the same in words. */}
      <div className="room-bar" aria-hidden="true">
        {parts.map(
          ([kind, , bytes]) => bytes > 0 && <span key={kind} data-kind={kind} style={{ flexGrow: bytes }} />,
        )}
      </div>
      <dl className="room-legend numbers">
        {parts.map(([kind, name, bytes]) => (
          <div key={kind}>
            <dt data-kind={kind}>{name}</dt>
            <dd>{text.formats.bytes(bytes)}</dd>
          </div>
        ))}
      </dl>
      {quota !== undefined && <p className="hint numbers">{text.roomQuota(quota)}</p>}
      <div className="room-promise">
        <p>{persisted === true ? text.roomKept : text.roomAtRisk}</p>
        {persisted !== true && <Button onClick={() => library.askToPersist()}>{text.askToPersist}</Button>}
      </div>
    </>
  )
}

interface StoredModelProps {
  readonly card: ModelCard
  readonly library: Library
  readonly isInUse: boolean
}

function StoredModel({ card, library, isInUse }: StoredModelProps) {
  const text = useModelsText()
  const nameId = useId()
  const work = useStore(library.store, state => state.work[card.id])
  const bytes = modelBytes(card)
  const askInUse = card.id === embeddedModel.id ? text.deleteModelAsk : text.deleteInUseAsk
  const ask = isInUse ? askInUse : text.deleteOtherAsk
  return (
    <li aria-labelledby={nameId}>
      <h4 id={nameId}>{card.name}</h4>
      <span className="storage-bytes numbers">{text.sizeValue(bytes, card.quantisation)}</span>
      <Confirm
        kind="text"
        label={work?.what === 'deleting' ? text.deleting : text.deleteModel}
        question={ask(bytes)}
        yes={text.deleteModelYes}
        describedBy={nameId}
        disabled={work !== undefined}
        onYes={() => library.remove(card.id)}
      />
    </li>
  )
}
