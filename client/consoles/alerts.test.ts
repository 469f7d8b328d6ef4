/** Rules of the alerts: what must be seen, how soon, and that calm is calm. */

import assert from 'node:assert/strict'
import { ContactReplica } from '../../schema/contact.replica.ts'
import { systemNames } from '../../simulation/world.ts'
import type { ContactView, ShipView } from '../network/snapshot.ts'
import { shipView, systemView } from '../network/test-views.ts'
import { alertsOf, collisionOf } from './alerts.ts'

const contact = (values: Partial<ContactView>): ContactView => ({ ...new ContactReplica().toJSON(), id: 1, ...values })
const calm = (values: Partial<ShipView> = {}): ShipView => ({
  ...shipView(),
  shipClass: 'frigate',
  alive: true,
  hull: 200,
  maxHull: 200,
  energy: 1000,
  systems: systemNames.map(() => systemView({ coolant: 1 })),
  ...values,
})
const idsOf = (ship: ShipView, contacts: ContactView[] = []) => alertsOf({ ship, contacts }).map(({ id }) => id)

describe('alerts', () => {
  it('are silent when nothing is amiss, and on a lost ship', () => {
    assert.deepEqual(idsOf(calm()), [])
    assert.deepEqual(idsOf(calm({ hull: 0, alive: false })), [])
  })

  it('tell a torpedo’s seconds, bearing and how many follow; not those that fly past or are friends’', () => {
    const torpedo = { kind: 'torpedo', relation: 'hostile', speed: 200, z: 2000, heading: Math.PI } as const
    const alerts = alertsOf({
      ship: calm(),
      contacts: [contact({ ...torpedo, z: 3000 }), contact(torpedo), contact({ ...torpedo, heading: 0 })],
    })
    assert.equal(alerts.length, 1)
    assert.deepEqual([alerts[0]?.seconds, alerts[0]?.tone], [10, 'danger'])
    assert.match(alerts[0]!.detail, /From 000°, 1 more/)
    assert.deepEqual(idsOf(calm(), [contact({ ...torpedo, relation: 'friend' })]), [])
  })

  it('warn of the first rock or station on the course, but not in a dock', () => {
    const rocks = [
      contact({ id: 5, kind: 'asteroid', z: 1760, size: 100 }),
      contact({ id: 6, kind: 'station', z: 960, size: 100 }),
      contact({ id: 7, kind: 'ship', z: 300, size: 60 }),
    ]
    const found = collisionOf(calm({ speed: 80 }), rocks)
    assert.deepEqual([found?.contact.id, found?.seconds], [6, 10])
    assert.equal(collisionOf(calm({ speed: 80, dockedTo: 6 }), rocks), undefined)
    assert.deepEqual(idsOf(calm({ speed: 0 }), rocks), [])
  })

  it('foresee what overheats, and name hull and energy when they are low', () => {
    const hot = systemView({ power: 3, coolant: 0, heat: 0.5 })
    const ship = calm({ systems: calm().systems.map((system, index) => (index === 1 ? hot : system)) })
    assert.deepEqual(idsOf(ship), ['heat-beams'])
    assert.deepEqual(idsOf(calm({ hull: 70, energy: 100 })), ['hull', 'energy'])
  })

  it('stand with danger first, then by time', () => {
    const torpedo = contact({ kind: 'torpedo', relation: 'hostile', speed: 200, z: 4000, heading: Math.PI })
    const rock = contact({ id: 5, kind: 'asteroid', z: 960, size: 100 })
    assert.deepEqual(idsOf(calm({ speed: 80, hull: 30 }), [torpedo, rock]), ['torpedo', 'hull', 'collision'])
  })
})
