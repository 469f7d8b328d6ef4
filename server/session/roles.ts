/** Creator and captain: roles that somebody present always holds, and what only they may do. */
import { RefusedError } from '../../schema/errors.ts'
import { removePlayer } from './seats.ts'
import { crewOf, findPlayer, type Group, type Patience, type Player, type Session } from './session.ts'

/** Fills roles whose holder has gone for good: the creator's with the longest present, a captain's with the crew's. True when one changed. */
export function fillRoles(session: Session): boolean {
  return fill(session, () => false)
}

/** Passes on the roles of those who have been away too long, while others are there. True when one changed. */
export function passRolesOn(session: Session, now: number, waits: Patience): boolean {
  return fill(session, (holder) => !holder.connected && now >= holder.lostAt + waits.roleAbsent * 1000)
}

function fill(session: Session, isAway: (holder: Player) => boolean): boolean {
  const heir = (holder: Player | undefined, candidates: Player[]): string | undefined => {
    if (holder !== undefined && candidates.includes(holder) && !isAway(holder)) return holder.id
    return candidates.find((player) => player.connected)?.id ?? holder?.id
  }
  const flying = session.players.filter((player) => !player.isSpectator)
  const creator = heir(findPlayer(session, session.creator), flying.length > 0 ? flying : session.players)
  let hasChanged = creator !== undefined && creator !== session.creator
  if (creator !== undefined) session.creator = creator
  session.groups.forEach((group, index) => {
    const crew = crewOf(session, index)
    const captain = crew.length === 0 ? '' : (heir(findPlayer(session, group.captain), crew) ?? '')
    hasChanged ||= captain !== group.captain
    group.captain = captain
  })
  return hasChanged
}

/** The own group, for its captain. */
export function commandedGroup(session: Session, player: Player): Group {
  const group = session.groups[player.group]
  if (group === undefined || player.isSpectator) throw new RefusedError('no-seat')
  if (group.captain !== player.id) throw new RefusedError('captain-only')
  return group
}

/** Names the captain's group, in the lobby. */
export function nameGroup(session: Session, player: Player, name: string): void {
  const group = commandedGroup(session, player)
  if (session.phase !== 'lobby') throw new RefusedError('wrong-phase')
  const isTaken = session.groups.some((other) => other !== group && other.name.toLowerCase() === name.toLowerCase())
  if (isTaken) throw new RefusedError('name-taken')
  group.name = name
}

/** Chooses what kind of group the captain's is, in the lobby. */
export function chooseKind(session: Session, player: Player, kind: string): void {
  const group = commandedGroup(session, player)
  if (session.phase !== 'lobby') throw new RefusedError('wrong-phase')
  if (!session.plan.kinds.includes(kind)) throw new RefusedError('no-such-kind')
  group.kind = kind
}

export function lockGroup(session: Session, player: Player, isLocked: boolean): void {
  commandedGroup(session, player).isLocked = isLocked
}

/** Removes somebody from the session for good. */
export function kick(session: Session, player: Player, targetId: string): void {
  if (session.creator !== player.id) throw new RefusedError('creator-only')
  if (targetId === player.id || findPlayer(session, targetId) === undefined) throw new RefusedError('no-such-player')
  session.kicked.add(targetId)
  removePlayer(session, targetId)
}
