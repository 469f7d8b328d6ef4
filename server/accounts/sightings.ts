/** When players were last seen: written at most once a minute each, by who waits for nothing. */
import { eq } from 'drizzle-orm'
import { players } from '../persistence/tables.ts'
import type { WriteQueue } from '../persistence/write-queue.ts'

const minute = 60_000
/** Players remembered; beyond it one may be written twice in a minute. */
const capacity = 10_000

export type Sighting = (player: string) => void

export function openSightings(writes: Pick<WriteQueue, 'enqueue'>, now: () => number): Sighting {
  const written = new Map<string, number>()
  return (player) => {
    const at = now()
    if (at - (written.get(player) ?? Number.NEGATIVE_INFINITY) < minute) return
    if (written.size >= capacity) written.clear()
    written.set(player, at)
    writes.enqueue('last seen', async (orm) => {
      await orm
        .update(players)
        .set({ seenAt: new Date(at) })
        .where(eq(players.id, player))
    })
  }
}
