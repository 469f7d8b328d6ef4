import assert from 'node:assert/strict'
import { distance } from '../math.ts'
import { spawnAiShip } from '../spawn.ts'
import { addNebula } from '../terrain.ts'
import { addCrew, addDock, addDummy, give, pass, quietWorld } from '../test-world.ts'
import { isRecognised, knows, sensedFrom } from './sensors.ts'

describe('probes', () => {
  it('fly to their place at 200 units a second, stay there, and end after ten minutes', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    assert.equal(give(world, 'science.probe', { x: 3000, z: 4000 }), undefined)
    assert.equal(ship.bridge!.probes, 7)
    const probe = world.probes[0]!
    pass(world, 10)
    assert.ok(Math.abs(distance(probe, { x: 0, z: 0 }) - 2010) < 20)
    pass(world, 20)
    assert.deepEqual([probe.x, probe.z, probe.speed], [3000, 4000, 0])
    pass(world, 569)
    assert.equal(world.probes.length, 1)
    const events = pass(world, 2)
    assert.equal(world.probes.length, 0)
    assert.deepEqual(events, [{ type: 'probe-ended', groups: [0], data: { number: 1, shot: false } }])
  }).timeout(10_000)

  it('see for their own crew what is within 5,000 of them, also beyond the ship’s reach and in a nebula', () => {
    const world = quietWorld()
    const [ship, other] = [addCrew(world), addCrew(world)]
    const raider = addDummy(world, 70_000)
    addNebula(world, raider, 3000)
    assert.equal(knows(world, ship, raider.id), false)
    give(world, 'science.probe', { x: 0, z: 66_000 })
    Object.assign(world.probes[0]!, { x: 0, z: 66_000 })
    assert.equal(knows(world, ship, raider.id), true)
    assert.equal(sensedFrom(world, ship, raider), 4000)
    assert.equal(isRecognised(world, ship, raider), true)
    assert.equal(knows(world, other, raider.id), false)
    assert.equal(give(world, 'science.scan', { contact: raider.id }), undefined)
    assert.ok(ship.bridge!.scan!.duration < 17)
    raider.z = 71_500
    assert.equal(knows(world, ship, raider.id), false)
  })

  it('come from what is aboard, and a dock gives one back every ten seconds', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const dock = addDock(world, 500)
    for (let sent = 0; sent < 8; sent++) assert.equal(give(world, 'science.probe', { x: 0, z: 500 }), undefined)
    assert.match(give(world, 'science.probe', { x: 0, z: 500 })!.detail, /No probe is aboard/)
    assert.equal(new Set(world.probes.map(({ number }) => number)).size, 8)
    give(world, 'helm.dock', { station: dock.id })
    pass(world, 30)
    assert.equal(ship.bridge!.probes, 3)
    assert.match(give(world, 'science.probe', { x: 0, z: 500 })!.detail, /Undock first/)
    give(world, 'helm.undock', {})
    assert.match(give(world, 'science.probe', { x: 0, z: 500 })!.detail, /8 probes are out/)
    give(world, 'helm.dock', { station: dock.id })
    pass(world, 100)
    assert.equal(ship.bridge!.probes, 8)
  })

  it('are shot by enemies who have nothing better to shoot at', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    spawnAiShip(world, 'npc-frigate', 'corsairs', { x: 0, z: 40_000, heading: Math.PI }, [])
    give(world, 'science.probe', { x: 0, z: 39_000 })
    Object.assign(world.probes[0]!, { z: 39_000 })
    pass(world, 0.5)
    assert.equal(world.probes.length, 0)
    assert.match(ship.bridge!.log.at(-1)!.text, /was shot/)
  })
})

describe('waypoints', () => {
  it('take the lowest free number from 1 to 9, and are refused when all are set', () => {
    const world = quietWorld()
    const { bridge } = addCrew(world)
    const numbers = () => bridge!.waypoints.map(({ number }) => number)
    for (let set = 0; set < 9; set++) assert.equal(give(world, 'science.waypoint', { x: set, z: -set }), undefined)
    assert.match(give(world, 'science.waypoint', { x: 0, z: 0 })!.detail, /clear one first/)
    assert.deepEqual(numbers(), [1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert.equal(give(world, 'science.clear', { number: 4 }), undefined)
    assert.match(give(world, 'science.clear', { number: 4 })!.detail, /not set/)
    give(world, 'science.waypoint', { x: 50, z: 60 })
    assert.deepEqual(bridge!.waypoints.at(-1), { number: 4, x: 50, z: 60 })
  })
})
