import assert from 'node:assert/strict'
import fc from 'fast-check'
import { addCrew, give, pass, quietWorld } from '../test-world.ts'
import { systemNames } from '../world.ts'
import { effectiveness, updateHeat } from './power.ts'

const near = (actual: number, expected: number, by: number) =>
  assert.ok(Math.abs(actual - expected) <= by, `${actual} is not ${expected}`)

describe('power, heat and energy', () => {
  it('heat grows by 0.05 · (1.7^(power−1) − 1.01 − 0.1·coolant) a second and stays within 0–1', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(share, share, share, (p, c, heat) => {
        const [power, coolant] = [p * 3, c * 10]
        const system = { power, powerOrdered: power, coolant, coolantOrdered: coolant, heat, health: 1, hacked: 0 }
        updateHeat(system, 0.1)
        const rate = 0.05 * (1.7 ** (power - 1) - 1.01 - 0.1 * coolant)
        near(system.heat, Math.min(1, Math.max(0, heat + rate * 0.1)), 1e-9)
      }),
    )
  })

  it('an overheated system loses 0.08 health a second, and the crew hears of it once', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const { reactor } = ship.systems
    Object.assign(reactor, { power: 3, powerOrdered: 3, coolant: 0, coolantOrdered: 0, heat: 0.995 })
    const events = pass(world, 5).filter((event) => event.type === 'overheated')
    assert.deepEqual(
      events.map((event) => event.data),
      [{ system: 'reactor' }],
    )
    // Three repair crews win back 0.021 a second of it.
    near(reactor.health, 1 - 5 * (0.08 - 0.021), 0.02)
  })

  it('power slews by 0.3 a second', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    give(world, 'engineering.power', { system: 'impulse', power: 3 })
    pass(world, 1)
    near(ship.systems.impulse.power, 1 + 0.3 * 1.05, 1e-9)
    pass(world, 10)
    assert.equal(ship.systems.impulse.power, 3)
  })

  it('at difficulty 5 and 100% the reactor covers exactly what the systems draw; below there is some left', () => {
    for (const [difficulty, sign] of [
      [1, 1],
      [5, 0],
      [11, -1],
    ] as const) {
      const world = quietWorld(difficulty)
      const ship = addCrew(world)
      ship.energy = 500
      pass(world, 20)
      assert.equal(Math.sign(Math.round((ship.energy - 500) * 1e6)), sign)
      near(ship.energyRate, (ship.energy - 500) / 20, 1e-6)
    }
  })

  it('raised shields cost 1.5 energy a second', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    give(world, 'weapons.shields', { up: true })
    pass(world, 1)
    near(ship.energyRate, -1.5, 1e-9)
  })

  it('effectiveness is power times health; without energy 30% of it is left, except for the reactor', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    Object.assign(ship.systems.impulse, { power: 2, health: 0.5 })
    assert.equal(effectiveness(ship, 'impulse'), 1)
    ship.energy = 0
    near(effectiveness(ship, 'impulse'), 0.3, 1e-12)
    assert.equal(effectiveness(ship, 'reactor'), 1)
  })

  it('coolant: what is ordered and what flows never exceeds ten units', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const orders = fc.array(fc.tuple(fc.constantFrom(...systemNames), fc.double({ min: 0, max: 10, noNaN: true })))
    fc.assert(
      fc.property(orders, (list) => {
        for (const [system, coolant] of list) {
          give(world, 'engineering.coolant', { system, coolant })
          const sum = (key: 'coolant' | 'coolantOrdered') =>
            systemNames.reduce((total, name) => total + ship.systems[name][key], 0)
          assert.ok(sum('coolant') <= 10 + 1e-9 && sum('coolantOrdered') <= 10 + 1e-9)
        }
      }),
    )
  })

  it('coolant beyond what is free is refused, and the refusal names what is free', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const refusal = give(world, 'engineering.coolant', { system: 'beams', coolant: 4 })
    assert.deepEqual(refusal, { code: 'refused', detail: 'Only 3 units of coolant are free for it.' })
    assert.equal(give(world, 'engineering.coolant', { system: 'beams', coolant: 3 }), undefined)
    pass(world, 2)
    near(ship.systems.beams.coolant, 3, 1e-9)
  })

  it('repair crews mend the ordered system, or else the worst', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    ship.systems.beams.health = 0.5
    ship.systems.tubes.health = 0.2
    for (const crew of [0, 1, 2]) give(world, 'engineering.repair', { crew, system: 'beams' })
    pass(world, 10)
    // Two steps before the last crew was sent, it mended what was worst.
    near(ship.systems.beams.health, 0.5 + 10.05 * 0.021 + 0.05 * (2 + 1) * 0.007, 1e-6)
    near(ship.systems.tubes.health, 0.2 + 0.05 * (1 + 2) * 0.007, 1e-6)
    give(world, 'engineering.repair', { crew: 1, system: null })
    give(world, 'engineering.repair', { crew: 2, system: null })
    assert.deepEqual(
      ship.bridge!.repairCrews.map(({ at }) => at),
      ['beams', 'tubes', 'tubes'],
    )
    give(world, 'engineering.repair', { crew: 0, system: null })
    pass(world, 10)
    assert.ok(ship.systems.tubes.health > 0.4)
    pass(world, 60)
    assert.equal(ship.bridge!.statistics.repairs, 2)
  })
})
