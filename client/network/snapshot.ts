/** The decoded state as plain objects, so that views and drawings never touch a living schema. */
import type { GroupState, PlayerState, SeatState, SessionState } from '../../schema/session.state.ts'
import type { ContactReplica, OwnShipReplica, SystemReplica, TubeReplica } from '../../schema/ship.replica.ts'
import type { GameRoot } from './room-link.ts'

export type Plain<Type extends { toJSON(): unknown }> = ReturnType<Type['toJSON']>
export type SessionView = Plain<SessionState>
export type GroupView = Plain<GroupState>
export type SeatView = Plain<SeatState>
export type PlayerView = Plain<PlayerState>
export type ShipView = Plain<OwnShipReplica>
export type SystemView = Plain<SystemReplica>
export type TubeView = Plain<TubeReplica>
export type ContactView = Plain<ContactReplica>

export interface Snapshot {
  tick: number
  session: SessionView
  ship: ShipView
  /** Contacts in use; the replica's free slots are left out. */
  contacts: ContactView[]
  objective: string
  coach: string
}

export function takeSnapshot(root: GameRoot): Snapshot {
  const { tick, session, game } = root
  return {
    tick,
    session: session.toJSON(),
    ship: game.ship.toJSON(),
    contacts: game.contacts.toJSON().filter((contact: ContactView) => contact.id !== 0),
    objective: game.objective,
    coach: game.coach,
  }
}
