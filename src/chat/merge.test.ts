import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Step } from '../agent/step.ts'
import { withoutBranch } from './branch-changes.ts'
import type { Sampling } from './chat-settings.ts'
import { appendMessage, branch, type Conversation, type Message, newConversation } from './conversation.ts'
import { mergeConversation } from './merge.ts'

function message(id: string, parentId: string | null, more: Partial<Message> = {}): Message {
  const role = id.startsWith('q') ? 'user' : 'assistant'
  return { id, parentId, role, text: `text of ${id}`, createdAt: 1, status: 'done', ...more }
}

function chat(...messages: Message[]): Conversation {
  return messages.reduce(appendMessage, newConversation('c', 1))
}

/** A question and its answer at the end of a chat. */
function asked(conversation: Conversation, name: string, createdAt: number): Conversation {
  const question = message(`q${name}`, conversation.leafId, { createdAt })
  return appendMessage(appendMessage(conversation, question), message(`a${name}`, question.id, { createdAt }))
}

/** Merges from both sides, which must come to the same. */
function merged(base: Conversation | undefined, mine: Conversation, theirs: Conversation): Conversation {
  const result = mergeConversation(base, mine, theirs) ?? expect.fail('nothing is left')
  expect(mergeConversation(base, theirs, mine)).toEqual(result)
  return result
}

const line = (conversation: Conversation) => branch(conversation).map(({ id }) => id)
const base = asked(newConversation('c', 1), '0', 1)

describe('two questions that are sent at once', () => {
  test('stand in one line, the later under the answer of the earlier, whichever side merges', () => {
    const result = merged(base, asked(base, '1', 5), asked(base, '2', 4))
    expect(line(result)).toEqual(['q0', 'a0', 'q2', 'a2', 'q1', 'a1'])
  })

  test('of the same moment are put in the order of their ids', () => {
    expect(line(merged(base, asked(base, '2', 4), asked(base, '1', 4)))).toEqual([
      ...line(base),
      ...['q1', 'a1', 'q2', 'a2'],
    ])
  })

  test('of three tabs come to the same line in whatever order the tabs write', () => {
    const sides = [asked(base, '1', 4), asked(base, '2', 5), asked(base, '3', 6)] as const
    const inTurn = (order: readonly number[]) =>
      order.reduce<Conversation>((disk, index) => merged(base, sides[index] ?? base, disk), base)
    for (const order of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]) {
      expect(line(inTurn(order))).toEqual(['q0', 'a0', 'q1', 'a1', 'q2', 'a2', 'q3', 'a3'])
    }
  })

  test('stay versions where one of them is an edit of a question that was there', () => {
    const edit = (name: string) =>
      appendMessage({ ...base, leafId: null }, message(`q${name}`, null, { createdAt: 7 }))
    const result = merged(base, edit('1'), edit('2'))
    expect(result.messages.filter(({ parentId }) => parentId === null).map(({ id }) => id)).toEqual([
      ...['q0', 'q1', 'q2'],
    ])
  })
})

describe('what is deleted here', () => {
  const question = base.messages[0] ?? expect.fail()

  test('and unchanged there is gone', () => {
    expect(merged(base, withoutBranch(base, question), base).messages).toEqual([])
    expect(mergeConversation(base, undefined, base)).toBeUndefined()
    expect(mergeConversation(base, undefined, { ...base, leafId: 'q0' })).toBeUndefined()
  })

  test('and answered or edited there is kept, with all that it follows', () => {
    const there = asked(base, '1', 5)
    expect(line(merged(base, withoutBranch(base, question), there))).toEqual(['q0', 'a0', 'q1', 'a1'])
    expect(mergeConversation(base, undefined, there)).toEqual(there)
    expect(mergeConversation(base, { ...base, title: 'Mine' }, undefined)?.title).toBe('Mine')
  })
})

describe('the end in view', () => {
  test('is what is left of the line, whichever side merges, where both ends were deleted', () => {
    const [question, answer] = base.messages
    if (!question || !answer) expect.fail()
    const known = asked(base, '1', 2)
    const last = known.messages[3] ?? expect.fail()
    const grown = known.messages.map(one =>
      one.id === answer.id ? { ...one, text: `${one.text} and more` } : one,
    )
    // One ends at a question that goes, with the answer above it, in the other; that answer was changed and stays.
    const mine = withoutBranch({ ...known, messages: grown }, last)
    expect(mine.leafId).toBe('q1')
    const theirs = withoutBranch(known, question)
    expect(theirs.leafId).toBeNull()
    expect(line(merged(known, mine, theirs))).toEqual(['q0', 'a0'])
  })
})

