/** Hosts that people know; another is a server of their own. The first is the default. */
export const modelHosts = ['https://huggingface.co', 'https://hf-mirror.com'] as const

/** Where WebLLM's compiled libraries lie. */
const libraryHost = 'https://raw.githubusercontent.com'

/** An origin that models may come from; plain http only on this very device. Undefined for anything else. */
export function parseModelHost(text: string): string | undefined {
  try {
    const { protocol, hostname, origin } = new URL(text)
    const isHere = hostname === 'localhost' || hostname === '127.0.0.1'
    return protocol === 'https:' || (protocol === 'http:' && isHere) ? origin : undefined
  } catch {
    return undefined
  }
}

/** Whether an address is one that the catalogue itself could have given. */
export function isOnKnownHost(url: string): boolean {
  const hosts: readonly string[] = [...modelHosts, libraryHost]
  return URL.canParse(url) && hosts.includes(new URL(url).origin)
}
