/** Tug of war: a game without ships on the same platform. Two groups of two seats pull a rope; a pull costs breath that only its group sees. */
import { schema, t } from '@colyseus/schema'
import { z } from 'zod'
import type { GameDefinition } from '../../server/session/game-definition.ts'
import { tugEvents } from './tug.events.ts'

interface TugSettings {
  length: number
}

interface TugWorld {
  tick: number
  /** Positive towards group 0. */
  rope: number
  readonly length: number
  breath: [number, number]
  autopilot: Record<string, boolean>
}

const TugReplica = schema(
  {
    rope: t.number().default(0),
    /** Of the own group; the other's is secret. */
    breath: t.uint8().default(0),
  },
  'TugReplica',
)
type TugReplica = InstanceType<typeof TugReplica>

const orders = {
  'front.pull': { shape: z.strictObject({ strength: z.int().min(1).max(5) }), seat: 'front', rate: 10 },
  'back.rest': { shape: z.strictObject({}), seat: 'back', rate: 5 },
  'back.rally': { shape: z.strictObject({}), seat: 'back', rate: 5, isCaptains: true },
} as const

export const tug: GameDefinition<TugWorld, TugSettings, TugReplica> = {
  id: 'tug',
  version: 1,
  settings: z.strictObject({ length: z.int().min(1).max(1000).default(20) }),
  tickHz: () => 20,
  variant: () => 'tug',
  events: tugEvents,
  seats: () => ({
    groups: [
      { name: 'Oak', kind: 'team' },
      { name: 'Elm', kind: 'team' },
    ],
    seats: ['front', 'back'],
    seatsByNeed: ['front', 'back'],
    kinds: ['team', 'squad'],
  }),
  orders,
  create: ({ length }) => ({ tick: 0, rope: 0, length, breath: [100, 100], autopilot: {} }),
  autopilotOrder: (group, seat, on) => ({ group, name: 'autopilot', arguments: { seat, on } }),
  step(world, given) {
    world.tick++
    const events: { type: string; groups?: number[]; data: Record<string, number> }[] = []
    const results = given.map(({ group, name, arguments: args }) => {
      const own = group as 0 | 1
      if (name === 'autopilot') {
        const { seat, on } = args as { seat: string; on: boolean }
        world.autopilot[`${group}.${seat}`] = on
        return undefined
      }
      if (name === 'back.rally') {
        events.push({ type: 'rallied', groups: [group], data: {} })
        return undefined
      }
      if (name === 'back.rest') {
        world.breath[own] = Math.min(100, world.breath[own] + 10)
        events.push({ type: 'rested', groups: [group], data: { breath: world.breath[own] } })
        return undefined
      }
      const { strength } = args as { strength: number }
      if (world.breath[own] < strength) return { code: 'refused' as const, detail: 'Out of breath.' }
      world.breath[own] -= strength
      world.rope += group === 0 ? strength : -strength
      events.push({ type: 'pulled', data: { group, strength } })
      return undefined
    })
    return { events, results }
  },
  Replica: TugReplica,
  project(world, group, replica) {
    replica.rope = world.rope
    replica.breath = world.breath[group as 0 | 1]
  },
  outcome(world) {
    if (Math.abs(world.rope) < world.length) return undefined
    const groups = world.breath.map((breath) => ({ figures: { breath } }))
    return { victory: world.rope > 0, reason: 'The rope is over the line.', seconds: world.tick / 20, groups }
  },
  hash: (world) => (world.rope * 31 + world.breath[0] * 7 + world.breath[1]) >>> 0,
  save: (world) => Buffer.from(JSON.stringify(world)),
  restore: (bytes) => JSON.parse(Buffer.from(bytes).toString()) as TugWorld,
}
