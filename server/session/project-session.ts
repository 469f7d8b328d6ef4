/** Writes a session into its part of the wire; equal values make no change. */
import type { ArraySchema } from '@colyseus/schema'
import { GroupState, PlayerState, SeatState, type SessionState } from '../../schema/session.state.ts'
import { closesAt } from './life.ts'
import { isOnAutopilot } from './seats.ts'
import type { Patience, Player, Session } from './session.ts'

export function projectSession(session: Session, state: SessionState, now: number, waits: Patience): void {
  const secondsAt = (at: number | undefined) => (at === undefined ? 0 : Math.ceil((at - session.createdAt) / 1000))
  state.id = session.id
  state.code = session.code
  state.name = session.name
  state.phase = session.phase
  state.creator = session.creator
  state.isPublic = session.isPublic
  state.hasPassword = session.passwordHash !== undefined
  state.settings = JSON.stringify(session.settings)
  state.outcome = session.outcome === undefined ? '' : JSON.stringify(session.outcome)
  state.seconds = Math.floor((now - session.createdAt) / 1000)
  state.startedAt = session.phase === 'lobby' ? 0 : secondsAt(session.startedAt)
  state.closesAt = secondsAt(closesAt(session, waits))

  const groups = slots(state.groups, session.groups.length, () => new GroupState())
  session.groups.forEach((group, index) => {
    const target = groups[index]!
    target.name = group.name
    target.kind = group.kind
    const seats = slots(target.seats, group.seats.length, () => new SeatState())
    group.seats.forEach((seat, at) => {
      const { id, holder, onScreen } = seat
      Object.assign(seats[at]!, { id, holder, onScreen, autopilot: isOnAutopilot(session, seat) })
    })
  })

  const players = slots(state.players, session.players.length, () => new PlayerState())
  players.forEach((target, index) => {
    const player = session.players[index]
    Object.assign(target, player ? projectPlayer(player, secondsAt(player.lostAt + waits.hold * 1000)) : nobody)
  })
}

const nobody = { id: '', name: '', group: -1, connected: false, ready: false, heldUntil: 0 }

const projectPlayer = ({ id, name, group, connected, ready }: Player, heldUntil: number) => ({
  id,
  name,
  group,
  connected,
  ready,
  heldUntil: connected ? 0 : heldUntil,
})

/** At least `count` items, added at the end, never taken away: reference numbers are not reused. */
function slots<Item>(array: ArraySchema<Item>, count: number, make: () => Item): Item[] {
  for (let missing = count - array.length; missing > 0; missing--) array.push(make())
  return [...array]
}
