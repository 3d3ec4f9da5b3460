/** All that an answer from documents is shown with: one piece of code, loaded when the first such answer is seen. */
export { CitedText } from './CitedText.tsx'
export { NothingFound } from './NothingFound.tsx'
export { SourceList } from './SourceList.tsx'
