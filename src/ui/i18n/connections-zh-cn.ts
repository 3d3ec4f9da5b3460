import type { Amounts } from './amounts.ts'
import type { connectionsEn } from './connections-en.ts'

/** 用中文说明带有工具的服务器。 */
export function connectionsZhCn({ formats }: Amounts): ReturnType<typeof connectionsEn> {
  const { date, integer } = formats
  return {
    connections: '连接',
    connectionsIntro:
      '服务器可以通过模型上下文协议（MCP）为 Hermit 提供工具。调用工具所用的内容会发给它的服务器，每次都会先问你；对话的其他内容不会发过去。',
    serverAddress: '服务器地址',
    serverAddressHint: 'Streamable HTTP：https://…/mcp；本机可用 http://localhost:…/mcp。',
    serverToken: 'Bearer 令牌（可不填）',
    serverTokenHint: '随每次请求发给这台服务器，不发给别处。尚不支持 OAuth 登录。',
    tokenSealed: '令牌保存在这个浏览器里，用你的口令密封，不进入备份。',
    tokenNotSealed:
      '你没有设置口令，所以令牌会原样保存在这个浏览器里，不进入备份。能使用这个浏览器的人都能读到它。',
    connect: '连接',
    connectedServers: '服务器',
    noServers: '还没有连接任何服务器。',
    noServersHint: 'Hermit 自己会做的事，不连接服务器也都能做。',
    airGapped: '断网隔离已开启：在设置里关掉它之前，不会访问任何服务器。',
    serverRemoved: name => `已移除 ${name}。`,
    openServer: name => `打开 ${name}`,

    connecting: '正在连接…',
    connectingSlowly: '正在连接…服务器有些慢。',
    isConnected: '已连接',
    isResting: '目前没有连接；调用它的工具时才会访问它。',
    neverAnswered: '还没有应答过。',
    isSwitchedOff: '已停用：Hermit 不使用它的工具。',
    offersInAll: (tools, prompts, resources) =>
      [
        `${integer(tools)} 个工具`,
        ...(prompts > 0 ? [`${integer(prompts)} 个提示词`] : []),
        ...(resources > 0 ? [`${integer(resources)} 个资源`] : []),
      ].join('，'),
    offerCut: '它提供的内容超出了 Hermit 的上限，其余没有列出。',

    allServers: '全部服务器',
    serverGone: '这台服务器已移除。',
    address: '地址',
    state: '状态',
    calledItself: '自称',
    protocol: '协议',
    addedOn: '添加于',
    day: at => date(at),
    checkConnection: '检查连接',
    offerTools: '让 Hermit 使用它的工具',
    offerToolsHint: '停用后，对话中不能调用它的任何工具。',
    setToken: '设置令牌',
    changeToken: '更换令牌',
    saveToken: '保存',
    removeToken: '删除令牌',
    removeServer: '移除服务器',
    foreignWords: '标题和说明都是服务器自己写的。',

    tools: '工具',
    noTools: '这台服务器没有提供工具。',
    onlyReads: '服务器称它只读取。',
    mayChange: '可能会在那边改动内容。',
    problems: {
      schema: '无法调用：它要求的参数过多，或无法读懂。',
      way: '无法调用：它要求的调用方式（任务），Hermit 不支持。',
    },
    tryTool: '试用',
    tryToolNamed: title => `试用 ${title}`,
    tryHint: host => `按下“调用”后，所填内容会发给 ${host}。`,
    optional: name => `${name}（可不填）`,
    asJson: '以 JSON 填写',
    leaveOut: '（不填）',
    call: '调用',
    calling: '正在调用…',
    stopCall: '停止',
    result: '结果',
    saysItFailed: '工具报告失败：',
    noWords: '服务器已应答，没有文字内容。',
    resultCut: '结果更长；Hermit 只取了前 1 MB。',
    extra: (kind, name) =>
      `${{ image: '图片', audio: '声音', file: '文件', link: '资源' }[kind]}（此处不显示）：${name}`,
    fieldWrong: {
      missing: '这一项必须填写。',
      number: '这不是数字。',
      json: '这不是 JSON。',
    },

    prompts: '提示词',
    noPrompts: '这台服务器没有提供提示词。',
    insertPrompt: '放进消息框',
    promptInserted: '已放进消息框，没有发送任何内容。',
    resources: '资源',
    noResources: '这台服务器没有提供资源。',
    attachResource: '附到对话',
    attachNamed: name => `把 ${name} 附到对话`,
    resourceAttached: name => `已将 ${name} 作为文档附到对话。`,
    noTextInIt: '其中没有可以附上的文字。',
    fetching: '正在读取…',
    resourceFrom: (name, server, uri) => `${name}。来自服务器“${server}”，${uri}。并非你或 Hermit 所写。`,
    size: bytes => formats.bytes(bytes),
  }
}
