import createDOMPurify from 'dompurify'

const tags = [
  ...[
    'a',
    'blockquote',
    'br',
    'code',
    'del',
    'div',
    'em',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'kbd',
    'li',
    'ol',
    'p',
    'pre',
  ],
  ...['span', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
]

/** What Hermit's renderer writes, by the attribute; a value that is not here is not let through. */
const values: Readonly<Record<string, RegExp>> = {
  class:
    /^(?:align-(?:left|center|right)|code-box|formula|formula-box|heading-[1-6]|image|link|link-place|plain|table-box|task|task-mark|unseen)$/,
  dir: /^(?:auto|ltr|rtl)$/,
  role: /^(?:link|img)$/,
  tabindex: /^0$/,
  start: /^\d{1,9}$/,
  title: /^(?:https?:\/\/|mailto:|U\+)/,
  'data-address': /^(?:https?:\/\/|mailto:)/,
  'data-checked': /^$/,
  'data-display': /^$/,
  'data-elsewhere': /^$/,
  'data-language': /^[\w+#.-]{0,30}$/,
  'data-open': /^$/,
  'data-place': /^hermit:[a-z-]+(?:\/[\w%.~-]+)?$/,
  'data-tex': /^[\s\S]{1,2000}$/,
}

const config = {
  ALLOWED_TAGS: tags,
  ALLOWED_ATTR: Object.keys(values),
  // They are held to the patterns above instead; "f: x" in a formula is no address.
  ADD_URI_SAFE_ATTR: Object.keys(values),
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
} as const

const purify = createDOMPurify(window)
purify.addHook('uponSanitizeAttribute', (_, attribute) => {
  if (values[attribute.attrName]?.test(attribute.attrValue) !== true) attribute.keepAttr = false
})

/**
 * A block's HTML as nodes that hold nothing but what Hermit's renderer makes. The one way from text to elements: no
 * other place parses HTML, so that Trusted Types can be demanded of the page (DOMPurify brings its own policy).
 */
export function sanitised(html: string): DocumentFragment {
  return purify.sanitize(html, config)
}
