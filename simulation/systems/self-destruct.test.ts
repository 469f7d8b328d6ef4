import assert from 'node:assert/strict'
import { consoleNames } from '../consoles/titles.ts'
import { applyOrder } from '../orders.ts'
import { addCrew, addDummy, give, pass, quietWorld } from '../test-world.ts'

const destruct = (world: ReturnType<typeof quietWorld>, console: 'engineering' | 'captain', act: string) =>
  give(world, `${console}.destruct`, { do: act })?.detail

describe('self-destruct', () => {
  it('takes two consoles: Engineering arms, the captain confirms, and ten seconds later all enemies within 1,500 are hurt', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const friend = addCrew(world, { x: 400, z: 0 })
    const [close, edge, far] = [addDummy(world, 500), addDummy(world, 1500, 1), addDummy(world, 1600, 2)]
    for (const each of [close, edge, far]) Object.assign(each, { hull: 400, maxHull: 400 })
    assert.match(destruct(world, 'captain', 'confirm')!, /arms it first/)
    assert.equal(destruct(world, 'engineering', 'arm'), undefined)
    assert.match(destruct(world, 'engineering', 'arm')!, /already/)
    assert.equal(destruct(world, 'captain', 'confirm'), undefined)
    const before = pass(world, 9.8)
    assert.equal(ship.hull, 200)
    assert.ok(!before.some((event) => event.type === 'explosion'))
    pass(world, 0.3)
    assert.deepEqual([ship.hull, friend.hull], [0, 200])
    assert.ok(close.hull < 400 - 220 && edge.hull < 400 - 60 && close.hull < edge.hull)
    assert.equal(far.hull, 400)
    assert.equal(ship.bridge!.statistics.kills, 0)
    assert.equal(ship.bridge!.selfDestruct.stage, 'safe')
    assert.ok(ship.bridge!.log.length >= 3)
  })

  it('takes two people: who armed it does not confirm from another console', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const order = (console: string, act: string, by: string) =>
      applyOrder(world, { group: 0, name: `${console}.destruct`, arguments: { do: act }, by })?.detail
    assert.equal(order('engineering', 'arm', 'ann'), undefined)
    assert.match(order('captain', 'confirm', 'ann')!, /two people/)
    assert.equal(ship.bridge!.selfDestruct.stage, 'armed')
    assert.equal(order('captain', 'confirm', 'bo'), undefined)
    assert.equal(ship.bridge!.selfDestruct.stage, 'counting')
  })

  it('is safe again when nobody confirms within 30 seconds', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    destruct(world, 'engineering', 'arm')
    pass(world, 29.8)
    assert.equal(ship.bridge!.selfDestruct.stage, 'armed')
    pass(world, 0.3)
    assert.equal(ship.bridge!.selfDestruct.stage, 'safe')
    assert.match(destruct(world, 'captain', 'confirm')!, /not armed/)
  })

  for (const console of ['engineering', 'captain'] as const) {
    it(`${console} may call it off until the end`, () => {
      const world = quietWorld()
      const ship = addCrew(world)
      assert.match(destruct(world, console, 'cancel')!, /not armed/)
      destruct(world, 'engineering', 'arm')
      destruct(world, 'captain', 'confirm')
      pass(world, 9.5)
      assert.equal(destruct(world, console, 'cancel'), undefined)
      pass(world, 20)
      assert.equal(ship.hull, 200)
    })
  }

  it('no autopilot arms or confirms, and where hulls are kept it is locked', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    addDummy(world, 800)
    destruct(world, 'engineering', 'arm')
    for (const name of consoleNames) ship.bridge!.autopilot[name] = true
    pass(world, 20)
    assert.equal(ship.bridge!.selfDestruct.stage, 'armed')
    pass(world, 60)
    assert.equal(ship.bridge!.selfDestruct.stage, 'safe')
    world.progress.hullFloor = 0.15
    assert.match(destruct(world, 'engineering', 'arm')!, /locked/)
  })
})
