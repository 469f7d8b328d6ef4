/** Writes that nobody waits for: results, records, logs. They happen in order, outside every tick, once the database is there. */
import type { Logger } from 'pino'
import { Counter, type Registry } from 'prom-client'
import { UnavailableError } from '../http.ts'
import { gauge } from '../metrics/metrics.ts'
import type { Database } from './database.ts'

/** May be called again after it failed, or after it succeeded and its answer was lost: it writes under keys of its own
 *  (`on conflict do nothing`), so that the second time changes nothing. Several statements belong in a transaction. */
export type Write = (orm: Database) => Promise<void>

export interface WriteQueue {
  /** False when the queue is full or closed; the write is lost then, which is logged and counted. Never waits. */
  enqueue(name: string, write: Write): boolean
  length(): number
  /** Takes no more, and gives what stands in the queue some time. Returns how many writes were lost. */
  drain(): Promise<number>
}

export interface WriteQueueOptions {
  orm: Database
  log: Logger
  metrics: Registry
  limit?: number
  drainMs?: number
}

/** Between two tries while the database is away, in ms; doubled each time up to the longest. */
const pauses = { first: 100, longest: 2000 }
/** SQLSTATE of transactions that PostgreSQL asks to have tried again: serialisation, deadlock. */
const tryAgainStates = ['40001', '40P01']

export function openWriteQueue({ orm, log, metrics, limit = 1000, drainMs = 5000 }: WriteQueueOptions): WriteQueue {
  const waiting: { name: string; write: Write }[] = []
  let isClosed = false
  let isWorking = false
  let isGivenUp = false
  let emptied = () => {}

  const outcomes = new Counter({
    name: 'flotilla_writes_total',
    help: 'Writes that nobody waits for: done, failed (a fault of theirs), refused (the queue was full), lost at the end',
    labelNames: ['outcome'],
    registers: [metrics],
  })
  for (const outcome of ['done', 'failed', 'refused', 'lost']) outcomes.inc({ outcome }, 0)
  const help = `Writes that wait for the database, of at most ${limit}`
  gauge(metrics, 'flotilla_write_queue_length', help, () => waiting.length)

  const work = async () => {
    let pauseMs = pauses.first
    for (let next = waiting[0]; next !== undefined && !isGivenUp; next = waiting[0]) {
      try {
        await next.write(orm)
        outcomes.inc({ outcome: 'done' })
      } catch (error) {
        if (isPassing(error)) {
          await pause(pauseMs)
          pauseMs = Math.min(pauseMs * 2, pauses.longest)
          continue
        }
        outcomes.inc({ outcome: 'failed' })
        log.error({ error, write: next.name }, 'a write failed and is dropped')
      }
      pauseMs = pauses.first
      waiting.shift()
    }
    isWorking = false
    emptied()
  }

  return {
    enqueue(name, write) {
      if (isClosed || waiting.length >= limit) {
        outcomes.inc({ outcome: 'refused' })
        log.error({ write: name, waiting: waiting.length }, 'a write was refused: the queue is full or closed')
        return false
      }
      waiting.push({ name, write })
      if (!isWorking) {
        isWorking = true
        // Not now: the caller may be in the middle of a tick.
        setImmediate(() => void work())
      }
      return true
    },
    length: () => waiting.length,
    async drain() {
      isClosed = true
      if (isWorking) await Promise.race([new Promise<void>((resolve) => (emptied = resolve)), pause(drainMs)])
      isGivenUp = true
      if (waiting.length > 0) {
        outcomes.inc({ outcome: 'lost' }, waiting.length)
        log.error({ writes: waiting.map(({ name }) => name) }, 'the database is away at the end: writes are lost')
      }
      return waiting.length
    },
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof UnavailableError || tryAgainStates.includes((error as { code?: string } | undefined)?.code ?? '')

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
