/** Load: players who join a session, take a seat, leave, and come again. */
import type { LoadScenario } from '../load/client.ts'
import { runDashboard } from '../load/dashboard.ts'
import { placeClients } from '../load/sessions.ts'

export const scenario: LoadScenario = {
  name: 'join-and-leave',
  summary: 'joins a session, takes a seat, stays for an update interval, leaves, and joins again',
  counts: {
    join: 'from asking for a place in the session to the first state',
    update: 'from taking a seat to the state that shows it',
    action: 'from taking a seat to the reply',
  },
  prepare(settings) {
    const placeOf = placeClients(settings)
    return async (client) => {
      const { group, seat, stands, enter } = placeOf(client.index)
      const person = await client.signIn()
      let goesOn = true
      while (goesOn) {
        await client.within('a session to join', stands())
        await client.join(() => enter(person))
        const shown = client.see('the seat', person.room, ({ session }) => {
          const taken = session.groups[group]?.seats.find(({ id }) => id === seat)
          return taken?.holder === person.id
        })
        await Promise.all([client.act('seat.take', () => person.send('seat.take', { group, seat })), shown])
        goesOn = await client.pause(settings.updateIntervalMs)
        await client.leave(person.room)
      }
    }
  },
}

if (import.meta.main) runDashboard(scenario)
