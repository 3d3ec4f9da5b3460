/**
 * What tools of apps and servers are most often about, by the words of both languages: their names and descriptions are
 * mostly in English, whatever language a request is in. One concept a line: its name, English words, Chinese words; both
 * may be patterns.
 */
const table = `
order: order orders ordering: (?<![\\p{N}一二三四五六七八九十两放来有早晚快慢差])点(?!钟|半|儿|赞|击|开) 下单 订单 订 叫(?!我|醒) 外卖 来一 来两 来杯 来份 我要
buy: buy purchase shop cart basket checkout: 买 购买 购物车 结账
cancel: cancel abort void withdraw: 取消 退订 作废 撤销 不要了
pay: pay payment transfer bill invoice: 付 支付 转账 买单 付款
menu: menu drinks food dishes: 菜单 菜 喝的 吃的 饮品
list: list show view all browse: 列出 看看 有哪些 有什么 显示 查看
search: search find look query lookup fetch: 搜索 搜 查 找 查询
create: create add open insert: 新建 创建 添加 建 加
delete: delete remove erase drop: 删除 删 移除
change: change update edit modify set move rename: 改 修改 更新 换成 设置
book: book reserve booking reservation appointment table: 预订 预约 订位 预定 包间
travel: flight hotel train ticket taxi ride car trip: 机票 酒店 火车 票 出租车 打车 车 航班
play: play song music track playlist audio video resume: 播放 放 音乐 歌 曲 来首
stop: stop pause halt end: 停 暂停 停止
next: next skip: 下一 切歌 跳过
light: light lights lamp bulb: 灯
on: on switch enable start activate turn: 打开 开 启动
off: off disable deactivate: 关 关掉 关闭
heat: heat heating thermostat temperature climate warm cool: 空调 暖气 温度 调到
lock: lock unlock door gate: 锁 门
weather: weather rain forecast snow sunny: 天气 下雨 预报 下雪
calendar: calendar event meeting schedule agenda: 日历 日程 会议 行程
task: task todo issue ticket bug card: 任务 工单 问题 待办
mail: mail email inbox: 邮件 邮箱
message: message chat post send slack channel: 消息 发送 频道 发
file: file folder document directory read write: 文件 文件夹 文档
code: code repository repo commit branch pull merge deploy build test: 代码 仓库 提交 分支 部署 测试
data: database table row sql record records: 数据库 表 记录
photo: photo picture image camera: 照片 图片 拍
track: track status parcel delivery where shipping: 快递 状态 到哪 物流 送
price: price cost much: 多少钱 价格
coffee: coffee latte espresso cappuccino flat white tea drink: 咖啡 拿铁 美式 茶 奶茶 卡布奇诺
call: call phone dial: 打电话 电话 拨
money: bank balance account spend spent budget: 银行 余额 账户 花了
user: user customer contact member person: 用户 客户 联系人
`

interface Concept {
  readonly name: string
  readonly english: RegExp
  readonly chinese: RegExp
}

const concepts: readonly Concept[] = table
  .trim()
  .split('\n')
  .map(line => {
    const [name = '', english = '', chinese = ''] = line.split(':').map(part => part.trim())
    return {
      name: `=${name}`,
      english: new RegExp(`(?<![\\p{L}])(?:${english.split(' ').join('|')})s?(?![\\p{L}])`, 'iu'),
      chinese: new RegExp(chinese.split(' ').join('|'), 'u'),
    }
  })

/** The concepts that a text speaks of, as names that begin with "=". */
export function conceptsOf(text: string): readonly string[] {
  const spaced = text.replaceAll('_', ' ')
  return concepts
    .filter(({ english, chinese }) => english.test(spaced) || chinese.test(text))
    .map(({ name }) => name)
}
