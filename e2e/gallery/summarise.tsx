import { Suspense, use } from 'react'
import { createRoot } from 'react-dom/client'
import type { ViewProps } from '../../src/abilities/ability.ts'
import type { Contents } from '../../src/abilities/documents/contents.ts'
import type { DocumentText } from '../../src/abilities/documents/document.ts'
import { factTexts } from '../../src/abilities/summarise/facts-kept.fixture.ts'
import {
  contentsIn,
  documentNamed,
  longDocument,
  scriptedModel,
} from '../../src/abilities/summarise/library.fixture.ts'
import { asDocument } from '../../src/abilities/summarise/sentences.ts'
import {
  createSummariseAbility,
  type SummariseParts,
} from '../../src/abilities/summarise/summarise-ability.ts'
import type { PromptMessage } from '../../src/engines/engine.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { Announcer } from '../../src/ui/announce.tsx'
import { loadText, TextContext } from '../../src/ui/i18n/text.ts'
import '../../src/ui/theme.css'

// The view of summaries by itself, over a scripted engine and documents that lie in a database of their own:
// ?lang=en|zh-CN&theme=light|dark&target=…&rate=N&model=small|large&documents=none&draft=TEXT&busy. What is opened and
// put into the chat stands on the page.

const query = new URLSearchParams(location.search)
const language = query.get('lang') === 'zh-CN' ? 'zh-CN' : 'en'
document.documentElement.lang = language
document.documentElement.dataset.theme = query.get('theme') ?? 'light'

const texts: Record<string, DocumentText> = { log: longDocument(12) }
const documents = [documentNamed('log', 'Log of the Heron', 12)]
for (const { name, text } of factTexts) {
  texts[name] = asDocument(text)
  documents.push(documentNamed(name, name))
}
texts.scan = { text: '', blocks: [] }
documents.push(documentNamed('scan', 'Scanned letter', 2))

/** What a good model would say of a part of the log; of all else its first sentence. */
function report(messages: readonly PromptMessage[]): string {
  const asked = messages.at(-1)?.content ?? ''
  const counted = [...asked.matchAll(/([A-Z]\w+ [A-Z]\w+)(?: has)? counted (\d+) seals/g)]
  const said = counted.map(([, name, number]) => `${name} has counted ${number} seals near the shore.`)
  return [...said, 'In 1745 Henry Tudor sank the boat.'].join('\n')
}

let draft = query.get('draft') ?? ''
let isBusy = query.has('busy')
const listeners = new Set<() => void>()
Object.assign(globalThis, {
  setAnswering(is: boolean) {
    isBusy = is
    for (const listener of listeners) listener()
  },
})
const database = await openDatabase({ name: 'hermit-gallery-summaries' })
const shown = documents.filter(() => query.get('documents') !== 'none')
const rate = Number(query.get('rate') ?? 200)
const parts: SummariseParts = {
  documents: {
    list: () => shown,
    subscribe: () => () => {},
    load: async () => {},
    // As much of it as summaries use.
    contents: async () => contentsIn(database, texts) as Contents,
  },
  model: await scriptedModel(
    query.get('model') === 'small'
      ? { name: 'SmolLM2 135M', parametersM: 135, languages: ['en'] }
      : { name: 'Qwen3 4B', parametersM: 4000, languages: ['en', 'zh'] },
    { reply: report, contextTokens: 2100, tokensPerSecond: rate },
  ),
  chat: {
    isAnswering: () => isBusy,
    onAnswering(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    draft: () => draft,
    setDraft(text) {
      draft = text
      document.title = text
    },
    attached: () => [],
  },
  locks: navigator.locks,
  now: Date.now,
}
const ability = createSummariseAbility(parts)
const text = await loadText(language)
const view = ability.view?.load()

function Gallery() {
  const View = view && use(view)
  const props: ViewProps = {
    target: query.get('target') ?? undefined,
    openView: (id, target) => {
      document.title = `${id} ${target ?? ''}`
    },
    openModels: () => {
      document.title = 'models'
    },
    onClose: () => root?.replaceChildren('closed'),
  }
  return View ? <View {...props} /> : null
}

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <TextContext value={text}>
      <Announcer>
        <Suspense>
          <Gallery />
        </Suspense>
      </Announcer>
    </TextContext>,
  )
}
