import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'

const wanted: (() => Promise<void>)[] = []

/** Fetches the code of all views of soon(). Throws what import() throws; a view that is drawn asks for its own again. */
export async function fetchSoon(): Promise<void> {
  await Promise.all(wanted.map(load => load()))
}

/**
 * A view that is not part of the first paint, but of what a person does next: its code is fetched right after it, by
 * fetchSoon(). Drawn after that it is there at once; lazy() would leave its place empty for a moment even then.
 * @param meanwhile Stands in its place where it has not come yet.
 */
export function soon<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile?: ReactNode,
): ComponentType<Props> {
  let here: ComponentType<Props> | undefined
  wanted.push(async () => {
    here ??= await load()
  })
  const Late = lazy(async () => ({ default: await load() }))
  // biome-ignore lint/correctness/noComponentHookFactories: called once for a view, in a module, as lazy() is.
  return function Soon(props: Props) {
    // As it was when this was first drawn: another component in its place would begin anew.
    const [View] = useState<ComponentType<Props>>(() => here ?? Late)
    return (
      <Suspense fallback={meanwhile}>
        <View {...props} />
      </Suspense>
    )
  }
}
