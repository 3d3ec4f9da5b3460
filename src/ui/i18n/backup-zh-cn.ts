import type { backupEn } from './backup-en.ts'
import type { Text } from './text.ts'

/** What is said in Chinese of backups and of how well things are kept. */
export function backupZhCn({ formats }: Pick<Text, 'formats'>): ReturnType<typeof backupEn> {
  const { bytes, date, integer } = formats
  const kinds = ['个对话', '份文档', '条笔记', '个提醒']
  const things = (...counts: readonly number[]) => {
    const all = kinds.flatMap((words, kind) => {
      const number = counts[kind] ?? 0
      return number > 0 ? [` ${integer(number)} ${words}`] : []
    })
    return all.length > 2 ? `${all.slice(0, -1).join('、')}和${all.at(-1)}` : all.join('和')
  }
  const sum = (counts: readonly number[]) => counts.reduce((all, number) => all + number, 0)
  return {
    kept: '保存在这个浏览器里，直到你或浏览器把它清除。',
    used: '已用',
    free: '可用',
    freeUpTo: value => `最多 ${bytes(value)}`,
    persistence: '长期保留',
    promised: '浏览器已承诺保留',
    notPromised: '浏览器没有承诺：设备空间紧张时可能会被清除',
    nowhere: '没有保存：关闭标签页后对话就会消失',
    lastBackup: '上次备份',
    never: '从未',

    backUp: '备份',
    backUpIntro:
      '对话、笔记、提醒、应用、连接、角色、提示词、草稿和设置会存成这台设备上的一个文件；服务器的令牌不在其中。不会发送到任何地方。',
    documents: '包含文档',
    documentsHint: (number, size) => `${integer(number)} 份文档，连同文字和保留的原文件，约 ${bytes(size)}。`,
    models: '包含模型',
    modelsHint: (number, size) =>
      `${integer(number)} 个模型，${bytes(size)}。不包含的话文件很小，恢复之后重新下载模型即可。`,
    protect: '谁能打开',
    withPassphrase: '知道口令的人',
    withoutPassphrase: '拿到文件的任何人',
    passphraseHint:
      '口令丢了就找不回来：没有它，谁也打不开这个文件，Hermit 也不行。几个只有你会连在一起想的词就很好。',
    withoutHint: '只适合放在别人看不到的地方：任何拿到文件的人都能读。',
    cannotEncrypt: '这里无法加密：网页不是通过安全连接（https）打开的。',
    passphrase: '口令',
    passphraseAgain: '再输一次口令',
    passphrasesDiffer: '两次输入的口令不一样。',
    save: '保存备份',
    preparing: '正在生成密钥',
    saving: '正在保存备份',
    saved: '备份已保存。',
    savedAs: name => `文件名是 ${name}。最好另存一份到别的设备上。`,
    notSaved: '没有保存',
    done: '完成',
    crashed: 'Hermit 自己出了问题，可能是内存不够。这台设备上什么也没有改动。',

    restore: '恢复',
    restoreTitle: '恢复备份',
    restoreIntro: '先看清备份里有什么，再决定是否改动这里的内容；文件不会离开这台设备。',
    choose: '选择备份文件',
    chooseOther: '选择其他文件',
    file: '备份文件',
    isEncrypted: '这份备份有口令保护。',
    open: '打开备份',
    opening: name => `正在检查 ${name}`,
    backupOf: at => `${date(at)}的备份`,
    found: (number, messages) => `${integer(number)} 个对话，${integer(messages)} 条消息`,
    hereAlready: number => `其中 ${integer(number)} 个这里已有且相同`,
    presets: (personas, prompts) => `${integer(personas)} 个角色，${integer(prompts)} 条提示词`,
    documentCount: number => `${integer(number)} 份文档`,
    noteCount: (notes, reminders) => things(0, 0, notes, reminders).trim(),
    outsideCount: (apps, servers) =>
      [
        ...(apps > 0 ? [`${integer(apps)} 个应用`] : []),
        ...(servers > 0 ? [`${integer(servers)} 个服务器（不含令牌）`] : []),
      ].join('，'),
    restoringDocuments: '正在恢复文档',
    restoreModels: '同时恢复模型',
    restoreModelsHint: (names, size) => `${names}（${bytes(size)}）`,
    way: '怎样恢复',
    merge: '补上缺少的',
    replace: '全部替换',
    mergeHint:
      '这里的内容一样也不会删。两边都有的对话保留更完整的那份；各有不同内容的，两份都留。设置保持不变。',
    replaceHint: (...onlyHere) =>
      sum(onlyHere) === 0
        ? '对话、文档、笔记、提醒、角色、提示词、草稿和设置都会变成备份里的样子。'
        : `对话、文档、笔记、提醒、角色、提示词、草稿和设置都会变成备份里的样子。只在这里有的${things(...onlyHere)}会被删除。`,
    replaceAsk: (...onlyHere) => `备份里没有的${things(...onlyHere)}会被删除，确定吗？`,
    replaceYes: '替换这里的一切',
    waitForAnswer: '正在写回答，等它写完再恢复。',
    restoringModels: '正在恢复模型',
    restoring: '正在恢复',
    restored: '备份已恢复。',
    restoredCounts: (added, updated, copied, ...others) =>
      [
        ...(added + sum(others) > 0 ? [`恢复了${things(added, ...others)}`] : []),
        ...(updated > 0 ? [`更新了 ${integer(updated)} 个`] : []),
        ...(copied > 0 ? [`${integer(copied)} 个与你现有的并存`] : []),
      ].join('，'),
    nothingMissing: '备份里的内容这里都已经有了。',
    undone: '已撤销，一切恢复原样。',
    notRestored: '没有恢复',

    reminder: (messages, since) =>
      since === 0
        ? `已有 ${integer(messages)} 条消息，还没有备份过，只存在这个浏览器里。`
        : `${date(since)}备份之后又有 ${integer(messages)} 条消息，只存在这个浏览器里。`,
    notNow: '以后再说',
  }
}
