import assert from 'node:assert/strict'
import fc from 'fast-check'
import { addCrew, addDock, addDummy, give, pass, quietWorld } from '../test-world.ts'
import { effectiveness } from './power.ts'

const scene = (away = 3000) => {
  const world = quietWorld()
  const ship = addCrew(world)
  const raider = addDummy(world, away)
  ship.bridge!.scans[raider.id] = 1
  return { world, ship, raider }
}

describe('hacking', () => {
  it('takes a quarter of a system’s power each time, three quarters at most, and all comes back in 180 seconds', () => {
    const { world, ship, raider } = scene(0)
    for (const expected of [0.25, 0.5, 0.75, 0.75]) {
      assert.equal(give(world, 'comms.hack', { contact: raider.id, system: 'impulse' }), undefined)
      pass(world, 16)
      const { hacked } = raider.systems.impulse
      assert.ok(Math.abs(hacked - expected) < 0.25, `${hacked}`)
      assert.ok(Math.abs(effectiveness(raider, 'impulse') - (1 - hacked)) < 1e-9)
    }
    assert.equal(ship.bridge!.hacking, undefined)
    pass(world, 181)
    assert.deepEqual([raider.systems.impulse.hacked, world.hacks], [0, []])
  })

  it('takes longer from afar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 15_000 }), (away) => {
        const { world, ship, raider } = scene(away)
        give(world, 'comms.hack', { contact: raider.id, system: 'beams' })
        const { duration } = ship.bridge!.hacking!
        assert.ok(duration >= 15 && duration <= 30)
        assert.ok(Math.abs(duration - (15 + away / 1000)) < 0.01)
      }),
      { numRuns: 30 },
    )
  })

  it('is refused with a reason: friends, stations, strangers, too far, two at once', () => {
    const { world, raider } = scene(3000)
    const [stranger, far] = [addDummy(world, 5000, 1), addDummy(world, 16_000, 2)]
    const dock = addDock(world, -3000)
    const why = (contact: number) => give(world, 'comms.hack', { contact, system: 'beams' })?.detail ?? ''
    assert.match(why(dock.id), /Only enemy ships/)
    assert.match(why(stranger.id), /Scan it first/)
    world.ships[0]!.bridge!.scans[far.id] = 1
    assert.match(why(far.id), /Come within 15000/)
    assert.equal(why(raider.id), '')
    assert.match(why(raider.id), /One break at a time/)
    assert.equal(give(world, 'comms.abort', {}), undefined)
    assert.match(give(world, 'comms.abort', {})!.detail, /Nothing/)
  })

  it('ends without effect when the target gets away', () => {
    const { world, ship, raider } = scene(3000)
    give(world, 'comms.hack', { contact: raider.id, system: 'beams' })
    raider.z = 20_000
    pass(world, 40)
    assert.deepEqual([ship.bridge!.hacking, raider.systems.beams.hacked], [undefined, 0])
  })
})
