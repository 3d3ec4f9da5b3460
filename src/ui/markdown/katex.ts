import katex from 'katex'
import 'katex/dist/katex.min.css'

/**
 * Draws a formula into an element, for the eye and as MathML. What KaTeX cannot read is left as its source.
 * Styles are set on the elements themselves, which the content policy allows.
 */
export function drawFormula(element: HTMLElement, tex: string, isDisplay: boolean): void {
  const source = element.textContent
  try {
    katex.render(tex, element, {
      displayMode: isDisplay,
      throwOnError: true,
      trust: false,
      strict: 'ignore',
      maxSize: 20, // em: a rule or a space cannot cover the page
      maxExpand: 300, // macros
    })
  } catch {
    element.textContent = source
    element.dataset.failed = ''
  }
}
