import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useAnnounce } from '../../ui/announce.tsx'
import { Button } from '../../ui/Button.tsx'
import { useModelsText } from '../../ui/i18n/models-dialog.ts'
import { AddModel } from './AddModel.tsx'
import { DownloadRow } from './DownloadRow.tsx'
import { InstalledRow } from './InstalledRow.tsx'
import { ModelInUse } from './ModelInUse.tsx'
import type { ModelsProps } from './ModelsDialog.tsx'
import { OfferedFile } from './OfferedFile.tsx'
import { RunOn } from './RunningOn.tsx'
import { Section } from './Section.tsx'

interface OnThisDeviceProps extends ModelsProps {
  readonly onGetModel: () => void
}

/** What is here, on its way here, and being asked about. */
export function OnThisDevice({ session, library, settings, onGetModel }: OnThisDeviceProps) {
  const text = useModelsText()
  const inUse = useStore(session.store, ({ model }) => model.id)
  const installed = useStore(library.store, state => state.installed)
  const downloads = useStore(library.store, state => state.downloads)
  const others = installed.filter(({ card }) => card.id !== inUse)
  return (
    <div className="models-panel">
      <OfferedFile library={library} />
      <Deleted library={library} />
      <Lost library={library} />
      {Object.keys(downloads).length > 0 && (
        <Section title={text.downloads}>
          <ul className="model-rows">
            {Object.entries(downloads).map(([id, download]) => (
              <DownloadRow key={id} id={id} download={download} library={library} />
            ))}
          </ul>
        </Section>
      )}
      <Section title={text.inUse}>
        <ModelInUse key={inUse} session={session} library={library} />
        <RunOn session={session} settings={settings} />
      </Section>
      <Section title={text.alsoHere}>
        {others.length > 0 ? (
          <ul className="model-rows">
            {others.map(({ card }) => (
              <InstalledRow key={card.id} card={card} library={library} />
            ))}
          </ul>
        ) : (
          <div className="models-empty">
            <p>{text.noneElse}</p>
            <Button onClick={onGetModel}>{text.getModel}</Button>
          </div>
        )}
      </Section>
      <AddModel library={library} />
    </div>
  )
}

/** What was deleted, and what that freed. */
function Deleted({ library }: Pick<ModelsProps, 'library'>) {
  const text = useModelsText()
  const announce = useAnnounce()
  const deleted = useStore(library.store, state => state.deleted)
  const words = deleted && text.modelDeleted(deleted.name, deleted.bytes)
  useEffect(() => {
    if (words !== undefined) announce(words)
  }, [words, announce])
  if (words === undefined) return null
  return (
    <div className="models-note">
      <p className="numbers">{words}</p>
      <Button kind="text" onClick={() => library.dismiss()}>
        {text.ok}
      </Button>
    </div>
  )
}

/** The model that the person chose is here no more. */
function Lost({ library }: Pick<ModelsProps, 'library'>) {
  const text = useModelsText()
  const lost = useStore(library.store, state => state.lost)
  const offers = useStore(library.store, state => state.offers)
  const isComing = useStore(library.store, ({ downloads }) => lost !== undefined && lost in downloads)
  if (lost === undefined || isComing) return null
  const offer = offers?.find(({ builds }) => builds.some(({ id }) => id === lost))
  const build = offer?.builds.find(({ id }) => id === lost)
  return (
    <div className="models-note">
      <p>{text.modelLost(offer?.name ?? lost)}</p>
      {offer && build && <Button onClick={() => library.download(offer, build)}>{text.downloadAgain}</Button>}
      <Button kind="text" onClick={() => library.use('')}>
        {text.ok}
      </Button>
    </div>
  )
}
