import type { Passage } from '../abilities/documents/document.ts'

export type { Passage }

/** What was found for a question: 'nothing' where no passage has anything to do with it. */
export type Found =
  | { readonly type: 'found'; readonly passages: readonly Passage[] }
  | { readonly type: 'nothing' }

/** What finds passages in a person's documents. The chat is given one; it knows no more of documents. */
export interface PassageFinder {
  /**
   * The passages that answer a question best, best first, of so many tokens in all or somewhat more. Documents that are
   * gone are passed over. Throws FaultError; an abort throws the signal's reason.
   */
  find(
    question: string,
    documentIds: readonly string[],
    budgetTokens: number,
    signal: AbortSignal,
  ): Promise<Found>
}

/** What views may ask of the documents that answers are drawn from. */
export interface SourceActions {
  /** Shows the place in its document. */
  open(passage: Passage): void
  /** Whether the document is in the library now. */
  isHere(documentId: string): boolean
  /** Tells when that may have changed; gives what ends the telling. */
  subscribe(onChange: () => void): () => void
}
