import { isToday } from './formats.ts'
import type { PrivacyText } from './privacy.ts'
import type { Text } from './text.ts'

/** 用中文说明什么会离开这台设备；随相应的界面一起加载。 */
export function privacyZhCn({ formats }: Pick<Text, 'formats'>): PrivacyText {
  const { integer } = formats
  const bytes = (count: number) => (count < 1000 ? `${integer(count)} 字节` : formats.bytes(count))
  const clock = new Intl.DateTimeFormat('zh-CN', { timeStyle: 'medium' })
  const calendar = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeStyle: 'medium' })
  return {
    privacy: '隐私',
    airGap: '断网隔离',
    airGapHint:
      '拒绝发往其他网站的一切请求。已有的模型照常工作，但无法再下载别的模型，也不会访问已连接的服务器。',

    nothing: '打开本页以来，没有任何内容离开过这台设备。',
    own: (host, count) =>
      `打开本页以来，Hermit 从 ${host} 取过自己的文件（${integer(count)} 次请求），其中不含你写的任何内容。`,
    models: (hosts, count, bytesIn) =>
      `打开本页以来，Hermit 从 ${hosts} 下载过模型文件：${integer(count)} 次请求，收到 ${bytes(bytesIn)}。请求里只有文件的地址，没有对话内容。`,
    servers: (hosts, count, bytesOut) =>
      `打开本页以来，Hermit 访问过你所连接的服务器：${hosts}（${integer(count)} 次请求，发出 ${bytes(bytesOut)}）。发出的是你允许其工具使用的内容。`,
    odd: count =>
      `有 ${integer(count)} 次请求发往了 Hermit 从不联系的地方。可能是浏览器扩展，或者这份 Hermit 被人改动过。下面的记录里列出了它们。`,
    unreadable: '这个浏览器无法为 Hermit 保存记录，所以说不清有什么离开过。',
    uncontrolled: 'Hermit 的 Service Worker 尚未接管本页：刷新之前，引擎加载的文件不会出现在记录里。',

    howTitle: '靠什么保证',
    how: [
      '对话、文档、设置和模型都在这个浏览器里，回答也在本机算出。没有任何服务器能读到它们。',
      '本页的内容安全策略只允许它与自己的地址通信。执行这条规则的是浏览器，不是 Hermit。',
      '有一个后台线程可以从你选定的站点下载模型，而它接触不到你的对话。',
      '另有一个后台线程访问你在“连接”里添加的服务器。连接时它才启动，也只拿得到调用工具所用的内容，而每次调用都要经你允许。',
    ],
    notHeld:
      '任何网页都管不了的：你自己点开的链接、浏览器扩展，以及浏览器自身的行为，例如翻译或拼写检查。对于框架和表单，浏览器在拒绝之前也可能先查询对方的地址。',

    testTitle: '亲手试一试',
    testHint: 'Hermit 会用网页所能用的每种办法，去联系一个不属于任何人的地址，并报告浏览器的反应。',
    test: '试试所有出口',
    testAgain: '再试一次',
    testing: '正在尝试…',
    allBlocked: count => `${integer(count)} 个出口全部被拦住。`,
    someOpen: (open, count) => `${integer(count)} 个出口中有 ${integer(open)} 个是敞开的。`,
    someOpenAdvice: '这里的 Hermit 没有按应有的方式提供。请刷新页面；如果依旧如此，可能是站点改动了它。',
    results: { blocked: '已拦住', absent: '不存在', open: '出去了' },
    ways: {
      fetch: '网络请求（fetch）',
      xhr: 'XMLHttpRequest 请求',
      beacon: '信标',
      websocket: 'WebSocket 连接',
      eventsource: '事件流',
      webtransport: 'WebTransport 连接',
      image: '图片',
      media: '声音',
      style: '样式表',
      css: '样式里的背景图',
      font: '字体',
      frame: '框架',
      object: '嵌入对象',
      form: '表单',
      prefetch: '预先读取的页面',
      script: '脚本',
      import: '导入的模块',
      worker: '后台线程的请求',
      webrtc: 'WebRTC 连接',
      navigation: '被带往别的网站',
      refresh: '被标签带走',
    },

    ledger: '请求记录',
    ledgerSince: at => `自${formats.date(at)}以来的全部请求，最新的在前。`,
    fromDevice: '由本机应答',
    toOwn: host => `发往 ${host}`,
    toOthers: '发往其他站点',
    refusedCount: '已拒绝',
    amount: (count, bytesIn) => (count === 0 ? '无' : `${integer(count)} 次，收到 ${bytes(bytesIn)}`),
    show: '显示',
    onlyNetwork: '只看联网的',
    everything: '全部',
    noneYet: '没有任何请求发往网络。',
    more: '显示更多',
    clear: '清空记录',
    clearAsk: '要忘掉记录里的全部请求吗？',
    clearYes: '清空',
    askers: {
      page: '页面',
      'service-worker': '后台服务',
      'models.worker': '下载线程',
      'mcp.worker': '连接线程',
    },
    outcomes: { device: '来自本机', network: '来自网络', refused: '已拒绝', failed: '失败' },
    time: at => (isToday(at) ? clock : calendar).format(at),
    received: count => `收到 ${bytes(count)}`,
    sent: count => `发出 ${bytes(count)}`,
  }
}
