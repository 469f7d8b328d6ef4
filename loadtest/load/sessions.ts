/** The sessions that a load test fills: each client's place in one of them, up to eight ships of six. */
import { limits } from '../../schema/limits.ts'
import { type ConsoleName, consoleNames } from '../../simulation/consoles/titles.ts'
import type { Person } from '../bot/person.ts'
import type { LoadSettings } from './settings.ts'

export interface Place {
  group: number
  seat: ConsoleName
  /** Resolves once there is a session to join; at once for its first place, whose player opens it. */
  stands(): Promise<unknown>
  /** Opens or joins the session. */
  enter(person: Person): Promise<void>
}

/** Gives client number `index` its place. */
export function placeClients({ clients }: LoadSettings): (index: number) => Place {
  const ids: PromiseWithResolvers<string>[] = []
  return (index) => {
    const number = Math.floor(index / limits.players)
    const within = index % limits.players
    const crew = Math.min(limits.players, clients - number * limits.players)
    ids[number] ??= Promise.withResolvers()
    const id = ids[number]
    let isOpener = within === 0
    return {
      group: Math.floor(within / consoleNames.length),
      seat: consoleNames[within % consoleNames.length]!,
      stands: async () => isOpener || id.promise,
      async enter(person) {
        if (!isOpener) return person.join(await id.promise)
        isOpener = false
        const ships = Math.ceil(crew / consoleNames.length)
        await person.open({ name: `Load test ${number + 1}`, settings: { scenario: 'siege', difficulty: 5, ships } })
        id.resolve(person.session)
      },
    }
  }
}
