/** The decoded state as plain objects, so that views and drawings never touch a living schema. */

import type { ContactReplica } from '../../schema/contact.replica.ts'
import type { ReplicaRoot } from '../../schema/replica-root.ts'
import type { GroupState, PlayerState, SeatState, SessionState } from '../../schema/session.state.ts'
import type {
  CloudReplica,
  OwnShipReplica,
  ShipReplica,
  SystemReplica,
  TubeReplica,
} from '../../schema/ship.replica.ts'
import type { Pose } from './track.ts'

export type Plain<Type extends { toJSON(): unknown }> = ReturnType<Type['toJSON']>
export type SessionView = Plain<SessionState>
export type GroupView = Plain<GroupState>
export type SeatView = Plain<SeatState>
export type PlayerView = Plain<PlayerState>
export type SystemReport = Plain<SystemReplica>
/** A system as it is by now, with what it achieves of its rated output, 0–3. */
export type SystemView = SystemReport & { effectiveness: number }
type OwnShip = Plain<OwnShipReplica>
export type ShipView = Omit<OwnShip, 'systems'> & { systems: SystemView[] }
export type TubeView = Plain<TubeReplica>
export type ContactView = Plain<ContactReplica>
export type CloudView = Plain<CloudReplica>

export interface Snapshot {
  tick: number
  /** Index of the ship that is shown, -1 for those who neither fly nor watch one. */
  group: number
  session: SessionView
  ship: ShipView
  /** Contacts in use; the replica's free slots are left out. */
  contacts: ContactView[]
  /** Nebulae. */
  clouds: CloudView[]
  objective: string
  coach: string
}

/** Nothing until the first full state has arrived. Free slots of contacts and players are left out; ship and contacts stand where
 *  they were when they were last reported. */
export function takeSnapshot(root: ReplicaRoot<ShipReplica>): Snapshot | undefined {
  const { tick, group, session, game } = root
  // Typed as always there; the decoder fills them with the first state.
  if (!(session as SessionState | undefined) || !(game as ShipReplica | undefined)) return undefined
  const view: SessionView = session.toJSON()
  const ship: OwnShip = game.ship.toJSON()
  return {
    tick,
    group,
    session: { ...view, players: view.players.filter((player) => player.id !== '') },
    ship: {
      ...ship,
      systems: ship.systems.map((system: SystemReport) => ({ ...system, effectiveness: system.power })),
    },
    contacts: game.contacts.toJSON().filter((contact: ContactView) => contact.id !== 0),
    clouds: game.clouds.toJSON(),
    objective: game.objective,
    coach: game.coach,
  }
}

/** The same with ship, systems and contacts as they are drawn at a moment. */
export function placed(
  snapshot: Snapshot,
  own: Pose | undefined,
  systems: SystemView[],
  poseOf: (id: number) => Pose | undefined,
): Snapshot {
  return {
    ...snapshot,
    ship: { ...snapshot.ship, ...own, systems },
    contacts: snapshot.contacts.map((contact) => ({ ...contact, ...poseOf(contact.id) })),
  }
}

/** What was said on the channels, 'Name: words'; the newest last. */
export const spokenOf = (ship: ShipView): string[] =>
  ship.radio.spoken
    .filter(({ number }) => number > 0)
    .sort((a, b) => a.number - b.number)
    .map(({ text }) => text)
