import type { ChoiceReason } from '../../engines/ladder.ts'
import type { FaultCode } from '../../fault.ts'
import { answersZhCn } from './answers-zh-cn.ts'
import { appFaultsZhCn } from './app-faults-zh-cn.ts'
import { branchesZhCn } from './branches-zh-cn.ts'
import { comfortZhCn } from './comfort-zh-cn.ts'
import { contextZhCn } from './context-zh-cn.ts'
import { documentFaultsZhCn } from './document-faults-zh-cn.ts'
import { findingZhCn } from './finding-zh-cn.ts'
import { createFormats, type FaultNumbers } from './formats.ts'
import { harderZhCn } from './harder-zh-cn.ts'
import { mcpFaultsZhCn } from './mcp-faults-zh-cn.ts'
import { modelsZhCn } from './models-zh-cn.ts'
import { presetsZhCn } from './presets-zh-cn.ts'
import { sharingZhCn } from './sharing-zh-cn.ts'
import { tabsZhCn } from './tabs-zh-cn.ts'
import type { Text } from './text.ts'
import { thinkingZhCn } from './thinking-zh-cn.ts'
import { toolFaultsZhCn } from './tool-faults.ts'
import { transferZhCn } from './transfer-zh-cn.ts'

const formats = createFormats('zh-CN')
const { integer, decimal, percent, bytes, memory } = formats

const tokens = (value: number) => `${integer(value)} 个词元`

const count = (value: number, one: string) => `${integer(value)} ${one}`

function duration(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 10) return `${decimal(seconds)} 秒`
  if (seconds < 90) return `${integer(seconds)} 秒`
  if (seconds < 5400) return `${integer(Math.round(seconds / 60))} 分钟`
  return `${integer(Math.round(seconds / 3600))} 小时`
}

const documentFaults = documentFaultsZhCn(formats)
const toolFaults = toolFaultsZhCn(formats)
const mcpFaults = mcpFaultsZhCn(formats)

const amounts = { formats, tokens, duration, count }

const engineNames: Readonly<Record<string, string>> = {
  webllm: '图形处理器（WebLLM）',
  wllama: '处理器（llama.cpp）',
}