describe('a field', () => {
  test('that one side has changed is that side’s', () => {
    const result = merged(
      base,
      { ...base, title: 'Mine', settings: { thinking: 'off' } },
      { ...base, isPinned: true, settings: { instructions: 'Be brief' } },
    )
    expect(result).toMatchObject({
      title: 'Mine',
      isPinned: true,
      settings: { thinking: 'off', instructions: 'Be brief' },
    })
  })

  test('of the sampling that one side has changed is that side’s', () => {
    const withSampling = (sampling: Sampling): Conversation => ({ ...base, settings: { sampling } })
    const result = merged(
      withSampling({ temperature: 0.9, topP: 0.9 }),
      withSampling({ temperature: 0.1, topP: 0.9 }),
      withSampling({ temperature: 0.9, topP: 0.5 }),
    )
    expect(result.settings).toEqual({ sampling: { temperature: 0.1, topP: 0.5 } })
  })

  test('that one side has taken away is gone', () => {
    const before = { ...base, isPinned: true, folder: 'Work', settings: { instructions: 'x' } }
    expect(merged(before, base, before)).toEqual(base)
  })

  test('the person’s name for a chat goes before the model’s', () => {
    const byModel = { ...base, title: 'Zebras and all that', titledBy: 'model' as const }
    expect(merged(base, byModel, { ...base, title: 'Mine' })).toMatchObject({ title: 'Mine' })
  })
})

describe('an answer that both sides have', () => {
  const streaming = chat(message('q0', null), message('a0', 'q0', { text: 'One', status: 'streaming' }))
  const withAnswer = (more: Partial<Message>): Conversation => ({
    ...streaming,
    messages: streaming.messages.map(one => (one.id === 'a0' ? { ...one, ...more } : one)),
  })

  test('is the one with more text, and its status with it', () => {
    const done = withAnswer({ text: 'One two three', status: 'done' })
    const result = merged(streaming, done, withAnswer({ text: 'One two', status: 'interrupted' }))
    expect(result).toEqual(done)
  })

  test('keeps both texts where neither has the other in it', () => {
    const result = merged(streaming, withAnswer({ text: 'One horse' }), withAnswer({ text: 'One cow' }))
    expect(result.messages.map(({ text }) => text)).toEqual(['text of q0', 'One horse', 'One cow'])
    expect(merged(streaming, withAnswer({ text: 'One cow' }), result)).toEqual(result)
  })
})

