import type { settingsEn } from './settings-en.ts'

/** What the settings dialog says in Chinese. */
export function settingsZhCn(): ReturnType<typeof settingsEn> {
  return {
    threads: '线程',
    rest: '闲置多久后释放模型',
    restHint:
      '释放模型可以腾出内存，开始输入时它会自动回来。选“自动”时，只有内存较小的设备会在闲置 10 分钟后释放。',
    readAhead: '边输入边读',
    readAheadHint: '回答会更快出现第一个词。输入时会占用处理器，需要省电时不读。',
    usageUnknown: '这个浏览器不提供用量信息。',
    persistRefused: '浏览器这次没有答应。可以导出对话作为备份。',
    about: '关于',
    version: '版本',
    isolation: '隔离',
    isolated: '已开启（可用多个线程）',
    notIsolated: '未开启（只用一个线程）',
    licences: '所用组件的许可证',
    titlesByModel: '由模型给对话起标题',
    titlesByModelHint: '第一次回答之后进行；只在模型够大、起得好的时候。',

    modelHost: '模型下载源',
    modelHostHint: '模型从这里下载。连接不便时可以换用镜像。你写的内容不会发送到那里。',
    otherHost: '其他',
    hostAddress: '下载源网址',
    hostAddressHint: '镜像或自己的服务器，需兼容 Hugging Face 的接口',
    notAHost: '这不是一个网站地址，例如 https://models.example.org。',
  }
}
