import type { Formats } from './formats.ts'
import type { McpFault, mcpFaultsEn } from './mcp-faults-en.ts'

/** 用中文说明所连接的服务器出了什么问题。 */
export function mcpFaultsZhCn({ integer, bytes }: Formats): ReturnType<typeof mcpFaultsEn> {
  const faultNames = {
    'mcp-address': '地址不可用',
    'mcp-gone': '无法连接',
    'mcp-slow': '太慢',
    'mcp-unauthorised': '需要令牌',
    'mcp-forbidden': '不允许',
    'mcp-redirected': '已转到别处',
    'mcp-version': '协议版本不同',
    'mcp-unreadable': '不是 MCP 服务器',
    'mcp-server-error': '服务器出错',
    'mcp-no-session': '会话不可见',
    'mcp-too-large': '应答过大',
    'mcp-tool-gone': '工具已不在',
    'mcp-tool-failed': '工具失败',
  }
  const same = Object.keys(faultNames).map(code => [code, '重试'])
  return {
    faults: {
      'mcp-address': () => 'Hermit 不连接这样的地址：须以 https:// 开头；只有本机（localhost）可用 http://。',
      'mcp-gone': () =>
        '无法连接这台服务器：它可能没有运行，也可能不接受网页访问（CORS）。浏览器不会说明是哪一种。',
      'mcp-slow': ({ ms }) =>
        ms === undefined
          ? '服务器迟迟没有应答。'
          : `服务器在 ${integer(Math.round(ms / 1000))} 秒内没有应答。`,
      'mcp-unauthorised': () =>
        '服务器要求验证身份，而令牌缺失或未被接受。Hermit 可以发送 Bearer 令牌，尚不支持 OAuth 登录。',
      'mcp-forbidden': () => '服务器认得这个令牌，但不允许用它做这件事。',
      'mcp-redirected': () =>
        '服务器要求转到另一个地址，而 Hermit 不会带着你的请求跟过去。请直接连接那个地址。',
      'mcp-version': () => '服务器使用的协议版本，Hermit 不认识。',
      'mcp-unreadable': () => '那里应答的不是 Hermit 能读懂的 MCP 服务器（Streamable HTTP）。',
      'mcp-server-error': ({ status }) =>
        status === undefined ? '服务器出错了。' : `服务器出错了（错误 ${integer(status)}）。`,
      'mcp-no-session': () =>
        '服务器没有让网页看到它的会话。须由其运营者在 CORS 设置中公开 Mcp-Session-Id 标头。',
      'mcp-too-large': ({ limitBytes }) =>
        limitBytes === undefined
          ? '服务器的应答超出了 Hermit 读取的上限。'
          : `服务器的应答超过 ${bytes(limitBytes)}，Hermit 没有再读下去。`,
      'mcp-tool-gone': () => '提供这个工具的服务器已不再连接。',
      'mcp-tool-failed': () => '服务器没能完成这件事。',
    },
    faultNames,
    // The keys are those of the names.
    faultActions: Object.fromEntries(same) as Record<McpFault, string>,
  }
}
