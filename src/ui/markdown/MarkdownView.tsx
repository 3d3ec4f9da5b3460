import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  use,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useAnnounce } from '../announce.tsx'
import { clipboardOf } from '../clipboard-of.ts'
import { useText } from '../i18n/text.ts'
import { OpenPlaceContext } from '../open-place.ts'
import { parsePlaceAddress } from '../place-address.ts'
import { saveFile } from '../save-file.ts'
import type { Annotation } from './annotation.ts'
import { advance, type Block, type Blocks, groupSize, noBlocks } from './blocks.ts'
import { codeOf, colourCode, decorate } from './decorate.ts'
import { drawFormulas } from './draw.ts'
import { LinkDialog } from './LinkDialog.tsx'
import { type LinkTarget, linkTarget } from './link-address.ts'
import { patch } from './patch.ts'
import { sanitised } from './sanitise.ts'
import './markdown.css'
import './code.css'

/** Windows of text taken in in one frame: a very long answer comes in over several. */
const windowsAFrame = 1

interface MarkdownViewProps {
  readonly text: string
  readonly isWriting: boolean
  readonly annotation?: Annotation | undefined
}

/** An answer as what its Markdown means. Finished blocks are neither parsed nor drawn again. */
export function MarkdownView({ text, isWriting, annotation }: MarkdownViewProps) {
  const words = useText()
  const blocks = useBlocks(text)
  const [hasGrown] = useState(isWriting) // here, not in another session
  const [link, setLink] = useState<{ readonly target: LinkTarget; readonly isElsewhere: boolean }>()
  const pressCode = useCodeButtons()
  const openPlace = use(OpenPlaceContext)
  const follow = (element: Element): boolean => {
    const anchor = element.closest<HTMLElement>('.link')
    const inside = parsePlaceAddress(anchor?.dataset.place ?? '')
    if (inside) {
      openPlace?.(inside.place, inside.target)
      return openPlace !== undefined
    }
    const target = linkTarget(anchor?.dataset.address ?? '')
    if (!anchor || !target) return false
    setLink({ target, isElsewhere: anchor.dataset.elsewhere !== undefined })
    return true
  }
  const onClick = ({ target }: MouseEvent) => {
    if (!isElement(target) || annotation?.press(target) || follow(target)) return
    pressCode(target)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && isElement(event.target) && follow(event.target)) {
      event.preventDefault()
    }
  }
  const isAllFinished = !isWriting && blocks.isWhole
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens for the links and buttons inside of it. */}
      <div
        key={words.code} // blocks are made anew in another language
        className="message-text markdown"
        data-writing={isWriting ? '' : undefined}
        data-grown={hasGrown ? '' : undefined}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        {shownGroups(blocks, isAllFinished).map((group, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end.
          <BlockGroup key={at} {...group} annotation={annotation} />
        ))}
      </div>
      {link && <LinkDialog {...link} onClose={() => setLink(undefined)} />}
    </>
  )
}

/** Of any window: in a small one over the page, elements are not of the page's own kinds. */
function isElement(target: EventTarget): target is Element {
  return 'closest' in target
}

/** The blocks of a text, carried on from those of the text before it. A long one comes in over several frames. */
function useBlocks(text: string): Blocks {
  const known = useRef(noBlocks)
  const [, takeMore] = useState(0)
  const blocks = advance(known.current, text, windowsAFrame)
  useEffect(() => {
    known.current = blocks
    if (blocks.isWhole) return
    const frame = requestAnimationFrame(() => takeMore(times => times + 1))
    return () => cancelAnimationFrame(frame)
  }, [blocks])
  return blocks
}

interface Group {
  readonly blocks: readonly Block[]
  /** So many at the front of them are finished. */
  readonly finished: number
}

/** Blocks in groups by their number: each keeps its place when it is finished, and full groups are not looked at again. */
function shownGroups({ groups, tail }: Blocks, isAllFinished: boolean): Group[] {
  const full = groups.filter(({ length }) => length === groupSize)
  const begun = groups.at(-1)
  const finished = begun && begun.length < groupSize ? begun : []
  const loose = [...finished, ...tail]
  const open: Group[] = []
  for (let at = 0; at < loose.length; at += groupSize) {
    const blocks = loose.slice(at, at + groupSize)
    open.push({ blocks, finished: isAllFinished ? blocks.length : Math.max(0, finished.length - at) })
  }
  return [...full.map(blocks => ({ blocks, finished: blocks.length })), ...open]
}

interface Annotated {
  readonly annotation: Annotation | undefined
}

const BlockGroup = memo(function BlockGroup({ blocks, finished, annotation }: Group & Annotated) {
  const isFull = finished === groupSize
  return (
    <div className="blocks" data-finished={isFull ? '' : undefined}>
      {blocks.map(({ html }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end.
        <BlockView key={at} html={html} isFinished={at < finished} annotation={annotation} />
      ))}
    </div>
  )
})

interface BlockViewProps extends Block, Annotated {
  readonly isFinished: boolean
}

const BlockView = memo(function BlockView({ html, isFinished, annotation }: BlockViewProps) {
  const text = useText()
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!ref.current) return
    const fresh = sanitised(html)
    decorate(fresh, text)
    annotation?.mark(fresh)
    patch(ref.current, fresh)
    drawFormulas(ref.current)
  }, [html, text, annotation])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a block that is annotated is drawn anew, its code plain.
  useEffect(() => {
    if (isFinished && ref.current && html.includes('code-box')) void colourCode(ref.current)
  }, [html, isFinished, annotation])
  return <div className="block" ref={ref} />
})

/** Answers a press on "Copy" or "Download" above a piece of code. */
function useCodeButtons(): (pressed: Element) => void {
  const text = useText()
  const announce = useAnnounce()
  return pressed => {
    const button = pressed.closest<HTMLElement>('button[data-code]')
    const found = button && codeOf(button)
    if (!found) return
    if (button.dataset.code === 'save') {
      saveFile(found.fileName, `${found.code}\n`, 'text/plain')
      return
    }
    clipboardOf(button)
      .writeText(found.code)
      .then(
        () => {
          announce(text.copied)
          button.textContent = text.copied
          setTimeout(() => {
            button.textContent = text.copyCode
          }, 2000)
        },
        () => announce(text.copyFailed),
      )
  }
}
