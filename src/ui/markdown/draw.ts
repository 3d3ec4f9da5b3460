/** Time in a frame that formulas may take, in milliseconds. */
const frameMs = 8

type Draw = typeof import('./katex.ts').drawFormula

let draw: Draw | undefined
let isLoading = false
/** What is drawn in an element; one that is used again for another formula is drawn again. */
const drawn = new WeakMap<HTMLElement, string>()
const queue = new Set<HTMLElement>()
let isScheduled = false

/** Draws the formulas in an element, as many as fit in this frame and the rest in the next ones. Loads KaTeX once. */
export function drawFormulas(root: ParentNode): void {
  const found = [...root.querySelectorAll<HTMLElement>('.formula')].filter(
    element => drawn.get(element) !== element.dataset.tex,
  )
  if (found.length === 0) return
  for (const element of found) queue.add(element)
  if (draw) drawSome()
  else if (!isLoading) void load()
}

async function load(): Promise<void> {
  isLoading = true
  try {
    draw = (await import('./katex.ts')).drawFormula
  } catch {
    // Formulas stay as their source, and the next one tries again.
  }
  isLoading = false
  if (draw) drawSome()
}

function drawSome(): void {
  const until = performance.now() + frameMs
  for (const element of queue) {
    if (performance.now() > until) break
    queue.delete(element)
    const { tex } = element.dataset
    if (!draw || tex === undefined || !element.isConnected) continue
    drawn.set(element, tex)
    draw(element, tex, element.dataset.display !== undefined)
  }
  if (queue.size === 0 || isScheduled) return
  isScheduled = true
  requestAnimationFrame(() => {
    isScheduled = false
    drawSome()
  })
}
