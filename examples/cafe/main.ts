import { offerTools } from '../bridge-client.ts'
import { createActions } from './actions.ts'
import { byId, h, redraw } from './dom.ts'
import type { Language } from './menu.ts'
import { menuView } from './menu-view.ts'
import { OrderError, totalCents } from './order.ts'
import { cartView, ordersView } from './order-view.ts'
import { openShop, type Place } from './shop.ts'
import { lineWords, moment, price, problems, words } from './words.ts'

/** A browser may forbid even to look at it. */
function ownPlace(): Place | undefined {
  try {
    return window.localStorage
  } catch {
    return undefined
  }
}

const shop = openShop(ownPlace(), Date.now)
const nameField = byId('name') as HTMLInputElement
const timeField = byId('time') as HTMLInputElement
let drawnIn: Language | undefined

/** Whoever puts the shop on another origin says in its page which agents it serves. */
function agentOrigins(): readonly string[] {
  const named = document.querySelector<HTMLMetaElement>('meta[name="agent-origins"]')?.content ?? ''
  return [location.origin, ...named.split(/\s+/).filter(origin => origin !== '')]
}

const offer = () => offerTools(createActions(shop, language()), { origins: agentOrigins() })

function language(): Language {
  const asked = new URL(location.href).searchParams.get('lang')
  for (const tag of [shop.state().language, asked, ...navigator.languages]) {
    if (tag && /^zh\b/i.test(tag)) return 'zh-CN'
    if (tag && /^en\b/i.test(tag)) return 'en'
  }
  return 'en'
}

/** One sentence about what has just been done, and how it is undone. It stays until the next one. */
function tell(sentence: string, undo?: () => void): void {
  const button = undo && h('button', { type: 'button', click: undo }, words[language()].undo)
  byId('news').replaceChildren(h('p', {}, sentence), ...(button ? [button] : []))
}

/** Does it, or says why not. */
function attempt(deed: () => void): void {
  try {
    deed()
  } catch (error) {
    if (!(error instanceof OrderError)) throw error
    tell(problems[error.problem][language()])
    if (error.problem === 'name') nameField.focus()
    if (error.problem === 'time' || error.problem === 'closed') timeField.focus()
  }
}

function draw(): void {
  const spoken = language()
  const say = words[spoken]
  const { cart, orders } = shop.state()
  if (drawnIn !== spoken) {
    drawnIn = spoken
    document.documentElement.lang = spoken
    document.title = say.title
    for (const place of document.querySelectorAll<HTMLElement>('[data-words]')) {
      const key = place.dataset.words
      if (key && key in say) place.textContent = String(Reflect.get(say, key))
    }
    byId('language').setAttribute('lang', spoken === 'en' ? 'zh-CN' : 'en')
    byId('menu').replaceChildren(
      ...menuView(spoken, asked =>
        attempt(() => tell(words[language()].added(lineWords(shop.add(asked), language())))),
      ),
    )
  }
  byId('not-kept').hidden = shop.isKept()
  redraw(byId('cart'), [
    cartView(cart, spoken, (index, quantity) =>
      attempt(() => {
        const line = cart[index]
        shop.setQuantity(index, quantity)
        if (quantity === 0 && line) {
          tell(say.removed(lineWords(line, spoken)), () => {
            shop.putBack(index, line)
            tell(say.added(lineWords(line, spoken)))
          })
        }
      }),
    ),
  ])
  byId('pay').hidden = cart.length === 0
  byId('total').textContent = price(totalCents(cart), spoken)
  byId('orders-part').hidden = orders.length === 0
  redraw(
    byId('orders'),
    ordersView(orders, spoken, shop.now(), order =>
      attempt(() => {
        shop.cancel(order.id)
        tell(say.gone(order.id), () => {
          shop.restore(order.id)
          tell(say.restored(order.id))
        })
      }),
    ),
  )
}

byId('pay').addEventListener('submit', event => {
  event.preventDefault()
  attempt(() => {
    const order = shop.placeCart(nameField.value, timeField.value)
    const when = moment(order.pickupAt, order.placedAt, language())
    tell(words[language()].taken(order.id, order.name, when, price(order.cents, language())))
    byId('orders-title').focus()
  })
})
byId('language').addEventListener('click', () => {
  shop.setLanguage(language() === 'en' ? 'zh-CN' : 'en')
  byId('news').replaceChildren()
  offer()
})
let drawnOrders = JSON.stringify(shop.state().orders)
shop.subscribe(() => {
  draw()
  const orders = JSON.stringify(shop.state().orders)
  // Whoever has ordered or cancelled, by hand or beside the page, wants to see it; the focus stays with them.
  if (orders !== drawnOrders) byId('orders-part').scrollIntoView({ block: 'nearest' })
  drawnOrders = orders
})
window.addEventListener('storage', shop.refresh)
// An order becomes ready while the page is open.
setInterval(draw, 30_000)
draw()
offer()
