/** Rules of the bridge's list: what each console is about, most telling first. */

import assert from 'node:assert/strict'
import { ContactReplica } from '../../schema/contact.replica.ts'
import { TubeReplica } from '../../schema/ship.replica.ts'
import { type ConsoleName, consoleNames } from '../../simulation/consoles/titles.ts'
import { systemNames } from '../../simulation/world.ts'
import type { ShipView } from '../network/snapshot.ts'
import { shipView, systemView } from '../network/test-views.ts'
import { doingOf } from './doing.ts'

const ship = (values: Partial<ShipView> = {}): ShipView => ({
  ...shipView(),
  systems: systemNames.map(() => systemView({ coolant: 1 })),
  ...values,
})
const contacts = [{ ...new ContactReplica().toJSON(), id: 31 }]
const words = (id: ConsoleName, values: Partial<ShipView>) =>
  doingOf(id, { ship: ship(values), contacts }, 100, 20).words

describe('what the consoles do', () => {
  it('is always told', () => {
    for (const id of consoleNames) assert.ok(words(id, {}).length > 0, id)
  })

  it('helm: course and speed, the warp level, the jump’s seconds', () => {
    assert.equal(words('helm', { headingOrdered: (78 * Math.PI) / 180, impulseOrdered: 0.7 }), 'To 078°, 70%')
    assert.equal(words('helm', { warpOrdered: 3 }), 'To 000°, warp 3')
    assert.equal(
      words('helm', { jump: { stage: 'counting', bearing: 0, distance: 0, charge: 0, at: 200 } }),
      'Jump in 5 s',
    )
    assert.equal(words('helm', { dockedTo: 4 }), 'Docked')
  })

  it('weapons: what is ready, else what will be first', () => {
    const tube = (values: object) => ({ ...new TubeReplica().toJSON(), ...values })
    assert.equal(words('weapons', { tubes: [tube({ state: 'loaded' }), tube({})] }), 'Tube 1 ready')
    const loading = [tube({ state: 'loading', readyAt: 400 }), tube({ state: 'loading', readyAt: 160 })]
    assert.equal(words('weapons', { tubes: loading }), 'Tube 2 in 3 s')
  })

  it('engineering: what overheats next, as something urgent; science: what is scanned', () => {
    const systems = ship().systems.map((system, index) => (index === 1 ? { ...system, power: 3, coolant: 0 } : system))
    const doing = doingOf('engineering', { ship: ship({ systems }), contacts }, 100, 20)
    assert.match(doing.words, /^Beams hot in/)
    assert.equal(doing.isUrgent, true)
    const burning = systems.map((system, index) => (index === 1 ? { ...system, heat: 1 } : system))
    assert.equal(words('engineering', { systems: burning }), 'Beams too hot')
    assert.equal(words('science', { scanTarget: 31 }), 'Scanning Contact 31')
  })
})
