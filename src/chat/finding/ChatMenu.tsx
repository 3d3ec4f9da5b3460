import { useState } from 'react'
import { useStore } from 'zustand'
import { useAnnounce } from '../../ui/announce.tsx'
import { useText } from '../../ui/i18n/text.ts'
import {
  ArchiveIcon,
  BinIcon,
  FolderIcon,
  InstallIcon,
  MoreIcon,
  PencilIcon,
  PinIcon,
  PlusIcon,
  SparkIcon,
} from '../../ui/icons.tsx'
import { Menu, MenuGroup, MenuItem } from '../../ui/Menu.tsx'
import type { Chat } from '../chat.ts'
import type { Titles } from './title.ts'

/** Which form a chat is exported in. */
export type ExportForm = 'json' | 'markdown'

interface ChatMenuProps {
  readonly chat: Chat
  readonly titles: Titles
  readonly row: {
    readonly id: string
    readonly isPinned: boolean
    readonly isArchived: boolean
    /** '' is no folder. */
    readonly folder: string
  }
  readonly title: string
  /** Names of all folders, in the order of the list. */
  readonly folders: readonly string[]
  readonly onRename: () => void
  readonly onNewFolder: () => void
  readonly onExport: ((id: string, form: ExportForm) => void) | undefined
}

/** Everything that can be done with a chat in the list. */
export function ChatMenu(props: ChatMenuProps) {
  const text = useText()
  return (
    <Menu label={text.chatOptions(props.title)} button={<MoreIcon />} align="end">
      <ChatMenuItems {...props} />
    </Menu>
  )
}

function ChatMenuItems({ chat, titles, row, folders, onRename, onNewFolder, onExport }: ChatMenuProps) {
  const text = useText()
  const announce = useAnnounce()
  const isAnswering = useStore(chat.store, ({ running }) => running.size > 0)
  const isSuggesting = useStore(titles.store, ({ suggestingFor }) => suggestingFor !== undefined)
  const [isFolders, setFolders] = useState(false)
  const { id, isPinned, isArchived, folder } = row
  if (isFolders) {
    return (
      <>
        <MenuGroup label={text.folders}>
          {folders.map(name => (
            <MenuItem key={name} checked={name === folder} onSelect={() => chat.setFolder(id, name)}>
              <bdi>{name}</bdi>
            </MenuItem>
          ))}
          <MenuItem checked={folder === ''} onSelect={() => chat.setFolder(id, '')}>
            {text.noFolder}
          </MenuItem>
        </MenuGroup>
        <MenuItem icon={<PlusIcon />} onSelect={onNewFolder}>
          {text.newFolder}
        </MenuItem>
      </>
    )
  }
  const suggest = async () => {
    announce(text.suggestingTitle)
    if (!(await titles.suggest(id))) announce(text.noTitleFound)
  }
  return (
    <>
      <MenuItem icon={<PencilIcon />} onSelect={onRename}>
        {text.renameChat}
      </MenuItem>
      <MenuItem icon={<SparkIcon />} disabled={isAnswering || isSuggesting} onSelect={() => void suggest()}>
        {text.suggestTitle}
      </MenuItem>
      <MenuItem icon={<PinIcon />} onSelect={() => chat.pin(id, !isPinned)}>
        {isPinned ? text.unpinChat : text.pinChat}
      </MenuItem>
      <MenuItem icon={<FolderIcon />} opensMore onSelect={() => setFolders(true)}>
        {text.moveToFolder}
      </MenuItem>
      <MenuItem icon={<ArchiveIcon />} onSelect={() => chat.archive(id, !isArchived)}>
        {isArchived ? text.unarchiveChat : text.archiveChat}
      </MenuItem>
      {onExport && (
        <>
          <MenuItem icon={<InstallIcon />} onSelect={() => onExport(id, 'json')}>
            {text.exportAsJson}
          </MenuItem>
          <MenuItem icon={<InstallIcon />} onSelect={() => onExport(id, 'markdown')}>
            {text.exportAsMarkdown}
          </MenuItem>
        </>
      )}
      <MenuItem kind="danger" icon={<BinIcon />} onSelect={() => chat.remove(id)}>
        {text.deleteChat}
      </MenuItem>
    </>
  )
}
