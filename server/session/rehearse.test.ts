/** The rehearsal before a server opens. */
import assert from 'node:assert/strict'
import type { World } from '../../simulation/world.ts'
import { flotilla } from '../flotilla.game.ts'
import type { GameDefinition } from './game-definition.ts'
import { rehearse } from './rehearse.ts'

function watched() {
  const seen = { events: new Set<string>(), orders: 0, groups: new Set<number>() }
  const definition: typeof flotilla = {
    ...flotilla,
    step(world, orders, dt) {
      seen.orders += orders.length
      const outcome = flotilla.step(world, orders, dt)
      for (const { type } of outcome.events) seen.events.add(type)
      return outcome
    },
    project(world: World, group, replica) {
      seen.groups.add(group)
      flotilla.project(world, group, replica)
    },
  }
  return { seen, definition: definition as GameDefinition }
}

/** A machine that has all the time it needs. */
const patient = () => 0

describe('a rehearsal', function () {
  this.timeout(120_000)
  it('shows what a battle brings, to every crew, and no order is needed for it', () => {
    const { seen, definition } = watched()
    rehearse(definition, patient)
    for (const type of ['hit', 'beam', 'explosion', 'destroyed', 'scanned', 'wave'])
      assert.ok(seen.events.has(type), type)
    assert.equal(seen.groups.size, 8)
    assert.equal(seen.orders, 0)
  })

  it('ends when its time is over', () => {
    const { seen, definition } = watched()
    let ms = 0
    rehearse(definition, () => (ms += 1000))
    assert.equal(seen.events.has('hit'), false)
  })

  it('is left out for a game that names none', () => {
    const { seen, definition } = watched()
    rehearse({ ...definition, rehearsal: undefined }, patient)
    assert.equal(seen.groups.size, 0)
  })
})
