import assert from 'node:assert/strict'
import { z } from 'zod'
import { randomOrder } from './determinism.ts'
import { hash } from './hash.ts'
import { applyOrder, type OrderName, orderCatalogue } from './orders.ts'
import { seedRandom } from './random.ts'
import { addNebula } from './terrain.ts'
import { addCrew, addDock, addDummy, give, pass, quietWorld } from './test-world.ts'

const names = Object.keys(orderCatalogue) as OrderName[]
const busyWorld = () => {
  const world = quietWorld()
  const ship = addCrew(world)
  const raider = addDummy(world, 3000)
  const dock = addDock(world, -900)
  return { world, ship, raider, dock }
}

describe('orders', () => {
  for (const name of names) {
    it(`${name}: a lost ship refuses it and nothing changes`, () => {
      const { world, ship } = busyWorld()
      ship.hull = 0
      const before = hash(world)
      const order = { ...randomOrder(seedRandom(1), world, name), group: 0 }
      assert.equal(applyOrder(world, order)?.code, 'ship-lost')
      assert.equal(hash(world), before)
    })

    it(`${name}: nonsense is refused and nothing changes`, () => {
      const { world } = busyWorld()
      const before = hash(world)
      const good = randomOrder(seedRandom(1), world, name).arguments as Record<string, unknown>
      const nonsense: unknown[] = [undefined, null, 7, 'x', [], { ...good, more: 1 }]
      for (const key of Object.keys(good)) {
        for (const value of [undefined, Number.NaN, Number.POSITIVE_INFINITY, -1e12, 1e12, {}, '__proto__']) {
          nonsense.push({ ...good, [key]: value })
        }
      }
      for (const args of nonsense) {
        assert.equal(applyOrder(world, { group: 0, name, arguments: args })?.code, 'refused', JSON.stringify(args))
      }
      assert.equal(hash(world), before)
    })
  }

  for (const name of names) {
    const shape = z.toJSONSchema(orderCatalogue[name].shape)
    const aimed = Object.entries(shape.properties ?? {}).find(([, value]) =>
      JSON.stringify(value).includes('"contact"'),
    )
    if (aimed === undefined) continue
    it(`${name}: a contact that is gone, too far, hidden or the ship itself is refused and nothing changes`, () => {
      const { world, ship, raider, dock } = busyWorld()
      const hidden = addDummy(world, 9000, 1)
      addNebula(world, hidden, 2000)
      raider.hull = 0
      dock.z = -70_000
      const before = hash(world)
      const others = randomOrder(seedRandom(1), world, name).arguments as object
      for (const id of [raider.id, dock.id, hidden.id, ship.id, 999]) {
        const args: unknown = { ...others, [aimed[0]]: id }
        assert.equal(applyOrder(world, { group: 0, name, arguments: args })?.code, 'no-target')
      }
      assert.equal(hash(world), before)
    })
  }

  it('of no known name or group are refused and nothing changes', () => {
    const { world } = busyWorld()
    const before = hash(world)
    for (const name of ['', 'helm', 'helm.fly', 'constructor', '__proto__', 'helm.__proto__']) {
      assert.equal(applyOrder(world, { group: 0, name, arguments: {} })?.code, 'refused')
    }
    for (const group of [-1, 1, 0.5, Number.NaN]) {
      assert.equal(applyOrder(world, { group, name: 'helm.impulse', arguments: { value: 1 } })?.code, 'refused')
    }
    assert.equal(hash(world), before)
  })

  it('every refusal of a working ship says what is missing, in a sentence', () => {
    const { world } = busyWorld()
    const draw = seedRandom(5)
    let refusals = 0
    for (let i = 0; i < 2000; i++) {
      const before = hash(world)
      const refusal = applyOrder(world, randomOrder(draw, world))
      if (!refusal) continue
      refusals += 1
      assert.match(refusal.detail, /^[A-Z].*\.$/)
      assert.equal(hash(world), before)
    }
    assert.ok(refusals > 100)
  })

  it('give one result each, in their order', () => {
    const { world, ship } = busyWorld()
    assert.equal(give(world, 'helm.impulse', { value: 0.5 }), undefined)
    assert.equal(give(world, 'helm.undock', {})?.code, 'refused')
    assert.equal(ship.helm.impulse, 0.5)
  })

  it('autopilot hands a console over, and an order by hand does not', () => {
    const { world, ship } = busyWorld()
    assert.equal(give(world, 'autopilot', { console: 'helm', on: true }), undefined)
    assert.equal(ship.bridge!.autopilot.helm, true)
    give(world, 'helm.impulse', { value: 0.25 })
    assert.equal(ship.bridge!.autopilot.helm, true)
    assert.equal(give(world, 'autopilot', { console: 'galley', on: true })?.code, 'refused')
  })

  it('from nobody change nothing: a console without its autopilot rests', () => {
    const { world, ship } = busyWorld()
    pass(world, 10)
    assert.equal(ship.target, 0)
    assert.equal(ship.speed, 0)
    assert.equal(ship.shields.up, false)
  })
})