const faults: Record<FaultCode, (numbers: FaultNumbers) => string> = {
  unsupported: () =>
    '这个浏览器缺少模型所需的 WebAssembly 功能，无法运行。请换用新版的 Chrome、Edge、Firefox 或 Safari。',
  'out-of-memory': () => '设备内存不足，模型无法继续运行。关掉一些标签页或程序可以腾出内存。',
  network: () => '连接中途断开了，已经收到的部分会保留。',
  'bad-weights': () => '模型文件打不开，Hermit 暂时无法回答。',
  'context-overflow': ({ promptTokens, contextTokens }) =>
    promptTokens !== undefined && contextTokens !== undefined
      ? `这段对话有 ${tokens(promptTokens)}，而模型一次最多读 ${integer(contextTokens)} 个。`
      : '这段对话太长，模型一次读不完。',
  'wrong-output': () => '这块图形处理器算出的结果不对，Hermit 不会使用它。',
  'device-lost': () => '图形处理器停止了响应，已经写出的内容都还在。',
  crashed: () => '运行模型的引擎意外停止了，已经写出的内容都还在。',
  'message-too-long': ({ overTokens, contextTokens }) =>
    overTokens !== undefined && contextTokens !== undefined
      ? `这条消息超出了 ${tokens(overTokens)}：模型一次只能容纳 ${integer(contextTokens)} 个，回答也算在内。`
      : '这条消息太长，模型一次读不完。',
  'chat-too-long': ({ overTokens, contextTokens }) =>
    overTokens !== undefined && contextTokens !== undefined
      ? `模型一次能读 ${tokens(contextTokens)}，这段对话已经超出 ${integer(overTokens)} 个。可以让模型略过最早的消息，它们仍会留在这里。`
      : '这段对话太长，模型一次读不完。可以让模型略过最早的消息，它们仍会留在这里。',
  'wasm-blocked': () => '这个浏览器或网络禁用了 WebAssembly，模型无法在这里运行。',
  offline: () => '没有网络，模型没能下载完。已经收到的部分会保留。',
  'server-error': ({ status }) =>
    status === undefined
      ? '存放模型的服务器没有正常应答。'
      : `存放模型的服务器没有正常应答（错误 ${String(status)}）。`,
  'model-missing': () => '找不到模型文件，Hermit 暂时无法回答。',
  'model-damaged': () => '模型文件有损坏，已停用。修复时只会重新下载损坏的部分。',
  'captive-portal': () => '网络返回的是网页而不是模型，通常是这个 Wi-Fi 需要先登录。请登录后再试。',
  'model-changed': () => '模型服务器上的版本已经变了，与这里的对不上，所以一点也没有采用。',
  'not-fetchable': () => '这个模型是从文件添加的，无法重新下载。请再添加一次文件。',
  'not-a-model': () => 'Hermit 读不了这个文件：需要 GGUF 模型文件或 .hermitpack 模型包。',
  'model-unsupported': () => 'Hermit 的引擎不认识这类模型，无法在这里运行。',
  'model-too-large': ({ neededBytes, limitBytes }) =>
    neededBytes !== undefined && limitBytes !== undefined
      ? `这个模型需要 ${memory(neededBytes)} 内存，而这里最多能用 ${memory(limitBytes)}。`
      : '这个模型需要的内存超过了这里能用的。',
  'parts-missing': ({ have, of }) =>
    have !== undefined && of !== undefined
      ? `这个模型分成 ${integer(of)} 个文件，只给了 ${integer(have)} 个。请一次全部选中。`
      : '这个模型的文件不全。请一次全部选中。',
  'pack-damaged': () => '这个模型包已损坏或不完整，没有导入任何内容。请从原处重新复制一份。',
  'pack-newer': () => '这个模型包由更新版本的 Hermit 制作。请先更新这里的 Hermit，再打开它。',
  'storage-full': ({ neededBytes, freeBytes }) =>
    neededBytes !== undefined
      ? `空间不够：需要 ${bytes(neededBytes)}${freeBytes === undefined ? '' : `，只剩 ${bytes(freeBytes)}`}。请先在设备上腾出空间。`
      : '浏览器给 Hermit 的空间已经用完，无法再保存新内容。',
  'storage-unavailable': () => '这个浏览器不为 Hermit 保存数据（例如无痕窗口），关闭标签页后对话就会消失。',
  'storage-failed': () => '浏览器没能存下最近的改动，不过它们还在这个标签页里。',
  'storage-newer': () => '这些对话是由更新版本的 Hermit 保存的，在这里可以阅读和导出，但不能修改。',
  'storage-blocked': () =>
    '另一个标签页占用着对话数据，这里的内容暂时无法保存。请关掉那个标签页，再重新载入。',
  'storage-conflict': () => '另一个标签页同时改动了这段对话。内容都还在，正在合并。',
  'vault-locked': () => '对话已上锁，请输入口令解锁。',
  'wrong-passphrase': () => '口令不对，什么也没有改动。',
  'backup-unknown': () => '这不是 Hermit 的备份文件，什么也没有恢复。',
  'backup-cut': () => '这份备份不完整，缺了结尾，什么也没有恢复。',
  'backup-damaged': () => '这份备份已损坏，有一部分与写入时不同，什么也没有恢复。',
  'backup-newer': () => '这份备份来自更新版本的 Hermit。请先更新 Hermit 再恢复；现在什么也没有改动。',
  'backup-wrong-field': () => '这份备份里有一项内容的类型不对，什么也没有恢复。',
  'air-gapped': () => '“断网隔离”已开启，任何内容都不能离开这台设备。请先在设置里关掉它。',
  'clipboard-blocked': () => '浏览器不允许 Hermit 复制。请为本页面开启权限，或选中文字自行复制。',
  'reminder-past': () => '这个时间已经过去，不需要再提醒。',
  'time-unreadable': () => '看不懂其中的时间。请写明日期和几点。',
  'no-translator': () => '当前模型不能在这两种语言之间翻译。打开“翻译”可以看到哪些模型可以。',
  'app-updated': () => 'Hermit 刚刚更新过，这个版本的一部分已经不在了。请重新载入，内容不会丢失。',
  'engine-moved': () => '运行模型的标签页已关闭或没有响应。已写出的内容都在，模型改由另一个标签页运行。',
  'chat-unreadable': ({ chats = 1 }) => `有 ${integer(chats)} 段对话读不出来，已原样保留。`,
  'schema-unreadable': () => '读不懂这段对话要求的回答格式，可以在对话设置里重新设定。',
  'import-unknown': () =>
    '这不是 Hermit 认得的对话文件：可以导入 Hermit、ChatGPT 或 Open WebUI 导出的文件。什么也没有导入。',
  'import-cut': () => '这个文件不完整或已损坏，什么也没有导入。请重新导出一份。',
  'import-newer': () => '这个文件来自更新版本的 Hermit。请先更新这里的 Hermit，再导入。什么也没有导入。',
  'import-wrong-field': () => '这个文件里有一处内容不对，所以什么也没有导入。',
  'import-too-large': ({ bytes: have, limitBytes }) =>
    have !== undefined && limitBytes !== undefined
      ? `这个文件至少有 ${bytes(have)}，而 Hermit 一次最多导入 ${bytes(limitBytes)}。什么也没有导入。`
      : '这个文件太大，Hermit 一次导入不了。什么也没有导入。',
  'import-too-many': ({ messages, limit }) =>
    messages !== undefined && limit !== undefined
      ? `这个文件里有 ${integer(messages)} 条消息，而 Hermit 一次最多导入 ${integer(limit)} 条。什么也没有导入。`
      : '这个文件里的对话太多，Hermit 一次导入不了。什么也没有导入。',
  'import-too-deep': () => '这个文件的嵌套层数远超任何对话导出文件，Hermit 没有继续读。什么也没有导入。',
  'import-zip-damaged': () => '这个压缩包已损坏，或者它的文件目录不实，什么也没有导入。',
  ...documentFaults.faults,
  ...toolFaults.faults,
  ...appFaultsZhCn.faults,
  ...mcpFaults.faults,
}

