import createDOMPurify from 'dompurify'
import { marked } from 'marked'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { en } from '../../src/ui/i18n/en.ts'
import { TextContext } from '../../src/ui/i18n/text.ts'
import { MarkdownView } from '../../src/ui/markdown/MarkdownView.tsx'

// One answer that grows, and nothing else, drawn in three ways.

/** How an answer is drawn: as Hermit does, all of it anew each time, or as the text that it is. */
export type Way = 'blocks' | 'whole' | 'text'

export interface MarkdownBench {
  /** Milliseconds of script per update as the text grows by a few letters from one length to another. */
  grow(way: Way, text: string, from: number, to: number): Promise<number>
}

declare global {
  var markdownBench: MarkdownBench
}

/** Letters that come between two frames at some 100 tokens a second. */
const stepCharacters = 12
const purify = createDOMPurify(window)

function drawn(way: Way, element: HTMLElement): { draw(text: string): void; end(): void } {
  if (way === 'whole') {
    return {
      draw(text) {
        element.innerHTML = purify.sanitize(marked.parse(text, { async: false }))
      },
      end() {},
    }
  }
  if (way === 'text') {
    const node = element.appendChild(new Text())
    return {
      draw(text) {
        node.data = text
      },
      end() {},
    }
  }
  const root = createRoot(element)
  return {
    draw(text) {
      const view = (
        <TextContext value={en}>
          <MarkdownView text={text} isWriting />
        </TextContext>
      )
      flushSync(() => root.render(view))
    },
    end: () => root.unmount(),
  }
}

globalThis.markdownBench = {
  async grow(way, text, from, to) {
    const element = document.createElement('div')
    document.getElementById('root')?.replaceChildren(element)
    const { draw, end } = drawn(way, element)
    draw(text.slice(0, from))
    // Until nothing more is loaded, drawn or coloured of what stood there at first.
    await new Promise(resolve => setTimeout(resolve, 300))
    let ms = 0
    let updates = 0
    for (let length = from; length < to; length += stepCharacters) {
      const since = performance.now()
      draw(text.slice(0, length))
      ms += performance.now() - since
      updates += 1
      // Effects and the browser's own work belong to no side.
      if (updates % 8 === 0) await new Promise(resolve => setTimeout(resolve))
    }
    end()
    return ms / updates
  },
}
