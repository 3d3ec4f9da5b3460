import type { PassageFinder } from '../../chat/passages.ts'
import type { DeviceEmbedder } from '../../embedding/device-embedder.ts'
import { DocumentIcon } from '../../ui/icons.tsx'
import type { Ability } from '../ability.ts'
import type { Attaching } from './attaching.ts'
import type { Contents } from './contents.ts'
import type { DocumentLibrary } from './library-state.ts'
import type { DocumentSearch } from './search/search.ts'

/** All that the views of documents show and do. What is a promise is loaded when it is first asked for. */
export interface DocumentsDesk {
  readonly library: DocumentLibrary
  readonly attaching: Attaching
  readonly contents: () => Promise<Contents>
  readonly search: () => Promise<DocumentSearch>
  /** What finds passages for questions in chats. */
  readonly passages: () => Promise<PassageFinder>
  /** What reads texts by meaning. */
  readonly embedder: DeviceEmbedder
  /** Whether Hermit reads files of this name. */
  readonly isDocumentName: (name: string) => boolean
}

/** Id of the ability: what citations give to openView, with `ID` or `ID#start-end` as the target. */
export const documentsId = 'documents'

/** Documents: a library of one's own that can be read, searched and asked. */
export function createDocumentsAbility(desk: () => Promise<DocumentsDesk>): Ability {
  return {
    id: documentsId,
    title: text => text.documents,
    icon: DocumentIcon,
    commands: [
      {
        id: documentsId,
        name: text => text.documentsCommand,
        hint: text => text.documentsHint,
        run({ insert, openView }) {
          insert('')
          openView(documentsId)
        },
      },
    ],
    tools: async () => (await import('./tools.ts')).documentTools(desk),
    view: {
      async load() {
        const [{ documentsView }, opened] = await Promise.all([import('./views/DocumentsView.tsx'), desk()])
        return documentsView(opened)
      },
    },
  }
}
