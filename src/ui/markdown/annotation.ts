/** What is put into an answer beside its Markdown, by whoever shows it. Made once for a text: a new one draws it again. */
export interface Annotation {
  /** Is given each block after it was made safe and before it is drawn. What it adds must be elements of its own. */
  mark(block: DocumentFragment): void
  /** Is told of a press in the answer; true where that was meant for it. */
  press(element: Element): boolean
}
