import type { Text } from './text.ts'
import type { VaultText } from './vault-text.ts'

/** 口令与上锁处的中文。 */
export function vaultZhCn({ minutes }: Pick<Text, 'minutes'>): VaultText {
  return {
    lockedTitle: '对话已上锁',
    lockedHint: '对话以加密的形式存放在本机，只有口令能打开。',
    locking: '正在保存并上锁…',
    passphrase: '口令',
    unlock: '解锁',
    unlocking: '正在解锁…',
    show: '显示输入的内容',
    forgot: '忘记口令了',
    forgotText:
      '忘了口令，谁也读不出这些对话：口令没有副本，这里没有，别处也没有。如果做过备份，可以清空这里的一切，再从备份恢复。',

    title: '口令',
    unavailable: '这个浏览器在这里无法加密，或者什么都不保存，所以不能设置口令。',
    off: '凡是能用这个浏览器的人，都能看到你的对话。设了口令，对话会加密存放在本机，打开 Hermit 时要输入口令。',
    on: '对话已加密存放在本机。所有 Hermit 标签页一起上锁、一起解锁。',
    notSealed: '没有加密的：这些设置，以及装了哪些模型。对话有多少个、大约多长，也看得出来。',
    begin: '设置口令',
    chosen: '新口令',
    chosenHint: '至少 8 个字符。最好是四五个毫不相干的词连在一起。',
    tooShort: '至少要 8 个字符。',
    repeat: '再输一遍',
    differs: '两次输入的不一样。',
    lossTitle: '口令丢了，就找不回来',
    loss: '谁也无法帮你找回口令，没有它，对话就没了。请先做一份备份，放在稳妥的地方。',
    oldTraces:
      '在此之前写下的内容，可能要等浏览器整理完自己的文件才会从磁盘上消失。Hermit 会让浏览器整理，但看不到磁盘内部的情况。',
    accept: '我明白：没有口令，我的对话就找不回来了。',
    mustAccept: '请先勾选这一项。',
    seal: '加密我的对话',
    working: '正在加密…',
    isSet: '对话已经加密。',
    lockNow: '立即上锁',
    lockAfter: '多久不用后自动上锁',
    lockAfterHint: '所有标签页都没有按键或触摸时开始计时。正在写的回答会停下，已写的内容会保留。',
    minutes,
    change: '更换口令',
    current: '现在的口令',
    changeYes: '更换',
    isChanged: '口令已更换。',
    remove: '取消口令',
    removeText: '对话将不再加密，凡是能用这个浏览器的人都能看到。',
    removeYes: '取消口令并解密',
    isRemoved: '口令已取消，对话不再加密。',
    noKey: '可用内存太少，无法由口令算出密钥。什么也没有改动。',
  }
}
