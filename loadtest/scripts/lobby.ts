/** Load: people in the lobby, who watch the list of sessions and look up invitations. */
import type { Room } from 'colyseus.js'
import type { LobbyState } from '../../schema/lobby.state.ts'
import { consoleNames } from '../../simulation/consoles/titles.ts'
import { type Person, RouteError } from '../bot/person.ts'
import type { LoadClient, LoadScenario } from '../load/client.ts'
import { runDashboard } from '../load/dashboard.ts'

type Lobby = Room<unknown, LobbyState>

/** The session that everybody watches, and its last change: how its seats will be listed, and since when. */
interface Watched {
  session: string
  code: string
  seats: string
  changedAt: number
}

export const scenario: LoadScenario = {
  name: 'lobby',
  summary: 'watches the list of sessions and looks up an invitation; the first client also changes what is listed',
  counts: {
    join: 'from asking for the lobby to its first state',
    update: 'from a seat taken in a session to the list that shows it (the server lists changes once a second)',
    action: 'from looking up an invitation code to the answer',
  },
  prepare(settings) {
    const watched: Watched = { session: '', code: '', seats: '', changedAt: 0 }
    return async (client) => {
      const person = await client.signIn()
      const lobby = await client.join(() => enterLobby(client, person))
      watch(lobby, watched, client)
      const isHost = client.index === 0
      if (isHost) await openWatched(client, person, watched)
      while (await client.pause(settings.updateIntervalMs)) {
        if (watched.code !== '') void client.act('invitation', () => lookUp(person, watched.code))
        if (isHost) await changeSeat(client, person, lobby, watched)
      }
      if (isHost) await client.leave(person.room)
      await client.leave(lobby)
    }
  },
}

async function enterLobby(client: LoadClient, person: Person): Promise<Lobby> {
  const lobby = (await person.enterLobby()) as unknown as Lobby
  client.connected(lobby as unknown as Room)
  lobby.onMessage('*', () => undefined)
  await new Promise<void>((resolve) => lobby.onStateChange.once(() => resolve()))
  return lobby
}

/** Measures each change once, when the list first shows it. */
function watch(lobby: Lobby, watched: Watched, { meter }: LoadClient): void {
  let seen = 0
  lobby.onStateChange(({ sessions }) => {
    if (seen === watched.changedAt || sessions.get(watched.session)?.seats !== watched.seats) return
    seen = watched.changedAt
    meter.updateMs.push(performance.now() - watched.changedAt)
  })
}

async function openWatched(client: LoadClient, person: Person, watched: Watched): Promise<void> {
  const settings = { scenario: 'first-flight', ships: 1 }
  await client.within('a session to watch', person.open({ name: 'Load test', settings }))
  watched.session = person.session
  watched.code = person.code
}

/** Moves the host one seat on, once the last change is listed: a change that is overtaken is never seen. */
async function changeSeat(client: LoadClient, person: Person, lobby: Lobby, watched: Watched): Promise<void> {
  if (watched.seats !== '' && lobby.state.sessions.get(watched.session)?.seats !== watched.seats) return
  const seat = (watched.seats.indexOf('#') + 1) % consoleNames.length
  watched.seats = consoleNames.map((_, index) => (index === seat ? '#' : '.')).join('')
  watched.changedAt = performance.now()
  const code = await client.within('seat.take', person.send('seat.take', { group: 0, seat: consoleNames[seat] }))
  if (code !== undefined) client.meter.refused(client.index, 'seat.take', code)
}

const lookUp = (person: Person, code: string): Promise<string | undefined> =>
  person.find(code).then(
    () => undefined,
    (error) => {
      if (error instanceof RouteError) return error.code
      throw error
    },
  )

if (import.meta.main) runDashboard(scenario)
