import { type HeaderList, headersFile, headersFor, netFolder, type TopEntry } from './headers.ts'

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

/** The three kinds of files, by a path of each. */
const kinds = { page: headersFor(''), net: headersFor(netFolder), rest: headersFor('assets/') }

function apacheFile(): string {
  const policy = (headers: HeaderList) =>
    `Header always set Content-Security-Policy "${headers['Content-Security-Policy']}"`
  return [
    '<IfModule mod_headers.c>',
    ...Object.entries(kinds.rest).map(([name, value]) => `  Header always set ${name} "${value}"`),
    '  <If "%{REQUEST_URI} =~ m#/(index\\.html)?$#">',
    `    ${policy(kinds.page)}`,
    '  </If>',
    `  <If "%{REQUEST_URI} =~ m#/${netFolder}[^/]+$#">`,
    `    ${policy(kinds.net)}`,
    '  </If>',
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
      rule(`/((?!${netFolder}|index\\.html$).+)`, kinds.rest),
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
    ...location('~ /(index\\.html)?$', kinds.page),
    ...location(`~ /${netFolder}[^/]+$`, kinds.net),
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
    '@page path_regexp /(index\\.html)?$',
    `@net path_regexp /${netFolder}[^/]+$`,
    '@rest {',
    '  not path_regexp /(index\\.html)?$',
    `  not path_regexp /${netFolder}[^/]+$`,
    '}',
    ...block('@page', kinds.page),
    ...block('@net', kinds.net),
    ...block('@rest', kinds.rest),
  ].join('\n')
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
