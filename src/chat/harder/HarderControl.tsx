import { useState } from 'react'
import { useStore } from 'zustand'
import { useText } from '../../ui/i18n/text.ts'
import { LayersIcon, MoreIcon } from '../../ui/icons.tsx'
import { Menu, MenuGroup, MenuItem } from '../../ui/Menu.tsx'
import type { HarderRequest } from '../branches.ts'
import type { Chat } from '../chat.ts'
import { defaultHarder, harderCounts } from './harder.ts'
import './harder.css'

/** Asks the next question several times: switched on for one message. */
export function HarderControl({ chat }: { readonly chat: Chat }) {
  const text = useText()
  const next = useStore(chat.store, state => state.nextHarder)
  const [chosen, setChosen] = useState(defaultHarder)
  const isOn = next !== undefined
  const { of, method } = next ?? chosen
  const choose = (changes: Partial<HarderRequest>) => {
    const request = { of, method, ...changes }
    setChosen(request)
    chat.thinkHarder(request)
  }
  return (
    <span className="harder-control" data-on={isOn}>
      <button
        type="button"
        className="harder-toggle"
        aria-pressed={isOn}
        aria-label={text.thinkHarder}
        title={text.thinkHarderTip(of)}
        onClick={() => chat.thinkHarder(isOn ? undefined : chosen)}
      >
        <LayersIcon />
        <span className="harder-words">{text.thinkHarder}</span>
        {isOn && <span className="numbers">×{of}</span>}
      </button>
      <Menu label={text.harderOptions} className="harder-more" button={<MoreIcon />}>
        <MenuGroup label={text.harderCount}>
          {harderCounts.map(value => (
            <MenuItem
              key={value}
              checked={value === of}
              note={text.harderCost(value)}
              onSelect={() => choose({ of: value })}
            >
              {text.harderTimes(value)}
            </MenuItem>
          ))}
        </MenuGroup>
        <MenuGroup label={text.harderHow}>
          <MenuItem checked={method === 'majority'} onSelect={() => choose({ method: 'majority' })}>
            {text.harderMajority}
            <span className="harder-note">{text.harderMajorityNote}</span>
          </MenuItem>
          <MenuItem checked={method === 'model'} onSelect={() => choose({ method: 'model' })}>
            {text.harderModel}
            <span className="harder-note">{text.harderModelNote}</span>
          </MenuItem>
        </MenuGroup>
      </Menu>
    </span>
  )
}