describe('whatever two tabs do', () => {
  const act = fc.record({
    do: fc.constantFrom('ask', 'ask', 'retry', 'edit', 'delete', 'grow', 'name', 'look'),
    at: fc.nat(),
    createdAt: fc.integer({ min: 2, max: 6 }),
  })
  type Act = typeof act extends fc.Arbitrary<infer One> ? One : never
  let made = 0

  function perform(conversation: Conversation, { do: what, at, createdAt }: Act): Conversation {
    const chosen = conversation.messages[at % Math.max(1, conversation.messages.length)]
    const name = `${made++}`.padStart(4, '0')
    if (what === 'ask' || !chosen) return asked(conversation, name, createdAt)
    if (what === 'retry') {
      const parentId = chosen.role === 'user' ? chosen.id : chosen.parentId
      return appendMessage(conversation, message(`a${name}`, parentId, { createdAt }))
    }
    if (what === 'edit' && chosen.role === 'user') {
      return asked({ ...conversation, leafId: chosen.parentId }, name, createdAt)
    }
    if (what === 'delete') return withoutBranch(conversation, chosen)
    if (what === 'name') return { ...conversation, title: name }
    if (what === 'look') return { ...conversation, leafId: chosen.id }
    const grown = { ...chosen, text: `${chosen.text} more ${name}` }
    return {
      ...conversation,
      messages: conversation.messages.map(one => (one.id === chosen.id ? grown : one)),
    }
  }

  const before = fc.array(act, { maxLength: 6 }).map(acts => acts.reduce(perform, base))
  const acts = fc.array(act, { maxLength: 6 })

  function expectWhole(conversation: Conversation): void {
    const ids = conversation.messages.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id } of conversation.messages) {
      // Each has a way up to the top: no loop, no parent that is missing.
      expect(branch(conversation, id)[0]?.parentId).toBeNull()
    }
    if (ids.length > 0) expect(ids).toContain(conversation.leafId)
  }

  test('both sides come to the same, whole, without a text lost, and merging again changes nothing', () => {
    fc.assert(
      fc.property(before, acts, acts, (known, ours, others) => {
        const mine = ours.reduce(perform, known)
        const theirs = others.reduce(perform, known)
        const result = merged(known, mine, theirs)
        expectWhole(result)
        const texts = result.messages.map(({ text }) => text)
        const deleted = (side: Conversation, id: string) =>
          known.messages.some(one => one.id === id) && !side.messages.some(one => one.id === id)
        for (const [side, other] of [
          [mine, theirs],
          [theirs, mine],
        ] as const) {
          for (const { id, text } of side.messages) {
            const was = known.messages.find(one => one.id === id)
            if (
              was?.text === text &&
              (deleted(other, id) || other.messages.find(one => one.id === id)?.text !== text)
            )
              continue
            expect(texts.some(kept => kept.includes(text))).toBe(true)
          }
        }
        expect(merged(known, mine, result)).toEqual(result)
        expect(merged(known, result, theirs)).toEqual(result)
        expect(merged(result, result, result)).toEqual(result)
      }),
      { numRuns: 400 },
    )
  })

  test('what one side alone did is taken as it is', () => {
    fc.assert(
      fc.property(before, acts, (known, ours) => {
        const mine = ours.reduce(perform, known)
        expect(merged(known, mine, known)).toEqual(mine)
      }),
    )
  })

  test('three tabs that write in turn end with one conversation that has every new text', () => {
    fc.assert(
      fc.property(before, fc.array(acts, { minLength: 3, maxLength: 3 }), (known, all) => {
        const sides = all.map(each => each.reduce(perform, known))
        const disk = sides.reduce((there, mine) => merged(known, mine, there), known)
        expectWhole(disk)
        const texts = disk.messages.map(({ text }) => text)
        const isNew = (one: Message) => !known.messages.some(({ id }) => id === one.id)
        for (const { text } of sides.flatMap(side => side.messages.filter(isNew))) {
          expect(texts.some(kept => kept.includes(text))).toBe(true)
        }
      }),
    )
  })
})

describe('documents that a chat uses', () => {
  const using = (documents: readonly string[]): Conversation =>
    documents.length > 0 ? { ...base, settings: { documents } } : base

  test('are those that either tab has attached, without those that either has removed', () => {
    const result = merged(using(['a', 'b']), using(['a', 'b', 'c']), using(['b', 'd']))
    expect(result.settings).toEqual({ documents: ['b', 'c', 'd'] })
  })

  test('are none, and no empty list, when the last is removed', () => {
    expect(merged(using(['a']), using(['a']), using([])).settings).toBeUndefined()
    expect(merged(using(['a', 'b']), using(['a']), using(['b'])).settings).toBeUndefined()
  })

  test('come to the same whichever side merges, and merging again changes nothing', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
    fc.assert(
      fc.property(ids, ids, ids, (was, here, there) => {
        const result = merged(using(was), using(here), using(there))
        expect(merged(using(there), result, using(there))).toEqual(result)
        for (const id of result.settings?.documents ?? []) expect([...here, ...there]).toContain(id)
      }),
    )
  })
})

describe('an answer made by tools', () => {
  const step = (status: Step['status'], more: Partial<Step> = {}): Step => ({
    ...{ id: 's', tool: 'add_note', title: 'Add a note', effects: [], args: {}, words: '', status, ...more },
  })
  const stepped = (text: string, ...steps: Step[]): Conversation => {
    const messages = base.messages.map(one => (one.id === 'a0' ? { ...one, text, steps } : one))
    return { ...base, messages }
  }

  test('is the one whose steps have come further, and is not there twice', () => {
    const asking = stepped('', step('asking'))
    const done = stepped('Kept.', step('done', { said: 'Kept.' }))
    const failed = stepped('', step('failed'))
    expect(merged(asking, done, asking)).toEqual(done)
    expect(merged(asking, done, stepped('', step('refused'))).messages).toHaveLength(2)
    expect(merged(asking, stepped('Kept it in other words.', step('running')), failed)).toEqual(failed)
    const undone = stepped('Kept.', step('done', { said: 'Kept.', isUndone: true }))
    expect(merged(undefined as never, done, undone)).toMatchObject({ messages: undone.messages })
  })
})
