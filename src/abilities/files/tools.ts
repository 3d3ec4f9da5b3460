import { plainMarkdown } from '../../chat/transfer/contained-markdown.ts'
import { FaultError } from '../../fault.ts'
import { saveFile } from '../../ui/save-file.ts'
import type { Tool } from '../tool.ts'
import { copyTextExamples, saveFileExamples } from './examples.ts'
import { safeFileName } from './file-name.ts'

/** What of the browser these tools take hold of. */
export interface FileDoors {
  /** Rejects where the browser does not allow it. */
  readonly copy: (text: string) => Promise<void>
  readonly save: (name: string, text: string, type: string) => void
}

const pageDoors: FileDoors = {
  // Absent where a page is served over plain http.
  copy: async text => {
    const clipboard: Clipboard | undefined = navigator.clipboard
    if (!clipboard) throw new DOMException('There is no clipboard here', 'NotAllowedError')
    await clipboard.writeText(text)
  },
  save: saveFile,
}

/** Longest text that is taken, in letters. */
const longestText = 1_000_000

/** The tools that put a text into the clipboard and into a file. Nothing leaves the device. */
export function createFileTools(doors: FileDoors = pageDoors): readonly Tool[] {
  const copyText: Tool = {
    name: 'copy_text',
    title: { en: 'Copy a text', 'zh-CN': '复制文字' },
    description: 'Puts a text into the clipboard, for pasting elsewhere.',
    parameters: {
      type: 'object',
      properties: {
        text: { type: 'string', minLength: 1, maxLength: longestText, description: 'What is copied' },
      },
      required: ['text'],
      additionalProperties: false,
    },
    slots: { text: { kind: 'text', ask: { en: 'What should I copy?', 'zh-CN': '要复制什么？' } } },
    consent: 'once',
    effects: ['writes'],
    examples: copyTextExamples,
    async run({ text }, { language, signal }) {
      signal.throwIfAborted()
      const whole = String(text)
      try {
        await doors.copy(whole)
      } catch (error) {
        // Its message may hold the text.
        throw new FaultError({
          code: 'clipboard-blocked',
          detail: error instanceof Error ? error.name : 'unknown',
        })
      }
      const letters = Array.from(whole).length
      const said =
        language === 'en'
          ? `Copied (${letters.toLocaleString('en')} ${letters === 1 ? 'letter' : 'letters'}). Paste it where you need it.`
          : `已复制（${letters.toLocaleString('en')} 个字符），可以粘贴了。`
      return { value: { letters }, said }
    },
  }

  const saveTextFile: Tool = {
    name: 'save_file',
    title: { en: 'Save as a file', 'zh-CN': '保存为文件' },
    description: 'Saves a text as a file in the downloads folder, under a name where one was given.',
    parameters: {
      type: 'object',
      properties: {
        text: { type: 'string', minLength: 1, maxLength: longestText, description: 'What the file holds' },
        name: { type: 'string', maxLength: 200, description: 'Name of the file: "shopping.txt"' },
      },
      required: ['text'],
      additionalProperties: false,
    },
    slots: {
      text: { kind: 'text', ask: { en: 'What should I save?', 'zh-CN': '要保存什么内容？' } },
      name: { kind: 'file', ask: { en: 'Under what name?', 'zh-CN': '文件叫什么名字？' } },
    },
    consent: 'once',
    effects: ['writes'],
    examples: saveFileExamples,
    async run({ text, name }, { language, now, timeZone, signal }) {
      signal.throwIfAborted()
      // Sweden writes a day as ISO does.
      const day = new Intl.DateTimeFormat('sv', { timeZone }).format(now)
      const safe = safeFileName(name === undefined ? undefined : String(name), day)
      doors.save(safe, String(text), 'text/plain;charset=utf-8')
      const shown = plainMarkdown(safe)
      const said =
        language === 'en'
          ? `Saved as ${shown}, where your browser puts downloads.`
          : `已保存为 ${shown}，在浏览器的下载位置。`
      return { value: { name: safe }, said }
    },
  }

  return [copyText, saveTextFile]
}
