import assert from 'node:assert/strict'
import type { ContactView, ShipView } from '../network/snapshot.ts'
import { blastsAhead, greatBlast, needsTarget, nextTorpedo, weakShield } from './threats.ts'

const ship = (values: object = {}) =>
  ({
    x: 0,
    z: 0,
    heading: 0,
    tubes: [],
    shieldsUp: true,
    shieldFront: 90,
    shieldRear: 90,
    ...shieldsOf,
    ...values,
  }) as unknown as ShipView
const shieldsOf = { maxShieldFront: 100, maxShieldRear: 100 }
const torpedo = (id: number, z: number, heading: number, values: object = {}) =>
  ({
    id,
    kind: 'torpedo',
    relation: 'hostile',
    x: 0,
    z,
    heading,
    speed: 200,
    shipClass: 'homing',
    ...values,
  }) as ContactView

describe('threats', () => {
  it('the torpedo that is here first, of those that are hostile and come toward us', () => {
    const contacts = [
      torpedo(1, 2000, Math.PI),
      torpedo(2, 1000, Math.PI),
      torpedo(3, 400, 0),
      torpedo(4, 300, Math.PI, { relation: 'friend' }),
    ]
    const next = nextTorpedo(ship(), contacts)
    assert.equal(next?.contact.id, 2)
    assert.ok(Math.abs(next.seconds - 5) < 1e-9)
    assert.equal(nextTorpedo(ship(), contacts.slice(2)), undefined)
  })

  it('the raised shield that is nearly gone while the other is not', () => {
    assert.equal(weakShield(ship()), undefined)
    assert.equal(weakShield(ship({ shieldFront: 31 })), 'front')
    assert.equal(weakShield(ship({ shieldRear: 10 })), 'rear')
    assert.equal(weakShield(ship({ shieldFront: 20, shieldRear: 21 })), undefined)
    assert.equal(weakShield(ship({ shieldFront: 31, shieldsUp: false })), undefined)
  })

  it('blasts of what is loaded: at the target, and astern for a mine', () => {
    assert.deepEqual(['homing', 'nuke', 'emp', 'mine', 'hvli', 'x'].map(greatBlast), [
      undefined,
      1000,
      1000,
      1000,
      undefined,
      undefined,
    ])
    assert.deepEqual(['homing', 'nuke', 'emp', 'mine', 'hvli'].map(needsTarget), [true, true, true, false, false])
    const tubes = [
      { state: 'loaded', ordnance: 'mine' },
      { state: 'loading', ordnance: 'nuke' },
    ]
    assert.deepEqual(blastsAhead(ship({ tubes }), torpedo(1, 500, 0)), [{ x: 0, z: -1000, radius: 1000 }])
  })
})
