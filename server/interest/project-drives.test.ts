/** Rules of what drives and the log show: jumps are told at once, countdowns as end ticks, and only new lines travel. */
import assert from 'node:assert/strict'
import { Decoder } from '@colyseus/schema'
import { type ReplicaRoot, replicaRoot } from '../../schema/replica-root.ts'
import { SessionState } from '../../schema/session.state.ts'
import { ShipReplica } from '../../schema/ship.replica.ts'
import { log } from '../../simulation/events.ts'
import { step } from '../../simulation/step.ts'
import { addCrew, give, pass, quietWorld } from '../../simulation/test-world.ts'
import type { World } from '../../simulation/world.ts'
import { project } from './project.ts'
import { ReplicaStream } from './replica-stream.ts'

const Root = replicaRoot(ShipReplica)
type Root = ReplicaRoot<ShipReplica>

/** The crew of group 0 at the end of their stream. */
function watch(world: World) {
  const decoder = new Decoder(new Root())
  const build = (root: Root) => Object.assign(root, { session: new SessionState(), game: new ShipReplica() })
  const stream = new ReplicaStream<Root, { raw(frame: Uint8Array): void }>(Root, 0, build)
  let bytes = 0
  const reader = {
    raw(frame: Uint8Array) {
      bytes += frame.length
      decoder.decode(frame, { offset: 1 })
    },
  }
  const show = () => {
    project(world, 0, stream.root.game)
    stream.flush()
  }
  project(world, 0, stream.root.game)
  reader.raw(stream.fullState())
  stream.members.add(reader)
  return {
    game: () => (decoder.state as Root).game,
    show,
    /** Bytes of one frame. */
    cost() {
      bytes = 0
      show()
      return bytes
    },
  }
}

describe('the projection of drives', () => {
  it('tells a jump of another ship in the very next frame', () => {
    const world = quietWorld()
    addCrew(world)
    const other = addCrew(world, { x: 0, z: 15_000 })
    const crew = watch(world)
    pass(world, 5)
    crew.show()
    other.jump.charge = 5000
    give(world, 'helm.jump', { bearing: Math.PI, distance: 5000 }, 1)
    for (let tick = 0; tick < 300 && other.jump.made === 0; tick++) {
      step(world, [], 1 / world.hz)
      crew.show()
    }
    const shown = [...crew.game().contacts].find(({ id }) => id === other.id)!
    assert.equal(other.z, 10_000)
    assert.ok(Math.abs(shown.z - 10_000) < 30, String(shown.z))
  })

  it('tells a charge and a count by the tick at which they end', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const crew = watch(world)
    give(world, 'helm.jump', { bearing: 1, distance: 25_000 })
    crew.show()
    const { at: jumpAt, stage } = crew.game().ship.jump
    assert.equal(stage, 'charging')
    assert.ok(Math.abs(jumpAt - 45 * world.hz) <= 2)
    for (let tick = 0; tick < 100; tick++) {
      step(world, [], 1 / world.hz)
      crew.show()
      assert.equal(crew.game().ship.jump.at, jumpAt)
    }
    pass(world, 42)
    crew.show()
    assert.equal(crew.game().ship.jump.stage, 'counting')
    assert.ok(Math.abs(crew.game().ship.jump.at - world.tick - ship.jump.remaining * world.hz) <= 2)
  })

  it('a ship at rest has exactly no speed', () => {
    const world = quietWorld()
    addCrew(world)
    const crew = watch(world)
    assert.deepEqual([crew.game().ship.speed, crew.game().ship.drift], [0, 0])
  })
})

describe('the ship’s log on the wire', () => {
  const lines = (crew: ReturnType<typeof watch>) =>
    [...crew.game().ship.log].filter(({ number }) => number > 0).sort((a, b) => a.number - b.number)

  it('holds the newest thirty lines', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const crew = watch(world)
    for (let line = 1; line <= 130; line++) {
      log(world, ship, `Line ${line}.`)
      if (line % 7 === 0) crew.show()
    }
    crew.show()
    const texts = lines(crew).map(({ text }) => text)
    assert.deepEqual(
      texts,
      Array.from({ length: 30 }, (_, index) => `Line ${101 + index}.`),
    )
  })

  it('costs a new line, not the thirty', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const crew = watch(world)
    for (let line = 0; line < 40; line++) log(world, ship, `A line of some thirty letters ${line}.`)
    crew.show()
    log(world, ship, 'One more line of the same length.')
    assert.ok(crew.cost() < 80)
  })
})
