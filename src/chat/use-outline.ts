import { useState } from 'react'
import { useStore } from 'zustand'
import type { Chat, ChatState } from './chat.ts'
import { branch, type Conversation, contextOf, type Message } from './conversation.ts'

/** Where a message of the branch in view stands, without its text. */
export interface OutlineItem {
  readonly id: string
  /** In `conversation.messages`, where a message keeps its place for good. */
  readonly index: number
  /** Ids of all its versions, itself included. */
  readonly versions: readonly string[]
}

/** The branch in view; the same object as long as only texts change, so that a stream redraws one message. */
export interface Outline {
  readonly conversationId: string
  readonly items: readonly OutlineItem[]
  /** The message the model reads from, if it is not the first. */
  readonly contextStartId: string | undefined
}

function outlineOf(conversation: Conversation): Outline {
  const indexes = new Map<string, number>()
  const versions = new Map<string, string[]>()
  // As versionsOf(), for all messages in one pass: a chat may have thousands.
  const siblings = ({ role, parentId }: Message) => `${role} ${parentId}`
  conversation.messages.forEach((message, index) => {
    indexes.set(message.id, index)
    const group = versions.get(siblings(message))
    if (group) group.push(message.id)
    else versions.set(siblings(message), [message.id])
  })
  const messages = branch(conversation)
  const [contextStart] = contextOf(conversation)
  return {
    conversationId: conversation.id,
    items: messages.map(message => ({
      id: message.id,
      index: indexes.get(message.id) ?? 0,
      versions: versions.get(siblings(message)) ?? [],
    })),
    contextStartId: contextStart && contextStart !== messages[0] ? contextStart.id : undefined,
  }
}

/** Builds a selector that gives the same outline as long as only texts change. */
export function createOutlineSelector(): (state: ChatState) => Outline | undefined {
  let shape = ''
  let outline: Outline | undefined
  return ({ conversations, currentId }) => {
    const conversation = currentId === null ? undefined : conversations.get(currentId)
    if (!conversation) return undefined
    const { id, messages, leafId, contextStartId } = conversation
    // Messages are only ever appended: as many, ending alike, are the same.
    const nextShape = [id, messages.length, messages.at(-1)?.id, leafId, contextStartId].join(' ')
    if (nextShape !== shape || !outline) {
      shape = nextShape
      outline = outlineOf(conversation)
    }
    return outline
  }
}

/** The outline of the chat in view; undefined for a new chat. */
export function useOutline(chat: Chat): Outline | undefined {
  const [selector] = useState(createOutlineSelector)
  return useStore(chat.store, selector)
}
