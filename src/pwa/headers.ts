/** Headers by name, as a host sends them. */
export type HeaderList = Readonly<Record<string, string>>

const directives: readonly string[] = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:", // blob: is wllama's need
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
]

/** The policy as a <meta> can carry it: frame-ancestors has no effect there and only warns. */
export const metaPolicy = directives.join('; ')

/** What may be loaded and spoken to: this origin. The privacy promise, held by the browser. */
export const contentPolicy = `${metaPolicy}; frame-ancestors 'none'`

/** What gives the page threads (SharedArrayBuffer). Safe in development, where the policy is not. */
export const isolationHeaders: HeaderList = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** What every response of a built Hermit carries, wherever a host or our service worker can send it. */
export const shippedHeaders: HeaderList = {
  ...isolationHeaders,
  'Content-Security-Policy': contentPolicy,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

/** The `_headers` file that several static hosts read. */
export function headersFile(headers: HeaderList): string {
  return ['/*', ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n')
}
