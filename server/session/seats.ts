/** Who sits where. The console on a player's screen is theirs; every other one flies on autopilot until it is ordered. */
import { RefusedError } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import { findPlayer, type Group, type Player, type Seat, type Session } from './session.ts'

/** Gives `player` a seat and brings it on screen. In the lobby it moves them, in a running session they keep what they hold. */
export function takeSeat(session: Session, player: Player, groupIndex: number, seatId: string): void {
  if (session.phase !== 'lobby' && session.phase !== 'running') throw new RefusedError('wrong-phase')
  const group = session.groups[groupIndex]
  const seat = group?.seats.find((candidate) => candidate.id === seatId)
  if (group === undefined || seat === undefined) throw new RefusedError('no-such-seat')
  const staysAboard = player.group === groupIndex
  if (session.phase === 'running' && isFlying(player) && !staysAboard) throw new RefusedError('wrong-ship')
  const isNewcomer = !isFlying(player) || !staysAboard
  if (isNewcomer) checkWelcome(session, group, player)
  if (seat.holder !== player.id && !isFree(session, seat)) throw new RefusedError('seat-taken')
  if (session.phase === 'lobby') releaseSeats(session, player.id)
  else for (const other of seatsOf(session, player.id)) leaveScreen(other)
  if (!staysAboard) player.ready = false
  player.group = groupIndex
  player.isSpectator = false
  Object.assign(seat, { holder: player.id, manual: true, onScreen: true })
}

/** Gives up one seat, or all; without a seat the player belongs to no group in the lobby. */
export function leaveSeat(session: Session, player: Player, seatId: string | undefined): void {
  const held = seatsOf(session, player.id)
  const given = seatId === undefined ? held : held.filter((seat) => seat.id === seatId)
  if (given.length === 0) throw new RefusedError('no-seat')
  for (const seat of given) clear(seat)
  if (session.phase === 'lobby' && given.length === held.length) leaveGroup(session, player.id)
}

/** Takes a player out of their group, with all their seats. */
export function leaveGroup(session: Session, id: string): void {
  releaseSeats(session, id)
  const player = findPlayer(session, id)
  if (player === undefined) return
  player.group = -1
  player.ready = false
}

/** Takes a player out of the session. */
export function removePlayer(session: Session, id: string): void {
  releaseSeats(session, id)
  session.players = session.players.filter((player) => player.id !== id)
}

/** Watches a group's ship without a seat. */
export function watch(session: Session, player: Player, groupIndex: number): void {
  if (session.groups[groupIndex] === undefined) throw new RefusedError('no-such-seat')
  if (!player.isSpectator) {
    if (!session.allowsSpectators) throw new RefusedError('spectators-off')
    // Whoever has flown a ship in this game knows things; they do not change sides by watching.
    if (session.phase === 'running' && player.group >= 0) throw new RefusedError('spectator-only')
    if (countSpectators(session) >= limits.spectators) throw new RefusedError('session-full')
    leaveGroup(session, player.id)
    player.isSpectator = true
  }
  player.group = groupIndex
}

export const countSpectators = (session: Session): number =>
  session.players.filter((player) => player.isSpectator).length

export const countFlying = (session: Session): number => session.players.length - countSpectators(session)

/** Hands a held console to its autopilot (`on`), or takes it over. */
export function setAutopilot(session: Session, player: Player, seatId: string, on: boolean): void {
  heldSeat(session, player, seatId).manual = !on
}

/** The seat that gives an order, which the player must hold. Throws `wrong-seat` otherwise. */
export function heldSeat(session: Session, player: Player, seatId: string): Seat {
  if (player.isSpectator) throw new RefusedError('spectators-watch')
  const seat = session.groups[player.group]?.seats.find((candidate) => candidate.id === seatId)
  if (seat === undefined || seat.holder !== player.id) throw new RefusedError('wrong-seat')
  return seat
}

/** Frees every seat of a player. */
export function releaseSeats(session: Session, id: string): void {
  for (const seat of seatsOf(session, id)) clear(seat)
}

/** True when nobody sits there: an autopilot works it now. */
export function isOnAutopilot(session: Session, seat: Seat): boolean {
  return !seat.manual || findPlayer(session, seat.holder)?.connected !== true
}

const isFlying = (player: Player): boolean => !player.isSpectator && player.group >= 0

function checkWelcome(session: Session, group: Group, player: Player): void {
  if (group.barred.has(player.id)) throw new RefusedError('barred')
  if (group.isLocked) throw new RefusedError('seat-locked')
  if (player.isSpectator && countFlying(session) >= limits.players) throw new RefusedError('session-full')
}

function seatsOf(session: Session, id: string): Seat[] {
  return session.groups.flatMap((group) => group.seats).filter((seat) => seat.holder === id)
}

/** A seat may be taken when nobody holds it, or its holder is here but works another console. */
function isFree(session: Session, seat: Seat): boolean {
  if (seat.holder === '') return true
  const holder = findPlayer(session, seat.holder)
  return holder?.connected === true && !seat.onScreen && !seat.manual
}

function leaveScreen(seat: Seat): void {
  seat.onScreen = false
  seat.manual = false
}

function clear(seat: Seat): void {
  Object.assign(seat, { holder: '', manual: false, onScreen: false })
}
