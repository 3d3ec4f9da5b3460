import type { Ability } from '../abilities/ability.ts'
import type { Chat } from '../chat/chat.ts'
import type { Text } from '../ui/i18n/text.ts'
import { LogIcon } from '../ui/icons.tsx'
import type { AgentDesk } from './desk.ts'

/** All that is said before the view is opened. */
const names = {
  en: { title: 'What was done', command: 'done', hint: 'Shows what tools have done, and takes it back' },
  'zh-CN': { title: '做过的事', command: '记录', hint: '查看工具做过的事，也可以撤销' },
} as const

const said = (text: Text) => names[text.formats.language]

/** The id of its view. */
export const logView = 'done'

/** The log of all calls as a view; it is loaded when it is first opened. */
export function createLogAbility(
  load: () => Promise<AgentDesk>,
  chat: Pick<Chat, 'store' | 'open'>,
): Ability {
  return {
    id: logView,
    title: text => said(text).title,
    icon: LogIcon,
    commands: [
      {
        id: logView,
        name: text => said(text).command,
        hint: text => said(text).hint,
        run({ insert, openView }) {
          insert('')
          openView(logView)
        },
      },
    ],
    view: {
      async load() {
        const [{ makeLogView }, desk] = await Promise.all([import('./views/LogDialog.tsx'), load()])
        await desk.load()
        return makeLogView(desk, chat)
      },
    },
  }
}
