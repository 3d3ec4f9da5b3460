import type { ComponentType } from 'react'
import type { Text } from '../ui/i18n/text.ts'
import type { Tool } from './tool.ts'

/**
 * One thing that Hermit can do beyond plain chat, with up to three doors into the same code: commands and a view for a
 * person, tools for a model. An ability is one folder here and one row in `app.ts` (README.md shows how).
 */
export interface Ability {
  readonly id: string
  readonly title: (text: Text) => string
  /** Beside its title. */
  readonly icon?: ComponentType
  /** Offered after "/" in the message box. */
  readonly commands?: readonly Command[]
  /** Loaded when a model is first offered tools: their schemas need not be part of a start. */
  readonly tools?: () => Promise<readonly Tool[]>
  readonly view?: View
  readonly notice?: Notice
}

/** One thing that a person can have done by "/name". */
export interface Command {
  readonly id: string
  /** What is typed after "/": one word in the language in use. */
  readonly name: (text: Text) => string
  /** What it does, in a few words. */
  readonly hint: (text: Text) => string
  run(place: CommandPlace): void
}

/** What a command can do to where it was called. */
export interface CommandPlace {
  /** Puts a text in the place of "/name" and goes to the first `{{place}}` in it; '' only takes "/name" away. */
  insert(text: string): void
  readonly openView: OpenView
}

/** Opens the view of an ability. @param target What to show in it, in the ability's own words; absent is its front. */
export type OpenView = (abilityId: string, target?: string) => void

/** A view of its own, a dialog over the chat. Its code and its texts are loaded when it is first opened. */
export interface View {
  load(): Promise<ComponentType<ViewProps>>
}

/**
 * What an ability has to say by itself, over whatever is in view, dialogs too: something rings. Its code is loaded when it
 * is first wanted, and it is drawn as long as that.
 */
export interface Notice {
  isWanted(): boolean
  /** Told when isWanted() may have changed; gives what ends the telling. */
  subscribe(listener: () => void): () => void
  load(): Promise<ComponentType<NoticeProps>>
}

export interface NoticeProps {
  readonly openView: OpenView
}

export interface ViewProps {
  /** As it was given to OpenView. */
  readonly target: string | undefined
  readonly openView: OpenView
  /** Opens the dialog "Models" in this one's place. */
  readonly openModels: () => void
  readonly onClose: () => void
}
