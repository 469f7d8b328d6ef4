import assert from 'node:assert/strict'
import { addAnomaly } from '../terrain.ts'
import { addCrew, addDock, addDummy, give, pass, quietWorld } from '../test-world.ts'
import { destroy } from './damage.ts'
import { maxQueue, scanDuration } from './scans.ts'
import { scanLevel } from './sensors.ts'

describe('scans', () => {
  it('take 15–30 s, the second 30–60 s, and less when closer', () => {
    assert.deepEqual([scanDuration(0, 0), scanDuration(0, 1)], [15, 30])
    assert.deepEqual([scanDuration(50_000, 0), scanDuration(50_000, 1)], [30, 60])
  })

  it('two reveal a contact, level by level; a third is refused', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const raider = addDummy(world, 3000)
    assert.equal(give(world, 'science.scan', { contact: raider.id }), undefined)
    assert.match(give(world, 'science.scan', { contact: raider.id })!.detail, /under way/)
    const events = pass(world, 16)
    assert.deepEqual(events, [{ type: 'scanned', groups: [0], data: { contact: raider.id, level: 1 } }])
    give(world, 'science.scan', { contact: raider.id })
    pass(world, 32)
    assert.equal(scanLevel(world, ship, raider), 2)
    assert.equal(ship.bridge!.statistics.scans, 2)
    assert.match(give(world, 'science.scan', { contact: raider.id })!.detail, /Everything is known/)
  })

  it('wait in a queue behind the one under way, and follow in their order', () => {
    const world = quietWorld()
    const { bridge } = addCrew(world)
    const raiders = [2000, 3000, 4000].map((away) => addDummy(world, away))
    for (const { id } of raiders) assert.equal(give(world, 'science.scan', { contact: id }), undefined)
    const [first, second, third] = raiders.map(({ id }) => id)
    assert.deepEqual([bridge!.scan?.target, bridge!.scanQueue], [first, [second, third]])
    assert.match(give(world, 'science.scan', { contact: third })!.detail, /queue already/)
    pass(world, 16)
    assert.deepEqual([bridge!.scan?.target, bridge!.scanQueue], [second, [third]])
    raiders[2]!.hull = 0
    pass(world, 16)
    assert.deepEqual([bridge!.scan, bridge!.scanQueue], [undefined, []], 'what is gone leaves the queue')
    assert.deepEqual(bridge!.scans, { [first!]: 1, [second!]: 1 })
  })

  it('fill a queue of eight, and no more', () => {
    const world = quietWorld()
    const { bridge } = addCrew(world)
    const raiders = Array.from({ length: maxQueue + 2 }, (_, index) => addDummy(world, 3000, index / 2))
    const refusals = raiders.map(({ id }) => give(world, 'science.scan', { contact: id })?.detail)
    assert.deepEqual(refusals.slice(0, -1), Array(maxQueue + 1).fill(undefined))
    assert.match(refusals.at(-1)!, /queue is full/)
    assert.equal(bridge!.scanQueue.length, maxQueue)
  })

  it('are cancelled one by one, the one under way or a queued one, and nothing else is', () => {
    const world = quietWorld()
    const { bridge } = addCrew(world)
    const [first, second, third] = [2000, 3000, 4000].map((away) => addDummy(world, away).id)
    for (const contact of [first, second, third]) give(world, 'science.scan', { contact })
    assert.equal(give(world, 'science.cancel', { contact: second }), undefined)
    assert.equal(give(world, 'science.cancel', { contact: second })?.code, 'no-target')
    assert.deepEqual([bridge!.scan?.target, bridge!.scanQueue], [first, [third]])
    assert.equal(give(world, 'science.cancel', { contact: first }), undefined)
    assert.deepEqual([bridge!.scan?.target, bridge!.scanQueue], [third, []], 'the next one begins')
  })

  it('stall while the contact is off the sensors, and go on where they stood', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const raider = addDummy(world, 3000)
    for (const name of ['science.scan', 'science.mark', 'weapons.target']) give(world, name, { contact: raider.id })
    pass(world, 5)
    raider.z = 60_000
    pass(world, 30)
    assert.deepEqual([ship.bridge!.marked, ship.target], [0, 0])
    assert.ok(Math.abs(ship.bridge!.scan!.remaining - (scanDuration(3000, 0) - 5)) < 0.2)
    raider.z = 3000
    pass(world, 11)
    assert.equal(scanLevel(world, ship, raider), 1)
  })

  it('tell a name: who has not scanned a raider hears of its end, but not who it was', () => {
    const world = quietWorld()
    const crews = [addCrew(world), addCrew(world)]
    const raider = addDummy(world, 4000)
    crews[1]!.bridge!.scans[raider.id] = 1
    world.events = []
    destroy(world, raider, crews[0]!.id)
    assert.deepEqual(
      world.events.map((event) => [event.type, event.groups, event.type === 'destroyed' && event.data.name]),
      [
        ['destroyed', [0], ''],
        ['destroyed', [1], raider.name],
      ],
    )
  })

  it('one’s own side needs none', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const dock = addDock(world, 3000)
    const raider = addDummy(world, 3000)
    assert.deepEqual([scanLevel(world, ship, dock), scanLevel(world, ship, raider)], [2, 0])
    assert.match(give(world, 'science.scan', { contact: dock.id })!.detail, /Everything is known of Testwick/)
  })

  it('the first full scan of an anomaly is worth ten reputation and a line of the log; the second crew’s is not', () => {
    const world = quietWorld()
    const crews = [addCrew(world), addCrew(world)]
    const odd = addAnomaly(world, { x: 0, z: 3000 }, 'crystals')
    const before = world.reputation
    for (const [group, { bridge }] of crews.entries()) {
      for (const wait of [17, 33]) {
        assert.equal(give(world, 'science.scan', { contact: odd.id }, group), undefined)
        pass(world, wait)
      }
      assert.equal(bridge!.scans[odd.id], 2)
      assert.match(bridge!.log.at(-1)!.text, group === 0 ? /Drifting crystals surveyed: 10/ : /surveyed\.$/)
    }
    assert.equal(world.reputation, before + 10)
  })
})