const faultNames: Record<FaultCode, string> = {
  unsupported: '浏览器不支持',
  'out-of-memory': '内存不足',
  network: '连接中断',
  'bad-weights': '文件打不开',
  'context-overflow': '对话太长',
  'wrong-output': '图形处理器算错了',
  'device-lost': '图形处理器无响应',
  crashed: '引擎意外退出',
  'message-too-long': '消息太长',
  'chat-too-long': '对话太长',
  'wasm-blocked': 'WebAssembly 被禁用',
  offline: '没有网络',
  'server-error': '服务器出错',
  'model-missing': '找不到模型',
  'model-damaged': '模型损坏',
  'captive-portal': 'Wi-Fi 需要登录',
  'model-changed': '服务器上的模型已变',
  'not-fetchable': '需要重新添加文件',
  'not-a-model': '不是模型文件',
  'model-unsupported': '不支持的模型',
  'model-too-large': '模型太大',
  'parts-missing': '文件不全',
  'pack-damaged': '模型包损坏',
  'pack-newer': '模型包来自新版本',
  'storage-full': '空间不足',
  'storage-unavailable': '无法保存',
  'storage-failed': '存储出错',
  'storage-newer': '对话来自新版本',
  'storage-blocked': '存储被占用',
  'storage-conflict': '另一个标签页有改动',
  'vault-locked': '对话已上锁',
  'wrong-passphrase': '口令不对',
  'backup-unknown': '不是备份文件',
  'backup-cut': '备份不完整',
  'backup-damaged': '备份已损坏',
  'backup-newer': '备份版本更新',
  'backup-wrong-field': '备份无法读取',
  'air-gapped': '断网隔离已开启',
  'clipboard-blocked': '不允许复制',
  'reminder-past': '时间已过',
  'time-unreadable': '时间看不懂',
  'no-translator': '没有能翻译的模型',
  'app-updated': 'Hermit 已更新',
  'engine-moved': '模型改在另一个标签页运行',
  'chat-unreadable': '对话读不出来',
  'schema-unreadable': '回答格式读不懂',
  'import-unknown': '不是对话文件',
  'import-cut': '文件不完整',
  'import-newer': '文件来自更新的 Hermit',
  'import-wrong-field': '文件内容有误',
  'import-too-large': '文件太大',
  'import-too-many': '消息太多',
  'import-too-deep': '文件嵌套过深',
  'import-zip-damaged': '压缩包损坏',
  ...documentFaults.faultNames,
  ...toolFaults.faultNames,
  ...appFaultsZhCn.faultNames,
  ...mcpFaults.faultNames,
}

