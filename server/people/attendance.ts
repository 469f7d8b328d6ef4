/** Who is here: the connections for life that players have to this process, and the way to reach a player wherever they are. */
import type { PeopleMessageName, PeopleMessages } from '../../schema/people.ts'
import type { Bus } from '../cluster/bus.ts'

declare module '../cluster/bus.ts' {
  interface Notices {
    /** A message to all connections of some players, on whatever process. */
    tell: { to: string[]; name: PeopleMessageName; message: unknown }
  }
}

export interface Attendant {
  player: string
  send<Name extends PeopleMessageName>(name: Name, message: PeopleMessages[Name]): void
  /** The same, encoded already. */
  sendBytes(bytes: Uint8Array): void
}

export interface Attendance {
  /** A connection stands; the answer says that it is gone. */
  attend(attendant: Attendant): () => void
  /** Connections of a player to this process, none or more. */
  of(player: string): Iterable<Attendant>
  players(): IterableIterator<string>
  /** Sends to all connections of a player to this process. */
  tellHere<Name extends PeopleMessageName>(player: string, name: Name, message: PeopleMessages[Name]): void
  /** Sends to all connections of these players, on every process. */
  tell<Name extends PeopleMessageName>(players: string[], name: Name, message: PeopleMessages[Name]): void
  /** Called when a player's first connection to this process comes, or their last one goes. */
  onChange(listener: (player: string, isHere: boolean) => void): void
}

export function openAttendance(bus: Bus): Attendance {
  const here = new Map<string, Set<Attendant>>()
  const listeners: ((player: string, isHere: boolean) => void)[] = []
  const changed = (player: string, isHere: boolean) => {
    for (const listener of listeners) listener(player, isHere)
  }
  const attendance: Attendance = {
    attend(attendant) {
      const { player } = attendant
      const all = here.get(player) ?? new Set()
      here.set(player, all.add(attendant))
      if (all.size === 1) changed(player, true)
      return () => {
        if (!all.delete(attendant) || all.size > 0) return
        here.delete(player)
        changed(player, false)
      }
    },
    of: (player) => here.get(player) ?? [],
    players: () => here.keys(),
    tellHere(player, name, message) {
      for (const attendant of here.get(player) ?? []) attendant.send(name, message)
    },
    tell: (to, name, message) => bus.publish('tell', { to, name, message }),
    onChange: (listener) => void listeners.push(listener),
  }
  bus.subscribe('tell', ({ to, name, message }) => {
    for (const player of to) attendance.tellHere(player, name, message as never)
  })
  return attendance
}
