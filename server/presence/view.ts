/** Everybody's presence as one process sees it: the tables of all processes merged, with patience for those who load a page
 *  again, and word of what has changed. */
import type { Presence, PresenceStatus } from '../../schema/people.ts'
import type { PresenceTimes } from './clock.ts'
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
  lostAt: number | undefined
  mark: Mark | undefined
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
  const memories = new Map<string, Memory>()
  const dirty = new Set<string>()
  const listeners = new Set<Parameters<PresenceService['onChange']>[0]>()
  let isClosed = false

  const know = (player: string): Known => {
    const known = people.get(player)
    if (known !== undefined) return known
    const { lostAt, mark } = memories.get(player) ?? {}
    memories.delete(player)
    const merged = { ...merge([], mark) }
    const made: Known = { entries: new Map(), merged, toldSeen: offline, toldPlace: '', ...(lostAt && { lostAt }) }
    people.set(player, made)
    return made
  }
  const isDirty = (player: string) => {
    if (dirty.size === 0) clock.after(coalesceMs, flush)
    dirty.add(player)
  }
  const touched = (player: string, known: Known) => {
    known.merged = merge(known.entries.values(), known.merged.mark)
    const { status } = known.merged
    if (status !== 'offline') {
      known.held = status
      delete known.lostAt
    } else if (known.held !== undefined && known.lostAt === undefined) waitFor(player, known)
    isDirty(player)
  }
  const waitFor = (player: string, known: Known) => {
    const lostAt = clock.now()
    known.lostAt = lostAt
    clock.after(graceMs, () => {
      if (known.lostAt !== lostAt) return
      delete known.held
      isDirty(player)
    })
  }
  const remember = (player: string, { lostAt, merged }: Known) => {
    people.delete(player)
    memories.set(player, { lostAt, mark: merged.mark })
    const [oldest] = memories.keys()
    if (memories.size > remembered && oldest !== undefined) memories.delete(oldest)
  }
  const flush = () => {
    if (isClosed) return
    const changed = new Set<string>()
    const seen = new Set<string>()
    for (const player of dirty) {
      const known = people.get(player)
      if (known === undefined) continue
      const { status, place } = seenIn(known)
      const nowSeen = JSON.stringify(place === undefined ? [status] : [status, place])
      const nowPlace = JSON.stringify(known.merged.place) ?? ''
      if (nowSeen !== known.toldSeen) seen.add(player)
      if (nowSeen !== known.toldSeen || nowPlace !== known.toldPlace) changed.add(player)
      known.toldSeen = nowSeen
      known.toldPlace = nowPlace
      if (known.entries.size === 0 && known.held === undefined) remember(player, known)
    }
    dirty.clear()
    if (changed.size > 0) for (const listener of [...listeners]) listener(changed, seen)
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
    markOf: (player) => people.get(player)?.merged.mark ?? memories.get(player)?.mark,
    setInvisible(player, isInvisible) {
      const known = know(player)
      const { status, mark } = known.merged
      // Who is not seen yet comes unseen.
      if ((mark?.isInvisible ?? false) === isInvisible) return isDirty(player)
      const at = Math.max(clock.now(), (mark?.at ?? 0) + 1)
      const seenAt = status === 'offline' ? known.lostAt : at
      known.merged.mark = { isInvisible, at, ...(isInvisible && seenAt !== undefined && { seenAt }) }
      touched(player, known)
    },
    seenBy(player) {
      const known = people.get(player)
      if (known !== undefined) return seenIn(known)
      const { lostAt, mark } = memories.get(player) ?? {}
      return offlineSince(mark, lostAt)
    },
    placeOf: (player) => people.get(player)?.merged.place,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close() {
      isClosed = true
      listeners.clear()
    },
  }
}

function offlineSince(mark: Mark | undefined, lostAt: number | undefined): Presence {
  const seenAt = mark?.isInvisible ? mark.seenAt : lostAt
  return { status: 'offline', ...(seenAt !== undefined && { seenAt }) }
}

function seenIn({ merged: { status: current, place, mark }, held, lostAt }: Known): Presence {
  const status = current === 'offline' ? (held ?? 'offline') : current
  if (mark?.isInvisible || status === 'offline') return offlineSince(mark, lostAt)
  if (status !== 'game') return { status }
  // The place may be gone sooner than its player.
  return place === undefined ? { status: 'lobby' } : { status, place: shown(place) }
}

const shown = ({ isConnected: _, ...place }: HeldPlace) => place
