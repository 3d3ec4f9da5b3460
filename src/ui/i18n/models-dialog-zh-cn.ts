import type { Ability, Architecture } from '../../models/catalogue/offer.ts'
import type { Trust } from '../../models/model.ts'
import type { Amounts } from './amounts.ts'
import type { FitTexts, modelsDialogEn } from './models-dialog-en.ts'

const abilities: Record<Ability, string> = {
  thinking: '思考',
  vision: '看图',
  tools: '工具',
  code: '编程',
  embedding: '向量',
}

const architectures: Record<Architecture, string> = {
  dense: '稠密：每个词元都用到全部权重',
  moe: '混合专家：每个词元只用到一部分权重',
  hybrid: '混合：以递推状态代替大部分注意力',
}

/** What the models dialog says in Chinese. */
export function modelsDialogZhCn({ formats, tokens, duration }: Amounts): ReturnType<typeof modelsDialogEn> {
  const { integer, decimal, bytes, memory, percent } = formats
  const hundredMillions = (millions: number) => `${decimal(millions / 100)} 亿`
  const rate = (perSecond: number) => (perSecond < 10 ? decimal(perSecond) : integer(perSecond))
  const trust: Record<Trust, (host: string) => string> = {
    card: () => '已按 Hermit 自带的清单核对',
    host: host => `已按 ${host === '' ? '来源服务器' : host} 公布的校验值核对`,
    'first-use': () => '首次收到时记下校验值，之后都按它核对',
  }
  const fitObstacles: FitTexts = {
    'no-wasm': () => '无法在这里运行：浏览器禁用了 WebAssembly。',
    'no-simd': () => '无法在这里运行：浏览器的 WebAssembly 不支持 SIMD。',
    'no-webgpu': () => '无法在这里运行：需要 WebGPU，而这个浏览器没有提供。',
    'small-gpu': () => '无法在这里运行：图形处理器缺少它需要的功能。',
    'software-gpu': () => '无法在这里运行：图形处理器只是软件模拟的。',
    'no-f16': () => '无法在这里运行：图形处理器不支持 16 位浮点数。',
    'small-buffers': (needs, has) =>
      `无法在这里运行：图形处理器一次要能放下 ${memory(needs)}，而它最多放 ${memory(has)}。`,
    'wasm-limit': (needs, has) =>
      `无法在这里运行：需要 ${memory(needs)} 内存，而用处理器时标签页最多只有 ${memory(has)}。`,
    'too-little-memory': (needs, has) =>
      `无法在这里运行：需要 ${memory(needs)} 内存，而这台设备只有 ${memory(has)}。`,
    'no-room': (needs, has) => `放不下：需要 ${bytes(needs)} 空间，只剩 ${bytes(has)}。`,
    slow: () => '在这里写得比人读得还慢。',
  }
  const fitWarnings: FitTexts = {
    ...fitObstacles,
    'software-gpu': () => '图形处理器只是软件模拟的，会比较慢。',
    'wasm-limit': (_, has) => `几乎会占满标签页能用的 ${memory(has)} 内存，对话长了可能放不下。`,
    'too-little-memory': needs => `要占用 ${memory(needs)} 内存，使用前请先关掉其他程序。`,
  }
  return {
    abilities,
    architectures,
    trust,
    fitObstacles,
    fitWarnings,

    onThisDevice: '本机模型',
    getModel: '获取模型',
    opening: '正在打开……',
    isHere: '已在本机',

    parameters: '参数量',
    parametersValue: hundredMillions,
    activeParameters: (all, active) => `${hundredMillions(all)}，每个词元用到 ${hundredMillions(active)}`,
    architecture: '架构',
    size: '大小',
    sizeValue: (size, quantisation) =>
      quantisation === '' ? bytes(size) : `${bytes(size)}（${quantisation}）`,
    sizeAbout: size => `约 ${bytes(size)}`,
    contextInUse: (here, whole) => `这里 ${tokens(here)}（模型可达 ${integer(whole)} 个）`,
    contextTrained: (here, trained) => `${tokens(here)}（训练时为 ${integer(trained)} 个）`,
    licence: '许可证',
    languages: '语言',
    speed: '速度',
    speedHere: perSecond => `这里每秒约 ${rate(perSecond)} 个词元`,
    speedMeasured: perSecond => `这里每秒 ${rate(perSecond)} 个词元`,
    speedBoth: (measured, predicted) => `这里每秒 ${rate(measured)} 个词元（预计 ${rate(predicted)} 个）`,
    firstWord: '首词等待',
    firstWordAbout: ms => `约 ${duration(ms)}`,
    files: '文件',

    withoutReuse: '这块图形处理器沿用已读内容时，写出的文字会不一样，所以每条消息都会从头读起。',
    runOn: '运行方式',
    onGpu: '图形处理器',
    onCpu: '处理器',
    runOnHint: '立即生效：模型会重新载入，正在写的回答会停下。',
    failedBefore: '图形处理器出过错，Hermit 会避开出错的用法。再试一次会忘掉这些记录。',

    inUse: '正在使用',
    modelGoodFor: '适合：简单的英文问答、短文、出主意，以及基础的 Python。',
    modelNotFor: '不适合：算术、翻译、长文档，以及必须准确的事实。',
    alsoHere: '本机的其他模型',
    noneElse: '这里还没有别的模型。Hermit 可以告诉你哪些适合这台设备。',
    unload: '释放内存',
    unloadHint: '模型会让出内存，开始输入时自动回来。',
    checkFiles: '检查文件',
    saveAsPack: '存为模型包',
    checking: fraction => `正在检查 ${percent(fraction)}`,
    packing: fraction => `正在保存 ${percent(fraction)}`,
    deleting: '正在删除……',
    checkedWhole: '文件全部完好。',
    checkedDamaged: toFetch => (toFetch > 0 ? `有损坏，需要重新下载 ${bytes(toFetch)}。` : '有文件损坏。'),
    packed: '模型包已保存。',
    repair: '修复',
    deleteModel: '删除模型',
    deleteModelAsk: size => `可腾出 ${bytes(size)}，对话不受影响。重新下载模型之前，Hermit 无法回答。`,
    deleteInUseAsk: size => `可腾出 ${bytes(size)}，对话不受影响，Hermit 会改用自带的模型。`,
    deleteOtherAsk: size => `可腾出 ${bytes(size)}，对话不受影响。`,
    deleteModelYes: '确认删除',
    modelLost: (name: string) => `${name} 已不在这台设备上：浏览器清除了它。对话都还在。`,
    downloadAgain: '重新下载',
    modelDeleted: (name, freed) => `已删除 ${name}，腾出 ${bytes(freed)}。`,

    downloads: '下载',
    downloadModel: name => `下载 ${name}`,
    cancelDownloadAsk: '已经收到的部分也会删除。',
    keepDownload: '保留',
    meteredAsk: size => `当前网络可能按流量计费，这个模型${size}。现在下载吗？`,
    meteredYes: '现在下载',

    recommended: '推荐给这台设备',
    recommendedWhy: {
      'most-capable': '在这里跑得流畅的模型中，它的能力最强。',
      fastest: '在这里没有跑得流畅的模型，它是其中最快的。',
      'not-measured': '还不知道这台设备有多快，它的要求最低。',
    },
    measuring: '正在测量这台设备',
    measuringWords: '最多 20 秒，只需一次。之后就知道哪些模型能在这里运行、有多快。',
    measuredOn: at => `这台设备测量于 ${formats.date(at)}。`,
    notMeasured: '还没有测量过这台设备。',
    measureAgain: '重新测量',
    allModels: '全部模型',
    show: '显示',
    showRunning: '能运行的',
    showAll: '全部',
    nothingRuns: '没有哪个模型能在这里运行。看看全部模型，就知道为什么。',
    builds: '版本',
    bestBuild: '推荐',
    build: (processor, quantisation, size, memoryBytes) =>
      `${processor}，${quantisation}：${size}，占用内存 ${memory(memoryBytes)}`,

    addModel: '添加自己的模型',
    addFromFile: '从文件添加模型',
    addFromFileHint: 'GGUF 文件（分成几个时请一起选）或 .hermitpack 模型包，也可以直接拖到页面上。',
    addByAddress: '按网址添加 WebLLM 模型',
    addByAddressHint: '模型会从这个网址下载，运行库会在这台设备上执行。请只添加你信任的来源。',
    modelAddress: '模型网址',
    modelAddressHint: '存放 mlc-chat-config.json 的文件夹',
    libraryAddress: '运行库网址',
    libraryAddressHint: '编译好的运行库，以 .wasm 结尾',
    notAnAddress: '这不是以 https:// 开头的网址。',
    add: '添加',
    addingModel: name => `正在添加 ${name}`,
    aboutFile: '这个文件',
    packFile: '由 Hermit 制作的模型包，导入时会逐个核对文件。',
    chatTemplate: '对话模板',
    hasTemplate: '有',
    noTemplate: '没有，只会接着文字往下写，回答会比较差',
    noLicence: '文件中没有写明',
    memory: '内存',
    memoryAbout: amount => `约 ${memory(amount)}`,
    filesOf: (name, files) => (files === 1 ? name : `${name}（共 ${integer(files)} 个文件）`),

    room: '空间占用',
    roomModels: '模型',
    roomChats: '对话',
    roomDocuments: '文档',
    roomOther: 'Hermit 本身',
    roomFree: '剩余',
    roomQuota: quota => `浏览器最多允许 Hermit 使用 ${bytes(quota)}。`,
    roomKept: '会一直保留，直到你清除。',
    roomAtRisk: '空间不足时，浏览器可能会清除这些数据。',
    counting: '正在统计……',
  }
}
