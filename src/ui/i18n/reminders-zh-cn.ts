import type { RemindersText } from './reminders.ts'
import type { Text } from './text.ts'

/** What is said in Chinese of reminders. */
export function remindersZhCn({ formats }: Pick<Text, 'formats'>): RemindersText {
  const { integer } = formats
  return {
    title: '提醒',
    list: '提醒和计时器',
    honest: '只有在标签页里开着，Hermit 才能响铃。标签页关闭后无法响铃，设备自带的日历可以。',
    readOnly: '这些记录来自更新版本的 Hermit：在这里只能查看，不能修改。',

    empty: '还没有提醒',
    emptyWords: '在这里设置，或直接写在聊天里：“明天上午九点提醒我给安娜打电话”“计时10分钟”。',

    add: '新提醒',
    addTimer: '新计时器',
    what: '提醒什么？',
    whatOptional: '用来做什么？（可不填）',
    when: '什么时候？',
    minutes: '分钟',
    set: '设置',
    save: '保存',
    cancel: '取消',
    quick: '快速设置',
    quickMinutes: minutes => `${integer(minutes)} 分钟`,
    past: '这个时间已经过去了。',
    noWords: '请写明提醒什么。',
    noTime: '请选择日期和时间。',
    noMinutes: '至少一分钟，最多一周。',
    wasSet: when => `已设置，${when} 响铃。`,

    timer: '计时器',
    timerOf: span => `${span}计时器`,
    left: span => `${span}后`,
    due: ago => (ago === '刚刚' ? '到时间了' : `${ago}到时间`),
    edit: what => `编辑“${what}”`,
    remove: what => `取消“${what}”`,
    toCalendar: '添加到日历',
    toCalendarOf: what => `把“${what}”添加到日历`,
    removed: what => `已取消：${what}`,
    allToCalendar: '全部存为日历文件',

    notesAsk: '当其他窗口在前面时，也可以由系统显示通知。',
    notesOn: '允许通知',
    notesRefused: '浏览器已关闭本页面的通知：提醒只在本页面响铃。',

    ringing: '提醒',
    timeIsUp: '时间到了',
    done: '完成',
    doneOf: what => `完成：${what}`,
    snooze: '10 分钟后再提醒',
    snoozeOf: what => `10 分钟后再提醒：${what}`,
    more: count => `还有 ${integer(count)} 个`,
  }
}
