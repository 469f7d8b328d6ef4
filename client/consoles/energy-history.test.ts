import assert from 'node:assert/strict'
import { effectiveness } from '../../simulation/systems/power.ts'
import { addCrew, pass, quietWorld } from '../../simulation/test-world.ts'
import { systemNames } from '../../simulation/world.ts'
import { createEnergyHistory, gainOf, pathOf } from './energy-history.ts'

const seen = (energy: number, dockedTo = 0) => ({ energy, dockedTo, systems: [{ effectiveness: 1 }] })

describe('energy in and out', () => {
  it('is what the simulation gains and spends', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    Object.assign(ship, { energy: 500 })
    Object.assign(ship.systems.impulse, { power: 3, powerOrdered: 3 })
    const history = createEnergyHistory()
    const look = () => {
      const systems = systemNames.map((name) => ({ effectiveness: effectiveness(ship, name) }))
      history.see({ energy: ship.energy, dockedTo: 0, systems }, world.tick / world.hz)
    }
    look()
    for (let second = 0; second < 20; second++) {
      pass(world, 1)
      look()
    }
    const { gained, spent } = history.samples.at(-1)!
    assert.equal(history.samples.length, 10)
    assert.ok(Math.abs(gained - 2) < 1e-6)
    // Impulse at 300% draws 0.08 · 4 · 2 more than at 100%, where all is balanced.
    assert.ok(Math.abs(spent - 2.64) < 1e-6, `${spent}`)
  })

  it('counts a dock as gain', () => {
    assert.equal(gainOf(seen(10, 7)), 12)
  })

  it('keeps a minute, a sample each two seconds, and starts anew with another world', () => {
    const history = createEnergyHistory()
    for (let tick = 0; tick < 200 * 20; tick++) history.see(seen(500), tick / 20)
    assert.ok(history.samples.length >= 29 && history.samples.length <= 31)
    history.see(seen(500), 1)
    assert.equal(history.samples.length, 0)
  })

  it('leaves a gap empty', () => {
    const history = createEnergyHistory()
    for (const at of [0, 2, 4, 30, 32, 34]) history.see(seen(500), at)
    assert.deepEqual(
      history.samples.map(({ follows }) => follows),
      [false, true, false, true],
    )
    const path = pathOf(history.samples, 'gained', 34, { width: 60, height: 10, most: 4 })
    assert.equal(path.match(/M/g)?.length, 2)
    assert.ok(path.endsWith('L60.0 5.0'))
    // Also when the one before it is older than a minute.
    assert.match(pathOf(history.samples.slice(1), 'gained', 34, { width: 60, height: 10, most: 4 }), /^M/)
  })
})
