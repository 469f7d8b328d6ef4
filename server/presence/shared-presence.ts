/** The presence of players on many processes: each keeps its table in Redis and tells what changes in it, and has a copy of
 *  all the others', so that to look somebody up is to look into memory. While Redis is away the last known stands. */
import type { Logger } from 'pino'
import type { Bus } from '../cluster/bus.ts'
import type { PresenceTimes } from './clock.ts'
import type { Entry } from './entries.ts'
import { openOwnPresence } from './local-presence.ts'
import type { PresenceService } from './presence.ts'
import type { Change, PresenceTables } from './presence-tables.ts'
import { openReplicas } from './replicas.ts'

declare module '../cluster/bus.ts' {
  interface Notices {
    /** The table of a process went from one version to another; from one to the same says that the process lives. */
    presence: Change & { process: string; from: number; version: number }
    /** The process is dead, and its table void. */
    'presence.forget': { process: string }
  }
}

export interface SharedPresence extends PresenceService {
  /** Begins to tell and to listen: once the process has its id. */
  start(): void
  /** A process died: what it said of players is void, on every process. */
  forget(process: string): void
}

export interface SharedPresenceOptions extends Partial<PresenceTimes> {
  self(): string
  tables: PresenceTables
  bus: Bus
  log: Logger
}

const renewMs = 10_000
const againMs = 1000

export function sharedPresence({ self, tables, bus, log, ...given }: SharedPresenceOptions): SharedPresence {
  const teller = openTeller({ self, tables, bus, log, entries: () => own.entries, times: () => times })
  const { service, view, own, times } = openOwnPresence(given, (player) => teller.changed(player))
  const replicas = openReplicas({
    ...{ tables, view, log, clock: times.clock },
    // Word that a player wants to be unseen outlives the process that heard it.
    learned: own.refresh,
  })
  let ends: (() => void)[] = []

  const forget = (process: string) => {
    if (process !== self()) return replicas.drop(process)
    log.warn('taken for dead; what is known here is told again')
    teller.writeWhole()
  }
  const forgetEverywhere = (process: string) => {
    tables.remove(process).catch((error) => log.debug({ error }, 'the table of a dead process stays until it expires'))
    bus.publish('presence.forget', { process })
  }
  return {
    ...service,
    start() {
      ends = [
        bus.subscribe('presence', (notice) => notice.process !== self() && replicas.hear(notice)),
        bus.subscribe('presence.forget', ({ process }) => forget(process)),
        bus.onGap(() => {
          teller.writeWhole()
          void replicas.reconcile(self())
        }),
        replicas.start(self),
      ]
      teller.start()
    },
    forget(process) {
      tables
        .remove(process)
        .catch((error) => log.debug({ error }, 'the table of a dead process stays until it expires'))
      bus.publish('presence.forget', { process })
    },
    close() {
      for (const end of ends) end()
      if (ends.length > 0) {
        teller.stop()
        forgetEverywhere(self())
      }
      service.close()
    },
  }
}

interface TellerOptions extends Pick<SharedPresenceOptions, 'self' | 'tables' | 'bus' | 'log'> {
  entries(): ReadonlyMap<string, Entry>
  times(): PresenceTimes
}

/** Keeps the own table in Redis, and tells the others what changes in it. */
function openTeller({ self, tables, bus, log, entries, times }: TellerOptions) {
  const dirty = new Set<string>()
  let version = 0
  let isRunning = false
  let isWriting = false
  /** What stands in Redis may not be what was written there: it was emptied, or did not answer. */
  let isLost = true
  let isWaiting = false

  const later = (ms: number) => {
    if (isWaiting || !isRunning) return
    isWaiting = true
    times().clock.after(ms, () => {
      isWaiting = false
      flush(false)
    })
  }
  const flush = (isBeat: boolean) => {
    if (!isRunning || isWriting || (dirty.size === 0 && !isLost && !isBeat)) return
    const from = version
    if (dirty.size > 0) version++
    const change = changeOf(dirty, entries())
    dirty.clear()
    const writing = isLost
      ? tables.write(self(), version, entries()).then(() => true)
      : tables.change(self(), from, version, change)
    isWriting = true
    isLost = false
    // After the table on the same line: whoever reads it upon the notice finds this version.
    bus.publish('presence', { process: self(), from, version, ...change })
    writing.then(
      (isWritten) => written(isWritten, 0),
      (error) => {
        log.debug({ error }, 'presence is not in Redis; it is tried again')
        written(false, againMs)
      },
    )
  }
  const written = (isWritten: boolean, waitMs: number) => {
    isWriting = false
    isLost ||= !isWritten
    if (isLost) later(waitMs)
    else if (dirty.size > 0) later(times().coalesceMs)
  }
  const beat = () => {
    if (!isRunning) return
    flush(true)
    times().clock.after(renewMs, beat)
  }
  return {
    changed(player: string) {
      dirty.add(player)
      later(times().coalesceMs)
    },
    writeWhole() {
      isLost = true
      later(0)
    },
    start() {
      isRunning = true
      beat()
    },
    stop() {
      isRunning = false
    },
  }
}

function changeOf(players: Iterable<string>, entries: ReadonlyMap<string, Entry>): Change {
  const change: Change = { set: {}, gone: [] }
  for (const player of players) {
    const entry = entries.get(player)
    if (entry === undefined) change.gone.push(player)
    else change.set[player] = entry
  }
  return change
}