const faultActions: Record<FaultCode, string> = {
  unsupported: '再试一次',
  'out-of-memory': '再试一次',
  network: '再试一次',
  'bad-weights': '再试一次',
  'context-overflow': '重新回答',
  'wrong-output': '再试一次',
  'device-lost': '再试一次',
  crashed: '再试一次',
  'message-too-long': '缩短消息',
  'chat-too-long': '略过最早的消息',
  'wasm-blocked': '再试一次',
  offline: '再试一次',
  'server-error': '再试一次',
  'model-missing': '再试一次',
  'model-damaged': '修复',
  'captive-portal': '再试一次',
  'model-changed': '再试一次',
  'not-fetchable': '知道了',
  'not-a-model': '知道了',
  'model-unsupported': '知道了',
  'model-too-large': '知道了',
  'parts-missing': '知道了',
  'pack-damaged': '知道了',
  'pack-newer': '知道了',
  'storage-full': '再试一次',
  'storage-unavailable': '导出对话',
  'storage-failed': '再试一次',
  'storage-newer': '导出对话',
  'storage-blocked': '导出对话',
  'storage-conflict': '重试',
  'vault-locked': '解锁',
  'wrong-passphrase': '知道了',
  'backup-unknown': '知道了',
  'backup-cut': '知道了',
  'backup-damaged': '知道了',
  'backup-newer': '知道了',
  'backup-wrong-field': '知道了',
  'air-gapped': '重试',
  'clipboard-blocked': '重试',
  'reminder-past': '知道了',
  'time-unreadable': '知道了',
  'no-translator': '打开“翻译”',
  'app-updated': '重新载入',
  'engine-moved': '重试',
  'chat-unreadable': '知道了',
  'schema-unreadable': '重新回答',
  'import-unknown': '知道了',
  'import-cut': '知道了',
  'import-newer': '知道了',
  'import-wrong-field': '知道了',
  'import-too-large': '知道了',
  'import-too-many': '知道了',
  'import-too-deep': '知道了',
  'import-zip-damaged': '知道了',
  ...documentFaults.faultActions,
  ...toolFaults.faultActions,
  ...appFaultsZhCn.faultActions,
  ...mcpFaults.faultActions,
}

const choiceReasons: Record<Exclude<ChoiceReason, 'faster-gpu'>, string> = {
  asked: '这是你选的。',
  'no-webgpu': '这个浏览器没有提供 WebGPU。',
  'software-gpu': '这里的图形处理器只是软件模拟的。',
  'small-gpu': '这里的图形处理器规格不够，运行不了这个模型。',
  'slow-gpu': '在这台设备上，图形处理器反而更慢。',
  'failed-gpu': '图形处理器在这台设备上出过错。',
  'no-gpu-build': '这里没有模型在图形处理器上运行所需的文件。',
  'cpu-model': '这个模型只能在处理器上运行。',
  'gpu-model': '这个模型只能在图形处理器上运行。',
}

const stepDownCauses: Partial<Record<FaultCode, string>> = {
  unsupported: '这块图形处理器运行不了这个模型。',
  'out-of-memory': '图形处理器的内存不够用。',
  'bad-weights': '图形处理器没能打开模型文件。',
  'wrong-output': '这块图形处理器算出的结果不对。',
  'device-lost': '图形处理器停止了响应。',
}

