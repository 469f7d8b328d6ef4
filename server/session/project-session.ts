/** Writes a session into its part of the wire; equal values make no change. */
import type { ArraySchema } from '@colyseus/schema'
import { GroupState, PlayerState, SeatState, type SessionState } from '../../schema/session.state.ts'
import { closesAt } from './life.ts'
import { neededSeats } from './needs.ts'
import { isOnAutopilot } from './seats.ts'
import type { Patience, Player, Session } from './session.ts'
import { count } from './votes.ts'

/** Seats in need that travel, at most. */
const shownNeeds = 6

export function projectSession(session: Session, state: SessionState, now: number, waits: Patience): void {
  const secondsAt = (at: number | undefined) => (at === undefined ? 0 : Math.ceil((at - session.createdAt) / 1000))
  state.id = session.id
  state.code = session.code
  state.name = session.name
  state.phase = session.phase
  state.creator = session.creator
  state.isPublic = session.isPublic
  state.allowsSpectators = session.allowsSpectators
  state.hasPassword = session.passwordHash !== undefined
  state.settings = JSON.stringify(session.settings)
  state.outcome = session.outcome === undefined ? '' : JSON.stringify(session.outcome)
  projectSeconds(session, state, now)
  state.startedAt = session.phase === 'lobby' ? 0 : secondsAt(session.startedAt)
  state.pausedAt = secondsAt(session.pausedAt)
  state.closesAt = secondsAt(closesAt(session, waits))

  const groups = slots(state.groups, session.groups.length, () => new GroupState())
  session.groups.forEach((group, index) => {
    const target = groups[index]!
    target.name = group.name
    target.kind = group.kind
    target.captain = group.captain
    target.isLocked = group.isLocked
    const seats = slots(target.seats, group.seats.length, () => new SeatState())
    group.seats.forEach((seat, at) => {
      const { id, holder, onScreen } = seat
      Object.assign(seats[at]!, { id, holder, onScreen, autopilot: isOnAutopilot(session, seat) })
    })
  })

  projectVote(session, state, secondsAt)
  replaceAll(state.kinds, session.plan.kinds)
  const needs = neededSeats(session).slice(0, shownNeeds)
  replaceAll(
    state.needs,
    needs.map(({ group, seat }) => `${group}.${seat}`),
  )

  projectPlayers(session, state, (player) => secondsAt(player.lostAt + waits.hold * 1000))
}

/** The session's clock alone: it runs while nothing else changes. */
export function projectSeconds(session: Session, state: SessionState, now: number): void {
  state.seconds = Math.floor((now - session.createdAt) / 1000)
}

/** Each player keeps their slot for as long as they are there: one who leaves must not move all the others. */
function projectPlayers(session: Session, state: SessionState, heldUntil: (player: Player) => number): void {
  const present = new Map(session.players.map((player) => [player.id, player]))
  const places = slots(state.players, session.players.length, () => new PlayerState())
  const free: PlayerState[] = []
  for (const place of places) {
    const player = present.get(place.id)
    if (player !== undefined) {
      Object.assign(place, projectPlayer(player, heldUntil(player)))
      present.delete(place.id)
      continue
    }
    if (place.id !== '') Object.assign(place, nobody)
    free.push(place)
  }
  for (const player of present.values()) {
    const place = free.shift()
    if (place !== undefined) Object.assign(place, projectPlayer(player, heldUntil(player)))
  }
}

const nobody = { id: '', name: '', isSpectator: false, group: -1, connected: false, ready: false, heldUntil: 0 }

const projectPlayer = ({ id, name, isSpectator, group, connected, ready }: Player, heldUntil: number) => ({
  id,
  name,
  isSpectator,
  group,
  connected,
  ready,
  heldUntil: connected ? 0 : heldUntil,
})

const noVote = { kind: '', group: -1, target: '', caller: '', yes: 0, no: 0, needed: 0, endsAt: 0 } as const

function projectVote({ vote, ...session }: Session, state: SessionState, secondsAt: (at: number) => number): void {
  if (vote === undefined) {
    Object.assign(state.vote, noVote)
    return
  }
  const { kind, group, target, caller, endsAt } = vote
  Object.assign(
    state.vote,
    { kind, group, target, caller, endsAt: secondsAt(endsAt) },
    count({ vote, ...session }, vote),
  )
}

/** Makes a list of texts equal to another; texts have no reference numbers to keep. */
function replaceAll(array: ArraySchema<string>, texts: readonly string[]): void {
  while (array.length > texts.length) array.pop()
  texts.forEach((text, index) => {
    if (index >= array.length) array.push(text)
    else if (array[index] !== text) array[index] = text
  })
}

/** At least `count` items, added at the end, never taken away: reference numbers are not reused. */
function slots<Item>(array: ArraySchema<Item>, count: number, make: () => Item): Item[] {
  for (let missing = count - array.length; missing > 0; missing--) array.push(make())
  return [...array]
}
