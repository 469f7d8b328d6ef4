import assert from 'node:assert/strict'
import { type ContactKind, ContactReplica } from '../../schema/contact.replica.ts'
import { dockingRange } from '../../simulation/ranges.ts'
import type { ContactView, ShipView } from '../network/snapshot.ts'
import { shipView } from '../network/test-views.ts'
import { kinds } from '../text/terms.ts'
import { byFriendship, byThreat, dockOf, labelOf, markOf, natureOf, nextAfter } from './contacts.ts'

const contact = (values: Partial<ContactView>): ContactView => ({ ...new ContactReplica().toJSON(), id: 1, ...values })
const ship = (values: Partial<ShipView> = {}): ShipView => ({ ...shipView(), ...values })

describe('contacts', () => {
  it('are called by name, else by class, else by number', () => {
    assert.deepEqual(labelOf(contact({ name: 'Skua', kind: 'ship' })), { text: 'Skua', isName: true })
    assert.equal(labelOf(contact({ kind: 'ship', shipClass: 'frigate' })).text, 'Frigate')
    assert.equal(labelOf(contact({ id: 31 })).text, 'Contact 31')
  })

  it('stand in the list with threats first, the nearer before the farther', () => {
    const list = [
      contact({ id: 1, kind: 'station', relation: 'friend' }),
      contact({ id: 2, kind: 'ship', relation: 'hostile', x: 9000 }),
      contact({ id: 3, kind: 'ship', relation: 'hostile', x: 2000 }),
      contact({ id: 4, kind: 'unknown' }),
      contact({ id: 5, kind: 'torpedo', relation: 'hostile' }),
    ]
    assert.deepEqual(
      byThreat(ship(), list).map((each) => each.id),
      [3, 2, 4, 1],
    )
  })

  it('can be called friends first, the nearer before the farther', () => {
    const list = [
      contact({ id: 1, kind: 'ship', relation: 'hostile' }),
      contact({ id: 2, kind: 'station', relation: 'friend', x: 9000 }),
      contact({ id: 3, kind: 'station', relation: 'friend', x: 2000 }),
      contact({ id: 4, kind: 'unknown' }),
    ]
    assert.deepEqual(
      byFriendship(ship(), list).map((each) => each.id),
      [3, 2, 4, 1],
    )
  })

  it('say whose they are and of which class, as far as it is known', () => {
    assert.equal(natureOf(contact({ faction: 'corsairs', shipClass: 'frigate' })), 'Corsairs · Frigate')
    assert.equal(natureOf(contact({ faction: '', shipClass: '' })), '')
  })

  it('follow one another round and round', () => {
    const list = [contact({ id: 1 }), contact({ id: 2 })]
    assert.equal(nextAfter(list, 0)?.id, 1)
    assert.equal(nextAfter(list, 1)?.id, 2)
    assert.equal(nextAfter(list, 2)?.id, 1)
    assert.equal(nextAfter([], 2), undefined)
    assert.equal(nextAfter(list, 1, -1)?.id, 2)
    assert.equal(nextAfter(list, 0, -1)?.id, 2)
  })

  it('become marks of every kind', () => {
    for (const kind of Object.keys(kinds) as ContactKind[]) assert.ok(markOf(contact({ kind })).shape, kind)
    assert.equal(markOf(contact({ kind: 'blip' })).shape, 'blip')
  })
})

describe('docking', () => {
  const station = contact({ kind: 'station', relation: 'friend', size: 200 })

  it('tells what is missing: nearness, then slowness', () => {
    const far = dockOf(ship({ x: dockingRange + 201 }), [station])
    assert.deepEqual([far?.isNear, far?.isSlow], [false, true])
    const fast = dockOf(ship({ x: dockingRange + 200, speed: -21 }), [station])
    assert.deepEqual([fast?.isNear, fast?.isSlow], [true, false])
  })

  it('is not offered by enemies', () => {
    assert.equal(dockOf(ship(), [{ ...station, relation: 'hostile' }]), undefined)
  })
})
