import { type ComponentType, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { createStore } from 'zustand/vanilla'
import type { ViewProps } from '../../src/abilities/ability.ts'
import type { Contents } from '../../src/abilities/documents/contents.ts'
import { createTranslateAbility } from '../../src/abilities/translate/ability.ts'
import { documentRecord, textOfBlocks } from '../../src/abilities/translate/contents.fixture.ts'
import type { GenerateEvent, GenerateRequest } from '../../src/engines/engine.ts'
import { FaultError } from '../../src/fault.ts'
import { embeddedModel } from '../../src/models/catalogue/catalogue.ts'
import { offers } from '../../src/models/catalogue/offers.ts'
import type { LibraryState } from '../../src/models/library-state.ts'
import type { ModelCard } from '../../src/models/model.ts'
import type { SessionState } from '../../src/models/session-state.ts'
import { Announcer } from '../../src/ui/announce.tsx'
import { type Language, TextContext } from '../../src/ui/i18n/text.ts'
import { useLanguage, useTexts, useTheme } from '../../src/ui/use-appearance.ts'
import '../../src/shell/shell.css'
import '../../src/shell/sidebar.css'
import '../../src/ui/choices.css'
import '../../src/ui/controls.css'
import '../../src/ui/theme.css'

/**
 * The view of translating by itself: translate.html?state=NAME&lang=en|zh-CN&theme=light|dark. States: `none` (the model
 * cannot), `here` (another one on the device can), `empty`, `work`, `slow`, `queued`, `loading`, `failed`, `pair`, `same`,
 * `document`.
 */
const query = new URLSearchParams(location.search)
const state = query.get('state') ?? 'work'

function cardOf(offerId: string): ModelCard {
  const offer = offers.find(({ id }) => id === offerId)
  if (!offer) throw new Error(`there is no offer ${offerId}`)
  const { name, parametersM, languages } = offer
  return { ...embeddedModel, id: offerId, offerId, name, parametersM, languages }
}
const gemma: ModelCard = {
  ...embeddedModel,
  ...{ id: 'own-1', name: 'Gemma 3 270m', parametersM: 268, languages: [], isBase: true },
}
const qwen = cardOf('qwen3-1.7b')
const model = ['none', 'here'].includes(state) ? embeddedModel : state === 'pair' ? gemma : qwen

const words: Readonly<Record<string, string>> = {
  '今天天气很好。': 'The weather is very nice today.',
  '我们去公园吧！': 'Let us go to the park!',
  '你来吗？': 'Are you coming?',
  '船在黎明时离开港口，没有人知道它什么时候回来。':
    'The ship leaves the harbour at dawn, and nobody knows when it will be back.',
}
const text =
  '今天天气很好。我们去公园吧！你来吗？\n\n船在黎明时离开港口，没有人知道它什么时候回来。\n（未完）'

async function* generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerateEvent> {
  if (state === 'failed') throw new FaultError({ code: 'out-of-memory' })
  if (state === 'queued') yield { type: 'queued', ahead: 1 }
  if (state === 'queued' || state === 'loading') await pause(1e9)
  const said = request.messages.at(-1)?.content ?? ''
  for (const word of (words[said] ?? said).split(/(?= )/)) {
    await pause(state === 'slow' ? 900 : 60)
    if (signal.aborted) break
    yield { type: 'text-delta', text: word }
  }
  const usage = { promptTokens: 1, cachedTokens: 0, completionTokens: 1, prefillMs: 1, decodeMs: 1 }
  yield { type: 'text-end', reason: signal.aborted ? 'cancelled' : 'stop', usage }
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
const parts = new Map<string, unknown>()
const documentText = textOfBlocks([
  { kind: 'heading', level: 1, text: '今天天气很好。' },
  ...Array.from({ length: 12 }, () => ({ kind: 'paragraph' as const, text: text.split('\n')[2] ?? '' })),
])

const library = createStore<LibraryState>(() => ({
  installed: (state === 'here' ? [embeddedModel, qwen, gemma] : [embeddedModel]).map(card => ({
    card,
    addedAt: 0,
  })),
  downloads: {},
  work: {},
  results: {},
  isMeasuring: false,
}))
const session = createStore<SessionState>(() => ({
  phase:
    state === 'loading'
      ? { name: 'loading', fraction: 0.4 }
      : { name: 'ready', contextTokens: 4096, threads: 2 },
  model,
  hasFailures: false,
}))
const listed = [documentRecord({ title: '潮汐' }), documentRecord({ id: 'two', title: 'A second one' })]
const ability = createTranslateAbility({
  session: { store: session, generate },
  library: { store: library, use: () => session.setState({ model: qwen }) },
  draft: () => '',
  documents: {
    list: () => listed,
    subscribe: () => () => {},
    load: async () => {},
    // As much of it as translating uses.
    contents: async () =>
      ({
        text: async () => documentText,
        part: async (_: unknown, name: string) => parts.get(name),
        putPart: async (_: unknown, name: string, value: unknown) => {
          parts.set(name, value)
        },
      }) as unknown as Contents,
  },
  onChange() {},
})

function Gallery() {
  const language = useLanguage((query.get('lang') ?? 'system') as 'system' | Language)
  const texts = useTexts(language)
  useTheme((query.get('theme') ?? 'system') as 'system' | 'light' | 'dark')
  const [View, setView] = useState<ComponentType<ViewProps>>()
  useEffect(() => {
    void ability.view?.load().then(view => setView(() => view))
  }, [])
  if (!texts || !View) return null
  const isWritten = !['empty', 'document'].includes(state)
  const target =
    state === 'document'
      ? 'document/one'
      : isWritten
        ? state === 'same'
          ? 'The sea is wide.'
          : text
        : undefined
  return (
    <TextContext value={texts}>
      <Announcer>
        <View
          target={state === 'pair' ? 'The sea is wide.' : target}
          openView={() => {}}
          openModels={() => {}}
          onClose={() => {}}
        />
      </Announcer>
    </TextContext>
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Gallery />)
