/** Everybody's presence as one process sees it: the tables of all processes merged, with patience for those who load a page
 *  again, and word of what has changed. */
import type { Presence, PresenceStatus } from '../../schema/people.ts'
import type { Clock, PresenceTimes } from './clock.ts'
import { type Entry, type Mark, type Merged, merge } from './entries.ts'
import type { HeldPlace, PresenceService } from './presence.ts'

interface Known {
  /** By process. */
  entries: Map<string, Entry>
  merged: Merged
  /** What they were before they went, while others still see them so. */
  held?: PresenceStatus
  /** When they went. */
  lostAt?: number
  /** As it was told last. */
  toldSeen: string
  toldPlace: string
}

/** What stays of somebody who went. */
interface Memory {
  lostAt?: number | undefined
  mark?: Mark | undefined
}

export interface View extends Pick<PresenceService, 'seenBy' | 'placeOf' | 'onChange' | 'close'> {
  set(process: string, player: string, entry: Entry | undefined): void
  /** Puts a whole table in the place of what is known of a process; returns whom it concerns. */
  replace(process: string, table: ReadonlyMap<string, Entry>): Set<string>
  markOf(player: string): Mark | undefined
  setInvisible(player: string, isInvisible: boolean): void
}

/** How many who went are remembered. */
const remembered = 20_000
const offline = JSON.stringify(['offline'])

export function openView({ clock, graceMs, coalesceMs }: PresenceTimes): View {
  const people = new Map<string, Known>()
  const memories = openMemories()
  const changes = openChanges(people, memories)
  const dirty = gather(clock, coalesceMs, changes.flush)

  const know = (player: string): Known => {
    const known = people.get(player) ?? newcomer(memories.take(player))
    people.set(player, known)
    return known
  }
  const touched = (player: string, known: Known) => {
    known.merged = merge(known.entries.values(), known.merged.mark)
    const { status } = known.merged
    if (status !== 'offline') {
      known.held = status
      delete known.lostAt
    } else if (known.held !== undefined && known.lostAt === undefined) waitFor(player, known)
    dirty(player)
  }
  const waitFor = (player: string, known: Known) => {
    const lostAt = clock.now()
    known.lostAt = lostAt
    clock.after(graceMs, () => {
      if (known.lostAt !== lostAt) return
      delete known.held
      dirty(player)
    })
  }
  const set: View['set'] = (process, player, entry) => {
    if (entry === undefined && !people.get(player)?.entries.has(process)) return
    const known = know(player)
    if (entry === undefined) known.entries.delete(process)
    else known.entries.set(process, entry)
    touched(player, known)
  }

  return {
    set,
    replace(process, table) {
      const concerned = new Set(table.keys())
      for (const [player, { entries }] of people) if (entries.has(process)) concerned.add(player)
      for (const player of concerned) set(process, player, table.get(player))
      return concerned
    },
    markOf: (player) => people.get(player)?.merged.mark ?? memories.of(player).mark,
    setInvisible(player, isInvisible) {
      const known = know(player)
      known.merged.mark = nextMark(known, isInvisible, clock.now())
      touched(player, known)
    },
    seenBy(player) {
      const known = people.get(player)
      return known === undefined ? offlineSince(memories.of(player)) : seenIn(known)
    },
    placeOf: (player) => people.get(player)?.merged.place,
    onChange: changes.onChange,
    close: changes.close,
  }
}

const newcomer = ({ lostAt, mark }: Memory): Known => ({
  ...{ entries: new Map(), merged: merge([], mark), toldSeen: offline, toldPlace: '' },
  ...(lostAt !== undefined && { lostAt }),
})

function nextMark({ merged: { status, mark }, lostAt }: Known, isInvisible: boolean, now: number): Mark | undefined {
  if ((mark?.isInvisible ?? false) === isInvisible) return mark
  const at = Math.max(now, (mark?.at ?? 0) + 1)
  // Who is not seen yet comes unseen.
  const seenAt = status === 'offline' ? lostAt : at
  return { isInvisible, at, ...(isInvisible && seenAt !== undefined && { seenAt }) }
}

/** Calls `work` once for all who were named in a while. */
function gather(clock: Clock, ms: number, work: (players: Set<string>) => void): (player: string) => void {
  let players = new Set<string>()
  return (player) => {
    if (players.size === 0) {
      clock.after(ms, () => {
        const gathered = players
        players = new Set()
        work(gathered)
      })
    }
    players.add(player)
  }
}

/** Those who went, the last of them. */
function openMemories() {
  const memories = new Map<string, Memory>()
  const of = (player: string): Memory => memories.get(player) ?? {}
  return {
    of,
    take(player: string): Memory {
      const memory = of(player)
      memories.delete(player)
      return memory
    },
    keep(player: string, memory: Memory) {
      memories.set(player, memory)
      const [oldest] = memories.keys()
      if (memories.size > remembered && oldest !== undefined) memories.delete(oldest)
    },
  }
}

/** Tells listeners what is not as they were told before. */
function openChanges(people: Map<string, Known>, memories: ReturnType<typeof openMemories>) {
  const listeners = new Set<Parameters<PresenceService['onChange']>[0]>()
  let isClosed = false
  return {
    flush(players: Set<string>) {
      if (isClosed) return
      const changed = new Set<string>()
      const seen = new Set<string>()
      for (const player of players) {
        const known = people.get(player)
        if (known === undefined) continue
        const { status, place } = seenIn(known)
        const nowSeen = JSON.stringify(place === undefined ? [status] : [status, place])
        const nowPlace = JSON.stringify(known.merged.place) ?? ''
        if (nowSeen !== known.toldSeen) seen.add(player)
        if (nowSeen !== known.toldSeen || nowPlace !== known.toldPlace) changed.add(player)
        known.toldSeen = nowSeen
        known.toldPlace = nowPlace
        if (known.entries.size > 0 || known.held !== undefined) continue
        people.delete(player)
        memories.keep(player, { lostAt: known.lostAt, mark: known.merged.mark })
      }
      if (changed.size > 0) for (const listener of [...listeners]) listener(changed, seen)
    },
    onChange(listener: Parameters<PresenceService['onChange']>[0]) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close() {
      isClosed = true
      listeners.clear()
    },
  }
}

function offlineSince({ mark, lostAt }: Memory): Presence {
  const seenAt = mark?.isInvisible ? mark.seenAt : lostAt
  return { status: 'offline', ...(seenAt !== undefined && { seenAt }) }
}

function seenIn({ merged: { status: current, place, mark }, held, lostAt }: Known): Presence {
  const status = current === 'offline' ? (held ?? 'offline') : current
  if (mark?.isInvisible || status === 'offline') return offlineSince({ mark, lostAt })
  if (status !== 'game') return { status }
  // The place may be gone sooner than its player.
  return place === undefined ? { status: 'lobby' } : { status, place: shown(place) }
}

const shown = ({ isConnected: _, ...place }: HeldPlace) => place
