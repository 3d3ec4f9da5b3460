import { useState } from 'react'
import { useText } from '../ui/i18n/text.ts'
import { BinIcon, MoreIcon, PreviousIcon, QuoteIcon, RetryIcon } from '../ui/icons.tsx'
import { Menu, MenuGroup, MenuItem } from '../ui/Menu.tsx'
import type { AnswerActions } from './answer-actions.ts'
import { samplingFor } from './answer-once.ts'
import type { Chat } from './chat.ts'
import type { Conversation, Message } from './conversation.ts'
import { defaultHarder } from './harder/harder.ts'
import { quote, selectedIn } from './quote.ts'

interface MessageMenuProps {
  readonly chat: Chat
  readonly message: Message
  /** Nothing is running here and this tab may write. */
  readonly canChange: boolean
  readonly actions: AnswerActions
}

/** Everything that is not done so often with a message. */
export function MessageMenu(props: MessageMenuProps) {
  const text = useText()
  return (
    <Menu label={text.messageOptions} button={<MoreIcon />}>
      <MessageItems {...props} />
    </Menu>
  )
}

function MessageItems({ chat, message, canChange, actions }: MessageMenuProps) {
  const text = useText()
  const [isRetrying, setRetrying] = useState(false)
  // As it was when the menu opened: opening it may take the selection away.
  const [selected] = useState(() => selectedIn(message.id))
  if (isRetrying) {
    return <RetryItems chat={chat} message={message} actions={actions} onBack={() => setRetrying(false)} />
  }
  const isAnswer = message.role === 'assistant'
  const quoted = selected || message.text
  return (
    <>
      {isAnswer && (
        <>
          <MenuItem opensMore icon={<RetryIcon />} disabled={!canChange} onSelect={() => setRetrying(true)}>
            {text.retryWith}
          </MenuItem>
          <MenuItem
            icon={<RetryIcon />}
            disabled={!canChange}
            onSelect={() => actions.retry(message.id, { harder: defaultHarder })}
          >
            {text.retryHarder}
          </MenuItem>
        </>
      )}
      {quoted !== '' && (
        <MenuItem icon={<QuoteIcon />} onSelect={() => quote(chat, quoted)}>
          {text.quote}
        </MenuItem>
      )}
      <MenuItem
        kind="danger"
        icon={<BinIcon />}
        disabled={!canChange}
        onSelect={() => chat.deleteBranch(message.id)}
      >
        {text.deleteBranch}
      </MenuItem>
    </>
  )
}

interface RetryItemsProps extends Pick<MessageMenuProps, 'chat' | 'message' | 'actions'> {
  readonly onBack: () => void
}

/** How an answer can be asked for again: with other luck, or of another model. */
function RetryItems({ chat, message, actions, onBack }: RetryItemsProps) {
  const text = useText()
  const { currentId, conversations } = chat.store.getState()
  const conversation = currentId === null ? undefined : conversations.get(currentId)
  const usual = conversation ? retryTemperature(conversation, message) : 0
  const { careful, varied } = temperaturesAround(usual)
  const models = actions.otherModels()
  const at = (temperature: number) => actions.retry(message.id, { sampling: { temperature } })
  return (
    <>
      <MenuItem icon={<PreviousIcon />} onSelect={onBack} opensMore>
        {text.back}
      </MenuItem>
      <MenuGroup label={text.retryTemperature}>
        {careful < usual && (
          <MenuItem note={text.formats.decimal(careful)} onSelect={() => at(careful)}>
            {text.retryCareful}
          </MenuItem>
        )}
        <MenuItem note={text.formats.decimal(usual)} onSelect={() => actions.retry(message.id)}>
          {text.retrySame}
        </MenuItem>
        {varied > usual && (
          <MenuItem note={text.formats.decimal(varied)} onSelect={() => at(varied)}>
            {text.retryVaried}
          </MenuItem>
        )}
      </MenuGroup>
      {models.length > 0 && (
        <MenuGroup label={text.retryModel}>
          {models.map(({ id, name }) => (
            <MenuItem key={id} onSelect={() => actions.retryWithModel(message.id, id)}>
              {name}
            </MenuItem>
          ))}
        </MenuGroup>
      )}
    </>
  )
}

/** What a further version of an answer is sampled at, where nothing else is asked for. */
function retryTemperature(conversation: Conversation, answer: Message): number {
  const { sampling: _, ...others } = answer
  return samplingFor({ conversation, answer: { ...others, id: '' } }).temperature ?? 0
}

/** Temperatures that make a difference to one, within what the controls allow (0 to 2). */
function temperaturesAround(usual: number): { careful: number; varied: number } {
  return { careful: usual > 0.2 ? 0.2 : 0, varied: Math.min(2, Math.max(1, usual + 0.5)) }
}
