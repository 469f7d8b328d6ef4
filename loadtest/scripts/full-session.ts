/** Load: sessions of up to 48 players, who each play their console until the end. */
import type { ConsoleDefinition } from '../../simulation/consoles/console.ts'
import { consoles } from '../../simulation/consoles/index.ts'
import type { ConsoleName } from '../../simulation/consoles/titles.ts'
import type { RandomState } from '../../simulation/random.ts'
import { look, minds, type Order } from '../bot/minds.ts'
import type { Person, ShipState } from '../bot/person.ts'
import type { LoadScenario } from '../load/client.ts'
import { runDashboard } from '../load/dashboard.ts'
import type { Meter } from '../load/meter.ts'
import { type Place, placeClients } from '../load/sessions.ts'

export const scenario: LoadScenario = {
  name: 'full-session',
  summary: 'takes a seat in a session of up to 48 and plays its console',
  counts: {
    join: 'from asking for a place in the session to the first state',
    update: 'how much longer the wait for a state was than the game time which that state brings',
    action: 'from an order or command to its reply',
  },
  prepare(settings) {
    const placeOf = placeClients(settings)
    return async (client) => {
      const place = placeOf(client.index)
      const person = await client.signIn()
      await client.within('a session to join', place.stands())
      await client.join(() => place.enter(person))
      measureUpdates(person, client.meter)
      await client.act('seat.take', () => person.send('seat.take', { group: place.group, seat: place.seat }))
      const mayGive = paced()
      do {
        const order = next(person, place, client.random)
        // Not awaited: whoever plays does not act less because the server is slow.
        if (order !== undefined && mayGive(order[0])) void client.act(order[0], () => person.send(...order))
      } while (await client.pause(settings.updateIntervalMs))
      await client.leave(person.room)
    }
  },
}

/** What a player does next: play, or whatever brings the next game. */
function next({ id, state, tickHz }: Person, place: Place, random: RandomState): Order | undefined {
  const { session, game, tick } = state
  const isCreator = session.creator === id
  switch (session.phase) {
    case 'lobby': {
      if (isCreator) return ['session.start', {}]
      const isReady = [...session.players].some((player) => player.id === id && player.ready)
      return isReady ? undefined : ['session.ready', { ready: true }]
    }
    case 'running':
      return game.ship.alive ? minds[place.seat]?.(look(game, tick, tickHz, random)) : undefined
    case 'results':
      return isCreator ? ['session.again', {}] : undefined
    default:
      return undefined
  }
}

/** Says whether an order may be given again: those far above their rate are never answered, and no page sends them.
 *  A tenth is left free, because a network brings closer together what was sent apart. */
function paced(): (name: string) => boolean {
  const givenAt = new Map<string, number>()
  return (name) => {
    const [console = '', order = ''] = name.split('.')
    const definition: ConsoleDefinition | undefined = consoles[console as ConsoleName]
    const leastMs = (1000 / (definition?.orders[order]?.rate ?? 1)) * 1.1
    const now = performance.now()
    if (now - (givenAt.get(name) ?? -leastMs) < leastMs) return false
    givenAt.set(name, now)
    return true
  }
}

/** Compares the time between two states with the ticks between them: a punctual one is 0 ms late, whatever the rate. */
function measureUpdates(person: Person, meter: Meter): void {
  let last: { tick: number; at: number } | undefined
  person.room.onStateChange(({ tick, session }: ShipState) => {
    const at = performance.now()
    if (session.phase !== 'running') last = undefined
    else if (tick !== last?.tick) {
      if (last !== undefined && tick > last.tick) {
        meter.updateMs.push(Math.max(0, at - last.at - ((tick - last.tick) * 1000) / person.tickHz))
      }
      last = { tick, at }
    }
  })
}

if (import.meta.main) runDashboard(scenario)
