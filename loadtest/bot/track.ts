/** Where a contact is by what its crew was told: the one place where bots and benchmarks reckon tracks on. */
import type { ContactReplica } from '../../schema/contact.replica.ts'
import { reckon, ticksSince } from '../../simulation/reckoning.ts'

/** The contact's place in units at `tick` of a session of `hz` ticks a second, before any blending. */
export const placeAt = (contact: ContactReplica, tick: number, hz: number): { x: number; z: number } =>
  reckon(contact, ticksSince(contact.at, tick) / hz)
