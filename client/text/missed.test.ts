import assert from 'node:assert/strict'
import type { EventData, EventName, HeardGameEvent } from '../../schema/events/index.ts'
import { line } from './line.ts'
import { missed } from './missed.ts'

const event = <Name extends EventName>(type: Name, data: EventData<Name>) => ({ type, tick: 1, data }) as HeardGameEvent
const undocked = event('undocked', {})
const destroyed = (name: string) => event('destroyed', { id: 1, name, x: 0, z: 0 })

describe('what was missed', () => {
  it('is told in the order it happened, the newest last', () => {
    const { sentences } = missed([event('wave', { number: 2, of: 5 }), destroyed('Talon'), undocked])
    assert.deepEqual(sentences, ['Wave 2 of 5', 'Talon is destroyed', 'Undocked'])
  })

  it('counts what happened again, and tells it where it happened last', () => {
    const { sentences } = missed([destroyed(''), undocked, destroyed(''), destroyed('')])
    assert.deepEqual(sentences, ['Undocked', line.away.times('A contact is destroyed', 3)])
  })

  it('keeps to the latest few, and says how many came before', () => {
    const { sentences, earlier } = missed(Array.from({ length: 9 }, (_, index) => destroyed(`Ship ${index}`)))
    assert.equal(sentences.at(-1), 'Ship 8 is destroyed')
    assert.equal(sentences.length + earlier, 9)
    assert.ok(earlier > 0)
  })

  it('tells the newest, however long it is', () => {
    const text = 'Come in '.repeat(30)
    assert.deepEqual(missed([destroyed('Talon'), event('comms', { text })]), { sentences: [text], earlier: 1 })
    assert.deepEqual(missed([event('comms', { text })]), { sentences: [text], earlier: 0 })
  })

  it('leaves out what has no sentence', () => {
    assert.deepEqual(missed([event('hit', { id: 1, x: 0, z: 0 }), event('self-destruct', { stage: 'armed' })]), {
      sentences: [],
      earlier: 0,
    })
  })
})
