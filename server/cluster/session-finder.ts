/** Finds the room of a session on whatever process; a session whose process died goes on here. */
import { type IRoomCache, matchMaker } from '@colyseus/core'
import { RefusedError } from '../../schema/errors.ts'
import { UnavailableError } from '../http.ts'
import type { SessionRows } from './session-rows.ts'

export interface SessionFinder {
  /** Rejects with `RefusedError('session-gone')` when nobody knows it, and with `UnavailableError` when its owner does not
   *  answer and cannot be taken for dead yet: asking again in a moment helps. */
  find(session: string): Promise<IRoomCache>
}

/** `gameRoom` is the name under which rooms of sessions are defined. */
export function openFinder(rows: SessionRows, gameRoom: string): SessionFinder {
  /** Two who ask at once must not take the session from each other. */
  const taking = new Map<string, Promise<IRoomCache>>()

  const take = (session: string): Promise<IRoomCache> => {
    const running = taking.get(session)
    if (running !== undefined) return running
    // Made here, not through match-making, which may choose a process that is dead.
    const made = matchMaker
      .handleCreateRoom(gameRoom, { id: session, isOrphan: true })
      .catch(async () => {
        const place = await rows.find(session)
        // Nobody has it even now: nothing was kept that could be read.
        if (place === undefined || place.isOrphan) throw new RefusedError('session-gone')
        throw new UnavailableError(`session ${session} is being taken over by another process`)
      })
      .finally(() => taking.delete(session))
    taking.set(session, made)
    return made
  }

  return {
    async find(session) {
      const place = await rows.find(session)
      if (place === undefined) throw new RefusedError('session-gone')
      if (place.isOrphan) return take(session)
      const room = await matchMaker.driver.findOne({ roomId: place.roomId })
      if (room?.name === gameRoom) return room
      // Not listed though owned: it is being taken over this moment, or its listing is being mended.
      if (rows.keeps) throw new UnavailableError(`session ${session} is not listed`)
      throw new RefusedError('session-gone')
    },
  }
}
