/** What tests of presence need: a clock turned by hand, places, tables in memory, and a bus that loses notices. */
import { type Bus, localBus } from '../cluster/bus.ts'
import type { Clock } from './clock.ts'
import type { Entry } from './entries.ts'
import type { HeldPlace } from './presence.ts'
import type { PresenceTables } from './presence-tables.ts'

export const placeIn = (session: string, more: Partial<HeldPlace> = {}): HeldPlace => ({
  ...{ session, name: 'Friday night', phase: 'running', hasPassword: false },
  ...{ group: 0, ship: 'Kestrel', seats: ['helm'], free: [], isSpectator: false, isConnected: true },
  ...more,
})

export function testClock(): Clock & { turn(ms: number): void } {
  let time = 1_000_000
  let serial = 0
  const due = new Map<number, { at: number; work(): void }>()
  return {
    now: () => time,
    after(ms, work) {
      const id = serial++
      due.set(id, { at: time + ms, work })
      return () => void due.delete(id)
    },
    turn(ms) {
      const end = time + ms
      for (;;) {
        const [next] = [...due]
          .filter(([, { at }]) => at <= end)
          .sort(([one, a], [other, b]) => a.at - b.at || one - other)
        if (next === undefined) break
        const [id, { at, work }] = next
        due.delete(id)
        time = at
        work()
      }
      time = end
    },
  }
}

/** Tables as Redis keeps them; `isAway` makes it fail. */
export function memoryTables({ now }: Clock): PresenceTables & { isAway: boolean; empty(): void } {
  const tables = new Map<string, { version: number; entries: Map<string, Entry>; until: number }>()
  const living = (process: string) => {
    if (memory.isAway) throw new Error('Redis is away')
    const table = tables.get(process)
    return table !== undefined && now() < table.until ? table : undefined
  }
  const memory = {
    isAway: false,
    empty: () => tables.clear(),
    async change(
      process: string,
      from: number,
      version: number,
      { set, gone }: { set: Record<string, Entry>; gone: string[] },
    ) {
      const table = living(process)
      if (table?.version !== from) return false
      table.version = version
      table.until = now() + 30_000
      for (const [player, entry] of Object.entries(set)) table.entries.set(player, entry)
      for (const player of gone) table.entries.delete(player)
      return true
    },
    async write(process: string, version: number, entries: ReadonlyMap<string, Entry>) {
      living(process)
      tables.set(process, { version, entries: new Map(entries), until: now() + 30_000 })
    },
    async versions() {
      return new Map([...tables.keys()].map((process) => [process, living(process)?.version]))
    },
    async read(process: string) {
      const table = living(process)
      return table && { version: table.version, entries: new Map(table.entries) }
    },
    async remove(process: string) {
      living(process)
      tables.delete(process)
    },
  }
  return memory
}

/** Buses of several processes; while `isLossy` only the own process hears a notice. */
export function testBuses(count: number): { buses: Bus[]; isLossy: boolean } {
  const locals = Array.from({ length: count }, () => localBus())
  const all = {
    isLossy: false,
    buses: locals.map(
      (own): Bus => ({
        ...own,
        publish(topic, notice) {
          for (const each of locals) if (each === own || !all.isLossy) each.deliver(topic, notice)
        },
      }),
    ),
  }
  return all
}
