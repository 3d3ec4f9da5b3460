import {
  exampleFolder,
  type HeaderList,
  headersFile,
  headersFor,
  netFolder,
  type TopEntry,
} from './headers.ts'

/** How a static host is told of headers: files of the build by their names, or a text for a person to paste. */
export type HostFiles = Readonly<Record<string, string>>

/** Files that hosts read out of the folder they serve. Others serve them like any other file, which does no harm. */
export function hostFiles(entries: readonly TopEntry[]): HostFiles {
  return {
    _headers: headersFile(entries), // Cloudflare Pages, Netlify
    '.htaccess': apacheFile(),
    'staticwebapp.config.json': azureFile(),
    'vercel.json': vercelFile(),
  }
}

/** The four kinds of files, by a path of each. */
const kinds = {
  page: headersFor(''),
  net: headersFor(netFolder),
  examples: headersFor(exampleFolder),
  rest: headersFor('assets/'),
}

/** Of an address below any folder. An example's page ends as Hermit's does: what comes first decides. */
const patterns = {
  examples: `/${exampleFolder}`,
  page: '/(index\\.html)?$',
  net: `/${netFolder}[^/]+$`,
}
/** The same where each is asked by itself: Hermit's page, and no example's. */
const pageAlone = `^(?!.*${patterns.examples}).*${patterns.page}`

function apacheFile(): string {
  const policy = (headers: HeaderList) =>
    `Header always set Content-Security-Policy "${headers['Content-Security-Policy']}"`
  return [
    '<IfModule mod_headers.c>',
    ...Object.entries(kinds.rest).map(([name, value]) => `  Header always set ${name} "${value}"`),
    ...[
      [pageAlone, kinds.page] as const,
      [patterns.net, kinds.net] as const,
      [patterns.examples, kinds.examples] as const,
    ].flatMap(([pattern, headers]) => [
      `  <If "%{REQUEST_URI} =~ m#${pattern}#">`,
      `    ${policy(headers)}`,
      '  </If>',
    ]),
    '</IfModule>',
    '',
  ].join('\n')
}

function vercelFile(): string {
  const rule = (source: string, headers: HeaderList) => ({
    source,
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
  })
  return json({
    headers: [
      rule('/', kinds.page),
      rule('/index.html', kinds.page),
      rule(`/${netFolder}(.*)`, kinds.net),
      rule(`/${exampleFolder}(.*)`, kinds.examples),
      rule(`/((?!${netFolder}|${exampleFolder}|index\\.html$).+)`, kinds.rest),
    ],
  })
}

function azureFile(): string {
  return json({
    globalHeaders: kinds.rest,
    routes: [
      { route: '/', headers: kinds.page },
      { route: '/index.html', headers: kinds.page },
      { route: `/${netFolder}*`, headers: kinds.net },
      { route: `/${exampleFolder}*`, headers: kinds.examples },
    ],
  })
}

/** For nginx, whose settings lie outside of the folder. A location repeats all headers: it inherits none. */
export function nginxSnippet(): string {
  const location = (match: string, headers: HeaderList) => [
    `location ${match} {`,
    ...Object.entries(headers).map(([name, value]) => `  add_header ${name} "${value}" always;`),
    '}',
  ]
  return [
    ...location(`~ ${patterns.examples}`, kinds.examples),
    ...location(`~ ${patterns.page}`, kinds.page),
    ...location(`~ ${patterns.net}`, kinds.net),
    ...location('/', kinds.rest),
  ].join('\n')
}

/** For Caddy. */
export function caddySnippet(): string {
  const block = (matcher: string, headers: HeaderList) => [
    `header ${matcher} {`,
    ...Object.entries(headers).map(([name, value]) => `  ${name} "${value}"`),
    '}',
  ]
  return [
    `@examples path_regexp ${patterns.examples}`,
    '@page {',
    `  path_regexp ${patterns.page}`,
    `  not path_regexp ${patterns.examples}`,
    '}',
    `@net path_regexp ${patterns.net}`,
    '@rest {',
    ...Object.values(patterns).map(pattern => `  not path_regexp ${pattern}`),
    '}',
    ...block('@page', kinds.page),
    ...block('@net', kinds.net),
    ...block('@examples', kinds.examples),
    ...block('@rest', kinds.rest),
  ].join('\n')
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
