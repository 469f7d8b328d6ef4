/** Rules of the hand-packed stream: what is written is read, and both ends of a stream hold the same. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { scenarios } from '../../../simulation/scenarios/index.ts'
import { step } from '../../../simulation/step.ts'
import { provingGround } from '../../bench/proving-ground.ts'
import { compare } from '../compare.ts'
import { viewOfHeld } from '../hand-packed.ts'
import { newWorld } from '../orders.ts'
import { frameHz, type View } from '../peer.ts'
import { type Truth, truthOf } from '../truth.ts'
import { BitReader, BitWriter } from './bits.ts'
import { advanceHeld, emptyHeld, exchange } from './held.ts'
import { Planner, readPlaces } from './plan.ts'

const ground = { 'proving-ground': provingGround(40, 3) }

/** Plays for some seconds; gives both ends of the first crew's stream, and the truths of the last ticks. */
function play(seconds: number, isThrifty: boolean) {
  const world = newWorld(2, 3)
  const ship = world.ships[0]!
  const [server, client] = [emptyHeld(0, ship.shipClass, isThrifty), emptyHeld(0, ship.shipClass, isThrifty)]
  const planner = new Planner(world, ship, server)
  const truths = new Map<number, Truth>()
  const writer = new BitWriter()
  const ticks = world.hz / frameHz
  let bytes = 0
  for (let tick = 1; tick <= seconds * world.hz; tick++) {
    step(world, [], 1 / world.hz)
    truths.set(tick, truthOf(world))
    if (tick % ticks !== 0) continue
    advanceHeld(server, ticks, world.hz)
    exchange(writer, server, planner.plan(readPlaces(world)))
    const frame = writer.take()
    bytes += frame.length
    advanceHeld(client, ticks, world.hz)
    exchange(new BitReader(frame), client)
  }
  return { server, client, truths, bytes }
}

describe('the hand-packed stream', () => {
  // Only meanwhile: others iterate the catalogue.
  before(() => void Object.assign(scenarios, ground))
  after(() => {
    for (const name of Object.keys(ground)) Reflect.deleteProperty(scenarios, name)
  })

  it('reads every figure as it was written', () => {
    const figure = fc.oneof(
      fc.record({ kind: fc.constant('golomb' as const), value: fc.nat(1e6), k: fc.nat(8) }),
      fc.record({ kind: fc.constant('signed' as const), value: fc.integer({ min: -1e6, max: 1e6 }), k: fc.nat(8) }),
      fc.record({ kind: fc.constant('bits' as const), value: fc.nat(2 ** 20 - 1), k: fc.constant(20) }),
    )
    fc.assert(
      fc.property(fc.array(figure), (figures) => {
        const writer = new BitWriter()
        for (const { kind, value, k } of figures) writer[kind](value, k)
        const reader = new BitReader(writer.take())
        assert.deepEqual(
          figures.map(({ kind, k }) => reader[kind](0, k)),
          figures.map(({ value }) => value),
        )
      }),
    )
  })

  for (const [isThrifty, most] of [
    [true, 300],
    [false, 500],
  ] as const) {
    it(`leaves both ends with the same state, in few bytes, ${isThrifty ? 'by tolerance' : 'by rate'}`, () => {
      const { server, client, bytes } = play(30, isThrifty)
      assert.deepEqual(client, server)
      assert.ok(client.slots.filter((track) => track !== null).length > 30)
      assert.ok(bytes < 30 * most, `${bytes} bytes`)
    })
  }

  it('keeps what its tiers promise, and the comparison sees what does not', () => {
    const { client, truths } = play(30, true)
    const { mismatches, checked, reasons } = compare(viewOfHeld(client), truths, 0, 'tiers')
    assert.ok(checked > 100)
    assert.deepEqual([mismatches, reasons], [0, {}])
    const spoil = (change: (view: View) => void) => {
      const view = viewOfHeld(client)
      change(view)
      return compare(view, truths, 0, 'tiers').reasons
    }
    const near = (view: View) => view.bodies.find(({ tier }) => tier === 'near')!
    assert.deepEqual(
      spoil((view) => {
        near(view).x += 11
      }),
      { 'near place': 1 },
    )
    assert.deepEqual(
      spoil((view) => void view.bodies.splice(view.bodies.indexOf(near(view)), 1)),
      { missing: 1 },
    )
    assert.deepEqual(
      spoil((view) => {
        view.own.systems[3]!.powerOrdered += 0.1
      }),
      { 'system powerOrdered': 1 },
    )
    assert.deepEqual(
      spoil((view) => void view.bodies.push({ ...near(view), id: 99_999 })),
      { 'more than is there': 1 },
    )
  })
})
