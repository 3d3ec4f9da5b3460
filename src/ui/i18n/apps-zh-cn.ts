import type { AppsText } from './apps.ts'
import type { Text } from './text.ts'

/** What is said in Chinese of web apps. */
export function appsZhCn({ formats }: Pick<Text, 'formats'>): AppsText {
  const { integer } = formats
  return {
    apps: '应用',
    intro: '网页应用在对话旁打开。打开期间，Hermit 可以使用它提供的操作；凡会改动什么的，都先问过您。',
    cafe: '椴树咖啡馆',
    cafeAbout: 'Hermit 自带的示例：一家什么都不是真的小店。',
    tryCafe: '试试咖啡馆',
    list: '您的应用',
    empty: '您还没有添加应用。',
    open: '打开',
    openApp: name => `打开${name}`,
    isOpen: '已打开',
    remove: '移除',
    removeApp: name => `移除${name}`,
    removed: name => `已移除${name}。`,
    readOnly: '记录目前只能读取，因此不能添加或移除应用。',

    addTitle: '添加应用',
    address: '网址',
    addressHint: host =>
      `${host} 上的页面，或本设备提供的页面（http://localhost:3000）。其他网站的页面不能在这里打开：让数据留在本页的规则会把它们挡在外面。`,
    name: '名称',
    nameHint: '您想怎么称呼它。',
    add: '添加',
    ownOrigin: host => `${host} 上的页面能读取 Hermit 保存在这里的一切。只有管理 ${host} 的人才能放上页面。`,
    onDevice: '这个页面由本设备提供。它自己往别处发送什么，Hermit 看不到，也拦不住。',
    problems: {
      'no-address': '这不是一个网址。',
      itself: '这就是 Hermit 自己。',
      elsewhere: '其他网站的页面不能在这里打开。',
    },
    airGapped: '断网隔离已开启：只能打开与 Hermit 同一网址的应用。',

    offer: '让浏览器使用 Hermit 的工具',
    offerHint:
      '把 Hermit 能做的事提供给浏览器的智能体（WebMCP）。凡涉及您的内容，无论给出还是改动，Hermit 都先问您。',
    cannotOffer: '浏览器的智能体可以通过 WebMCP 使用 Hermit 的工具，但这个浏览器没有 WebMCP。',

    pane: name => `应用：${name}`,
    opened: name => `${name}已在对话旁打开。`,
    looking: '正在查找操作',
    actions: number => `${integer(number)} 项操作`,
    noActions: '没有操作',
    offersNothing:
      '这个页面没有向 Hermit 提供操作，您可以手动使用。如果一直空白，说明它的服务器不允许 Hermit 显示它。',
    byBrowser: '通过浏览器（WebMCP）提供。',
    byBridge: '通过 Hermit 的桥接提供。',
    actionList: '这个应用的操作',
    asksOnce: '只读取：首次使用时询问',
    asksEach: '每次都询问',
    asksEachMoney: '每次都询问；应用给出价格时一并显示',
    ignored: number => `已忽略 ${integer(number)} 条消息：来自别的页面，或无法理解。`,
    reload: '重新载入应用',
    fold: '收起应用',
    unfold: '展开应用',
    close: '关闭应用',

    askTitle: '来自外部的调用',
    askWho: tool => `Hermit 之外的智能体想使用“${tool}”。`,
    askArguments: '附带内容',
    askNothing: '没有附带内容。',
    allowOnce: '允许一次',
    allowAlways: '关闭页面前一直允许',
    refuse: '拒绝',
  }
}
