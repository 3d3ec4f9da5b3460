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
  /** Begins to draw a text in one of the ways, and comes back when nothing more happens. */
  begin(way: Way, text: string): Promise<void>
  /** Lets the text grow by a few letters at a time, each drawn and laid out. Gives the number of updates. */
  grow(text: string, from: number, to: number): Promise<number>
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

let current: { draw(text: string): void; end(): void } | undefined

globalThis.markdownBench = {
  async begin(way, text) {
    current?.end()
    const element = document.createElement('div')
    document.getElementById('root')?.replaceChildren(element)
    current = drawn(way, element)
    current.draw(text)
    // Until nothing more is loaded, drawn or coloured of what stood there at first.
    await new Promise(resolve => setTimeout(resolve, 400))
  },
  async grow(text, from, to) {
    let updates = 0
    for (let length = from; length < to; length += stepCharacters) {
      current?.draw(text.slice(0, length))
      updates += 1
      document.body.getBoundingClientRect() // style and layout, which a frame would do
      await new Promise(resolve => setTimeout(resolve))
    }
    return updates
  },
}
