import type { Amounts } from './amounts.ts'
import type { findingEn } from './finding-en.ts'

/** What is said in Chinese of search, folders, pinning, archiving and titles. */
export function findingZhCn({ formats: { integer } }: Amounts): ReturnType<typeof findingEn> {
  return {
    searching: '正在搜索…',
    searchResults: '搜索结果',
    chatsFound: chats => `找到 ${integer(chats)} 段对话`,
    bestChats: (shown, chats) => `${integer(chats)} 段对话中最相关的 ${integer(shown)} 段`,
    clearSearch: '清除搜索',

    chatOptions: title => `“${title}”的选项`,
    renameChat: '重命名',
    suggestTitle: '让模型起标题',
    suggestingTitle: '正在想标题…',
    noTitleFound: '模型没想出合适的标题。',
    chatNamed: title => `已改名为“${title}”`,
    pinnedChats: '置顶',
    pinChat: '置顶',
    unpinChat: '取消置顶',
    archivedChats: '已归档',
    archiveChat: '归档',
    unarchiveChat: '移出归档',
    chatArchived: title => `已归档“${title}”`,
    exportAsJson: '导出为 JSON',
    exportAsMarkdown: '导出为 Markdown',
    deleteChat: '删除',

    moveToFolder: '移到文件夹…',
    folders: '文件夹',
    noFolder: '不放入文件夹',
    newFolder: '新建文件夹…',
    folderName: '文件夹名称',
    folderOptions: name => `文件夹“${name}”的选项`,
    deleteFolder: '删除文件夹，保留对话',
    folderDeleted: name => `已删除文件夹“${name}”，对话都还在`,
    showMoreChats: '显示更多对话',
  }
}
