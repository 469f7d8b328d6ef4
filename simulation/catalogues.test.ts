import assert from 'node:assert/strict'
import { consoles } from './consoles/index.ts'
import type { Faction } from './factions/faction.ts'
import { factions, relations } from './factions/index.ts'
import { boostSpeed, warpLimit } from './move.ts'
import { ordnanceIds, ordnances } from './ordnance/index.ts'
import type { Ordnance } from './ordnance/ordnance.ts'
import { scenarios } from './scenarios/index.ts'
import { shipClasses } from './ships/index.ts'
import type { ShipClass } from './ships/ship-class.ts'
import { crewedShipNames } from './spawn.ts'
import { stationClasses } from './stations/index.ts'

const catalogues = { consoles, factions, ordnances, scenarios, shipClasses, stationClasses }

describe('catalogues', () => {
  for (const [name, catalogue] of Object.entries(catalogues)) {
    it(`${name}: each record stands under its own id`, () => {
      for (const [id, record] of Object.entries(catalogue)) assert.equal(record.id, id)
    })
  }

  for (const shipClass of Object.values<ShipClass>(shipClasses)) {
    it(`${shipClass.name}: can fly, fits the wire, and stocks what exists`, () => {
      for (const value of ['hull', 'radius', 'speed', 'acceleration', 'turnRate', 'turnAcceleration'] as const) {
        assert.ok(shipClass[value] > 0, value)
      }
      // Bounds of the quantised fields: hull 1024, shields 2048; speed 4095 at 300% power and the fastest pace, at full
      // warp and in a burst.
      const fastest = shipClass.speed * 3 * 1.3 + boostSpeed + (shipClass.drive === 'warp' ? warpLimit : 0)
      assert.ok(shipClass.hull <= 1024 && fastest <= 4095 && shipClass.turnRate * 3 <= 4)
      assert.ok(shipClass.shields.front <= 2048 && shipClass.shields.rear <= 2048)
      for (const id of Object.keys(shipClass.stock)) assert.ok(ordnanceIds.includes(id as never), id)
      for (const beam of shipClass.beams) assert.ok(beam.arc > 0 && beam.range > 0 && beam.cycle > 0 && beam.damage > 0)
      assert.ok(shipClass.tubes === 0 || shipClass.loadSeconds > 0)
    })
  }

  for (const ordnance of Object.values<Ordnance>(ordnances)) {
    it(`${ordnance.name}: flies, and hurts most where it bursts`, () => {
      assert.ok(ordnance.speed > 0 && ordnance.life > 0 && ordnance.blast > 0)
      assert.ok(ordnance.damage.centre >= ordnance.damage.edge)
      // What lies in wait must reach whoever set it off.
      if (ordnance.salvo) assert.ok(ordnance.salvo.count > 1 && ordnance.salvo.every > 0)
      if (ordnance.mine) assert.ok(ordnance.mine.sensor < ordnance.blast && !ordnance.isGuided)
      assert.equal(ordnance.turnRate > 0, ordnance.isGuided ?? false)
    })
  }

  it('relations are mutual, and each faction is its own friend', () => {
    const ids = Object.keys(factions) as (keyof typeof factions)[]
    for (const one of ids) {
      assert.equal(relations[one][one], 'friend')
      for (const other of ids) assert.equal(relations[one][other], relations[other][one])
    }
  })

  it('no two ships share a name', () => {
    const names = [...crewedShipNames, ...Object.values<Faction>(factions).flatMap((faction) => faction.shipNames)]
    assert.equal(new Set(names).size, names.length)
    assert.equal(crewedShipNames.length, 8)
  })
})
