import { describe, expect, it } from 'vitest'
import { openChat } from '../chat.fixture.ts'
import { type Conversation, newConversation } from '../conversation.ts'

async function withChats(...chats: Partial<Conversation>[]) {
  const records = chats.map((chat, at): [string, unknown] => {
    const conversation = { ...newConversation(`c${at}`, at), ...chat }
    return [`conversation/${conversation.id}`, conversation]
  })
  const opened = await openChat({}, records)
  return { ...opened, find: (id: string) => opened.state().conversations.get(id) }
}

describe('keeping chats', () => {
  it('pins, and takes the field away again', async () => {
    const { chat, find, dirty } = await withChats({})
    const before = find('c0')
    chat.pin('c0', true)
    expect(find('c0')?.isPinned).toBe(true)
    expect(dirty).toEqual(new Set(['conversation/c0']))
    chat.pin('c0', false)
    expect(find('c0')).toEqual(before)
  })

  it('archives, and brings back what was archived last', async () => {
    const { chat, find, state } = await withChats({ isPinned: true }, {})
    chat.archive('c0', true)
    chat.archive('c1', true)
    chat.undoTidy()
    expect([find('c0')?.isArchived, find('c1')?.isArchived]).toEqual([true, undefined])
    expect(state().tidied).toBeUndefined()
  })

  it('moves between folders and out of them', async () => {
    const { chat, find } = await withChats({}, { folder: 'Sea' })
    chat.setFolder('c0', ' Sea ')
    chat.renameFolder('Sea', 'Ocean')
    expect([find('c0')?.folder, find('c1')?.folder]).toEqual(['Ocean', 'Ocean'])
    chat.setFolder('c0', '')
    expect(find('c0')).not.toHaveProperty('folder')
  })

  it('deletes a folder and never its chats, and puts back those that have no other one since', async () => {
    const { chat, find, state } = await withChats({ folder: 'Sea' }, { folder: 'Sea' })
    chat.deleteFolder('Sea')
    expect(state().conversations.size).toBe(2)
    chat.setFolder('c1', 'Land')
    chat.undoTidy()
    expect([find('c0')?.folder, find('c1')?.folder]).toEqual(['Sea', 'Land'])
  })

  it('changes nothing while another tab writes', async () => {
    const { chat, find, state } = await withChats({ folder: 'Sea' })
    const before = find('c0')
    await chat.suspend()
    chat.pin('c0', true)
    chat.archive('c0', true)
    chat.deleteFolder('Sea')
    expect(find('c0')).toBe(before)
    expect(state().tidied).toBeUndefined()
  })
})
