/** Plays the busiest session once, unseen, before anybody plays. Code is compiled by being run, and what happens for the first
 *  time (a first hit, a first jump) undoes much of what was compiled before: better at the start than in mid-battle. */
import { Encoder } from '@colyseus/schema'
import type { GameDefinition } from './game-definition.ts'

/** Two minutes and a half of play: enough for nearly everything to happen once. */
const ticks = 3000
/** It takes a second or two; a slow machine opens with what it has got by then. */
const budgetMs = 3000
/** Ticks from one projection to the next, as with base frames. */
const frameTicks = 4

/** Kept for good: the engine forgets the shapes of objects that nobody holds, and with them what it compiled for them. */
const kept: unknown[] = []

export function rehearse(definition: GameDefinition, now: () => number = () => performance.now()): void {
  const { rehearsal } = definition
  if (rehearsal === undefined) return
  const { groups } = definition.seats(rehearsal)
  const world = definition.create(rehearsal, 1, groups)
  const crews = groups.map(() => new Encoder(new definition.Replica()))
  kept.push(world, crews)
  const dt = 1 / definition.tickHz(rehearsal)
  const until = now() + budgetMs
  for (let tick = 0; tick < ticks && now() < until; tick++) {
    definition.step(world, [], dt)
    if (tick % frameTicks > 0) continue
    crews.forEach((encoder, group) => {
      definition.project(world, group, encoder.state)
      encoder.encode()
      encoder.discardChanges()
    })
  }
}
