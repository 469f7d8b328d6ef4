/** Rules of the drives' instruments: they run as the simulation does. */

import assert from 'node:assert/strict'
import { systemNames } from '../../simulation/world.ts'
import type { ShipView } from '../network/snapshot.ts'
import { shipView, systemView } from '../network/test-views.ts'
import { jumpCharge, maneuverCharge, pathOf } from './drives.ts'

const ship = (values: Partial<ShipView> = {}): ShipView => ({
  ...shipView(),
  shipClass: 'frigate',
  systems: systemNames.map(() => systemView()),
  ...values,
})

describe('the drives’ instruments', () => {
  it('count the maneuver down in use and up at rest', () => {
    assert.ok(Math.abs(maneuverCharge(ship({ maneuverAt: 130, boostOrdered: 1 }), 100, 20) - 0.5) < 1e-9)
    assert.ok(Math.abs(maneuverCharge(ship({ maneuverAt: 300 }), 100, 20) - 0.5) < 1e-9)
    assert.equal(maneuverCharge(ship(), 100, 20), 1)
  })

  it('charge the jump toward its distance, and keep what was charged', () => {
    const charging = ship({ jump: { stage: 'charging', bearing: 0, distance: 25_000, charge: 0, at: 1000 } })
    assert.ok(Math.abs(jumpCharge(charging, 1000, 20) - 25_000) < 1e-6)
    assert.ok(Math.abs(jumpCharge(charging, 100, 20)) < 1e-6)
    assert.equal(
      jumpCharge(ship({ jump: { stage: 'idle', bearing: 0, distance: 0, charge: 7000, at: 0 } }), 5, 20),
      7000,
    )
  })

  it('draw the way round to the ordered heading, and none for a ship that lies still', () => {
    assert.deepEqual(pathOf(ship(), 1, 0), [])
    const engines = { fullSpeed: 80, levelSpeed: 0, turnLimit: 0.2 }
    const flying = ship({ alive: true, speed: 80, engines })
    const path = pathOf(flying, Math.PI / 2, 1)
    const [x, z] = path.slice(-2)
    assert.ok(x! > 800 && z! > 200 && z! < 1000)
  })
})
