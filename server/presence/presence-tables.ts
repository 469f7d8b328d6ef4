/** The tables of all processes in Redis: a hash for each, which goes when its process no longer renews it. */
import type { Redis } from 'ioredis'
import type { Entry } from './entries.ts'

export interface Change {
  set: Record<string, Entry>
  gone: string[]
}

export interface PresenceTables {
  /** Changes a table from one version to the next and renews it; false when the version there is another, or none. */
  change(process: string, from: number, version: number, change: Change): Promise<boolean>
  /** Writes a table whole. */
  write(process: string, version: number, entries: ReadonlyMap<string, Entry>): Promise<void>
  /** The versions of all tables; undefined where a process is listed and its table gone. */
  versions(): Promise<Map<string, number | undefined>>
  read(process: string): Promise<{ version: number; entries: Map<string, Entry> } | undefined>
  remove(process: string): Promise<void>
}

const processesKey = 'flotilla:presence-processes'
const key = (process: string) => `flotilla:presence:${process}`
const versionField = 'version'
const lifeMs = 30_000

/** KEYS: table. ARGV: life, version before, version after, how many to set, then names and entries, then names to remove. */
const changeScript = `
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[3])
local last = 4 + 2 * tonumber(ARGV[4])
for i = 5, last, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
for i = last + 1, #ARGV do redis.call('HDEL', KEYS[1], ARGV[i]) end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
`

export function redisTables(redis: Redis): PresenceTables {
  const results = async (answers: Promise<[Error | null, unknown][] | null>): Promise<unknown[]> =>
    ((await answers) ?? []).map(([error, result]) => {
      if (error !== null) throw error
      return result
    })

  return {
    async change(process, from, version, { set, gone }) {
      const pairs = Object.entries(set).flatMap(([player, entry]) => [player, JSON.stringify(entry)])
      const all = [lifeMs, from, version, pairs.length / 2, ...pairs, ...gone]
      return (await redis.eval(changeScript, 1, key(process), ...all)) === 1
    },
    async write(process, version, entries) {
      const fields = [...entries].flatMap(([player, entry]) => [player, JSON.stringify(entry)])
      const writing = redis
        .multi()
        .del(key(process))
        .hset(key(process), versionField, version, ...fields)
        .pexpire(key(process), lifeMs)
        .sadd(processesKey, process)
      await results(writing.exec())
    },
    async versions() {
      const processes = await redis.smembers(processesKey)
      const reading = redis.pipeline()
      for (const process of processes) reading.hget(key(process), versionField)
      const versions = processes.length === 0 ? [] : await results(reading.exec())
      return new Map(
        processes.map((process, at) => [process, versions[at] === null ? undefined : Number(versions[at])]),
      )
    },
    async read(process) {
      const { [versionField]: version, ...texts } = await redis.hgetall(key(process))
      if (version === undefined) return undefined
      const entries = Object.entries(texts).map(([player, text]) => [player, JSON.parse(text) as Entry] as const)
      return { version: Number(version), entries: new Map(entries) }
    },
    async remove(process) {
      await results(redis.multi().del(key(process)).srem(processesKey, process).exec())
    },
  }
}
