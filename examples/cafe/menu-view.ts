import { h } from './dom.ts'
import {
  type Language,
  type MenuItem,
  menu,
  milkCents,
  milkNames,
  milks,
  sizeCents,
  sizeNames,
  sizes,
} from './menu.ts'
import { mostPieces } from './order.ts'
import { price, words } from './words.ts'

/** Draws the menu: each item opens to its choices. @param onAdd Given what was chosen, as the shop reads it. */
export function menuView(
  language: Language,
  onAdd: (asked: Readonly<Record<string, unknown>>) => void,
): readonly HTMLElement[] {
  return menu.map(item => itemView(item, language, onAdd))
}

function itemView(
  item: MenuItem,
  language: Language,
  onAdd: (asked: Readonly<Record<string, unknown>>) => void,
): HTMLElement {
  const say = words[language]
  const form = h(
    'form',
    {
      submit(event) {
        event.preventDefault()
        const data = new FormData(form)
        onAdd({
          item: item.id,
          quantity: Number(data.get('quantity')),
          ...(item.takesMilk && { milk: data.get('milk') }),
          ...(item.hasSizes && { size: data.get('size') }),
        })
      },
    },
    item.hasSizes
      ? choices({
          name: 'size',
          legend: say.size,
          usual: 'regular',
          of: sizes,
          names: sizeNames,
          cents: sizeCents,
        })
      : undefined,
    item.takesMilk
      ? choices({
          name: 'milk',
          legend: say.milk,
          usual: 'whole',
          of: milks,
          names: milkNames,
          cents: milkCents,
        })
      : undefined,
    h(
      'div',
      { class: 'line' },
      h(
        'label',
        { class: 'quantity' },
        h('span', {}, say.quantity),
        h('input', { type: 'number', name: 'quantity', value: 1, min: 1, max: mostPieces, required: true }),
      ),
      h('button', { type: 'submit', class: 'main' }, say.add),
    ),
  )
  return h(
    'details',
    { class: 'item', name: 'item' },
    h(
      'summary',
      {},
      h('span', { class: 'item-name' }, item.name[language]),
      h('span', { class: 'item-price' }, price(item.cents, language)),
      h('span', { class: 'item-about' }, item.about[language]),
    ),
    form,
  )

  interface Choices<Value extends string> {
    readonly name: string
    readonly legend: string
    readonly usual: Value
    readonly of: readonly Value[]
    readonly names: Readonly<Record<Value, Readonly<Record<Language, string>>>>
    readonly cents: Readonly<Record<Value, number>>
  }

  function choices<Value extends string>({
    name,
    legend,
    usual,
    of,
    names,
    cents,
  }: Choices<Value>): HTMLElement {
    const change = (value: Value) => {
      if (cents[value] === 0) return ''
      return ` ${cents[value] > 0 ? '+' : '−'}${price(Math.abs(cents[value]), language)}`
    }
    return h(
      'fieldset',
      {},
      h('legend', {}, legend),
      ...of.map(value =>
        h(
          'label',
          { class: 'chip' },
          h('input', { type: 'radio', name, value, checked: value === usual }),
          h('span', {}, names[value][language], change(value)),
        ),
      ),
    )
  }
}
