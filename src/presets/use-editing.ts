import { useState } from 'react'

/** A list of things of which one may be open for editing. */
interface Editing<Item> {
  readonly edited: Item | undefined
  /** The edited one is not in the list yet. */
  readonly isNew: boolean
  /** Whose row gets the focus when the list is back; '' is the button that makes a new one. */
  readonly backTo: string | undefined
  find(id: string): Item | undefined
  edit(item: Item | undefined): void
  /** Back to the list. @param savedId Of what has been saved. */
  close(savedId?: string): void
}

/** Keeps which of a list's items is being edited. @param begin One to begin with. */
export function useEditing<Item extends { readonly id: string }>(
  items: readonly Item[],
  begin: () => Item | undefined = () => undefined,
): Editing<Item> {
  const [edited, edit] = useState(begin)
  const [backTo, setBackTo] = useState<string>()
  const find = (id: string) => items.find(item => item.id === id)
  const isNew = edited !== undefined && !find(edited.id)
  return {
    edited,
    isNew,
    backTo,
    find,
    edit,
    close(savedId) {
      setBackTo(savedId ?? (isNew ? '' : edited?.id))
      edit(undefined)
    },
  }
}
