/** Who orders what and when: drawn from a seed alone, so that every peer gets the same orders at the same moments. */
import { type ConsoleName, consoleNames } from '../../simulation/consoles/titles.ts'
import { createWorld } from '../../simulation/create.ts'
import { crewedShips } from '../../simulation/lookup.ts'
import { distance, tau } from '../../simulation/math.ts'
import { nextRandom, type RandomState, randomBetween, randomIndex, seedRandom } from '../../simulation/random.ts'
import type { ScenarioId } from '../../simulation/scenarios/titles.ts'
import { systemNames, type World } from '../../simulation/world.ts'

export const scenarioName = 'proving-ground' as ScenarioId
/** Levels of this system are the probe's: nobody else orders them. */
export const probedSystem = systemNames.indexOf('drive')

/** The world that every server begins with; the scenario must have been added. */
export const newWorld = (ships: number, seed: number): World =>
  createWorld({ scenario: scenarioName, difficulty: 5, ships, seed })

export interface TimedOrder {
  /** Seconds to wait before it. */
  after: number
  name: string
  args: object
}

type Draw = (draw: RandomState, nearby: number[]) => TimedOrder

const draws: Partial<Record<ConsoleName, Draw>> = {
  helm(draw) {
    const after = randomBetween(draw, 2, 5)
    if (nextRandom(draw) < 0.25)
      return { after, name: 'helm.impulse', args: { value: Math.round(randomBetween(draw, 4, 10)) / 10 } }
    return { after, name: 'helm.heading', args: { heading: nextRandom(draw) * tau } }
  },
  engineering(draw) {
    const others = systemNames.filter((_, index) => index !== probedSystem)
    const after = randomBetween(draw, 0.8, 1.6)
    const power = Math.round(nextRandom(draw) * 15) / 10
    return { after, name: 'engineering.power', args: { system: others[randomIndex(draw, others.length)]!, power } }
  },
  science(draw, nearby) {
    const after = randomBetween(draw, 1.5, 3)
    const name = nextRandom(draw) < 0.7 ? 'science.mark' : 'science.scan'
    return { after, name, args: { contact: nearby[randomIndex(draw, nearby.length)]! } }
  },
}

const firsts: Partial<Record<ConsoleName, TimedOrder>> = {
  helm: { after: 0, name: 'helm.impulse', args: { value: 0.8 } },
  weapons: { after: 0, name: 'weapons.shields', args: { up: true } },
}

/** Ships nearest at the start that Science looks at. */
const looksAt = 30

/** Plays the consoles of all players until the returned function is called. Players are numbered ship by ship. */
export function playConsoles(
  { ships, crew, seed }: { ships: number; crew: number; seed: number },
  order: (player: number, name: string, args: object) => void,
): () => void {
  const world = newWorld(ships, seed)
  const timers = new Map<number, NodeJS.Timeout>()
  crewedShips(world).forEach((ship, group) => {
    const others = world.ships.filter((other) => other !== ship)
    const nearby = others.sort((one, other) => distance(ship, one) - distance(ship, other)).slice(0, looksAt)
    const ids = nearby.map(({ id }) => id)
    for (let seat = 0; seat < crew; seat++) {
      const player = group * crew + seat
      const console = consoleNames[seat]!
      const draw = seedRandom(seed * 1009 + player)
      const next = (timed: TimedOrder | undefined) => {
        if (timed === undefined) return
        const act = () => {
          order(player, timed.name, timed.args)
          next(draws[console]?.(draw, ids))
        }
        timers.set(player, setTimeout(act, timed.after * 1000))
      }
      next(firsts[console] ?? draws[console]?.(draw, ids))
    }
  })
  return () => {
    for (const timer of timers.values()) clearTimeout(timer)
  }
}
