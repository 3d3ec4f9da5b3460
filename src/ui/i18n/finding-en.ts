import type { Amounts } from './amounts.ts'

/** What is said in English of search, folders, pinning, archiving and titles. */
export function findingEn({ formats: { integer }, count }: Amounts) {
  return {
    searching: 'Searching…',
    searchResults: 'Search results',
    chatsFound: (chats: number) => `${count(chats, 'chat', 'chats')} found`,
    bestChats: (shown: number, chats: number) => `The best ${integer(shown)} of ${integer(chats)} chats`,
    clearSearch: 'Clear search',

    chatOptions: (title: string) => `Options for ${title}`,
    renameChat: 'Rename',
    suggestTitle: 'Suggest a title',
    suggestingTitle: 'Looking for a title…',
    noTitleFound: 'The model found no good title.',
    chatNamed: (title: string) => `Now called “${title}”`,
    pinnedChats: 'Pinned',
    pinChat: 'Pin',
    unpinChat: 'Unpin',
    archivedChats: 'Archived',
    archiveChat: 'Archive',
    unarchiveChat: 'Take out of the archive',
    chatArchived: (title: string) => `“${title}” is archived`,
    exportAsJson: 'Export as JSON',
    exportAsMarkdown: 'Export as Markdown',
    deleteChat: 'Delete',

    moveToFolder: 'Move to folder…',
    folders: 'Folders',
    noFolder: 'No folder',
    newFolder: 'New folder…',
    folderName: 'Folder name',
    folderOptions: (name: string) => `Options for the folder ${name}`,
    deleteFolder: 'Delete folder, keep its chats',
    folderDeleted: (name: string) => `The folder “${name}” is gone, its chats are still here`,
    showMoreChats: 'Show more chats',
  }
}
