/** The lobby's list of sessions, kept by the rooms that carry them: for a moment two may, a dead process's and its heir's. */
import { ListingState, type LobbyState } from '../../schema/lobby.state.ts'
import type { Listing } from '../session/listing.ts'

/** Takes the news of one room: what it carries now, or undefined when it is gone. */
export function openSessionList(shown: LobbyState['sessions']): (roomId: string, listing: Listing | undefined) => void {
  const byRoom = new Map<string, Listing>()

  /** The room that spoke last is believed; when it goes, the other one is. */
  function show(session: string): void {
    const listing = [...byRoom.values()].findLast(({ id }) => id === session)
    if (listing === undefined) {
      shown.delete(session)
      return
    }
    const entry = shown.get(session) ?? new ListingState()
    Object.assign(entry, listing)
    if (!shown.has(session)) shown.set(session, entry)
  }

  return (roomId, listing) => {
    const before = byRoom.get(roomId)
    byRoom.delete(roomId)
    if (listing !== undefined) byRoom.set(roomId, listing)
    for (const session of new Set([before?.id, listing?.id])) if (session !== undefined) show(session)
  }
}
