import type { NotesText } from './notes.ts'
import type { Text } from './text.ts'

/** What is said in Chinese of notes. */
export function notesZhCn({ formats }: Pick<Text, 'formats'>): NotesText {
  const { integer, date } = formats
  return {
    title: '笔记',
    list: '笔记',
    empty: '还没有笔记',
    emptyWords: '在这里写，或在聊天里说：“记一下：大门密码贴在冰箱上”。',
    private: '笔记只存在这个浏览器里，不会发送到任何地方。',
    readOnly: '这些记录来自更新版本的 Hermit：在这里只能查看，不能修改。',
    unreadable: notes => `有 ${integer(notes)} 条笔记无法读取，已原样保留。`,
    add: '新笔记',
    search: '搜索笔记',
    clear: '清除搜索',
    found: notes => `找到 ${integer(notes)} 条`,
    nothing: '没有找到相符的笔记。',
    nothingHint: '所有词都要出现在同一条笔记里。',
    untitled: '空笔记',
    changed: at => date(at),
    summary: notes => `共 ${integer(notes)} 条笔记`,

    back: '所有笔记',
    text: '笔记内容',
    placeholder: '第一行是标题。',
    copy: '复制',
    copied: '已复制',
    copyFailed: '无法复制',
    export: '存为 Markdown',
    exportAll: '全部存为 Markdown',
    remove: '删除',
    removed: title => `已删除：${title}`,
    gone: '这条笔记已经不在了。',
  }
}
