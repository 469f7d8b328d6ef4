/** Copies of the other processes' tables, held by their notices; what a lost notice leaves wrong is read from Redis. */
import type { Logger } from 'pino'
import type { Notices } from '../cluster/bus.ts'
import type { Clock } from './clock.ts'
import type { PresenceTables } from './presence-tables.ts'
import type { View } from './view.ts'

interface Replica {
  /** -1 before anything was read. */
  version: number
  /** When the process was heard of last. */
  heardAt: number
}

interface Options {
  tables: PresenceTables
  view: Pick<View, 'set' | 'replace'>
  log: Logger
  clock: Clock
  /** Called for everybody of whom another process said something. */
  learned(player: string): void
}

export interface Replicas {
  hear(notice: Notices['presence']): void
  drop(process: string): void
  /** Compares all copies with Redis. */
  reconcile(self: string): Promise<void>
  /** Reconciles now and every 30 s; the answer ends it. */
  start(self: () => string): () => void
}

/** Between two looks at everything; a process whose table is gone and that was silent so long is dead. */
const everyMs = 30_000
const againMs = 1000

export function openReplicas({ tables, view, log, clock, learned }: Options): Replicas {
  const replicas = new Map<string, Replica>()
  let isRunning = false

  const replicaOf = (process: string): Replica => {
    const replica = replicas.get(process) ?? { version: -1, heardAt: clock.now() }
    replicas.set(process, replica)
    return replica
  }
  const drop = (process: string) => {
    replicas.delete(process)
    view.replace(process, new Map())
  }
  const read = oneAtATime(async (process) => {
    try {
      const before = replicaOf(process)
      const table = await tables.read(process)
      // Dropped meanwhile: what was read is a dead one's.
      const isCurrent = isRunning && replicas.get(process) === before
      if (!isCurrent || table === undefined || table.version <= before.version) return
      before.version = table.version
      for (const player of view.replace(process, table.entries)) learned(player)
    } catch (error) {
      log.debug({ error, process }, 'a table of presence could not be read; it is tried again')
      clock.after(againMs, () => isRunning && replicas.has(process) && void read(process))
    }
  })
  const reconcile = async (self: string): Promise<void> => {
    const versions = await tables.versions().catch((error) => {
      log.debug({ error }, 'presence could not be compared')
    })
    if (versions === undefined || !isRunning) return
    for (const process of new Set([...versions.keys(), ...replicas.keys()])) {
      if (process === self) continue
      const version = versions.get(process)
      const replica = replicas.get(process)
      if (version !== undefined) {
        if (version !== replica?.version) await read(process)
      } else if (replica === undefined || clock.now() - replica.heardAt >= everyMs) {
        drop(process)
        if (versions.has(process)) await tables.remove(process).catch(() => undefined)
      }
    }
  }

  return {
    drop,
    reconcile,
    hear({ process, from, version, set, gone }) {
      const replica = replicaOf(process)
      replica.heardAt = clock.now()
      if (version <= replica.version) return
      if (from !== replica.version) return void read(process)
      replica.version = version
      for (const [player, entry] of Object.entries(set)) {
        view.set(process, player, entry)
        learned(player)
      }
      for (const player of gone) view.set(process, player, undefined)
    },
    start(self) {
      isRunning = true
      const look = () => {
        if (!isRunning) return
        void reconcile(self())
        clock.after(everyMs, look)
      }
      look()
      return () => {
        isRunning = false
      }
    },
  }
}

/** Runs `work` for each name once at a time; who comes meanwhile causes one more run, since what they want may be newer. */
function oneAtATime(work: (name: string) => Promise<void>): (name: string) => Promise<void> {
  const running = new Map<string, { again: boolean }>()
  return async (name) => {
    const current = running.get(name)
    if (current !== undefined) {
      current.again = true
      return
    }
    const own = { again: true }
    running.set(name, own)
    while (own.again) {
      own.again = false
      await work(name)
    }
    running.delete(name)
  }
}
