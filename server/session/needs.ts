/** Which seats most need somebody: shown to whoever comes into a running session. */
import type { Session } from './session.ts'

export interface Need {
  group: number
  seat: string
}

/** Free seats of groups that take newcomers: the thinnest crew first, and in it the seat the game misses most. */
export function neededSeats(session: Session): Need[] {
  const importance = (seat: string) => session.plan.seatsByNeed.indexOf(seat)
  return session.groups
    .flatMap(({ seats, isLocked }, group) => {
      const held = seats.filter(({ holder }) => holder !== '').length
      const free = isLocked ? [] : seats.filter(({ holder }) => holder === '')
      return free.map(({ id }) => ({ group, seat: id, held }))
    })
    .sort((one, other) => {
      // An uncrewed ship flies on by itself, and who comes to it would be alone there: any crew is worse off.
      const thin = (held: number) => (held === 0 ? Number.MAX_SAFE_INTEGER : held)
      return (
        thin(one.held) - thin(other.held) || importance(one.seat) - importance(other.seat) || one.group - other.group
      )
    })
    .map(({ group, seat }) => ({ group, seat }))
}