/** Everything that Hermit says in Chinese. */
export const zhCn: Text = {
  amounts,
  formats,
  faults,
  faultNames,
  faultActions,
  choiceReasons,
  ...modelsZhCn(amounts),
  ...answersZhCn(amounts),
  ...sharingZhCn(amounts),
  ...tabsZhCn,
  ...thinkingZhCn(amounts),
  ...harderZhCn(amounts),
  ...branchesZhCn(amounts),
  ...contextZhCn(amounts),
  ...findingZhCn(amounts),
  ...transferZhCn(),
  ...presetsZhCn(amounts),
  ...comfortZhCn(amounts),
  unknownFault: '出了点意料之外的问题，已经写出的内容都还在。',

  appName: 'Hermit',
  chats: '对话列表',
  newChat: '新对话',
  searchChats: '搜索对话',
  today: '今天',
  earlier: '更早',
  noChats: '你的对话会列在这里。',
  noMatches: '没有找到相关对话。',
  untitled: '新对话',
  rename: title => `重命名“${title}”`,
  delete: title => `删除“${title}”`,
  chatName: '对话名称',
  answering: '正在回答',
  deleted: title => `已删除“${title}”`,
  undo: '撤销',
  closeChats: '关闭对话列表',
  privacy: '除非你自己发出，你写的内容不会离开这台设备',
  offlineReady: '可离线使用',
  install: '安装 Hermit',
  updateReady: '新版本已就绪',
  update: '更新',
  updateRefused: '回答还没写完，请等它写完再更新。',

  engine: '引擎',
  modelButton: name => `模型：${name}`,
  starting: '正在启动',
  ready: '就绪',
  readyOn: processor => `就绪 · ${processor === 'gpu' ? 'GPU' : 'CPU'}`,
  resting: '休息中，输入即醒',
  elsewhere: '在另一个标签页中运行',
  notDownloaded: '模型尚未下载',
  downloading: fraction => `正在下载 ${percent(fraction)}`,
  waitingOffline: '没有网络，等待下载',
  waitingRetry: '等待继续下载',
  loading: fraction => `正在载入 ${percent(fraction)}`,
  stopped: reason => `已停止：${reason}`,
  modelReadyNews: '模型已就绪。',

  tagline: '只在这个标签页里运行的 AI 助手：内容不外传，断网也能用。',
  downloadTitle: '正在下载模型',
  downloadWhy: '只需下载一次。现在就可以写，模型一到就会回答。',
  downloadProgress: (done, of) => `${bytes(done)} / ${bytes(of)}`,
  downloadSpeed: bytesPerSecond => `${bytes(bytesPerSecond)}/秒`,
  timeLeft: ms => `大约还要 ${duration(Math.max(1000, Math.round(ms / 1000) * 1000))}`,
  pause: '暂停',
  resume: '继续',
  download: '下载',
  pausedTitle: '下载已暂停',
  pausedWords: left => `还差 ${bytes(left)}，已经收到的部分会保留。`,
  needsDownloadTitle: '这台设备上还没有模型',
  needsDownload: size => `Hermit 需要它才能回答。大小 ${bytes(size)}，存在这个浏览器里，之后离线也能用。`,
  tryThese: '试试这些',
  examplesNote: '内置模型只懂英语，所以向它提问的例子是英文的；点咖啡这样的事不靠模型，说中文就行。',
  cafeRequest: '给安娜点两杯燕麦奶馥芮白，九点半取',
  cafeNote: '在示例咖啡馆',

  conversation: '对话',
  you: '你',
  assistant: '助手',
  message: '消息',
  messagePlaceholder: '写给 Hermit（内置模型只懂英语）',
  send: '发送',
  stop: '停止',
  hint: 'Hermit 的模型很小，可能会出错，重要的内容请自行核实。',
  readOnlyHint: '这段对话在这里只能阅读，不能继续。',
  shortened: '已缩短到模型能读的长度。',
  waitingForModel: '正在等待模型……',
  reading: (done, of) => (of > 0 ? `正在读你的消息……${integer(done)} / ${tokens(of)}` : '正在读你的消息……'),
  writing: '正在写……',
  answerDone: '回答完毕。',
  answerStopped: '你停止了这次回答。',
  answerLength: '回答达到长度上限，到此为止。',
  answerInterrupted: '这次回答中断了。',
  answerEmpty: '模型没有写出内容。',
  retry: '重新回答',
  continue: '继续',
  copy: '复制',
  copied: '已复制',
  copyFailed: '没能复制',
  previousVersion: '上一个版本',
  nextVersion: '下一个版本',
  versionOf: (number, of) => `${integer(number)}/${integer(of)}`,
  tokensPerSecond: value => `每秒 ${decimal(value)} 个词元`,
  firstWordAfter: ms => `${duration(ms)}后开始回答`,
  tokens,
  writer: ({ modelName, engineId, build }) =>
    `${modelName} · ${engineNames[engineId] ?? engineId} · ${build}`,
  thenWriter: '，接着 ',
  promptDetail: (prompt, cached) => `提示共 ${tokens(prompt)}，其中 ${integer(cached)} 个沿用上次的结果`,
  contextStart: '模型不再读取以上内容',
  showEarlier: count => `显示更早的 ${integer(count)} 条消息`,
  showWhole: characters => `显示全部 ${integer(characters)} 个字符`,
  jumpToLatest: '回到最新',

  summariseTitle: '总结',
  summariseCommand: '总结',
  summariseHint: '总结一份文档或这里的文字，要点注明页码',

  exportChats: '导出对话',
  tryAgain: '再试一次',
  ok: '知道了',
  stepDownCause: code => stepDownCauses[code] ?? '运行模型的部分意外停止了。',
  stepDown: (cause, deed) => `${cause}${deed}`,
  nowShorter: contextTokens => `Hermit 会继续工作，但一次最多读 ${tokens(contextTokens)}。`,
  nowSmaller: 'Hermit 已换用较小的模型继续工作。',
  nowOnCpu: 'Hermit 已改用处理器运行。',
  nowSmallerOnCpu: 'Hermit 已换用较小的模型，并改用处理器运行。',

  close: '关闭',
  cancel: '取消',
  settings: '设置',
  language: '语言',
  system: '跟随系统',
  theme: '主题',
  light: '浅色',
  dark: '深色',
  minutes: minutes => `${integer(minutes)} 分钟`,
  never: '从不',
  storage: '存储',
  askToPersist: '请浏览器保留数据',
  deleteEverything: '全部删除',
  deleteEverythingAsk: '将删除这个浏览器里的所有对话、文档、设置和模型，无法撤销。',
  deleteEverythingYes: '确认全部删除',
  brokenView: 'Hermit 的这个部分没能显示出来，你的对话不受影响。',
  reload: '重新载入',
}
