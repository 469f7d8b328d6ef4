import assert from 'node:assert/strict'
import { problemOfMessage } from './message-shapes.ts'

describe('shapes of what a server says', () => {
  const good: [string, unknown][] = [
    ['reply', { sequence: 3 }],
    ['reply', { sequence: 3, error: { code: 'no-target', detail: 'Pick one.' } }],
    ['error', { code: 'too-fast' }],
    ['welcome', { player: 'ann', lastSequence: 0, tickHz: 20, version: '1' }],
    ['away', { seconds: 12, events: [{ type: 'hit', tick: 4, data: { id: 1, hull: true } }] }],
    ['event', { type: 'wave', tick: 9, data: { number: 1, of: 3 } }],
    ['session:terminated', { reason: 'kicked' }],
  ]
  for (const [type, payload] of good) {
    it(`take ${type} ${JSON.stringify(payload)}`, () => assert.equal(problemOfMessage(type, payload), undefined))
  }

  const bad: [string, unknown, RegExp][] = [
    ['reply', {}, /sequence/],
    ['reply', { sequence: 3, error: { code: 'from-tomorrow' } }, /error\.code/],
    ['reply', { sequence: 3, more: 1 }, /more/],
    ['event', { type: 'hit', tick: 4, data: { at: [1, 2] } }, /data\.at/],
    ['event', undefined, /event/],
    ['session:terminated', { reason: 'bored' }, /reason/],
    ['shout', {}, /No message is called shout/],
    ['toString', {}, /No message is called toString/],
  ]
  for (const [type, payload, problem] of bad) {
    it(`name what is wrong with ${type} ${JSON.stringify(payload)}`, () =>
      assert.match(problemOfMessage(type, payload) ?? '', problem))
  }
})
