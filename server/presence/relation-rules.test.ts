/** What two people are to each other, after whatever they do. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Act, acts, type Pair, seenOf, turned } from './relation-rules.ts'

const nothing: Pair = { own: undefined, theirs: undefined }
const steps = fc.array(fc.record({ act: fc.constantFrom(...(Object.keys(acts) as Act[])), isOther: fc.boolean() }))
type Step = { act: Act; isOther: boolean }
const after = (pair: Pair, { act, isOther }: Step): Pair =>
  isOther ? turned(acts[act](turned(pair))) : acts[act](pair)
const play = (all: Step[]) => all.reduce(after, nothing)

describe('relations', () => {
  it('of friends go both ways, and two requests never wait for each other', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { own, theirs } = play(all)
        assert.equal(own === 'friend', theirs === 'friend')
        assert.ok(own !== 'requested' || theirs !== 'requested')
      }),
    )
  })

  it('that somebody has blocked stay so, whatever the other does', () => {
    fc.assert(
      fc.property(steps, steps, (before, more) => {
        const blocked = acts.block(play(before))
        const others = more.map(({ act }) => ({ act, isOther: true }))
        assert.equal(seenOf(others.reduce(after, blocked)), 'blocked')
      }),
    )
  })

  it('look to the one who is blocked as if the other were just silent', () => {
    fc.assert(
      fc.property(steps, steps, (before, more) => {
        // Seen from who is blocked, beside somebody who has ended everything and says nothing more.
        const blocked = turned(acts.block(turned(play(before))))
        const silent = turned(acts.remove(turned({ ...play(before), theirs: undefined })))
        const own = more.map(({ act }) => ({ act, isOther: false }))
        const seen = (pair: Pair) => own.map((_step, index) => seenOf(own.slice(0, index + 1).reduce(after, pair)))
        if (silent.own === 'blocked' || blocked.own === 'blocked') return
        assert.deepEqual(seen(blocked), seen(silent))
      }),
    )
  })

  it('begin as they began once a block is lifted', () => {
    fc.assert(
      fc.property(steps, (more) => {
        const others = more.map(({ act }) => ({ act, isOther: true }))
        const lifted = acts.unblock(others.reduce(after, acts.block(nothing)))
        assert.equal(seenOf(lifted), undefined)
        assert.ok(seenOf(turned(lifted)) === undefined || seenOf(turned(lifted)) === 'blocked')
      }),
    )
  })
})
