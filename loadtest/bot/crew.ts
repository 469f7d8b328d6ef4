/** Fills a session with bots: opens it, brings every console aboard, starts, and lets them play. */

import { type ConsoleName, consoleNames } from '../../simulation/consoles/titles.ts'
import { seedRandom } from '../../simulation/random.ts'
import { look, minds } from './minds.ts'
import { Person } from './person.ts'

export interface CrewOptions {
  url: string
  /** Ships, and bots on each, 1–6. */
  ships: number
  crew: number
  seed: number
  /** Milliseconds between two orders of one bot. */
  thinkMs: number
  scenario: string
  difficulty: number
  name: string
  /** Called with each order a bot gives, before it leaves. */
  onOrder?(bot: Bot, name: string, args: object): void
  /** Called with the code of each refusal. */
  onRefusal?(bot: Bot, name: string, code: string): void
}

export interface Bot {
  readonly person: Person
  readonly ship: number
  readonly console: ConsoleName
}

export interface Crews {
  readonly bots: Bot[]
  readonly session: string
  /** Milliseconds from asking for a seat to the first state, one a bot. */
  readonly joinMs: number[]
  /** Begins to play; returns when `stop` was called. */
  play(): void
  stop(): Promise<void>
}

/** Opens a session full of bots, started and ready to play. */
export async function musterCrews(options: CrewOptions): Promise<Crews> {
  const { url, ships, crew, seed, scenario, difficulty, name } = options
  const places = Array.from({ length: ships * crew }, (_, index) => ({
    ship: Math.floor(index / crew),
    console: consoleNames[index % crew]!,
  }))
  const bots: Bot[] = []
  const joinMs: number[] = []
  for (const [index, place] of places.entries()) {
    const person = new Person(url, `${place.console} ${place.ship + 1}`)
    await person.signIn()
    const asked = performance.now()
    const first = bots[0]
    if (first === undefined) await person.open({ name, settings: { scenario, difficulty, ships } })
    else await person.join(first.person.session)
    joinMs.push(performance.now() - asked)
    bots.push({ person, ...place })
    await insist(person, 'seat.take', { group: place.ship, seat: place.console })
    if (index > 0) await insist(person, 'session.ready', { ready: true })
  }
  await insist(bots[0]!.person, 'session.start', {})
  const timers: NodeJS.Timeout[] = []
  return {
    bots,
    session: bots[0]!.person.session,
    joinMs,
    play() {
      for (const [index, bot] of bots.entries()) {
        const draw = seedRandom(seed * 1009 + index)
        const think = () => act(bot, draw, options)
        // Spread over the interval, so that the orders do not all come in one tick.
        timers.push(
          setTimeout(() => timers.push(setInterval(think, options.thinkMs)), (index / bots.length) * options.thinkMs),
        )
      }
    },
    async stop() {
      for (const timer of timers) clearTimeout(timer)
      await Promise.allSettled(bots.map(({ person }) => person.leave()))
    },
  }
}

function act(bot: Bot, draw: ReturnType<typeof seedRandom>, { onOrder, onRefusal }: CrewOptions): void {
  const { game, session, tick } = bot.person.state
  if (session.phase !== 'running' || !game.ship.alive) return
  const order = minds[bot.console]?.(look(game, tick, bot.person.tickHz, draw))
  if (order === undefined) return
  const [name, args] = order
  onOrder?.(bot, name, args)
  void bot.person.send(name, args).then((code) => code && onRefusal?.(bot, name, code))
}

async function insist(person: Person, name: string, args: object): Promise<void> {
  const code = await person.send(name, args)
  if (code !== undefined) throw new Error(`${person.name}: ${name} was refused: ${code}`)
}
