import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useModelsText } from '../../ui/i18n/models-dialog.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import { GetModel } from './GetModel.tsx'
import type { ModelsProps } from './ModelsDialog.tsx'
import { OnThisDevice } from './OnThisDevice.tsx'
import { StorageView } from './StorageView.tsx'
import { useArrived } from './use-arrived.ts'
import './models.css'
import './rows.css'

type Tab = 'here' | 'get' | 'storage'

/** Those on this device, those that could be, and the room that they take. */
export function ModelsTabs(props: ModelsProps) {
  const { library } = props
  const text = useModelsText()
  const [tab, setTab] = useState<Tab>('here')
  const isAsked = useStore(library.store, ({ offered, adding }) => Boolean(offered ?? adding))
  const [wasAsked, setWasAsked] = useState(isAsked)
  useEffect(() => library.look(), [library])
  // Said here too: the page behind a modal dialog is silent.
  useArrived(library)
  // Files that were dropped are asked about on the first tab, whichever is open.
  if (isAsked !== wasAsked) {
    setWasAsked(isAsked)
    if (isAsked) setTab('here')
  }
  return (
    <Tabs
      label={text.models}
      tabs={[
        ['here', text.onThisDevice],
        ['get', text.getModel],
        ['storage', text.storage],
      ]}
      selected={tab}
      onSelect={setTab}
    >
      {tab === 'here' && <OnThisDevice {...props} onGetModel={() => setTab('get')} />}
      {tab === 'get' && <GetModel {...props} />}
      {tab === 'storage' && <StorageView {...props} />}
    </Tabs>
  )
}
