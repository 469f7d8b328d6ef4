/** Flotilla as the platform sees it: the one place, beside the projection, where server and simulation meet. */
import { z } from 'zod'
import { gameEvents } from '../schema/events/index.ts'
import { limits } from '../schema/limits.ts'
import { ShipReplica } from '../schema/ship.replica.ts'
import type { Statistics } from '../simulation/bridge.ts'
import type { OrderDefinition } from '../simulation/consoles/console.ts'
import { consoles } from '../simulation/consoles/index.ts'
import { type ConsoleName, consoleNames } from '../simulation/consoles/titles.ts'
import { createWorld, defaultHz } from '../simulation/create.ts'
import { hash } from '../simulation/hash.ts'
import { scenarios } from '../simulation/scenarios/index.ts'
import type { Scenario } from '../simulation/scenarios/scenario.ts'
import type { ScenarioId } from '../simulation/scenarios/titles.ts'
import { crewedClasses } from '../simulation/ships/index.ts'
import { usualShips } from '../simulation/spawn.ts'
import { step } from '../simulation/step.ts'
import { courseOf } from '../simulation/timeline.ts'
import type { World } from '../simulation/world.ts'
import { project } from './interest/project.ts'
import { urgentGroups } from './interest/project-urgent.ts'
import { pack, unpack } from './session/checkpoint.ts'
import type { GameDefinition, GameOrder } from './session/game-definition.ts'

const settings = z.strictObject({
  scenario: z.enum(Object.keys(scenarios) as [ScenarioId, ...ScenarioId[]]).default('first-flight'),
  difficulty: z.int().min(1).max(11).default(5),
  ships: z.int().min(1).max(limits.groups).default(1),
  presets: z.boolean().default(true),
})
export type FlotillaSettings = z.infer<typeof settings>

const hzOf = ({ scenario }: FlotillaSettings): number => (scenarios[scenario] as Scenario).hz ?? defaultHz

/** `helm.impulse` and so on: every order of every console, under the name it has on the wire. */
const orders: Record<string, GameOrder> = Object.fromEntries(
  Object.values(consoles).flatMap((console) =>
    Object.entries(console.orders as Record<string, OrderDefinition>).map(
      ([name, { shape, rate, isCaptains = false, isPersonal = false }]) => [
        `${console.id}.${name}`,
        { shape, rate, isCaptains, isPersonal, seat: console.id },
      ],
    ),
  ),
)

export const flotilla: GameDefinition<World, FlotillaSettings, ShipReplica> = {
  id: 'flotilla',
  version: 2,
  settings,
  tickHz: hzOf,
  rehearsal: settings.parse({ scenario: 'siege', difficulty: 8, ships: limits.groups }),
  variant: ({ scenario }) => scenario,
  seats: ({ ships }) => ({
    groups: usualShips(ships).map(({ name, shipClass }) => ({ name, kind: shipClass })),
    seats: [...consoleNames],
    seatsByNeed: ['helm', 'weapons', 'engineering', 'science', 'captain', 'comms'] satisfies ConsoleName[],
    kinds: [...crewedClasses],
  }),
  orders,
  create(chosen, seed, groups) {
    const ships = groups.map(({ name, kind }) => ({ name, shipClass: kind as (typeof crewedClasses)[number] }))
    return createWorld({ ...chosen, ships, hz: hzOf(chosen), seed })
  },
  autopilotOrder: (group, seat, on) => ({ group, name: 'autopilot', arguments: { console: seat, on } }),
  step,
  Replica: ShipReplica,
  project,
  urgent: urgentGroups,
  events: gameEvents,
  outcome(world) {
    if (world.outcome === undefined) return undefined
    const { victory, reason, tick } = world.outcome
    const groups = world.groups.map((id) => ({ figures: figuresOf(world, id) }))
    return { victory, reason, seconds: tick / world.hz, groups, course: courseOf(world) }
  },
  hash,
  save: pack,
  restore: (bytes) => unpack(bytes) as World,
}

function figuresOf(world: World, shipId: number): Record<string, number> {
  const statistics: Statistics | undefined = world.ships.find((ship) => ship.id === shipId)?.bridge?.statistics
  return { ...statistics }
}
