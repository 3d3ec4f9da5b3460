import type { Amounts } from './amounts.ts'
import type { modelsEn } from './models-en.ts'

/** What is said in Chinese of models outside of their dialog. */
export function modelsZhCn({ formats: { integer }, tokens }: Amounts): ReturnType<typeof modelsEn> {
  return {
    models: '模型',

    runningOn: (place, reason) => `运行于：${place}${reason === '' ? '' : `。${reason}`}`,
    gpuPlace: name => (name === '' ? '图形处理器' : `图形处理器（${name}）`),
    shorterPlace: (place, contextTokens) => `${place}，一次能读 ${tokens(contextTokens)}`,
    cpuPlace: threads => `处理器，${integer(threads)} 个线程`,

    automatic: '自动',
    use: '使用',
    chooseModel: name => `使用 ${name}`,

    downloadingModel: name => `正在下载 ${name}`,
    downloadingModels: models => `正在下载 ${integer(models)} 个模型`,
    cancelDownload: '取消下载',
    downloadPaused: '已暂停',
    waitingElsewhere: '另一个标签页在下载',
    downloadWaits: {
      offline: '没有网络。恢复连接后会自动继续。',
      retry: '服务器应答较慢，稍后会自动重试。',
      elsewhere: '另一个标签页正在下载它，不会重复下载。',
    },
    downloadFailed: name => `${name} 的下载停下了`,
    modelArrived: name => `${name} 已存到本机。`,

    dropFile: '松开即可添加文档、模型或导出的对话',
  }
}
