import { plainMarkdown } from '../../chat/transfer/contained-markdown.ts'
import type { Language } from '../../ui/i18n/text.ts'
import type { Tool, ToolResult } from '../tool.ts'
import { mapAddress, type WebAddress, webAddress } from './addresses.ts'
import { openLinkExamples, openMapExamples } from './examples.ts'
import { markdownLink, mayLeave, openAway, type WayOut } from './leave.ts'

/** The tools that open a page and a map, each time by the person's own press. */
export function createLinkTools(wayOut: WayOut): readonly Tool[] {
  const { open = openAway } = wayOut

  function go(address: WebAddress, label: string, language: Language): ToolResult {
    const isOpened = open(address.href)
    const link = markdownLink(label, address.href)
    const said =
      language === 'en'
        ? isOpened
          ? `Opened ${link} in a new tab.`
          : `The browser did not let Hermit open it by itself. Press here: ${link}`
        : isOpened
          ? `已在新标签页打开 ${link}。`
          : `浏览器不让 Hermit 自行打开。请点这里：${link}`
    return { value: { href: address.href, isOpened }, said }
  }

  const openLink: Tool = {
    name: 'open_link',
    title: { en: 'Open a web page', 'zh-CN': '打开网页' },
    description: 'Opens a web address in a new tab, after the person has agreed. It does not read the page.',
    parameters: {
      type: 'object',
      properties: {
        url: {
          type: 'string',
          minLength: 1,
          maxLength: 2048,
          description: 'The address, http or https: "example.org"',
        },
      },
      required: ['url'],
      additionalProperties: false,
    },
    slots: { url: { kind: 'url', ask: { en: 'Which address?', 'zh-CN': '哪个网址？' } } },
    consent: 'each-time',
    effects: ['leaves-device'],
    examples: openLinkExamples,
    async run({ url }, { language, signal }) {
      signal.throwIfAborted()
      mayLeave(wayOut)
      const address = webAddress(String(url))
      if (!address) {
        const said =
          language === 'en'
            ? 'That is no web address that I can open: only http and https, with a host such as example.org.'
            : '这不是我能打开的网址：只支持 http 和 https，例如 example.org。'
        return { value: { error: 'no-address' }, said }
      }
      return go(address, plainMarkdown(address.host), language)
    },
  }

  const openMap: Tool = {
    name: 'open_map',
    title: { en: 'Show on a map', 'zh-CN': '在地图上显示' },
    description:
      'Shows a place, an address or something nearby on OpenStreetMap in a new tab, after the person has agreed.',
    parameters: {
      type: 'object',
      properties: {
        place: {
          type: 'string',
          minLength: 1,
          maxLength: 200,
          description: 'What to look for: "Brandenburg Gate, Berlin"',
        },
      },
      required: ['place'],
      additionalProperties: false,
    },
    slots: { place: { kind: 'text', ask: { en: 'Which place?', 'zh-CN': '哪个地方？' } } },
    consent: 'each-time',
    effects: ['leaves-device'],
    examples: openMapExamples,
    async run({ place }, { language, signal }) {
      signal.throwIfAborted()
      mayLeave(wayOut)
      const address = mapAddress(String(place))
      if (!address) {
        const said = language === 'en' ? 'Name a place in a few words.' : '请用几个字说出地点。'
        return { value: { error: 'no-place' }, said }
      }
      return go(address, plainMarkdown(`${String(place)} – OpenStreetMap`), language)
    },
  }

  return [openLink, openMap]
}
